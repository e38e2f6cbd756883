"""Which thing of a story a typed word means: a document, an item of a script, a fact, a thread, an item, an emotion."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from anime_cli.errors import UsageError, WorldError, did_you_mean
from anime_cli.history.errors import RevisionNotFound
from anime_cli.merge.identity import item_id
from anime_cli.merge.shelf import Shelf
from anime_cli.model.ids import valid_id
from anime_cli.model.kinds import FOLDERS, KINDS, SINGLE, kind_of, path_of
from anime_cli.story.calling import matching
from anime_cli.studio.retracing import Version
from anime_cli.text.errors import TextError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from anime_cli.history.ancestry import Ancestry
    from anime_cli.studio.studio import Studio
    from anime_cli.text.nodes import Address
    from anime_cli.text.plain import Plain

SECTIONS = {"facts": "fact", "threads": "thread", "items": "item", "emotions": "emotion"}
"""The maps of story.yaml that hold things with ids of their own, and what these are."""


class ThingNotFound(WorldError):
    """Nothing in the story has this name."""

    def __init__(self, word: str, known: Iterable[str]) -> None:
        hint = did_you_mean(word, known) or "anime story read --ids"
        super().__init__(f"There is nothing called '{word}' in the story.", hint=hint)


class ItemNotFound(WorldError):
    """A document has no item of this id."""

    def __init__(self, word: str, item: str, known: Iterable[str]) -> None:
        hint = did_you_mean(item, known) or f"anime story read {word} --ids"
        super().__init__(f"'{word}' has no item called '{item}'.", hint=hint)


class SeveralThings(UsageError):
    """Several things have this name."""

    def __init__(self, word: str, names: Sequence[str]) -> None:
        super().__init__(f"'{word}' names {' and '.join(names)}.", hint=f"Give one of them as it stands: {names[0]}")


class ThingOrRevision(UsageError):
    """A word means a thing, and a branch or a checkpoint."""

    def __init__(self, word: str) -> None:
        super().__init__(
            f"'{word}' is a thing of the story, and a branch or checkpoint.",
            hint=f"anime story log {word} HEAD tells of the thing, anime story log refs/heads/{word} of the branch.",
        )


class NeitherFound(WorldError):
    """Nothing in the story has this name, and no revision has."""

    def __init__(self, word: str, known: Iterable[str]) -> None:
        super().__init__(
            f"There is no thing and no revision called '{word}'.", hint=did_you_mean(word, known) or "anime story log"
        )


@dataclass(frozen=True, slots=True)
class Thing:
    """A thing of a story: its document at some state, what that says, and where in it the thing stands."""

    version: Version
    value: Plain
    address: Address = ()


def thing_called(studio: Studio, past: Ancestry, commit: str, word: str, revision: str | None) -> Thing:
    """Return what WORD means in COMMIT, which REVISION names: an id, a file, `SCENE:ITEM`, a name of somebody.

    Raises:
        ThingNotFound, ItemNotFound: nothing is called so.
        SeveralThings: several things are.
        AnimeError: the document can't be read.
    """
    name, colon, item = word.partition(":")
    found = list(_found(past, commit, name)) or list(_by_name(past, name, revision))
    if not found:
        raise ThingNotFound(name, _known(studio, past, commit, revision))
    if len(found) > 1:
        raise SeveralThings(name, [_spelled(each) for each in found])
    return _item(studio, found[0], name, item) if colon else found[0]


@dataclass(frozen=True, slots=True)
class Gone:
    """A thing that is no more: as it was in the last commit that had it, and the one that took it away."""

    thing: Thing
    commit: str
    taken: str


def gone(past: Ancestry, name: str) -> Gone | None:
    """Return the document called NAME that PAST had last, if its start has it no more; None where it never had one.

    A merge takes away only what all its sides had.
    """
    for commit in past:
        parents = past.parents(commit)
        for path in _paths(name) if parents else ():
            blobs = [past.blob(parent, path) for parent in parents]
            if blobs[0] is not None and None not in blobs and past.blob(commit, path) is None:
                return Gone(_thing(past, path, blobs[0]), parents[0], commit)
    return None


def means_thing(studio: Studio, word: str) -> bool:
    """Tell whether WORD means a thing of the story, be it one that is gone, and not a revision.

    Raises:
        ThingOrRevision: it means both.
        NeitherFound: it means neither.
    """
    from anime_cli.history.ancestry import WORK, Ancestry
    from anime_cli.history.names import BRANCHES, TAGS, names, tellings

    past, folder = Ancestry(studio.repository, [WORK]), studio.repository.common_dir
    refs = [*names(folder, BRANCHES), *names(folder, TAGS)]
    found = any(_found(past, WORK, word.partition(":")[0]))
    if found and word in refs:
        raise ThingOrRevision(word)
    if found or word in refs or _is_revision(studio, word):
        return found
    if not any(_by_name(past, word.partition(":")[0], None)) and gone(past, word) is None:
        raise NeitherFound(word, [*_known(studio, past, WORK, None), *tellings(refs)])
    return True


def _is_revision(studio: Studio, word: str) -> bool:
    try:
        studio.repository.resolve(word)
    except RevisionNotFound:
        return False
    return True


def _spelled(thing: Thing) -> str:
    """Return a word that means THING and nothing else."""
    return ":".join((thing.version.path, *map(str, thing.address)))


def _found(past: Ancestry, commit: str, name: str) -> Iterator[Thing]:
    """Yield the documents and the entries of story.yaml whose id, or file, is NAME."""
    for path in _paths(name):
        blob = past.blob(commit, path)
        if blob is not None:
            yield _thing(past, path, blob)
    if valid_id(name) and name not in KINDS:
        yield from (each for each in _sections(past, commit) if each.address[1] == name)


def _sections(past: Ancestry, commit: str) -> Iterator[Thing]:
    """Yield the entries of story.yaml that have ids; one that can't be read has none."""
    path = SINGLE["story"]
    blob = past.blob(commit, path)
    with suppress(TextError):
        story = None if blob is None else _thing(past, path, blob)
        yield from (Thing(story.version, story.value, each) for each in _entries(story.value)) if story else ()


def _paths(name: str) -> list[str]:
    if kind_of(name):
        return [name]
    if name in SINGLE:
        return [SINGLE[name]]
    return [path_of(kind, name) for kind in FOLDERS] if valid_id(name) else []


def _thing(past: Ancestry, path: str, blob: str) -> Thing:
    text = past.repository.read([blob])[blob].decode("utf-8", "replace")
    return Thing(Version(path, blob), Shelf().value(path, text))


def _entries(story: Plain) -> Iterator[tuple[str, str]]:
    for section in SECTIONS if isinstance(story, dict) else ():
        held = story.get(section) if isinstance(story, dict) else None
        yield from ((section, key) for key in held) if isinstance(held, dict) else ()


def _by_name(past: Ancestry, name: str, revision: str | None) -> Iterator[Thing]:
    """Yield the character or the place that NAME calls by its name; a file that can't be read has none."""
    named = (FOLDERS["character"], FOLDERS["place"])
    files = {p: blob for p, blob in past.repository.files(revision).items() if p.partition("/")[0] in named}
    names = {}
    for path, data in ((path, past.repository.read([blob])[blob]) for path, blob in files.items()):
        with suppress(TextError):
            names[path] = tuple(_names(Shelf().value(path, data.decode("utf-8", "replace"))))
    found = matching(name, names)
    if found is not None:
        yield _thing(past, found, files[found])


def _names(document: dict[str, Plain]) -> Iterator[str]:
    """Yield the name of a person or a place, its first and its last word, and other names."""
    name, aliases = document.get("name"), document.get("aliases")
    if isinstance(name, str) and name:
        yield from dict.fromkeys((name, name.split()[0], name.split()[-1]))
    yield from (str(alias) for alias in aliases) if isinstance(aliases, list) else ()


def _item(studio: Studio, thing: Thing, word: str, item: str) -> Thing:
    """Return the ITEM of a script, or of a section of story.yaml that is written `facts:ID`."""
    script = thing.value.get("script") if isinstance(thing.value, dict) else None
    if isinstance(script, list):
        names = [item_id(each) for each in script]
        names = names if item in names else _derived(studio, thing)
        if item in names:
            return Thing(thing.version, thing.value, ("script", names.index(item)))
        raise ItemNotFound(word, item, [name for name in names if name])
    address = tuple(item.split(":"))
    if address in set(_entries(thing.value)):
        return Thing(thing.version, thing.value, address)
    raise ItemNotFound(word, item, [":".join(each) for each in _entries(thing.value)])


def _derived(studio: Studio, thing: Thing) -> list[str | None]:
    """Return the id of each item of a scene, where none stands in the file the one that is derived."""
    from anime_cli.model.documents import Scene

    path, blob = thing.version
    scene = studio.read({path: blob}).by_path[path]
    return [each.id for each in scene.script] if isinstance(scene, Scene) else []


def _known(studio: Studio, past: Ancestry, commit: str, revision: str | None) -> list[str]:
    known = [name for path in studio.repository.files(revision) for name in (kind_of(path) or ("", path))[1:]]
    return known + [str(each.address[1]) for each in _sections(past, commit)]
