"""The embedded brain: rules and authored material, no model, no network. The same request gives the same bytes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from anime_cli.echo.brain import Health, Reply
from anime_cli.echo.errors import TaskNotKnown
from anime_cli.echo.tasks import growth, interaction, plot

if TYPE_CHECKING:
    from collections.abc import Iterator

    from anime_cli.echo.brain import Request


class Planner:
    """Develop plots, propose scenes, and say how people grow, by rules."""

    name = "planner"

    def health(self) -> Health:
        """Tell that the planner is always ready."""
        return Health(ready=True, sentence="The planner works from rules and authored material; it needs nothing else.")

    def complete(self, request: Request) -> Reply:
        """Answer REQUEST.

        Raises:
            TaskNotKnown: the planner has no rules for the task.
        """
        if request.task == interaction.TASK and isinstance(request.input, interaction.InteractionInput):
            return self._interaction(request.input, request.seed)
        if request.task == plot.TASK and isinstance(request.input, plot.PlotInput):
            return self._plot(request.input, request.seed)
        if request.task == growth.TASK and isinstance(request.input, growth.GrowthInput):
            return self._growth(request.input)
        raise TaskNotKnown(self.name, request.task, (plot.TASK, interaction.TASK, growth.TASK))

    def stream(self, request: Request) -> Iterator[str]:
        """Answer REQUEST line by line."""
        yield from self.complete(request).text.splitlines(keepends=True)

    def _plot(self, wish: plot.PlotInput, seed: int) -> Reply:
        from anime_cli.echo.planning.plan import plan

        planned = plan(wish, seed)
        return Reply(text=planned.text, value=planned.drafts, brain=self.name, source="rules", notes=planned.notes)

    def _interaction(self, between: interaction.InteractionInput, seed: int) -> Reply:
        from anime_cli.echo.planning.interaction import propose

        proposed = propose(between, seed)
        return Reply(text=proposed.why, value=proposed, brain=self.name, source="rules")

    def _growth(self, asked: growth.GrowthInput) -> Reply:
        from anime_cli.echo.planning.growth import propose

        growths = propose(asked)
        text = "".join(f"{each.why}\n" for each in growths)
        return Reply(text=text, value=growths, brain=self.name, source="rules")
