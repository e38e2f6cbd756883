"""People as the bible tells of them: how they begin, and what has become of them at the end."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from anime_cli.model.values import LEVELS
from anime_cli.story.bible.book import Change, CharacterEntry, Learned, Tie
from anime_cli.story.bible.naming import since, spot_of
from anime_cli.story.wording import name_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from anime_cli.model.documents import Character, Outfit
    from anime_cli.story.knowledge import Knowing, Knowledge
    from anime_cli.story.snapshot import Story
    from anime_cli.story.state import Person, State, Value

GROWING = ("want", "need", "fear", "flaw", "voice")


def people_of(story: Story, knowledge: Knowledge) -> Iterator[CharacterEntry]:
    """Yield an entry for every character, who is in the most scenes first."""
    start, end = knowledge.fold.start, knowledge.end
    scenes: dict[str, list[str]] = {name: [] for name in story.characters}
    for scene in story.told:
        for name in scene.cast:
            scenes.setdefault(name, []).append(scene.id)
    towards: dict[str, dict[str, None]] = {}
    for source, to in (*start.relations, *end.relations):
        towards.setdefault(source, {})[to] = None
    for name in sorted(story.characters, key=lambda name: -len(scenes[name])):
        entry = _entry(story, story.characters[name], scenes[name], (start, end), knowledge)
        yield replace(entry, ties=tuple(_ties(story, name, towards.get(name, ()), start, end)))


def _entry(
    story: Story, character: Character, scenes: Sequence[str], states: tuple[State, State], knowledge: Knowledge
) -> CharacterEntry:
    return CharacterEntry(
        id=character.id,
        name=character.name,
        role=character.role,
        hair=character.look.hair.colour,
        about=tuple((label, words) for label, words in _about(story, character) if words),
        changes=tuple(_changes(story, character, *states)),
        knows=tuple(learned(story, each) for each in knowledge.of(character.id)),
        backstory=character.backstory,
        scenes=len(scenes),
        first=spot_of(story, scenes[0]) if scenes else None,
        last=spot_of(story, scenes[-1]) if scenes else None,
    )


def learned(story: Story, knowing: Knowing) -> Learned:
    """Return a knowing as the bible tells it."""
    return Learned(
        who=knowing.who,
        name=name_of(story, knowing.who),
        fact=knowing.fact,
        since=since(story, knowing.cause),
        source=name_of(story, knowing.source) if knowing.source is not None else None,
    )


def _about(story: Story, character: Character) -> Iterator[tuple[str, str]]:
    born = character.born
    yield "also called", ", ".join(character.aliases)
    yield "pronouns", character.pronouns or ""
    yield "born", (f"{born.year}, day {born.day}" if born.day else str(born.year)) if born is not None else ""
    yield "look", _look(character)
    for name, outfit in character.outfits.items():
        yield f"outfit {name}", _outfit(outfit)
    yield "avoids saying", ", ".join(character.voice.avoid)
    yield "habits of speech", ", ".join(character.voice.tics)
    yield "temper", ", ".join(f"{name} {share:g}" for name, share in character.temper.items())
    for word, who in character.family.items():
        yield word, name_of(story, who) if who in story.characters else who


def _look(character: Character) -> str:
    look = character.look
    hair = " ".join(word for word in (look.hair.style, look.hair.colour) if word)
    parts = [f"{hair} hair" if hair else "", f"{look.hair.bangs} bangs" if look.hair.bangs else ""]
    parts += [f"{look.eyes} eyes" if look.eyes else "", f"{look.skin} skin" if look.skin else ""]
    parts += [f"{look.build} build" if look.build else "", f"{look.height:.2f} m" if look.height else ""]
    return ", ".join(part for part in parts if part)


def _outfit(outfit: Outfit) -> str:
    named = ((outfit.top, "top"), (outfit.bottom, "bottom"), (outfit.accent, "accent"))
    worn = [outfit.kind or "", *(f"{colour} {what}" for colour, what in named if colour), *outfit.accessories]
    return ", ".join(word for word in worn if word)


def _changes(story: Story, character: Character, start: State, end: State) -> Iterator[Change]:
    """Yield what a person wants, needs, fears … at the beginning and at the end, and what befalls them."""
    before, after = start.person(character.id), end.person(character.id)
    for what in GROWING:
        first = character.voice.register if what == "voice" else getattr(character, what)
        yield from _change(story, what, first, after.grown.get(what))
    traits = after.traits
    first_traits = ", ".join(character.traits) or None
    last_traits = ", ".join(traits.value) or None
    if first_traits or last_traits:
        yield Change(what="traits", first=first_traits, last=last_traits, since=since(story, traits.cause))
    yield from _fate(story, before, after)
    yield from _holdings(story, character.id, start, end)


def _change(story: Story, what: str, first: str | None, grown: Value[str | None] | None) -> Iterator[Change]:
    if grown is not None:
        yield Change(what=what, first=first, last=grown.value, since=since(story, grown.cause))
    elif first is not None:
        yield Change(what=what, first=first, last=first)


def _fate(story: Story, before: Person, after: Person) -> Iterator[Change]:
    if after.outfit.value != before.outfit.value:
        where = since(story, after.outfit.cause)
        yield Change(what="wears", first=before.outfit.value, last=after.outfit.value, since=where)
    for injury, value in after.injuries.items():
        yield Change(what="injury", first=None, last=injury, since=since(story, value.cause))
    if after.alive.cause is not None:
        first, last = (("not born", "alive"), ("alive", "dead"))[not after.alive.value]
        yield Change(what="life", first=first, last=last, since=since(story, after.alive.cause))


def _holdings(story: Story, who: str, start: State, end: State) -> Iterator[Change]:
    first, last = (_things(story, state.holdings(who)) for state in (start, end))
    if first or last:
        yield Change(what="holds", first=first, last=last)


def _things(story: Story, names: Sequence[str]) -> str | None:
    known = story.document.items
    return ", ".join(known[name].name if name in known else name for name in names) or None


def _ties(story: Story, who: str, others: Iterable[str], start: State, end: State) -> Iterator[Tie]:
    for other in others:
        levels = _levels(who, other, start, end)
        if levels:
            yield Tie(to=other, name=name_of(story, other), levels=levels)


def _levels(who: str, other: str, start: State, end: State) -> Mapping[str, tuple[float, float]]:
    pairs = {level: (start.level(who, other, level), end.level(who, other, level)) for level in LEVELS}
    return {level: pair for level, pair in pairs.items() if any(pair)}
