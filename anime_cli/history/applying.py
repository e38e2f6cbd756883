"""Bringing effects about, in an order in which a stop at any point loses nothing.

Files first, then the index, the notes, the branches, HEAD: until the last step the branch is what it was.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from anime_cli.history import index as indexes
from anime_cli.history import references, worktree
from anime_cli.history.effects import HEAD, Effects
from anime_cli.history.trouble import translated
from anime_cli.store.files import write_whole

if TYPE_CHECKING:
    from collections.abc import Iterator

    from anime_cli.history.repository import Repository


def strangers(repository: Repository, effects: Effects) -> list[str]:
    """Name what is now neither as EFFECTS found it nor as they leave it; nothing means that they can be applied."""
    found = [each.name for each in _standing(repository, effects) if each.strange]
    return list(dict.fromkeys(name.removeprefix(references.BRANCHES) for name in found))


def came_about(repository: Repository, effects: Effects) -> Effects:
    """Return the part of EFFECTS that is so now, without what somebody else changed since."""
    found = list(_standing(repository, effects, every=True))
    done = {(each.part, each.name) for each in found if each.done}
    return effects.without([each.name for each in found if each.strange]).only(done)


def undisturbed(repository: Repository, effects: Effects) -> bool:
    """Tell whether everything is as EFFECTS found it or as they leave it."""
    return not any(each.strange for each in _standing(repository, effects, every=True))


def complete(repository: Repository, effects: Effects) -> bool:
    """Tell whether all of EFFECTS is so now."""
    return all(each.done for each in _standing(repository, effects, every=True))


def stands(repository: Repository, effects: Effects) -> bool:
    """Tell whether the files and the index are as EFFECTS leave them, whatever else is."""
    return all(each.done for each in _standing(repository, effects) if each.part in {"files", "index"})


class _Standing(NamedTuple):
    """A file, an entry of the index, a note or a ref as it is NOW, and before and after the effects."""

    part: str
    name: str
    now: object
    pair: tuple[object, object]

    @property
    def strange(self) -> bool:
        return self.now not in self.pair

    @property
    def done(self) -> bool:
        return self.now == self.pair[1]


def _standing(repository: Repository, effects: Effects, *, every: bool = False) -> Iterator[_Standing]:
    """Yield how each thing stands now; of the notes only those that name commits, unless EVERY."""
    index = indexes.opened(repository)
    known = indexes.conflicts(index)
    for path, files in effects.files.items():
        yield _Standing("files", path, worktree.now(repository, path), files)
    for path, stages in effects.index.items():
        yield _Standing("index", path, indexes.stages(index, path, known), stages)
    for name, notes in effects.notes.items():
        if every or name.endswith("_HEAD"):
            yield _Standing("notes", name, note(repository, name), notes)
    for name, refs in effects.refs.items():
        yield _Standing("refs", name, references.value(repository, name), refs)


def apply(repository: Repository, effects: Effects, reason: str) -> None:
    """Bring EFFECTS about; REASON goes into git's reflog.

    Raises:
        IndexLocked: another git process holds the index.
        RefMoved: a branch is no longer where it was.
        ChangedMeanwhile: a file is no longer what EFFECTS found.
        ReadOnlyFolder: a file can't be written.
    """
    if effects.index or effects.files:
        indexes.refuse_locked(repository)
    with translated("change the story", repository.git_dir):
        worktree.place_all(repository, effects.files)
        if effects.index:
            indexes.replace(repository, {path: after for path, (_, after) in effects.index.items()})
        for name, (_, after) in effects.notes.items():
            _write_note(repository, name, after)
        _move_refs(repository, effects, reason)
    if effects.files.keys() - effects.index.keys():
        indexes.refresh(repository)


def _move_refs(repository: Repository, effects: Effects, reason: str) -> None:
    """Move branches that stay or begin, then HEAD, then end branches: HEAD never names a branch that is gone."""
    refs = dict(effects.refs)
    head = refs.pop(HEAD, None)
    gone = {name: pair for name, pair in refs.items() if pair[1] is None}
    for name, (before, after) in refs.items():
        if name not in gone:
            references.move(repository, name, before, after, reason)
    if head is not None:
        references.point(repository, head[1] or "")
    for name, (before, _) in gone.items():
        references.move(repository, name, before, None, reason)


def note(repository: Repository, name: str) -> str | None:
    """Return the text of one of the repository's small files, such as MERGE_HEAD."""
    try:
        return (repository.git_dir / name).read_text("utf-8", "surrogateescape")
    except (FileNotFoundError, NotADirectoryError):
        return None


def _write_note(repository: Repository, name: str, text: str | None) -> None:
    path = repository.git_dir / name
    if text is None:
        path.unlink(missing_ok=True)
    elif note(repository, name) != text:
        write_whole(path, text.encode("utf-8", "surrogateescape"))
