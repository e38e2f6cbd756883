"""Give a thing another id, and every place that names it the new one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from anime_cli.errors import WorldError
from anime_cli.studio.authoring.draft import Draft
from anime_cli.studio.authoring.keeping import Authored, Keeping, called_in, keep
from anime_cli.studio.authoring.mentions import may_name
from anime_cli.studio.authoring.things import NameTaken, built_in_emotion, find, refuse_taken, thing_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from anime_cli.merge.pointers import Pointer
    from anime_cli.studio.authoring.things import Thing
    from anime_cli.studio.studio import Studio

DONE = Keeping()
QUOTES = ("'", '"')


class NamedAlready(WorldError):
    """Something names a thing of the new id, which isn't there: it would be taken for the renamed one."""

    def __init__(self, kind: str, name: str, where: str) -> None:
        super().__init__(
            f"A {kind} called '{name}' isn't there, but is named already.",
            cause=f"It is named in {where}.",
            hint="Choose another id, or mend that first: anime story check",
        )


def rename(studio: Studio, kind: str, old: str, new: str, *, keeping: Keeping = DONE) -> Authored:
    """Call the thing of KIND with the id OLD by the id NEW, everywhere: its file, and every place that names it.

    Of each file nothing but the names changes. A file that can't be read stands in the way only if the name is in it.

    Raises:
        ThingNotFound, NotAnId, ReservedId, NameTaken: there is no such thing, or the new id isn't free.
        NamedAlready: something names the new id, which would then mean another thing.
        TextError: a file that may name the thing can't be read.
    """
    draft = Draft(studio)
    thing = find(draft, kind, old)
    called = called_in(draft, thing)
    old = thing.id
    if old != new:
        refuse_taken(draft, kind, new)
        if kind == "emotion" and built_in_emotion(new):
            raise NameTaken(kind, new, "the built-in ones")
        _rewrite(draft, thing, new)
    former = "" if called.endswith(f" {old}") else f" from {old}"
    message = f"Rename the {called}{former} to {new}"
    made = Authored(verb="rename", kind=kind, id=new, label=called, message=message, former=old)
    return keep(draft, made, (old, new), keeping)


def _rewrite(draft: Draft, thing: Thing, new: str) -> None:
    for path in draft.paths:
        text = draft.text(path)
        if may_name(text, (thing.id, new)):
            spots = list(_spots(draft, path, thing, new))
            draft.put(path, _with(text, dict.fromkeys(spots, new)))
    if not thing.address:
        text = draft.text(thing.path)
        draft.drop(thing.path)
        draft.put(thing_of(thing.kind, new).path, text)


def _spots(draft: Draft, path: str, thing: Thing, new: str) -> Iterator[tuple[int, int]]:
    """Yield where the text at PATH names THING.

    Raises:
        NamedAlready: it names NEW.
    """
    from anime_cli.merge.pointers import pointers
    from anime_cli.merge.shelf import layout_for
    from anime_cli.text.reader import read

    for each in pointers(read(draft.text(path), path, layout_for(path)), path):
        if not _means(each, thing.kind):
            continue
        if each.name == new:
            raise NamedAlready(thing.kind, new, f"{path}:{each.span.line}")
        if each.name == thing.id:
            yield each.span.start, each.span.end


def _means(each: Pointer, kind: str) -> bool:
    """Tell whether a name stands for a thing of KIND; `next: end` names no scene."""
    if each.kind == "next":
        return kind == "scene" and each.name != "end"
    return each.kind == kind or (each.kind == "uses" and kind in {"fact", "item"})


def _with(text: str, names: Mapping[tuple[int, int], str]) -> str:
    """Return TEXT with other names at their places; quotes around a name stay."""
    parts: list[str] = []
    end = 0
    for (start, stop), name in sorted(names.items()):
        quote = text[start] if text[start] in QUOTES else ""
        parts += [text[end:start], quote, name, quote]
        end = stop
    return "".join([*parts, text[end:]])
