"""C12: ages add up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from anime_cli.story.calendar import age, when
from anime_cli.story.continuity.finding import Evidence, Finding
from anime_cli.story.continuity.rule import Rule
from anime_cli.story.entering import UNREAL
from anime_cli.story.references import PARENTS
from anime_cli.story.wording import name_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from anime_cli.model.documents import CastEntry, Character, Scene
    from anime_cli.model.values import Born
    from anime_cli.story.continuity.reading import Reading
    from anime_cli.story.continuity.visit import Visit

YOUNGEST = 12
"""How many years a parent is older than their child, at least."""


def watch(reading: Reading, visit: Visit) -> Iterator[Finding]:
    """Yield every age in a cast that does not follow from birth and calendar, and who is there before their birth."""
    for name, entry in visit.scene.cast.items():
        born = _birth(reading, name)
        at = when(reading.story.document.calendar, visit.start).date if born is not None else None
        if born is None or at is None:
            continue
        if _unborn(born, at):
            if _there(visit.scene, entry):
                yield _early(reading, visit, name, born, at)
        elif entry.age is not None and entry.age not in _ages(born, at):
            yield _wrong(reading, visit, name, entry.age, _ages(born, at))


def _birth(reading: Reading, name: str) -> Born | None:
    character = reading.story.characters.get(name)
    return character.born if character is not None else None


def _unborn(born: Born, at: date) -> bool:
    return (born.year, born.day or 0) > (at.year, at.timetuple().tm_yday)


def _there(scene: Scene, entry: CastEntry) -> bool:
    """Tell whether somebody is in SCENE in the flesh, on a day that it says or that their age asks for."""
    dated = scene.day is not None or entry.age is not None
    return dated and entry.presence is None and scene.mode not in UNREAL


def _ages(born: Born, at: date) -> tuple[int, ...]:
    """Return the ages that somebody may have: two where only the year of birth is known, none below 0."""
    years = at.year - born.year
    if born.day is None:
        return tuple(each for each in (years - 1, years) if each >= 0)
    return (age(born, at) or 0,)


def _early(reading: Reading, visit: Visit, name: str, born: Born, at: date) -> Finding:
    return Finding(
        rule=RULE.id,
        path=visit.file,
        address=("cast", name),
        scene=visit.scene.id,
        what=f"birth of {name}",
        message=f"{name_of(reading.story, name)} is in {reading.titled(visit.scene.id)} on {at.isoformat()}, "
        f"but {_birthday(born, at)}.",
        hint=f"Mend `born` in characters/{name}.yaml or the `day` of the scene, or write `as: ghost` for {name} in "
        "`cast`.",
        evidence=(Evidence(path=f"characters/{name}.yaml", address=("born",), text="the birth"),),
    )


def _birthday(born: Born, at: date) -> str:
    """Return when somebody is BORN, as it is said AT a date before."""
    days = (born.day or 0) - at.timetuple().tm_yday
    if born.year != at.year:
        return f"is born only in {born.year}"
    return f"is born only {days} day{'s' * (days > 1)} later"


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
    "Ages follow from birth and calendar, nobody is there before their birth, and parents are twelve years older than "
    "their children.",
    find,
    watch=watch,
    exempt="A calendar without `epoch`, people without `born`, and kin other than mother and father. Before a birth: "
    "voices and ghosts, dreams and imagined scenes, and scenes that don't say their day.",
)
