"""Take a thing out of a story, and with it, where that is asked, what names it."""

from __future__ import annotations

from collections import defaultdict
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from anime_cli.model.kinds import SINGLE, kind_of
from anime_cli.model.shapes import SHAPES
from anime_cli.studio.authoring.cutting import covered, cuts, settled
from anime_cli.studio.authoring.draft import Draft, at, listing
from anime_cli.studio.authoring.keeping import Authored, Keeping, called_in, keep
from anime_cli.studio.authoring.mentions import LISTS, homes, may_name, mention, references_in
from anime_cli.studio.authoring.things import built_in_emotion, find, thing_of
from anime_cli.text.errors import TextError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from anime_cli.story.references import Reference
    from anime_cli.studio.authoring.mentions import Mention
    from anime_cli.studio.authoring.things import Thing
    from anime_cli.studio.studio import Studio
    from anime_cli.text.nodes import Address
    from anime_cli.text.plain import Plain

DONE = Keeping()


@dataclass
class _Going:
    """What goes: whole files, and addresses by path; `named` are the things that nothing may name any more."""

    files: set[str] = field(default_factory=set)
    spots: dict[str, set[Address]] = field(default_factory=lambda: defaultdict(set))
    named: set[tuple[str, str]] = field(default_factory=set)

    def has(self, path: str, address: Address) -> bool:
        """Tell whether what stands there goes."""
        return path in self.files or covered(address, self.spots[path])


def remove(studio: Studio, kind: str, name: str, *, cascade: bool = False, keeping: Keeping = DONE) -> Authored:
    """Take the thing of KIND called NAME out of the story.

    Where something names it nothing is done, and the result lists the places. With CASCADE they go too: a field, an
    entry of a list, or the whole line or event where it can't be without; with a chapter its scenes. A place that a
    document can't be without refuses that as well.

    Raises:
        ThingNotFound: there is none of that name.
        AnimeError: a file in which the name stands can't be read.
    """
    draft = Draft(studio)
    thing = find(draft, kind, name)
    called = called_in(draft, thing)
    made = Authored(verb="remove", kind=kind, id=thing.id, label=called, message=f"Remove the {called}")
    going = _Going()
    for each in _with_scenes(draft, thing) if cascade else (thing,):
        _go(draft, going, each)
    _untell(draft, going)
    references = references_in(draft, {named for _, named in going.named}, every=cascade)
    scenes = list(_scenes(draft, thing))
    first = [*scenes, *(mention(draft, each.path, each.address) for each in _naming(going, references))]
    if first and not cascade:
        return replace(made, refused=tuple(first))
    taken, stuck = _follow(draft, going, references)
    if stuck:
        return replace(made, refused=tuple(stuck), stuck=True)
    _cut(draft, going)
    return replace(keep(draft, made, (name,), keeping), taken=(*scenes, *taken))


def _with_scenes(draft: Draft, thing: Thing) -> Iterator[Thing]:
    """Yield THING and, of a chapter, the scenes that no other chapter lists."""
    yield thing
    for name in listing(draft, thing.path, "scenes") if thing.kind == "chapter" else ():
        scene = thing_of("scene", name)
        if scene.path in draft.paths and {path for path, _ in homes(draft, scene)} == {thing.path}:
            yield scene


def _scenes(draft: Draft, thing: Thing) -> Iterator[Mention]:
    for each in [*_with_scenes(draft, thing)][1:]:
        yield replace(mention(draft, each.path, ()), line=1)


def _go(draft: Draft, going: _Going, thing: Thing) -> None:
    """Let THING go, with its place in the telling."""
    if thing.address:
        going.spots[thing.path].add(thing.address)
    else:
        going.files.add(thing.path)
    for path, index in homes(draft, thing):
        going.spots[path].add(settled(draft.value(path), (LISTS[thing.kind], index)))
    if not (thing.kind == "emotion" and built_in_emotion(thing.id)):
        going.named.add((thing.kind, thing.id))


def _untell(draft: Draft, going: _Going) -> None:
    """Let the events be named no more that go and stand in no other file."""
    touched = [path for path in (*going.files, *going.spots) if path in draft.paths]
    lost = {name for path in touched for spot, name in _ids(draft, path) if going.has(path, spot)}
    if lost:
        holding = [path for path in draft.paths if may_name(draft.text(path), lost)]
        kept = {name for path in holding for spot, name in _ids(draft, path) if not going.has(path, spot)}
        going.named |= {("event", name) for name in lost - kept}


def _ids(draft: Draft, path: str) -> Iterator[tuple[Address, str]]:
    """Yield the ids that stand in the script at PATH, with their items; none where it can't be read."""
    script: Plain = None
    with suppress(TextError):
        script = draft.value(path).get("script") if (kind_of(path) or ("",))[0] == "scene" else None
    for index, item in enumerate(script if isinstance(script, list) else ()):
        if isinstance(item, dict) and isinstance(item.get("id"), str):
            yield ("script", index), str(item["id"])


def _naming(going: _Going, references: tuple[Reference, ...]) -> list[Reference]:
    """Return the REFERENCES that stay and name what goes."""
    return [
        each
        for each in references
        if (each.kind, each.target) in going.named and not going.has(each.path, each.address)
    ]


def _follow(draft: Draft, going: _Going, references: tuple[Reference, ...]) -> tuple[list[Mention], list[Mention]]:
    """Let all go that names what goes; return those places, and those that can't go."""
    taken: dict[tuple[str, Address], Mention] = {}
    while left := _naming(going, references):
        stuck: list[Mention] = []
        by_path: dict[str, list[Address]] = defaultdict(list)
        for each in left:
            by_path[each.path].append(settled(draft.value(each.path), each.address))
        for path, addresses in by_path.items():
            value = draft.value(path)
            kind, _ = kind_of(path) or ("", "")
            gone, kept = cuts(SHAPES[kind], value, addresses, going.spots[path])
            taken |= {(path, cut): mention(draft, path, cut) for cut in gone - going.spots[path]}
            stuck += [mention(draft, path, address) for address in sorted(kept, key=str)]
            going.spots[path] = gone
        if stuck:
            return [*taken.values()], stuck
        _untell(draft, going)
    gone_along = [each for (path, cut), each in taken.items() if cut in going.spots[path]]
    return sorted(gone_along, key=_standing), []


def _standing(place: Mention) -> tuple[str, int, list[tuple[int, str, int]]]:
    return place.path, place.line, _order(place.address)


def _cut(draft: Draft, going: _Going) -> None:
    """Take out what goes."""
    from anime_cli.text.splice import Remove, Set

    for path, addresses in going.spots.items():
        if path in going.files:
            continue
        for address in sorted(addresses, key=_order, reverse=True):
            alone = len(address) == 1 and address[0] in {"scenes", "chapters"}
            draft.edit(path, [Set(address, []) if alone else Remove(address)])
        for section in SECTIONS if path == SINGLE["story"] else ():
            if at(draft.value(path), (section,)) == {}:
                draft.edit(path, [Remove((section,))])
    for path in going.files:
        draft.drop(path)


SECTIONS = ("threads", "facts", "items", "emotions")
"""Maps of story.yaml that go when nothing is left in them."""


def _order(address: Address) -> list[tuple[int, str, int]]:
    return [(0, part, 0) if isinstance(part, str) else (1, "", part) for part in address]
