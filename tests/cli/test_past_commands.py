"""`anime story blame`, `log` of one thing and `graph`, on a terminal and off it."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest
from test_story_commands import edit, on_a_terminal

from anime_cli.cli.views.graph import _Drawing
from anime_cli.errors import ExitCode
from anime_cli.figure.tracks import Way
from anime_cli.history.commits import Commit
from anime_cli.studio.graphing import Node, StoryGraph

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

SCENE = "scenes/rooftop-dusk.yaml"
SHOUT = "  - who: ren\n    say: Sakura?\n    how: shouting\n    id: h8j9k1m\n"
SHOWN = {
    "blame": ("blame", "rooftop-dusk"),
    "blame-story": ("blame", "story", "HEAD"),
    "thing-log": ("log", "rooftop-dusk"),
    "thing-log-gone": ("log", "roof", "--limit", "1"),
    "graph": ("graph",),
    "graph-all": ("graph", "--all"),
    "help-blame": ("blame", "--help"),
    "help-graph": ("graph", "--help"),
}


@pytest.fixture
def past(story: Path, anime: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> Path:
    """A story of two writers and two branches, one of them merged, with a checkpoint and work that is not committed."""
    minutes = iter(range(10, 60))

    def run(*words: object, who: str = "Mio Writer") -> None:
        when = f"2026-04-08T09:{next(minutes)}:00+00:00"
        for name, value in {"AUTHOR_DATE": when, "COMMITTER_DATE": when, "AUTHOR_NAME": who}.items():
            monkeypatch.setenv(f"GIT_{name}", value)
        done = anime("-C", story, "story", *words)
        assert done.code == 0, done.err

    edit(story, SCENE, "It's warm. Like it knows me.", "It's warm. Like it has always known me.")
    edit(story, SCENE, "how: whispering", "how: shouting")
    run("commit", "-m", "Sakura is sure", who="Ren Author with a Long Name")
    run("checkpoint", "first-draft", "-m", "First draft")
    run("switch", "--create", "ending/alternate")
    edit(story, "story.yaml", "chapters:", "ending: {title: Alone, tone: bitter}\nchapters:")
    edit(story, "scenes/the-platform.yaml", "It was me. On the roof.", "It was nobody.")
    run("commit", "-m", "Nobody saw her")
    edit(story, SCENE, "lasts: 20m", "lasts: 25m")
    run("commit", "-m", "A longer dusk", who="Ren Author with a Long Name")
    run("switch", "main")
    (story / "places/roof.yaml").rename(story / "places/school-roof.yaml")
    edit(story, SCENE, "place: roof", "place: school-roof")
    edit(story, "places/classroom.yaml", "roof: 5m", "school-roof: 5m")
    run("commit", "-m", "The roof is the school's")
    edit(story, SCENE, SHOUT, "")
    edit(story, "scenes/the-platform.yaml", "script:\n", f"script:\n{SHOUT}")
    edit(story, "chapters/awakening.yaml", "[first-bell, rooftop-dusk]", "[first-bell]")
    edit(story, "chapters/spring-again.yaml", "[the-platform]", "[rooftop-dusk, the-platform]")
    run("commit", "-m", "Later")
    run("merge", "ending/alternate")
    run("branch", "draft")
    edit(story, SCENE, "Petals turn around her hands.", "Petals turn slowly around her hands.")
    edit(story, SCENE, "    emotion: happy\n", "    emotion: afraid\n")
    return story


def test_off_a_terminal(past: Path, anime: Callable[..., Any], golden: Callable[..., None]) -> None:
    """Tab-separated rows without a single escape."""
    for name, words in SHOWN.items():
        done = anime("-C", past, "story", *words)
        assert "\x1b" not in done.out
        golden(f"{name}.txt", f"{done.out}--- {done.code}\n{done.err}")


def test_on_a_terminal(past: Path, golden: Callable[..., None]) -> None:
    """Within the page, in colour beside signs."""
    for name, words in SHOWN.items():
        if not name.startswith("help"):
            code, said = on_a_terminal(past, "story", *words)
            golden(f"{name}.tty.txt", f"{said}--- {code}\n")


def test_blame_as_json(past: Path, anime: Callable[..., Any]) -> None:
    """Each place with its commit, and each commit once."""
    told = json.loads(anime("-C", past, "story", "blame", "rooftop-dusk", "--json").out)
    assert told["schema"] == "anime/blame/1"
    places = {".".join(map(str, each["position"])): each for each in told["written"]}
    subject = {key: told["commits"][each["commit"]]["subject"] for key, each in places.items() if each["commit"]}
    assert subject["script.4.say"] == "Sakura is sure"
    assert subject["lasts"] == "A longer dusk"
    assert subject["place"] == "Begin The Petal Witch"
    assert [key for key, each in places.items() if each["commit"] is None] == ["script.2.action", "script.4.emotion"]
    assert places["script.4.say"]["item"] == "d4e5f6g"
    assert (places["script.4.say"]["entity"], places["script.4.say"]["field"]) == (
        'scene "Rooftop at dusk" > line d4e5f6g (sakura)',
        "say",
    )
    moved = json.loads(anime("-C", past, "story", "blame", "the-platform:h8j9k1m", "--json").out)["written"]
    assert {each["field"]: each["path"] for each in moved} == dict.fromkeys(("who", "say", "how"), SCENE)


def test_log_of_a_thing_as_json(past: Path, anime: Callable[..., Any]) -> None:
    told = json.loads(anime("-C", past, "story", "log", "school-roof", "--json").out)
    assert told["schema"] == "anime/thing-log/1"
    assert [each["commit"]["subject"] for each in told["entries"]] == [
        "The roof is the school's",
        "Begin The Petal Witch",
    ]
    assert [each["path"] for each in told["entries"]] == ["places/school-roof.yaml", "places/roof.yaml"]
    assert told["entries"][0]["changes"][0]["kind"] == "renamed"


def test_graph_as_json_and_as_a_picture(past: Path, anime: Callable[..., Any], tmp_path: Path) -> None:
    """The same commits in both; `-` prints the picture and nothing else."""
    told = json.loads(anime("-C", past, "story", "graph", "--json").out)
    assert told["schema"] == "anime/story-graph/1"
    roles = {each["subject"]: each["roles"] for each in told["commits"]}
    assert roles["Sakura is sure"] == ["checkpoint", "parting"]
    assert roles["Begin The Petal Witch"] == ["first"]
    assert "Nobody saw her" not in roles
    assert "merge" in told["commits"][0]["roles"]
    assert [way["hidden"] for way in told["commits"][0]["ways"]] == [2, 0]
    assert [each["ending"] for each in told["commits"] if "ending/alternate" in each["branches"]] == [
        {"title": "Alone", "tone": "bitter"}
    ]
    every = json.loads(anime("-C", past, "story", "graph", "--all", "--json").out)
    assert {way["hidden"] for each in every["commits"] for way in each["ways"]} == {0}
    printed = anime("-C", past, "story", "graph", "--svg", "-").out
    done = anime("-C", past, "story", "graph", "--svg", tmp_path / "graph.svg")
    assert f"Written: {tmp_path / 'graph.svg'}" in done.out
    assert (tmp_path / "graph.svg").read_text() == printed
    assert "Merge" in printed
    assert "ending/alternate" in printed


def test_only_some_branches(past: Path, anime: Callable[..., Any]) -> None:
    told = json.loads(anime("-C", past, "story", "graph", "ending/alternate", "--json").out)
    assert told["commits"][0]["branches"] == ["ending/alternate"]
    refused = anime("-C", past, "story", "graph", "ending/alternat")
    assert (refused.code, "ending/alternate" in refused.err) == (ExitCode.NO, True)


def test_what_nobody_knows(past: Path, anime: Callable[..., Any]) -> None:
    for words, said in (
        (("blame", "rooftop-dus"), "Did you mean 'rooftop-dusk'?"),
        (("blame", "rooftop-dusk:nothing"), "anime story read rooftop-dusk --ids"),
        (("blame", "sakura", "nowhere"), "nowhere"),
        (("log", "rooftop-dus"), "Did you mean 'rooftop-dusk'?"),
        (("log", "ending/alternat"), "Did you mean 'ending/alternate'?"),
    ):
        done = anime("-C", past, "story", *words)
        assert done.code == ExitCode.NO
        assert said in done.err


def test_a_revision_is_still_a_revision(past: Path, anime: Callable[..., Any]) -> None:
    assert json.loads(anime("-C", past, "story", "log", "ending/alternate", "--json").out)["schema"] == "anime/log/1"


def test_lines_that_cross_and_meet() -> None:
    """An octopus, ways that cross a branch, one point where lines end and begin."""

    def node(name: str, *ways: Way) -> Node:
        commit = Commit(name * 10, (), "Mio", "m@x", datetime(2026, 4, 8, tzinfo=UTC), name, "")
        return Node(commit, tuple(Way(way.to * 10, way.hidden) for way in ways), ("merge",) if len(ways) > 1 else ())

    nodes = (
        node("a", Way("d")),
        node("b", Way("d"), Way("c", 2), Way("e")),
        node("c", Way("d"), Way("e")),
        node("d", Way("f", 3), Way("e")),
        node("e", Way("f")),
        node("f"),
    )
    told = StoryGraph("", None, nodes[0].commit.id, nodes, every=False)
    drawn = [
        "".join(part if isinstance(part, str) else part.text for part in line) for line in _Drawing(told, 80).lines()
    ]
    assert [line.partition(" 2026")[0] for line in drawn] == [
        "○       aaaaaaaaaa",
        "│ ●─┬─╮ bbbbbbbbbb",
        "│ │ ┊ │ 2 commits",
        "│ │ ●─┤ cccccccccc",
        "●─┴─╯ │ dddddddddd",
        "├─────┤",
        "┊     │ 3 commits",
        "│     ○ eeeeeeeeee",
        "○─────╯ ffffffffff",
    ]
