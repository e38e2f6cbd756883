"""The tour, line by line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from anime_cli.cli.output import Styled, View
from anime_cli.cli.printed import TOUR

if TYPE_CHECKING:
    from collections.abc import Sequence

    from anime_cli.cli.results.starting import Tour
    from anime_cli.studio.touring import Step

WIDTH = 10


def tour(steps: Sequence[Step]) -> View:
    """Show STEPS of the tour."""
    data: Tour = {"steps": [{"title": told.title, "text": told.text} for told in steps]}
    return TOUR.view(data, [[Styled(told.title.ljust(WIDTH), "bold"), told.text] for told in steps])
