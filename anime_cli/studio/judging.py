"""Read what somebody wants to say of pictures: stars and notes, one thing or a list."""

from __future__ import annotations

from dataclasses import dataclass

from anime_cli.errors import UsageError
from anime_cli.vision.taste import LEAST, MOST


class BadStars(UsageError):
    """A number of stars that no rating has."""

    def __init__(self, given: str) -> None:
        what = f"'{given}' is no number of stars." if given else "The number of stars is missing."
        super().__init__(what, hint="A rating has 1, 2, 3, 4 or 5 stars.")


class StrayStars(UsageError):
    """Stars or a note were given beside a list of ratings, which has its own."""

    def __init__(self) -> None:
        super().__init__(
            "Stars and notes stand in the list that is read.",
            hint='echo "rooftop-dusk 4 The light is right." | anime taste rate -',
        )


class BadRatingLine(UsageError):
    """A line of a list of ratings that can't be read."""

    def __init__(self, number: int, line: str) -> None:
        super().__init__(
            f"Line {number} is no rating: {line}",
            cause="A rating is SCENE or SCENE:ID, then 1 to 5 stars, then perhaps a note.",
            hint='echo "rooftop-dusk 4 The light is right." | anime taste rate -',
        )


@dataclass(frozen=True, slots=True)
class Judgement:
    """What shall be said of a scene or a shot: 1 to 5 stars, perhaps with a note."""

    address: str
    stars: int
    note: str = ""


def stars_of(text: str) -> int:
    """Read a number of stars.

    Raises:
        BadStars: it is none, or not from 1 to 5.
    """
    if not text.isdecimal() or not LEAST <= int(text) <= MOST:
        raise BadStars(text)
    return int(text)


def judgements_of(text: str) -> tuple[Judgement, ...]:
    """Read ratings, one a line: an address, stars, perhaps a note, parted by blanks or tabs.

    Empty lines and lines that begin with '#' are left out; of several lines on one thing the last counts.

    Raises:
        BadRatingLine: a line is none.
    """
    found: dict[str, Judgement] = {}
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        address, stars, note = (*line.split(maxsplit=2), "", "")[:3]
        try:
            found[address] = Judgement(address, stars_of(stars), " ".join(note.split()))
        except BadStars as error:
            raise BadRatingLine(number, line.strip()) from error
    return tuple(found.values())


def judged(address: str, stars: str | None, note: str = "", *, lines: str | None = None) -> tuple[Judgement, ...]:
    """Return what is said of one thing or, where there are LINES, what they say.

    Raises:
        BadStars: STARS is no number from 1 to 5.
        StrayStars: there are STARS or a NOTE beside LINES.
        BadRatingLine: a line can't be read.
    """
    if lines is None:
        return (Judgement(address, stars_of(stars or ""), " ".join(note.split())),)
    if stars or note:
        raise StrayStars
    return judgements_of(lines)
