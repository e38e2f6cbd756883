"""What `anime taste` prints, on a terminal and off it, and what it refuses."""

from __future__ import annotations

import io
import json
import re
import shutil
from typing import TYPE_CHECKING, Any

import pytest
from test_story_commands import on_a_terminal

from anime_cli.errors import ExitCode

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

SHOT = "rooftop-dusk:c105eup"
LATER = "2026-04-09T18:00:00+00:00"
SHOWN = {
    "taste-show": ("show",),
    "taste-show-all": ("show", "--all"),
    "taste-show-none": ("show", "--stars", "3"),
    "taste-rate": ("rate", SHOT, "5"),
    "taste-rate-dry": ("rate", SHOT, "5", "-n"),
    "taste-rate-again": ("rate", "rooftop-dusk", "4", "--note", "The light is right, but where is the town?"),
    "taste-forget": ("forget", SHOT),
    "taste-forget-dry": ("forget", "--all", "-n"),
    "help-taste": ("--help",),
    "help-taste-rate": ("rate", "--help"),
}


@pytest.fixture
def rated(story: Path, anime: Callable[..., Any], monkeypatch: pytest.MonkeyPatch, kept: Path) -> Path:
    """The story, drawn small, and rated by two people: one changed her mind, the other took a word back."""
    monkeypatch.setenv("ANIME_SIZE", "160x90")
    if not kept.exists():
        assert anime("-C", story, "render", "run", "-q", "--jobs", "1").code == 0
        _rate(story, anime, monkeypatch)
        shutil.copytree(story, kept)
    shutil.rmtree(story)
    shutil.copytree(kept, story)
    return story


@pytest.fixture
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the rated story is kept, so that it is drawn once for all tests."""
    return tmp_path_factory.getbasetemp() / "rated"


def _rate(story: Path, anime: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> None:
    say = ("-C", story, "taste", "rate")
    anime(*say, "rooftop-dusk", "4", "--note", "The light is right, but where is the town?")
    anime(*say, SHOT, "2")
    anime(*say, SHOT, "1", "--note", "Her hands have six fingers each, and no petal of all that the script tells of.")
    with monkeypatch.context() as ren:
        for name, value in {"NAME": "青山 蓮", "EMAIL": "ren@example.org", "DATE": LATER}.items():
            ren.setenv(f"GIT_AUTHOR_{name}", value)
        anime(*say, SHOT, "5", "--note", "この手がいい。")
        anime(*say, "first-bell", "3")
        anime("-C", story, "taste", "forget", "first-bell")


@pytest.mark.parametrize("name", SHOWN)
def test_off_a_terminal(name: str, rated: Path, anime: Callable[..., Any], golden: Callable[..., None]) -> None:
    """Rows of tabs with whole times and numbers for stars."""
    done = anime("-C", rated, "taste", *SHOWN[name])
    assert "\x1b" not in done.out
    golden(f"{name}.txt", f"{done.out}--- {done.code}\n{done.err}")


@pytest.mark.parametrize("name", [name for name in SHOWN if not name.startswith("help")])
def test_on_a_terminal(name: str, rated: Path, golden: Callable[..., None]) -> None:
    """Stars in colour beside their number, notes within eighty columns."""
    code, said = on_a_terminal(rated, "taste", *SHOWN[name])
    golden(f"{name}.tty.txt", f"{said}--- {code}\n")
    plain = re.sub(r"\x1b\[[0-9;]*m", "", said)
    assert max(map(len, plain.splitlines())) <= 80


@pytest.mark.parametrize(
    ("name", "schema", "keys"),
    [
        ("taste-show", "ratings", {"mean", "people", "ratings"}),
        ("taste-rate", "rating", {"ratings", "unchanged", "earlier", "dry_run"}),
        ("taste-forget", "ratings-withdrawn", {"ratings", "dry_run"}),
    ],
)
def test_json(name: str, schema: str, keys: set[str], rated: Path, anime: Callable[..., Any]) -> None:
    """One document that names its schema; each rating with the whole request of its picture."""
    told = json.loads(anime("-C", rated, "taste", *SHOWN[name], "--json").out)
    assert told["schema"] == f"anime/{schema}/1"
    assert told.keys() == keys | {"schema"}
    for rating in told["ratings"]:
        assert {"id", "address", "stars", "note", "state", "at", "who", "picture"} <= rating.keys()
        assert rating["picture"]["request"]["width"] == 160


def test_ratings_from_a_pipe(rated: Path, anime: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> None:
    """What `show` prints can be cut and read again; a bad line stops all of it."""
    monkeypatch.setattr("sys.stdin", io.StringIO("# today\nfirst-bell\t2\tToo dark.\nthe-platform 5\n"))
    done = anime("-C", rated, "taste", "rate", "-")
    rows = [line.split("\t") for line in done.out.splitlines()]
    assert [row[:2] for row in rows[:2]] == [["first-bell", "2"], ["the-platform", "5"]]
    shown = anime("-C", rated, "taste", "show", "--mine").out
    again = "".join("\t".join(line.split("\t")[i] for i in (0, 1, 6)) + "\n" for line in shown.splitlines())
    monkeypatch.setattr("sys.stdin", io.StringIO(again))
    assert anime("-C", rated, "taste", "rate", "-").out.startswith("You said so before: first-bell, rooftop-dusk")
    monkeypatch.setattr("sys.stdin", io.StringIO("first-bell 5\nthe-platform five\n"))
    done = anime("-C", rated, "taste", "rate", "-")
    assert (done.code, done.err.splitlines()[0]) == (2, "Error: Line 2 is no rating: the-platform five")
    assert anime("-C", rated, "taste", "show", "--mine").out == shown


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("rate", "first-bell"), ExitCode.USAGE, "Error: The number of stars is missing."),
        (("rate", "first-bell", "6"), ExitCode.USAGE, "Hint: A rating has 1, 2, 3, 4 or 5 stars."),
        (("rate", "first-ball", "3"), ExitCode.NO, "Hint: Did you mean 'first-bell'?"),
        (
            ("rate", "first-bell", "3", "--size", "99x99"),
            ExitCode.NO,
            "Hint: anime render run first-bell:p9x2m7q --size 99x99",
        ),
        (("show", "--stars", "9"), ExitCode.USAGE, "Error: '9' tells no numbers of stars."),
        (("show", "--since", "spring"), ExitCode.USAGE, "Hint: --since 2026-04-08"),
        (("forget",), ExitCode.USAGE, "Error: Name scenes or shots, or say --all."),
        (("forget", SHOT, "--all"), ExitCode.USAGE, "Error: Name scenes or shots, or say --all."),
        (("forget", "first-bell"), ExitCode.NO, "Error: There is no rating of first-bell by Mio Writer"),
    ],
)
def test_refusals(arguments: tuple[str, ...], code: int, said: str, rated: Path, anime: Callable[..., Any]) -> None:
    """One sentence and the way out; nothing is recorded."""
    before = anime("-C", rated, "taste", "show", "--all").out
    done = anime("-C", rated, "taste", *arguments)
    assert (done.code, done.out, said in done.err) == (code, "", True), done.err
    assert anime("-C", rated, "taste", "show", "--all").out == before


def test_the_branch_of_the_records_is_offered_nowhere(rated: Path, anime: Callable[..., Any]) -> None:
    """Not as a branch, not by completion, not as what might have been meant; git has it all the same."""
    from anime_cli.history.repository import Repository

    assert "anime-meta" in Repository.discover(rated).handle.branches.local
    assert anime("-C", rated, "story", "branch").out.count("\n") == 1
    for command in (("story", "switch"), ("story", "merge"), ("story", "branch", "--delete")):
        done = anime("-C", rated, *command, "anime-meta")
        assert (done.code, "There is no branch called 'anime-meta'." in done.err) == (ExitCode.NO, True)
        assert "Did you mean" not in done.err
    assert "kept for people's records" in anime("-C", rated, "story", "branch", "anime-meta").err
    assert "Did you mean" not in anime("-C", rated, "story", "log", "anime-mete").err


def test_completion_leaves_the_branch_out(rated: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of branches and of revisions."""
    from anime_cli.cli import completing
    from anime_cli.history.repository import Repository

    story = Repository.discover(rated)
    monkeypatch.setattr(completing, "_repository", lambda _: story)
    assert completing.branches(None, "") == ["main"]  # type: ignore[arg-type]
    assert completing.revisions(None, "a") == []  # type: ignore[arg-type]
