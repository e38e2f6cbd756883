"""Files of three trees made one: documents by the story's rules, all else by lines, as git merges them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from anime_cli.history import worktree
from anime_cli.history.checkout import tree_changes
from anime_cli.history.errors import SubmoduleChanged
from anime_cli.history.plainly import merge_plainly
from anime_cli.history.snapshot import SUBMODULE
from anime_cli.model.kinds import kind_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from anime_cli.history.effects import Entry
    from anime_cli.history.repository import Repository
    from anime_cli.merge.engine import Merged, Versions
    from anime_cli.merge.shelf import Shelf

LINES = "Both sides changed the same lines."
BINARY = "Both sides changed it, and it is no text that could be merged by lines."


class Three(NamedTuple):
    """A file in the base and on both sides; None is absence."""

    base: Entry | None
    ours: Entry | None
    theirs: Entry | None


def compared(repository: Repository, base: str, ours: str, theirs: str) -> dict[str, Three]:
    """Return each file that OURS or THEIRS changed since BASE, all three commits or trees.

    Raises:
        SubmoduleChanged: a side changed what is a repository of its own.
    """
    mine, other = tree_changes(repository, base, ours), tree_changes(repository, base, theirs)
    _refuse_submodules({**mine, **other})
    found = {}
    for path in sorted({*mine, *other}):
        before = (mine.get(path) or other[path])[0]
        found[path] = Three(before, mine.get(path, (before, before))[1], other.get(path, (before, before))[1])
    return found


def _refuse_submodules(changes: Mapping[str, tuple[Entry | None, Entry | None]]) -> None:
    for path, pair in changes.items():
        if any(entry is not None and entry.mode == SUBMODULE for entry in pair):
            raise SubmoduleChanged(path)


def mode_of(three: Three | None) -> int:
    """Merge the modes: the one that a side changed, else ours."""
    if three is None:
        return worktree.PLAIN
    base, ours, theirs = (entry.mode if entry else None for entry in three)
    chosen = theirs if ours in {base, None} else ours
    return chosen or ours or worktree.PLAIN


def merge_changes(
    repository: Repository,
    changes: Mapping[str, Three],
    names: tuple[str, str] = ("ours", "theirs"),
    *,
    by_lines: bool = False,
    shelf: Shelf | None = None,
) -> tuple[dict[str, Merged], dict[str, bytes | None]]:
    """Merge the files of CHANGES; return what came of each that is not simply one side's, and its content.

    A content of None is a file that goes. NAMES label what git's marks hold, in files that are no documents. With
    BY_LINES documents are merged as any other file. SHELF remembers what was read.

    Raises:
        TextError: a document that must be merged can't be read.
        UnresolvedConflict: a document holds marks of an earlier merge.
    """
    documents = {path: three for path, three in changes.items() if not by_lines and kind_of(path) is not None}
    others = {path: three for path, three in changes.items() if path not in documents and _both(three)}
    merged, contents = _documents(repository, documents, shelf)
    for path, three in others.items():
        merged[path], contents[path] = _lines(repository, path, three, _count(merged) + 1, names)
    return dict(sorted(merged.items())), contents


def _both(three: Three) -> bool:
    return three.base not in (three.ours, three.theirs) and three.ours != three.theirs


def _count(merged: Mapping[str, Merged]) -> int:
    return sum(len(each.conflicts) for each in merged.values())


def _documents(
    repository: Repository, changes: Mapping[str, Three], shelf: Shelf | None
) -> tuple[dict[str, Merged], dict[str, bytes | None]]:
    from anime_cli.merge.engine import Versions, merge_documents

    blobs = repository.read({entry.id for three in changes.values() for entry in three if entry})
    codecs = {path: _codec(blobs[entry.id] for entry in three if entry) for path, three in changes.items()}
    texts = {
        path: Versions(*(None if entry is None else blobs[entry.id].decode(codecs[path]) for entry in three))
        for path, three in changes.items()
    }
    merged, contents = {}, {}
    for path, each in merge_documents(texts, shelf).items():
        if _both(changes[path]) or each.conflicts or each.text != _taken(texts[path]):
            merged[path] = each
            contents[path] = None if each.text is None else each.text.encode(codecs[path])
    return merged, contents


def _taken(versions: Versions) -> str | None:
    """Return the version of the one side that changed the document."""
    return versions.theirs if versions.base == versions.ours else versions.ours


def _codec(versions: Iterable[bytes]) -> str:
    """Return how a file is read: as UTF-8 or, where a side is something else, byte by byte."""
    for data in versions:
        try:
            data.decode("utf-8")
        except UnicodeDecodeError:
            return "latin-1"
    return "utf-8"


def _lines(
    repository: Repository, path: str, three: Three, number: int, names: tuple[str, str]
) -> tuple[Merged, bytes | None]:
    """Merge a file that is no document as git does; a conflict is about the file as a whole."""
    from anime_cli.merge.document import Versions, whole
    from anime_cli.merge.engine import Merged
    from anime_cli.merge.fields import REMOVED_CHANGED

    data, clean = merge_plainly(repository, path, three, names)
    if clean:
        return Merged(None if data is None else data.decode("utf-8", "replace")), data
    blobs = repository.read({entry.id for entry in three if entry and entry.mode != SUBMODULE})
    versions = Versions(*(None if entry is None else blobs[entry.id].decode("utf-8", "replace") for entry in three))
    gone = three.ours is None or three.theirs is None
    reason = REMOVED_CHANGED if gone else BINARY if data == blobs[three.ours.id] else LINES  # type: ignore[union-attr]
    return whole(versions, path, f"c{number}", f"file {path}", reason), data


def settled(merged: Mapping[str, Merged], contents: Mapping[str, bytes | None], path: str) -> bytes | None:
    """Return the content of PATH in which every conflict is as it was in the base; without a base, as it is.

    This is the past that two crosswise merged branches are taken to share: what the two pasts disagree about then
    differs from both branches, and is asked.
    """
    from anime_cli.merge.conflicts import MISSING
    from anime_cli.merge.resolve import ALL, resolve

    each = merged[path]
    inside = [conflict for conflict in each.conflicts if not conflict.whole]
    if not each.conflicts:
        return contents[path]
    if inside:
        return resolve(each.text or "", path, {ALL: "base"}).encode()
    base = each.conflicts[0].base
    return None if base is MISSING else str(base).encode("utf-8", "replace")
