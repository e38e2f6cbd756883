"""People and places by what a person types: the id, or a name that is nobody else's."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from anime_cli.errors import WorldError, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from anime_cli.model.documents import Character, Place
    from anime_cli.story.snapshot import Story


FORMS = frozenset({
    "dr", "lady", "lord", "master", "miss", "mister", "mr", "mrs", "ms", "prof", "professor", "sir", "the", "uncle",
    "aunt", "old",
})  # fmt: skip
"""Words that a name may begin with and that are no given name."""

_FAMILY_FIRST = re.compile(r"[\u3005-\u3007\u3041-\u309f\u3400-\u9fff\uac00-\ud7a3\uf900-\ufaff]")
"""Signs of names whose family name stands first; a name in katakana alone is a foreign one, and is told as abroad."""


class CharacterNotFound(WorldError):
    """No character has this id or this name."""

    def __init__(self, word: str, known: Iterable[str] = ()) -> None:
        hint = did_you_mean(word, known) or "anime character list"
        super().__init__(f"There is no character called '{word}'.", hint=hint)


class PlaceNotFound(WorldError):
    """No place has this id or this name."""

    def __init__(self, word: str, known: Iterable[str] = ()) -> None:
        super().__init__(f"There is no place called '{word}'.", hint=did_you_mean(word, known) or "anime place list")


class AmbiguousName(WorldError):
    """Several documents have this name."""

    def __init__(self, word: str, ids: Sequence[str]) -> None:
        hint = f"Give one of the ids: {', '.join(ids)}."
        super().__init__(f"'{word}' is what {len(ids)} of them are called.", hint=hint)


def given_name(whole: str) -> str:
    """Return what somebody whose name is WHOLE is called: the given name, or all of it behind a title."""
    words = whole.split() or [whole]
    if words[0].rstrip(".").lower() in FORMS:
        return whole
    return words[-1] if _FAMILY_FIRST.search(words[0]) else words[0]


def given_names(whole: Mapping[str, str]) -> Mapping[str, str]:
    """Return, for full names by id, what a script calls people: the given name where it is nobody else's."""
    given = {name: given_name(text) or name for name, text in whole.items()}
    taken = Counter(given.values())
    return {name: given[name] if taken[given[name]] == 1 else whole[name] for name in whole}


def character_called(story: Story, word: str) -> str:
    """Return the id of the character that WORD means: an id first, else a name or an alias, or a name's ends.

    Raises:
        CharacterNotFound: nobody is called so.
        AmbiguousName: several are.
    """
    if word in story.characters:
        return word
    names = {name: tuple(_names(character)) for name, character in story.characters.items()}
    found = matching(word, names)
    if not found:
        known = [*names, *(each for own in names.values() for each in own)]
        raise CharacterNotFound(word, known)
    return found


def place_called(story: Story, word: str) -> str:
    """Return the id of the place that WORD means: an id first, else its name.

    Raises:
        PlaceNotFound: no place is called so.
        AmbiguousName: several are.
    """
    if word in story.places:
        return word
    names = {name: _place_names(place) for name, place in story.places.items()}
    found = matching(word, names)
    if not found:
        raise PlaceNotFound(word, [*names, *(each for own in names.values() for each in own)])
    return found


def _names(character: Character) -> Iterator[str]:
    yield character.name
    yield from character.aliases
    yield from character.name.split()[:1]
    yield from character.name.split()[-1:]


def _place_names(place: Place) -> tuple[str, ...]:
    return (place.name,)


def matching(word: str, names: Mapping[str, Sequence[str]]) -> str | None:
    """Return whose name WORD is, of names by id: spelled so, else but for capitals; None where it is nobody's.

    Raises:
        AmbiguousName: several are called so.
    """
    wanted = _plain(word)
    for exact in (True, False):
        found = [
            name
            for name, own in names.items()
            if any(each == word if exact else _plain(each) == wanted for each in own)
        ]
        if len(found) > 1:
            raise AmbiguousName(word, found)
        if found:
            return found[0]
    return None


def _plain(word: str) -> str:
    return " ".join(word.split()).casefold()
