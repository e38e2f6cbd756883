"""Every reference of a story, both ways: from the field that makes it, and to the thing it names."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from anime_cli.model.fields import Codec, Keyed, Many, Record, Text
from anime_cli.model.items import BY_CLASS, Script
from anime_cli.model.load import file_of
from anime_cli.model.report import Address
from anime_cli.model.shapes import KIND_OF_CLASS, SHAPES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from anime_cli.model.documents import Document
    from anime_cli.story.snapshot import Story

PARENTS = ("mother", "father")
"""The words of `family` that name a character; all others are free."""


class Reference(NamedTuple):
    """A field at ADDRESS of the document at PATH names the TARGET of a kind.

    Kinds are scene, chapter, character, place, fact, item, thread, emotion, `uses` (neither a known fact nor a known
    item), outfit (of the character `owner`) and event (`owner` is the scene whose script says `because`).
    """

    path: str
    address: Address
    kind: str
    target: str
    owner: str | None = None


def references(story: Story) -> tuple[Reference, ...]:
    """Return every reference of STORY, document by document."""
    return tuple(reference for document in documents_of(story) for reference in made_by(story, document))


def referrers(story: Story, kind: str, target: str, owner: str | None = None) -> tuple[Reference, ...]:
    """Return the references to one thing; OWNER narrows an outfit to its character."""
    return tuple(
        each
        for each in references(story)
        if each.kind == kind and each.target == target and owner in {None, each.owner}
    )


def documents_of(story: Story) -> Iterator[Document]:
    """Yield every document of STORY."""
    yield story.document
    yield story.style
    for group in (story.chapters, story.scenes, story.characters, story.places):
        yield from group.values()


def made_by(story: Story, document: Document) -> Iterator[Reference]:
    """Yield the references that one document makes."""
    for each in pointers(document):
        yield each._replace(kind=_used(story, each.target)) if each.kind == "uses" else each


def _used(story: Story, target: str) -> str:
    if target in story.document.facts:
        return "fact"
    return "item" if target in story.document.items else "uses"


def pointers(document: Document) -> Iterator[Reference]:
    """Yield the references that one document makes, as far as it can tell by itself: what it `uses` keeps that kind."""
    path = file_of(document)
    owner = document.id if KIND_OF_CLASS[type(document)] == "scene" else None
    for address, kind, target, whose in _walk(SHAPES[KIND_OF_CLASS[type(document)]], document, (), owner):
        if kind != "next":
            yield Reference(path, address, kind, target, whose if kind in {"outfit", "event"} else None)
        elif target != "end":
            yield Reference(path, address, "scene", target)


_Found = tuple[Address, str, str, "str | None"]


def _walk(codec: Codec, value: Any, at: Address, owner: str | None) -> Iterator[_Found]:
    if isinstance(codec, Text):
        yield at, str(codec.target), value, owner
    elif isinstance(codec, Record):
        yield from _walk_record(codec, value, at, owner)
    elif isinstance(codec, Keyed):
        yield from _walk_map(codec, value, at)
    elif isinstance(codec, Script):
        for index, item in enumerate(value):
            yield from _walk_record(BY_CLASS[type(item)][1], item, (*at, index), owner)
    elif isinstance(codec, Many):
        for index, part in enumerate(value):
            yield from _walk(codec.entry, part, (*at, index), owner)


def _walk_record(record: Record, value: Any, at: Address, owner: str | None) -> Iterator[_Found]:
    for name, key, codec, target in _pointing(record):
        part = getattr(value, name)
        if part:
            whose = value.who if name == "outfit" and hasattr(value, "who") else owner
            if target is not None:
                yield (*at, key), target, part, whose
            elif isinstance(codec, Many) and isinstance(codec.entry, Text):
                yield from (
                    ((*at, key, index), str(codec.entry.target), each, whose) for index, each in enumerate(part)
                )
            else:
                yield from _walk(codec, part, (*at, key), whose)


def _walk_map(codec: Keyed, value: Any, at: Address) -> Iterator[_Found]:
    deeper = _points(codec.entry)
    for key, part in value.items():
        if codec.target == "family":
            if key in PARENTS:
                yield (*at, key), "character", part, None
        else:
            if codec.target is not None:
                yield (*at, key), codec.target, key, None
            if deeper:
                yield from _walk(codec.entry, part, (*at, key), key)


@cache
def _pointing(record: Record) -> tuple[tuple[str, str, Codec, str | None], ...]:
    """Return name, key and codec of every field that can hold a reference, and the target where it is one itself."""
    fields = (each for each in record.known if _points(each.codec))
    return tuple((each.name, each.key, each.codec, _target(each.codec)) for each in fields)


def _target(codec: Codec) -> str | None:
    return codec.target if isinstance(codec, Text) else None


def _points(codec: Codec) -> bool:
    """Tell whether a field of this kind can hold a reference."""
    if isinstance(codec, Text):
        return codec.target is not None
    if isinstance(codec, Keyed):
        return codec.target is not None or _points(codec.entry)
    if isinstance(codec, Record):
        return any(_points(each.codec) for each in codec.known)
    return isinstance(codec, Script) or (isinstance(codec, Many) and _points(codec.entry))


def doubled(found: Iterable[Reference]) -> Iterator[tuple[Reference, Reference]]:
    """Yield every reference that repeats an earlier one of the same list, after that one."""
    first: dict[tuple[str, Address, str], Reference] = {}
    for each in found:
        if each.address and isinstance(each.address[-1], int):
            before = first.setdefault((each.path, each.address[:-1], each.target), each)
            if before is not each:
                yield before, each
