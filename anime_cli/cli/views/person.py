"""People: a list of them, and one of them at a moment."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from anime_cli.cli.output import Styled, Table, View
from anime_cli.cli.printed import CHARACTER, CHARACTERS
from anime_cli.cli.views.card import Row, because, card, moment_data, moment_line
from anime_cli.studio.telling import plural

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from anime_cli.cli.results.causes import Because
    from anime_cli.cli.results.people import Amount, KnownFact, ListedCharacter, Word
    from anime_cli.cli.results.people import Character as CharacterData
    from anime_cli.model.documents import Outfit
    from anime_cli.story.portrait import Known, Levels
    from anime_cli.story.sentence import Teller
    from anime_cli.story.state import Cause, Value
    from anime_cli.studio.people import Role, ShownPerson


def people(roles: Sequence[Role]) -> View:
    """List characters."""
    rows = [
        (
            Styled(role.character.id, "cyan"),
            role.character.name,
            role.character.role or "",
            plural(len(role.scenes), "scene"),
            *(role.scenes[:1] or ("",)),
            "" if role.alive else Styled("not alive", "red"),
        )
        for role in roles
    ]
    columns = ("id", "name", "role", "in", "first", "at the end")
    return CHARACTERS.view({"characters": [_role_data(role) for role in roles]}, [Table(columns, rows)])


def _role_data(role: Role) -> ListedCharacter:
    return {
        "id": role.character.id,
        "name": role.character.name,
        "aliases": list(role.character.aliases),
        "role": role.character.role,
        "scenes": list(role.scenes),
        "alive": role.alive,
    }


def person(shown: ShownPerson, width: int | None) -> View:
    """Show somebody at a moment, WIDTH cells wide, as a table where it is None."""
    each = shown.portrait.character
    title = f"{each.name} ({each.id})" + (f", {each.role}" if each.role else "")
    rows = list(_Rows(shown).rows())
    return CHARACTER.view(_data(shown), card(title, moment_line(shown, shown.portrait.when), rows, width))


class _Rows:
    """The rows of one person's card."""

    def __init__(self, shown: ShownPerson) -> None:
        self.shown, self.portrait, self.teller = shown, shown.portrait, shown.teller

    def rows(self) -> Iterator[Row]:
        """Yield everything: the body, the mind, the things, the others."""
        yield from self._body()
        yield from self._mind()
        yield from self._things()
        for other, levels in self.portrait.towards.items():
            yield from self._levels(f"to {self.teller.name(other)}", levels)
        for other, levels in self.portrait.from_others.items():
            yield from self._levels(f"from {self.teller.name(other)}", levels)

    def row(self, what: str, value: str, cause: Cause | None) -> Row:
        """Return a row, its reason in words."""
        return Row(what, value, cause, self.teller.cause(cause))

    def _body(self) -> Iterator[Row]:
        own = self.portrait
        yield self.row("alive", "not born yet" if own.unborn else "yes" if own.alive.value else "no", own.alive.cause)
        if own.age is not None:
            yield Row("age", str(own.age) if own.age >= 0 else "not born yet")
        if own.place.value is not None:
            yield self.row("place", self.teller.place(own.place.value), own.place.cause)
        there = own.presence or ("yes" if own.present.value else "no")
        yield self.row("there", f"as a {there}" if own.presence else there, own.present.cause)
        if own.outfit.value is not None:
            outfit = own.character.outfits.get(own.outfit.value)
            yield self.row("wears", _outfit(own.outfit.value, outfit), own.outfit.cause)
        for injury, cause in own.injuries.items():
            yield self.row("hurt", injury, cause)

    def _mind(self) -> Iterator[Row]:
        own = self.portrait
        felt = own.emotion.value
        strength = f" {felt.intensity:g}" if felt.intensity else ""
        yield self.row("feels", f"{felt.name}{strength}", own.emotion.cause)
        if own.traits.value:
            yield self.row("is", ", ".join(own.traits.value), own.traits.cause)
        for field, value in own.grown.items():
            if value.value is not None:
                yield self.row(field, " ".join(value.value.split()), value.cause)

    def _things(self) -> Iterator[Row]:
        own = self.portrait
        for item, cause in own.holds.items():
            yield self.row("holds", self.teller.thing(item), cause)
        for known in own.knows:
            if known.secret or known.cause is not None:
                secret = " (secret)" if known.secret else ""
                fact = f"{self.teller.fact(known.fact)}{secret}"
                yield Row("knows", fact, known.cause, self.teller.telling(known.cause))
        if common := sum(not known.secret and known.cause is None for known in own.knows):
            yield Row("knows", f"{plural(common, 'fact')} that everybody knows")
        for other, cause in own.met.items():
            yield self.row("has met", self.teller.name(other), cause)

    def _levels(self, what: str, levels: Levels) -> Iterator[Row]:
        for level, value in levels.items():
            yield Row(what, f"{level} {value.value:g}", value.cause, self.teller.change(value.cause, level))


def _outfit(name: str, outfit: Outfit | None) -> str:
    """Say what somebody wears: the outfit's id and its pieces."""
    if outfit is None:
        return name
    pieces = {"": outfit.kind, " top": outfit.top, " bottom": outfit.bottom, " accent": outfit.accent}
    said = [*(f"{piece}{what}" for what, piece in pieces.items() if piece), *outfit.accessories]
    return f"{name}: {', '.join(said)}" if said else name


def _data(shown: ShownPerson) -> CharacterData:
    own, grown = shown.portrait, shown.portrait.grown
    why, tell = partial(_why, shown), shown.teller
    felt = own.emotion.value
    return {
        "id": own.character.id,
        "name": own.character.name,
        "role": own.character.role,
        "revision": shown.revision,
        "moment": moment_data(shown, own.when),
        "alive": {"value": own.alive.value, "because": why(own.alive.cause)},
        "unborn": own.unborn,
        "age": own.age,
        "place": _word(shown, own.place),
        "present": {"value": own.present.value, "because": why(own.present.cause)},
        "presence": own.presence,
        "outfit": _word(shown, own.outfit),
        "emotion": {"name": felt.name, "intensity": felt.intensity, "because": why(own.emotion.cause)},
        "traits": {"value": list(own.traits.value), "because": why(own.traits.cause)},
        "want": _word(shown, grown["want"]),
        "need": _word(shown, grown["need"]),
        "fear": _word(shown, grown["fear"]),
        "flaw": _word(shown, grown["flaw"]),
        "voice": _word(shown, grown["voice"]),
        "injuries": [{"injury": each, "because": why(cause)} for each, cause in own.injuries.items()],
        "holds": [{"item": each, "because": why(cause)} for each, cause in own.holds.items()],
        "knows": [_known(known, because(known.cause, tell.telling(known.cause)), tell) for known in own.knows],
        "met": [{"character": each, "because": why(cause)} for each, cause in own.met.items()],
        "towards": {other: _amounts(shown, levels) for other, levels in own.towards.items()},
        "from": {other: _amounts(shown, levels) for other, levels in own.from_others.items()},
    }


def _why(shown: ShownPerson, cause: Cause | None) -> Because | None:
    return because(cause, shown.teller.cause(cause))


def _word(shown: ShownPerson, value: Value[str | None]) -> Word:
    return {"value": value.value, "because": _why(shown, value.cause)}


def _amounts(shown: ShownPerson, levels: Levels) -> dict[str, Amount]:
    return {level: {"value": told.value, "because": _why(shown, told.cause)} for level, told in levels.items()}


def _known(known: Known, why: Because | None, teller: Teller) -> KnownFact:
    return {"fact": known.fact, "text": teller.fact(known.fact), "secret": known.secret, "because": why}
