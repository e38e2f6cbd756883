"""Where the files of a story name a thing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from anime_cli.errors import AnimeError
from anime_cli.model.kinds import SINGLE, kind_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from anime_cli.story.references import Reference
    from anime_cli.studio.authoring.draft import Draft
    from anime_cli.studio.authoring.things import Thing
    from anime_cli.text.nodes import Address


@dataclass(frozen=True, slots=True)
class Mention:
    """A place that names a thing: the file, its line from 1, the address there, and what it is in words."""

    path: str
    line: int
    address: Address
    words: str


def references_in(draft: Draft, names: Iterable[str], *, every: bool) -> tuple[Reference, ...]:
    """Return the references that the documents of DRAFT make: those of the documents that may name NAMES, or EVERY one.

    A document that can't be read is passed over where none of NAMES is in its text.

    Raises:
        AnimeError: a document with one of NAMES in its text can't be read.
    """
    facts = draft.value(SINGLE["story"]).get("facts")
    known = facts if isinstance(facts, dict) else {}
    wanted = frozenset(names)
    found = (each for path in draft.paths for each in _made_by(draft, path, wanted, every=every))
    return tuple(
        each._replace(kind="fact" if each.target in known else "item") if each.kind == "uses" else each
        for each in found
    )


def may_name(text: str, names: Iterable[str]) -> bool:
    """Tell whether one of NAMES may stand in TEXT; a backslash can spell any."""
    return "\\" in text or any(name in text for name in names)


def _made_by(draft: Draft, path: str, names: frozenset[str], *, every: bool) -> Iterator[Reference]:
    from anime_cli.model.load import load
    from anime_cli.story.references import pointers

    text = draft.text(path)
    concerned = may_name(text, names)
    if not (concerned or every):
        return
    try:
        document = load(text.encode(), path).document
    except AnimeError:
        if concerned:
            raise
        return
    yield from pointers(document)


def mention(draft: Draft, path: str, address: Address) -> Mention:
    """Return the place at ADDRESS of the document at PATH."""
    from anime_cli.merge.naming import spot_of
    from anime_cli.merge.shelf import layout_for
    from anime_cli.text.reader import place, read

    parsed = read(draft.text(path), path, layout_for(path))
    spot = spot_of(path, draft.value(path), address)
    line, _ = place(parsed, address)
    return Mention(path, line, address, f"{spot.entity} > {spot.field}" if spot.field else spot.entity)


def homes(draft: Draft, thing: Thing) -> Iterator[tuple[str, int]]:
    """Yield the lists that give THING its place in the telling, and where it stands in them."""
    from anime_cli.studio.authoring.draft import listing

    if thing.kind == "chapter":
        lists = [SINGLE["story"]]
    elif thing.kind == "scene":
        lists = [path for path in draft.paths if (kind_of(path) or ("",))[0] == "chapter"]
    else:
        lists = []
    for path in (each for each in lists if may_name(draft.text(each), (thing.id,))):
        for index, name in enumerate(listing(draft, path, LISTS[thing.kind])):
            if name == thing.id:
                yield path, index


LISTS = {"scene": "scenes", "chapter": "chapters"}
"""The list that holds things of a kind: of a chapter its scenes, of story.yaml the chapters."""
