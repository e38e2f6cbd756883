"""Steps from one format of documents to the next. The format is published as anime/1; no step leads to it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from anime_cli.errors import WorldError, did_you_mean
from anime_cli.model.shapes import FORMAT

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from anime_cli.text.edits import Edit
    from anime_cli.text.plain import Plain

    Values = Mapping[str, dict[str, Plain]]
    """What documents say, by path."""


class Step(NamedTuple):
    """From the format BEFORE to the format AFTER: which edits each document needs, by path.

    `edits` sees all documents of the story as they are before the step. The format's name is changed for it.
    """

    before: str
    after: str
    edits: Callable[[Values], Mapping[str, Sequence[Edit]]]


STEPS: tuple[Step, ...] = ()
"""Every step there is."""

_NUMBERED = re.compile(r"anime/([1-9][0-9]*)")


class NewerFormat(WorldError):
    """A story is in a format that a later version of this program reads."""

    def __init__(self, found: str) -> None:
        super().__init__(
            f"The story is in the format {found}, which is newer than {FORMAT}.",
            cause="A later version of anime wrote it.",
            hint="pip install --upgrade anime-story",
        )


class UnknownFormat(WorldError):
    """A story is in a format that no version has."""

    def __init__(self, found: str, known: Sequence[str]) -> None:
        super().__init__(
            f"There is no format '{found}'.",
            cause=f"Known here: {', '.join(known)}.",
            hint=did_you_mean(found, known) or f"Write `format: {FORMAT}` in story.yaml.",
        )


def way_from(found: str, steps: Sequence[Step] = STEPS) -> tuple[Step, ...]:
    """Return the steps that lead from the format FOUND to the present one.

    Raises:
        NewerFormat: the format is of a later version.
        UnknownFormat: no step begins there.
    """
    way: list[Step] = []
    here = found
    while here != FORMAT:
        step = next((each for each in steps if each.before == here and each not in way), None)
        if step is None:
            number = _NUMBERED.fullmatch(found)
            if number and int(number[1]) > int(FORMAT.rpartition("/")[2]):
                raise NewerFormat(found)
            raise UnknownFormat(found, [FORMAT, *(each.before for each in steps)])
        way.append(step)
        here = step.after
    return tuple(way)
