"""A part of what a commit or a branch did: some documents, each with its place in the list that holds it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from anime_cli.errors import AnimeError, UsageError, did_you_mean
from anime_cli.model.kinds import FOLDERS, kind_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from anime_cli.history.effects import Entry
    from anime_cli.history.replaying import Replay
    from anime_cli.history.threeway import Three
    from anime_cli.story.references import Reference
    from anime_cli.story.snapshot import Story
    from anime_cli.studio.studio import Studio

LISTS = {"chapter": ("scene", "scenes"), "story": ("chapter", "chapters")}
"""What documents of a kind list, and in which of their fields."""
SECTIONS = {"fact": "facts", "item": "items", "thread": "threads"}
"""The section of story.yaml that holds things of a kind."""
SHOWN = 8


class NotInPart(UsageError):
    """Nothing of that name was changed there."""

    def __init__(self, name: str, source: str, known: Sequence[str]) -> None:
        super().__init__(
            f"{source} changed nothing called '{name}'.",
            cause=_changed(known),
            hint=did_you_mean(name, known) or f"anime story show {source}",
        )


class NotOfBranch(UsageError):
    """A branch has no document of that name, and took none of that name away."""

    def __init__(self, name: str, branch: str, changed: Sequence[str], known: Iterable[str]) -> None:
        super().__init__(
            f"{branch} has no document called '{name}'.",
            cause=_changed(changed),
            hint=did_you_mean(name, known) or f"anime story diff HEAD...{branch} shows what it changed.",
        )


def _changed(names: Sequence[str]) -> str:
    """Name the first of what was changed."""
    more = ", …" if len(names) > SHOWN else ""
    return f"It changed {', '.join(names[:SHOWN])}{more}." if names else "It changed no file."


class SeveralParts(UsageError):
    """Several documents have this id."""

    def __init__(self, name: str, paths: Sequence[str]) -> None:
        super().__init__(f"'{name}' names {' and '.join(paths)}.", hint=f"Give the path: --only {paths[0]}")


@dataclass(frozen=True, slots=True)
class Missing:
    """Something that a brought document names and that is there but not here: its kind, its id and its file."""

    kind: str
    id: str
    path: str


@dataclass(frozen=True, slots=True)
class _Listing:
    """The list of a chapter or of story.yaml, in the base and on the other side."""

    path: str
    kind: str
    key: str
    base: tuple[str, ...]
    theirs: tuple[str, ...]

    def places(self, path: str) -> bool:
        """Tell whether the other side put the document at PATH elsewhere, added or removed it here."""
        kind, name = kind_of(path) or ("", "")
        return kind == self.kind and _shifted(name, self.base, self.theirs)


def part_of(studio: Studio, replay: Replay, names: Sequence[str]) -> Replay:
    """Return REPLAY as if it were about the documents NAMES, ids or paths, alone, and their places in the story.

    Raises:
        NotInPart, NotOfBranch: a commit did nothing to anything of that name, or a branch has nothing of it.
        SeveralParts: an id is that of several documents.
        AnimeError: a chapter can't be read.
    """
    from anime_cli.history.replaying import part

    theirs = {path: three for path, three in replay.changes.items() if three.base != three.theirs}
    lists = tuple(_listings(studio, theirs))
    documents = _named(studio, replay, names, theirs, lists)
    chosen = {path: theirs[path] for path in documents if path in theirs}
    for listing in lists:
        own = [path for path in documents if listing.places(path)]
        if own and listing.path not in chosen:
            chosen[listing.path] = theirs[listing.path]._replace(theirs=_relisted(studio, theirs, listing, own))
    return part(studio.repository, replay, documents, chosen)


def _listings(studio: Studio, theirs: Mapping[str, Three]) -> Iterator[_Listing]:
    """Yield the lists that the other side changed; one that is new there or gone there is none to put things in."""
    for path, three in theirs.items():
        listed = LISTS.get((kind_of(path) or ("", ""))[0])
        if listed and three.base is not None:
            base, now = (_members(studio, path, listed[1], entry) for entry in (three.base, three.theirs))
            yield _Listing(path, *listed, base, now)


def _members(studio: Studio, path: str, key: str, entry: Entry | None) -> tuple[str, ...]:
    from anime_cli.merge.engine import values_of

    if entry is None:
        return ()
    found = values_of(studio.repository.read([entry.id])[entry.id].decode("utf-8", "replace"), path).get(key)
    return tuple(str(name) for name in found) if isinstance(found, list) else ()


def _named(
    studio: Studio, replay: Replay, names: Iterable[str], theirs: Mapping[str, Three], lists: Sequence[_Listing]
) -> list[str]:
    """Return the paths of the documents NAMES."""
    there = {*theirs, *_files(studio, replay.theirs), *_files(studio, replay.ours)}
    touched = {path for path in there if path in theirs or any(listing.places(path) for listing in lists)}
    found = []
    for name in names:
        paths = _matching(name, touched) or (_matching(name, there) if replay.of_branch else [])
        if not paths:
            known = sorted(_id(path) or path for path in touched)
            if replay.of_branch:
                raise NotOfBranch(name, replay.name, known, {*known, *(_id(path) or path for path in there)})
            raise NotInPart(name, replay.name, known)
        if len(paths) > 1:
            raise SeveralParts(name, paths)
        found += paths
    return list(dict.fromkeys(found))


def _matching(name: str, paths: Iterable[str]) -> list[str]:
    return sorted(path for path in paths if name in {path, _id(path)})


def _id(path: str) -> str | None:
    kind = kind_of(path)
    return kind[1] if kind else None


def _files(studio: Studio, revision: str) -> Iterable[str]:
    """Return the documents of REVISION; the empty tree before a first commit has none."""
    from anime_cli.history.errors import RevisionNotFound

    try:
        return studio.repository.files(revision)
    except RevisionNotFound:
        return ()


def _relisted(studio: Studio, theirs: Mapping[str, Three], listing: _Listing, documents: Iterable[str]) -> Entry:
    """Return the base of a list's file with DOCUMENTS alone as the other side lists them."""
    from anime_cli.history.worktree import stored
    from anime_cli.merge.engine import layout_for
    from anime_cli.text.splice import Set, splice

    base = theirs[listing.path].base
    assert base is not None
    names = [_id(path) or "" for path in documents]
    edit = Set((listing.key,), [*relisted(listing.base, listing.theirs, names)])
    text = studio.repository.read([base.id])[base.id].decode("utf-8")
    data = splice(text, [edit], listing.path, layout_for(listing.path)).encode()
    return stored(studio.repository, data, base.mode)


def relisted(base: Sequence[str], theirs: Sequence[str], names: Iterable[str]) -> list[str]:
    """Return the list BASE with each of NAMES where THEIRS has it, after the nearest before it that is in both."""
    found = list(base)
    for name in sorted(set(names), key=[*theirs, *names].index):
        if _shifted(name, base, theirs):
            found = [each for each in found if each != name]
            if name in theirs:
                above = reversed(theirs[: theirs.index(name)])
                found.insert(next((found.index(each) + 1 for each in above if each in found), 0), name)
    return found


def _shifted(name: str, base: Sequence[str], theirs: Sequence[str]) -> bool:
    from anime_cli.merge.lists import moved

    return (name in base) != (name in theirs) or name in moved(base, theirs)


def missing_here(studio: Studio, replay: Replay) -> tuple[Missing, ...]:
    """Return what the picked documents of a part name that is there, but neither here nor in the part.

    A story that can't be read as a whole has nothing to compare with.
    """
    from anime_cli.model.load import file_of
    from anime_cli.story.references import documents_of, made_by

    if replay.operation != "pick" or not replay.paths:
        return ()
    try:
        here, there = studio.story(replay.ours), studio.story(replay.theirs)
    except AnimeError:
        return ()
    documents = [document for document in documents_of(there) if file_of(document) in replay.paths]
    named = [_thing(each) for document in documents for each in made_by(there, document)]
    return tuple(
        dict.fromkeys(
            each
            for each in named
            if each is not None and each.path not in replay.paths and _has(there, each) and not _has(here, each)
        )
    )


def _thing(each: Reference) -> Missing | None:
    if each.kind in FOLDERS:
        return Missing(each.kind, each.target, f"{FOLDERS[each.kind]}/{each.target}.yaml")
    return Missing(each.kind, each.target, "story.yaml") if each.kind in SECTIONS else None


def _has(story: Story, thing: Missing) -> bool:
    group = getattr(story, FOLDERS[thing.kind]) if thing.kind in FOLDERS else None
    return thing.id in (getattr(story.document, SECTIONS[thing.kind]) if group is None else group)
