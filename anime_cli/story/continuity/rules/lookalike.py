"""C03: names can be told apart."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from anime_cli.story.continuity.finding import WARNING, Evidence, Finding
from anime_cli.story.continuity.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from anime_cli.model.documents import Character
    from anime_cli.model.report import Address
    from anime_cli.story.continuity.reading import Reading

SHORT = 5
"""Names of fewer letters than this may differ in one."""

ACCENT = 200
"""From this combining class of Unicode on a sign is an accent; those below make another letter, as が of か."""

_GAP = "\0"


@dataclass(frozen=True, slots=True)
class _Name:
    """A name (or alias) of the document at `path`; `bare` is it without case, accents and spaces."""

    path: str
    address: Address
    told: str
    bare: str


def find(reading: Reading) -> Iterator[Finding]:
    """Yield every two names of people, or of places, that are nearly the same."""
    story = reading.story
    people = (name for each in story.characters.values() for name in _names(each))
    places = (_Name(f"places/{each.id}.yaml", ("name",), each.name, _bare(each.name)) for each in story.places.values())
    yield from _alike(people)
    yield from _alike(places)


def _names(character: Character) -> Iterator[_Name]:
    path = f"characters/{character.id}.yaml"
    yield _Name(path, ("name",), character.name, _bare(character.name))
    yield from (_Name(path, ("aliases", at), told, _bare(told)) for at, told in enumerate(character.aliases))


def _bare(name: str) -> str:
    """Return NAME without case, accents and spaces."""
    apart = unicodedata.normalize("NFKD", name.casefold())
    kept = (sign for sign in apart if unicodedata.combining(sign) < ACCENT and not sign.isspace())
    return unicodedata.normalize("NFC", "".join(kept))


def _alike(names: Iterable[_Name]) -> Iterator[Finding]:
    """Yield the pairs of NAMES that look alike: each is compared with those whose pattern it shares."""
    first: dict[str, _Name] = {}
    told: set[tuple[str, str]] = set()
    for name in names:
        for pattern in _patterns(name.bare):
            other = first.setdefault(pattern, name)
            if other.path != name.path and (other.path, name.path) not in told and _near(other.bare, name.bare):
                told.add((other.path, name.path))
                yield _finding(other, name)


def _patterns(bare: str) -> Iterator[str]:
    """Yield what BARE shares with every name one edit away: itself, with a gap for a letter, with a gap put in."""
    yield bare
    if len(bare) >= SHORT - 1:
        yield from (f"{bare[:at]}{_GAP}{bare[at + 1 :]}" for at in range(len(bare)))
        yield from (f"{bare[:at]}{_GAP}{bare[at:]}" for at in range(len(bare) + 1))


def _near(one: str, other: str) -> bool:
    """Tell whether two names are the same, or long enough and one letter apart."""
    if one == other:
        return True
    if min(len(one), len(other)) < SHORT or abs(len(one) - len(other)) > 1:
        return False
    short, long = sorted((one, other), key=len)
    at = next((at for at, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    replaced = len(short) == len(long)
    rest = short[at + replaced :]
    return rest == long[at + 1 :] and long[at].isalpha() and (not replaced or short[at].isalpha())


def _finding(one: _Name, other: _Name) -> Finding:
    same = one.told == other.told
    return Finding(
        rule=RULE.id,
        severity=WARNING,
        path=other.path,
        address=other.address,
        what=f"like {one.path}",
        message=f"The names '{one.told}' and '{other.told}' are {'the same' if same else 'hard to tell apart'}.",
        hint=f"Give one of the two another name, in {one.path} or {other.path}.",
        evidence=(Evidence(path=one.path, address=one.address, text=f"the name '{one.told}'"),),
    )


RULE = Rule(
    "C03",
    "Names that look alike",
    "Two people, or two places, have names that differ by more than case, accents, spaces or one letter.",
    find,
    severity=WARNING,
    exempt="Shared given or family names, a person and a place of one name, and names shorter than five letters.",
    counts=False,
)
