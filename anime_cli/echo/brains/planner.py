"""The embedded brain: rules and authored material, no model, no network. The same request gives the same bytes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from anime_cli.echo.brain import Health, Reply
from anime_cli.echo.errors import TaskNotKnown
from anime_cli.echo.tasks.plot import TASK, PlotInput

if TYPE_CHECKING:
    from collections.abc import Iterator

    from anime_cli.echo.brain import Request


class Planner:
    """Develop plots by rules."""

    name = "planner"

    def health(self) -> Health:
        """Tell that the planner is always ready."""
        return Health(ready=True, sentence="The planner works from rules and authored material; it needs nothing else.")

    def complete(self, request: Request) -> Reply:
        """Answer REQUEST.

        Raises:
            TaskNotKnown: the planner has no rules for the task.
        """
        from anime_cli.echo.planning.plan import plan

        if request.task != TASK or not isinstance(request.input, PlotInput):
            raise TaskNotKnown(self.name, request.task, (TASK,))
        planned = plan(request.input, request.seed)
        return Reply(text=planned.text, value=planned.drafts, brain=self.name, source="rules", notes=planned.notes)

    def stream(self, request: Request) -> Iterator[str]:
        """Answer REQUEST line by line."""
        yield from self.complete(request).text.splitlines(keepends=True)
