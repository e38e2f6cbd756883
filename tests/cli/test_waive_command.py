"""anime story waive: what the check finds is accepted for a reason, until a day or for good."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from anime_cli.errors import ExitCode

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Anime = Callable[..., Any]


@pytest.fixture
def early(story: Path, anime: Anime) -> Path:
    """The story with a scene that starts before the one told ahead of it."""
    assert (
        anime("-C", story, "scene", "edit", "the-platform", "--day", "0", "--time", "07:00", "-m", "Too early").code
        == 0
    )
    assert anime("-C", story, "story", "check").code == ExitCode.FOUND
    return story


def test_a_waiver_is_a_line_of_the_story(early: Path, anime: Anime) -> None:
    """What it accepts is told on and counts no more; a second one takes its place; undo takes it back."""
    before = (early / "story.yaml").read_text()
    done = anime("-C", early, "story", "waive", "c20", "the-platform", "--reason", "A clock is wrong.")
    assert done.out == "Accepts C20 at the-platform: A clock is wrong.\n1 finding counts no more.\n"
    added = 'waivers:\n  - {rule: C20, scene: the-platform, reason: "A clock is wrong."}\n'
    assert (early / "story.yaml").read_text() == before + added
    assert anime("-C", early, "story", "check").code == ExitCode.DONE
    anime("-C", early, "story", "waive", "C20", "the-platform", "--reason", "Both are.", "--until", "2999-12-31")
    assert (early / "story.yaml").read_text().count("rule:") == 1
    anime("-C", early, "story", "waive", "C06", "--reason", "Nobody looks.")
    assert (early / "story.yaml").read_text().count("rule:") == 2
    removed = anime("-C", early, "story", "waive", "C20", "the-platform", "--remove")
    assert removed.out == "No longer accepts C20 at the-platform: Both are.\n1 finding counts again.\n"
    assert anime("-C", early, "story", "check").code == ExitCode.FOUND
    anime("-C", early, "story", "waive", "C06", "--remove")
    assert (early / "story.yaml").read_text() == before
    assert anime("-C", early, "story", "undo").code == 0
    assert "Nobody looks." in (early / "story.yaml").read_text()


def test_a_waiver_that_is_over_is_told(early: Path, anime: Anime) -> None:
    """What it accepted counts again, and the check says why."""
    done = anime(
        "-C", early, "story", "waive", "C20", "the-platform", "--reason", "For now.", "--until", "2020-01-31", "--json"
    )
    assert json.loads(done.out)["findings"] == 0
    checked = anime("-C", early, "story", "check")
    assert checked.code == ExitCode.FOUND
    assert "The waiver of C20 at the-platform ended on 2020-01-31: 1 finding counts again.\n" in checked.out
    data = json.loads(anime("-C", early, "story", "check", "--json").out)
    assert data["ended_waivers"] == [{"rule": "C20", "scene": "the-platform", "until": "2020-01-31", "findings": 1}]
    assert "ended on" not in anime("-C", early, "story", "check", "--rule", "C07").out


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("C20", "the-platform"), ExitCode.USAGE, "Nothing says why C20 may be broken."),
        (("C99", "--reason", "x"), ExitCode.USAGE, "C99"),
        (("C20", "the-plattform", "--reason", "x"), ExitCode.NO, "There is no scene called 'the-plattform'."),
        (("C20", "the-platform", "--reason", "x", "--until", "soon"), ExitCode.NO, "until"),
        (("C20", "the-platform", "--remove"), ExitCode.NO, "No waiver of C20 stands at 'the-platform'."),
        (("C20", "--remove"), ExitCode.NO, "No waiver of C20 stands at no scene."),
    ],
)
def test_what_can_not_be_waived(words: tuple[str, ...], code: ExitCode, said: str, story: Path, anime: Anime) -> None:
    before = (story / "story.yaml").read_text()
    done = anime("-C", story, "story", "waive", *words)
    assert done.code == code
    assert said in done.err
    assert (story / "story.yaml").read_text() == before
