"""Makes cases: a base story, two people's work on it, their texts, and what is right."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import count
from typing import TYPE_CHECKING, Any

import makers
import restructuring
from base_stories import story
from case import Case
from coining import Coiner
from edits import MISSING, Member, SetField, StripIds
from makers import Deed, Desk, known_rows, texts
from oracle import Unposed, answer, clashes, results
from scribe import Style, written
from world import World, is_wide, plains

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from random import Random

    from edits import Edit

PAIRS_A_STORY = 12
MAKERS = makers.MAKERS | restructuring.MAKERS
Notes = "list[tuple[str, str, str]]"


@dataclass(frozen=True, slots=True)
class Start:
    """A base story as data and as texts."""

    name: str
    world: World
    styles: Mapping[str, Style]
    notes: tuple[tuple[str, str, str], ...]
    texts: Mapping[str, str]
    known: set[str]


def cases(rng: Random, only: str | None = None) -> Iterator[Case]:
    """Yield cases without end; ONLY asks for those in which that family of edits takes part."""
    for number in count(rng.randrange(6)):
        start = _start(rng, number)
        coiner = Coiner(rng, {*"".join(start.texts.values()), *" ".join(start.texts.values()).split()})
        made = 0
        while made < PAIRS_A_STORY:
            case = _case(rng, start, coiner)
            made += case is not None
            if case is not None and (only is None or only in case.kind.split("+")):
                yield case


def _start(rng: Random, number: int) -> Start:
    name, world = story(rng, number)
    common = _style(rng)
    styles = {path: common if rng.random() < 0.8 else _style(rng) for path in world.docs}
    notes = []
    for path, doc in world.docs.items():
        if "script" in doc and rng.random() < 0.5:
            notes += [(path, row.uid, f"kept {row.uid} of {path}") for row in rng.sample(doc["script"].base(), 2)]
        elif rng.random() < 0.3:
            notes.append((path, rng.choice(["", *doc]), f"kept in {path}"))
    written_out = _texts(world, world.data, styles, notes)
    return Start(name, world, styles, tuple(notes), written_out, known_rows(world))


def _style(rng: Random) -> Style:
    return Style(
        prose=rng.choice(["literal", "literal", "folded", "line", "quoted"]),
        flow=rng.random() < 0.7,
        quotes=rng.choice(["", "", "", '"', "'"]),
        dented=rng.random() < 0.7,
        arranged=rng.choice(["given"] * 6 + ["sorted"]),
        crlf=rng.random() < 0.08,
    )


def _case(rng: Random, start: Start, coiner: Coiner) -> Case | None:
    hot = _hot(rng, start.world)
    wide = is_wide(start.texts["story.yaml"])
    desk = Desk(rng, coiner, start.world, wide, hot, start.known)
    fields = list(texts(desk, hot))
    desk.near = rng.choice(fields) if fields else None
    listed = next((start.world.docs[hot][key] for key in ("script", "scenes") if key in start.world.docs[hot]), None)
    desk.gap = rng.choice(listed.base()).uid if listed else None
    ours = _deeds(desk)
    theirs = _deeds(desk)
    if rng.random() < 0.06:
        theirs = _with(theirs, rng.choice(ours))
    try:
        told = answer(start.world, _edits(ours), _edits(theirs))
        sides = [_side(start, world, deeds) for world, deeds in ((told.ours, ours), (told.theirs, theirs))]
    except Unposed:
        return None
    kind = "+".join(sorted({deed.family for deed in (*ours, *theirs)}))
    words = "\n".join(
        f"  {side}: {each.told}" for side, deeds in (("ours", ours), ("theirs", theirs)) for each in deeds
    )
    right = told.right
    expected = right[0] if right else None
    return Case(kind, start.texts, sides[0], sides[1], expected, right[1:], f"  story: {start.name}\n{words}")


def _hot(rng: Random, world: World) -> str:
    folder = rng.choice(["scenes/"] * 7 + ["characters/", "chapters/", "story"])
    return rng.choice(sorted(path for path in world.docs if path.startswith(folder)))


def _deeds(desk: Desk) -> list[Deed]:
    found: list[Deed] = []
    size = desk.rng.randint(2, 6)
    while len(found) < size:
        maker = desk.rng.choices(list(MAKERS), list(MAKERS.values()))[0]
        deed = maker(desk)
        if deed is not None and not any(_idle(desk.base, edit) for edit in deed.edits):
            found = _with(found, deed)
    return found


def _with(deeds: list[Deed], deed: Deed) -> list[Deed]:
    """Return DEEDS with one more, unless it contradicts them or does something of them again."""
    before, after = _edits(deeds), deed.edits
    try:
        return deeds if _changed(before) & _changed(after) or clashes(before, after) else [*deeds, deed]
    except Unposed:
        return deeds


def _changed(edits: Iterable[Edit]) -> set[Any]:
    passive = {"need", "mark", "words"}
    return {touch.key for edit in edits for touch in edit.touches() if touch.verb not in passive}


def _idle(base: World, edit: Edit) -> bool:
    """Tell whether EDIT leaves the base as it is."""
    if isinstance(edit, SetField):
        there = base.peek(edit.where)
        return plains(there[edit.key], edit.key)[0] == edit.value if edit.key in there else edit.value == MISSING
    if isinstance(edit, Member):
        listed = base.peek(edit.where).get(edit.key) or []
        return edit.present == (edit.value in listed)
    if isinstance(edit, StripIds):
        script = base.docs[edit.path]["script"].base()
        return all(row.value.get("id") in {None, *edit.kept} for row in script)
    return False


def _edits(deeds: list[Deed]) -> list[Any]:
    return [edit for deed in deeds for edit in deed.edits]


def _side(start: Start, world: World, deeds: list[Deed]) -> dict[str, str]:
    """Return the texts of one side: documents that it did not touch keep theirs."""
    styles = dict(start.styles)
    for path, what in (style for deed in deeds for style in deed.styles):
        styles[path] = _restyled(styles[path], what)
    added = [note for deed in deeds for note in deed.notes]
    data = results(world)[0]
    old = {now: was for was, now in world.now.items()}
    touched = {note[0] for note in added} | {path for path in styles if styles[path] != start.styles[path]}
    same = {
        path
        for path, doc in data.items()
        if path in start.world.data
        and old.get(path) == path
        and path not in touched
        and _equal(doc, start.world.data[path])
    }
    made = _texts(world, {path: doc for path, doc in data.items() if path not in same}, styles, [*start.notes, *added])
    return {path: start.texts[path] if path in same else made[path] for path in data}


def _equal(one: Any, two: Any) -> bool:
    """Tell whether two documents are equal, the order of their keys included."""
    return one is two or repr(one) == repr(two)


def _restyled(style: Style, what: str) -> Style:
    if what in {"folded", "quoted", "line", "literal"}:
        return replace(style, prose=what)
    if what in {"sorted", "reversed"}:
        return replace(style, arranged=what if style.arranged != what else "given")
    if what == "quotes":
        return replace(style, quotes="" if style.quotes else '"')
    return replace(style, **{what: not getattr(style, what)})


def _texts(world: World, data: Mapping[str, Any], styles: Mapping[str, Style], notes: Any) -> dict[str, str]:
    old = {now: was for was, now in world.now.items()}
    placed = _places(world, data, notes)
    plain = Style()
    return {path: written(doc, styles.get(old.get(path, ""), plain), placed.get(path)) for path, doc in data.items()}


def _places(world: World, data: Mapping[str, Any], notes: Any) -> dict[str, dict[tuple[Any, ...], str]]:
    """Return the comments by path and address, as far as what they stand above is still there."""
    at = {
        row.uid: (path, ("script", index))
        for path in data
        if "script" in world.docs[path]
        for index, row in enumerate(world.docs[path]["script"].readings()[0])
    }
    placed: dict[str, dict[tuple[Any, ...], str]] = {}
    for path, above, text in notes:
        now = world.now[path]
        where = at.get(above) or (now, (above,) if above else ())
        if where[0] in data and (len(where[1]) != 1 or where[1][0] in data[where[0]]):
            previous = placed.setdefault(where[0], {})
            previous[where[1]] = f"{previous[where[1]]}\n{text}" if where[1] in previous else text
    return placed
