"""The tour, line by line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from anime_cli.cli.output import Styled, View

if TYPE_CHECKING:
    from collections.abc import Sequence

    from anime_cli.studio.touring import Step

WIDTH = 10


def step(told: Step) -> View:
    """Show one step of the tour."""
    return View(
        "step", {"title": told.title, "text": told.text}, [[Styled(told.title.ljust(WIDTH), "bold"), told.text]]
    )


def tour(steps: Sequence[Step]) -> View:
    """Show the whole tour."""
    return View("tour", {"steps": [{"title": told.title, "text": told.text} for told in steps]}, [])
