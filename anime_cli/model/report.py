"""What is wrong with a document, noted while it is read."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from anime_cli.text.plain import Plain

Address = tuple[str | int, ...]


class _Bad:
    """The mark of a value that could not be read; the report says why."""


BAD: Final = _Bad()


@dataclass(slots=True)
class Report:
    """What was found wrong while the document OWNER was read, in order, as (address, message, hint).

    With `bare` no script item but an event is given an id that its file does not have.
    """

    owner: str = ""
    bare: bool = False
    problems: list[tuple[Address, str, str | None]] = field(default_factory=list)
    extras: bool = False

    def add(self, at: Address, message: str, hint: str | None = None) -> Any:
        """Note a problem and return the mark of an unreadable value."""
        self.problems.append((at, message, hint))
        return BAD

    def unexpected(self, at: Address, value: Plain, expected: str, hint: str | None = None) -> Any:
        """Note that VALUE stands where something else is EXPECTED."""
        from anime_cli.text.plain import Conflict

        if isinstance(value, Conflict):
            hint = "Settle it with `anime story resolve`, or write the text you want in its place."
            return self.add(at, "a merge left a conflict here.", hint)
        return self.add(at, f"expected {expected}, found {found(value)}.", hint)


def found(value: Plain) -> str:
    """Name a plain value in a message."""
    if value is None:
        return "nothing"
    if isinstance(value, str):
        return f"'{value}'" if len(value) <= 40 else f"'{value[:37]}…'"  # noqa: PLR2004 - fits a terminal line
    return "a list" if isinstance(value, list) else "a map"
