"""What `anime taste` prints, on a terminal and off it, and what it refuses."""

from __future__ import annotations

import io
import json
import re
import shutil
from typing import TYPE_CHECKING, Any

import pytest
from clones import cloned, git, hub_of
from test_story_commands import on_a_terminal

from anime_cli.errors import ExitCode

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

SHOT = "rooftop-dusk:c105eup"
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
    """Let each word be said an hour after the last."""
    six = "Her hands have six fingers each, and no petal of all that the script tells of."
    mio, ren = ("Mio Writer", "mio@example.org"), ("青山 蓮", "ren@example.org")
    words = (
        (mio, "rate", "rooftop-dusk", "4", "--note", "The light is right, but where is the town?"),
        (mio, "rate", SHOT, "2"),
        (mio, "rate", SHOT, "1", "--note", six),
        (ren, "rate", SHOT, "5", "--note", "この手がいい。"),
        (ren, "rate", "first-bell", "3"),
        (ren, "forget", "first-bell"),
    )
    with monkeypatch.context() as person:
        for hour, ((name, email), *word) in enumerate(words, start=10):
            person.setenv("GIT_AUTHOR_NAME", name)
            person.setenv("GIT_AUTHOR_EMAIL", email)
            person.setenv("GIT_AUTHOR_DATE", f"2026-04-08T{hour}:00:00+00:00")
            assert anime("-C", story, "taste", *word).code == 0


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
        ("taste-rate", "rated", {"ratings", "unchanged", "earlier", "dry_run"}),
        ("taste-forget", "ratings-withdrawn", {"ratings", "dry_run"}),
    ],
)
def test_json(name: str, schema: str, keys: set[str], rated: Path, anime: Callable[..., Any]) -> None:
    """One document that names its schema; each rating with the whole request of its picture."""
    told = json.loads(anime("-C", rated, "taste", *SHOWN[name], "--json").out)
    assert told["schema"] == f"anime/{schema}/1"
    assert told.keys() == keys | {"schema"}
    for rating in told["ratings"]:
        assert {"id", "address", "stars", "note", "state", "at", "author", "email", "picture"} <= rating.keys()
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
    """Not as a branch or a revision, not as what might have been meant; git has it all the same."""
    from anime_cli.history.repository import Repository

    assert "anime-meta" in Repository.discover(rated).handle.branches.local
    assert anime("-C", rated, "story", "branch").out.count("\n") == 1
    for command in (("story", "switch"), ("story", "merge"), ("story", "branch", "--delete")):
        done = anime("-C", rated, *command, "anime-meta")
        assert (done.code, "There is no branch called 'anime-meta'." in done.err) == (ExitCode.NO, True)
        assert "Did you mean" not in done.err
    for command in ("pick", "revert", "show", "log", "diff"):
        done = anime("-C", rated, "story", command, "anime-meta")
        assert (done.code, "There is no revision called 'anime-meta'." in done.err) == (ExitCode.NO, True)
    assert anime("-C", rated, "story", "branch", "another", "anime-meta").code == ExitCode.NO
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


def test_ratings_travel_between_clones(rated: Path, anime: Callable[..., Any]) -> None:
    """By sync and clone, with a row of their own; what one person says reaches the other, and nothing conflicts."""
    hub = hub_of(rated)
    git(rated, "remote", "add", "origin", str(hub))
    sent = anime("-C", rated, "story", "sync", "--json")
    assert (sent.code, [each["sent"] for each in json.loads(sent.out)["shared"]]) == (0, [7])
    other = cloned(anime, str(hub), rated.with_name("other"))
    shown = [line.split("\t") for line in anime("-C", rated, "taste", "show").out.splitlines()]
    there = [line.split("\t") for line in anime("-C", other.folder, "taste", "show").out.splitlines()]
    assert [row[:5] for row in there] == [row[:5] for row in shown]
    assert {row[5] for row in there} == {"gone"}
    assert "anime-meta" not in other("branch").out
    assert anime("-C", other.folder, "taste", "forget", "rooftop-dusk").code == 0
    told = other("sync")
    assert (told.code, told.out) == (0, "anime-meta\torigin/anime-meta\tsent 1\n")
    told = anime("-C", rated, "story", "sync")
    assert (told.code, told.out) == (0, "anime-meta\torigin/anime-meta\ttook 1\n")
    assert anime("-C", rated, "taste", "show", "rooftop-dusk", "--mine").out.count("\n") == 1
    assert anime("-C", rated, "story", "sync", "--branch", "anime-meta").code == ExitCode.NO
