"""Brains are found by name, and say what they can't do."""

from __future__ import annotations

from importlib.metadata import EntryPoint, EntryPoints

import pytest

from anime_cli.echo.brain import Brain, Request
from anime_cli.echo.brains import table
from anime_cli.echo.brains.planner import Planner
from anime_cli.echo.errors import BrainNotFound, StructureNotFound, TaskNotKnown
from anime_cli.echo.tasks.plot import PlotInput, develop_plot, plot_request
from anime_cli.errors import ExitCode


def test_the_planner_is_a_brain_and_always_ready() -> None:
    brain = table.brain()
    assert isinstance(brain, Brain)
    assert brain.health().ready
    assert "planner" in table.known()


def test_an_unknown_brain_names_the_known_ones() -> None:
    with pytest.raises(BrainNotFound) as caught:
        table.brain("planer")
    assert "planner" in str(caught.value.hint)
    assert caught.value.exit_code == ExitCode.USAGE


def test_an_installed_brain_is_found_by_its_entry_point(monkeypatch: pytest.MonkeyPatch) -> None:
    """Entry points are read only for a name that the table lacks."""
    entry = EntryPoint("mine", "anime_cli.echo.brains.planner:Planner", table.GROUP)
    monkeypatch.setattr("importlib.metadata.entry_points", lambda **wish: EntryPoints([entry]).select(**wish))
    assert isinstance(table.brain("mine"), Planner)
    assert table.known() == ("mine", "planner")


def test_the_planner_says_what_it_can_t_do() -> None:
    with pytest.raises(TaskNotKnown, match="write_poem") as caught:
        Planner().complete(Request(task="write_poem", input=None))
    assert caught.value.exit_code == ExitCode.ENGINE


def test_an_unknown_structure_names_the_known_ones() -> None:
    with pytest.raises(StructureNotFound) as caught:
        develop_plot(Planner(), "A cat sings", structure="three_act")
    assert "kishotenketsu" in str(caught.value.hint)


def test_a_model_is_told_what_to_do_in_words() -> None:
    request = plot_request(PlotInput(premise="A cat sings"), 4)
    assert request.seed == 4
    assert "A cat sings" in request.messages[0].content
