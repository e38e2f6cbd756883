"""C12: ages add up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from anime_cli.story.calendar import age, when
from anime_cli.story.continuity.finding import Evidence, Finding
from anime_cli.story.continuity.rule import Rule
from anime_cli.story.references import PARENTS
from anime_cli.story.wording import name_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from anime_cli.model.documents import Character
    from anime_cli.model.values import Born
    from anime_cli.story.continuity.reading import Reading
    from anime_cli.story.continuity.visit import Visit

YOUNGEST = 12
"""How many years a parent is older than their child, at least."""


def watch(reading: Reading, visit: Visit) -> Iterator[Finding]:
    """Yield every age in a cast that is not the one that follows from birth and calendar."""
    for name, entry in visit.scene.cast.items():
        character = reading.story.characters.get(name)
        if entry.age is None or character is None or character.born is None:
            continue
        ages = _ages(character.born, when(reading.story.document.calendar, visit.start).date)
        if ages and entry.age not in ages:
            yield _wrong(reading, visit, name, entry.age, ages)


def _ages(born: Born, at: date | None) -> tuple[int, ...]:
    """Return the ages that somebody may have: two where only the year of birth is known, none without a date."""
    if at is None:
        return ()
    if born.day is None:
        return at.year - born.year - 1, at.year - born.year
    return (age(born, at) or 0,)


def _wrong(reading: Reading, visit: Visit, name: str, told: int, ages: tuple[int, ...]) -> Finding:
    right = " or ".join(str(age) for age in ages)
    return Finding(
        rule=RULE.id,
        path=visit.file,
        address=("cast", name, "age"),
        scene=visit.scene.id,
        what=f"age of {name}",
        message=f"{name_of(reading.story, name)} is said to be {told} in {reading.titled(visit.scene.id)}, "
        f"but is {right} by birth and calendar.",
        hint=f"Write `age: {ages[-1]}`, or mend `born` in characters/{name}.yaml.",
        evidence=(Evidence(path=f"characters/{name}.yaml", address=("born",), text="the birth"),),
    )


def find(reading: Reading) -> Iterator[Finding]:
    """Yield every mother and father who is too young for the child."""
    people = reading.story.characters
    for child in people.values():
        for word in PARENTS:
            parent = people.get(child.family.get(word, ""))
            if parent is not None and _too_young(parent, child):
                yield _parent(child, word, parent)


def _too_young(parent: Character, child: Character) -> bool:
    if parent.born is None or child.born is None:
        return False
    if parent.born.day is None or child.born.day is None:
        return child.born.year - parent.born.year < YOUNGEST
    return (child.born.year - YOUNGEST, child.born.day) < (parent.born.year, parent.born.day)


def _parent(child: Character, word: str, parent: Character) -> Finding:
    assert parent.born is not None
    assert child.born is not None
    return Finding(
        rule=RULE.id,
        path=f"characters/{child.id}.yaml",
        address=("family", word),
        what=f"{word} {parent.id}",
        message=f"{parent.name}, born in {parent.born.year}, is the {word} of {child.name}, born in {child.born.year}: "
        f"fewer than {YOUNGEST} years lie between.",
        hint=f"Mend `born` of one of the two, or `family` in characters/{child.id}.yaml.",
        evidence=(Evidence(path=f"characters/{parent.id}.yaml", address=("born",), text=f"{parent.name}'s birth"),),
    )


RULE = Rule(
    "C12",
    "Ages that don't add up",
    "An age in a cast follows from birth and calendar, and parents are twelve years older than their children.",
    find,
    watch=watch,
    exempt="A calendar without `epoch`, people without `born`, and kin other than mother and father.",
)
