"""Notice what a command that writes brought about: errors of the check that were not there before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from anime_cli.errors import AnimeError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from anime_cli.story.continuity.finding import Finding
    from anime_cli.studio.studio import Studio

PLENTY = 300
"""Documents of a story up to which it is checked at every write; that takes a tenth of a second or two there."""


def errors_now(studio: Studio) -> Sequence[Finding] | None:
    """Return the errors of the story's files as they are; None where there are plenty, or one can't be read."""
    from anime_cli.studio.verdict import verdict

    try:
        files = studio.repository.files()
        found = verdict(studio, files).findings if len(files) <= PLENTY else None
    except AnimeError:
        return None
    return None if found is None else [each for each in found if each.severity == "error" and not each.waived]


def errors_since(studio: Studio, before: Sequence[Finding] | None) -> tuple[Finding, ...]:
    """Return the errors of the story's files that were not there BEFORE, as `errors_now` told them."""
    from anime_cli.studio.checking import unknown

    found = errors_now(studio) if before is not None else None
    return tuple(unknown(found, before)) if found and before is not None else ()
