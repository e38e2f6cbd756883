"""How somebody changes, and what is proposed and written, as the command shows it."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest
from test_story_commands import edit, on_a_terminal

from anime_cli.cli.typeset import cells
from anime_cli.errors import ExitCode
from anime_cli.story.calling import CharacterNotFound
from anime_cli.studio.studio import Studio

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

MORE = {
    "scenes/meanwhile.yaml": """\
title: Meanwhile
place: classroom
day: 1
time: "18:50"
lasts: 30m
cast:
  mio: {}
  ren: {}
  sakura: {outfit: coat}
script:
  - event: relation
    from: sakura
    to: mio
    trust: +0.3
  # Nobody saw this coming.
  - event: injured
    who: sakura
    injury: a cut
    by: mio
  - event: learns
    who: ren
    fact: odd
    note: "{who} said so"
  - {event: relation, from: sakura, to: ren, trust: +0.4, because: e7d20b1}
  - event: heals
    who: sakura
    injury: a cut
  - choice: Go
    to: the-platform
""",
    "characters/mio.yaml": "name: 立花 みお\nrole: rival\nborn: {year: 2007, day: 160}\nneed: To say it.\n",
    "characters/sakura.yaml": """\
name: Sakura Hanazono
pronouns: she
born: {year: 2008, day: 100}
outfits:
  uniform: {kind: sailor, top: white, bottom: navy}
  coat: {}
traits: [lonely, stubborn]
want: |
  To get through school without anybody turning round to look.
need: To let one person see her, and find them still there afterwards.
""",
}


@pytest.fixture
def told(story: Path) -> Path:
    """The story with a scene in which Sakura comes to trust others, and is hurt and healed."""
    for path, text in MORE.items():
        (story / path).write_text(text, encoding="utf-8")
    edit(story, "chapters/awakening.yaml", "[first-bell, rooftop-dusk]", "[first-bell, rooftop-dusk, meanwhile]")
    edit(story, "story.yaml", "chapters:", 'calendar: {epoch: "2024-04-08"}\nchapters:')
    edit(story, "story.yaml", "facts:", 'facts:\n  odd: {text: "Wer {da} sagt, 花びら\\e[31m.", secret: true}')
    return story


EVOLVE = ("character", "evolve")
SHOWN = {
    "evolve": (*EVOLVE, "sakura"),
    "evolve-span": (*EVOLVE, "Ren", "--from", "rooftop-dusk:c105eup", "--at", "meanwhile"),
    "evolve-nothing": (*EVOLVE, "立花 みお", "--at", "first-bell"),
    "evolve-dry": (*EVOLVE, "sakura", "--apply", "all", "--dry-run"),
}


@pytest.mark.parametrize("name", SHOWN)
def test_off_a_terminal(name: str, told: Path, anime: Callable[..., Any], golden: Callable[..., None]) -> None:
    """A row for each aspect and each proposal, tab-separated, without an escape."""
    done = anime("-C", told, *SHOWN[name])
    assert (done.code, done.err) == (0, "")
    assert "\x1b" not in done.out
    if name != "evolve-dry":
        assert {line.count("\t") for line in done.out.splitlines()} <= {4}
    golden(f"{name}.txt", done.out)


@pytest.mark.parametrize("columns", [80, 120])
@pytest.mark.parametrize("name", SHOWN)
def test_on_a_terminal(name: str, columns: int, told: Path, golden: Callable[..., None]) -> None:
    """Two columns with the reasons under each row, within the page."""
    code, said = on_a_terminal(told, *SHOWN[name], columns=columns)
    assert code == 0
    if name != "evolve-dry":
        assert max(cells(line) for line in re.sub("\x1b\\[[0-9;]*m", "", said).splitlines()) <= columns
    golden(f"{name}.{columns}.tty.txt", said)


def test_the_narrowest_page_holds_it(told: Path) -> None:
    """Forty columns are enough, for long words and long names, too."""
    edit(told, "characters/ren.yaml", "Ren Aoyama", "Donaudampfschifffahrtsgesellschaftskapitän Abe")
    edit(told, "story.yaml", "Wer {da}", "Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz")
    code, said = on_a_terminal(told, *EVOLVE, "ren", columns=40)
    plain = re.sub("\x1b\\[[0-9;]*m", "", said).splitlines()
    assert code == 0
    assert max(cells(line) for line in plain) <= 40
    assert "Rindfleischet" in said
    code, said = on_a_terminal(told, *SHOWN["evolve"], columns=40)
    assert code == 0
    assert max(cells(line) for line in re.sub("\x1b\\[[0-9;]*m", "", said).splitlines()) <= 40


def test_as_json(told: Path, anime: Callable[..., Any]) -> None:
    """Moments, age, changes and proposals are values."""
    shown = json.loads(anime("-C", told, *EVOLVE, "sakura", "--json").out)
    assert shown["schema"] == "anime/evolution/1"
    assert (shown["before"]["address"], shown["after"]["address"]) == (None, "the-platform")
    assert shown["age"] == {"before": 15, "after": 16, "birthdays": ["2024-04-09"]}
    hurt = next(change for change in shown["changes"] if change["what"] == "hurt")
    assert (hurt["about"], hurt["before"], hurt["after"]) == ("a cut", None, None)
    assert [why["text"] for why in hurt["because"]] == [
        '"Meanwhile": Sakura is hurt, by みお: a cut',
        '"Meanwhile": Sakura heals: a cut',
    ]
    trust = next(each for each in shown["proposals"] if each["rule"] == "trust-opens")
    assert (trust["number"], trust["field"], trust["from"], trust["to"]) == (1, "trait", "lonely", "open")
    assert (shown["brain"], shown["source"]) == ("planner", "rules")


def test_applied_it_stands_in_the_scene(told: Path, anime: Callable[..., Any]) -> None:
    """The events are where they were proposed, nothing else changes, the check is as before, undo takes them back."""
    before = {path: path.read_text(encoding="utf-8") for path in told.glob("*/*.yaml")}
    check = anime("-C", told, "story", "check").out
    done = json.loads(anime("-C", told, *EVOLVE, "sakura", "--apply", "all", "--json").out)
    assert done["schema"] == "anime/evolution-applied/1"
    assert [each["field"] for each in done["applied"]] == ["trait", "want"]
    assert [file["path"] for file in done["files"]] == ["scenes/meanwhile.yaml", "scenes/the-platform.yaml"]
    assert all(len(file["hunks"]) == 1 and not file["hunks"][0]["removed"] for file in done["files"][1:])
    grown = Studio.open(told).story()
    assert "- event: grows\n    who: sakura\n    field: want\n    from: To get through" in (
        told / "scenes/the-platform.yaml"
    ).read_text(encoding="utf-8")
    assert "# Nobody saw this coming." in (told / "scenes/meanwhile.yaml").read_text(encoding="utf-8")
    kinds = [getattr(item, "kind", "") for item in grown.scenes["meanwhile"].script]
    assert kinds == ["relation", "injured", "learns", "relation", "grows", "heals", ""]
    cause, event = grown.scenes["meanwhile"].script[3:5]
    assert (cause.named, event.because) == (True, cause.id)
    assert anime("-C", told, "story", "check").out == check
    assert not json.loads(anime("-C", told, *EVOLVE, "sakura", "--json").out)["proposals"]
    undone = anime("-C", told, "story", "undo")
    assert undone.out.startswith("Took back anime character evolve sakura --apply all.")
    assert {path: path.read_text(encoding="utf-8") for path in told.glob("*/*.yaml")} == before


def test_one_of_several_is_applied(told: Path, anime: Callable[..., Any]) -> None:
    """By its number; the other is proposed again. A dry run writes nothing."""
    anime("-C", told, *EVOLVE, "sakura", "--apply", "2", "-n")
    assert len(json.loads(anime("-C", told, *EVOLVE, "sakura", "--json").out)["proposals"]) == 2
    anime("-C", told, *EVOLVE, "sakura", "--apply", "2, 2")
    left = json.loads(anime("-C", told, *EVOLVE, "sakura", "--json").out)["proposals"]
    assert [each["field"] for each in left] == ["trait"]


def test_an_id_that_two_items_have_is_no_cause(told: Path, anime: Callable[..., Any]) -> None:
    """The event then has no cause, for `because` would mean either of them."""
    edit(told, "scenes/the-platform.yaml", "id: p4y50ff", "id: tw1ce00")
    edit(told, "scenes/first-bell.yaml", "id: p9x2m7q", "id: tw1ce00")
    anime("-C", told, *EVOLVE, "sakura", "--apply", "2")
    (event,) = [
        item for item in Studio.open(told).story().scenes["the-platform"].script if item.id and hasattr(item, "field_")
    ]
    assert getattr(event, "because", "") is None


def test_nothing_is_written_where_nothing_is_proposed(told: Path, anime: Callable[..., Any]) -> None:
    """All of nothing is nothing."""
    done = anime("-C", told, *EVOLVE, "mio", "--apply", "all")
    assert (done.code, done.out) == (0, "Nothing is proposed; nothing changes.\n")


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("nobody",), CharacterNotFound.exit_code, "There is no character called 'nobody'."),
        (("sakura", "--from", "nowhere"), ExitCode.NO, "There is no scene called 'nowhere'."),
        (("sakura", "--at", "meanwhile:zzz"), ExitCode.NO, "has no item called 'zzz'."),
        (("sakura", "--from", ":"), ExitCode.NO, "There is no scene called ''."),
        (("sakura", "--from", "meanwhile", "--at", "first-bell"), ExitCode.USAGE, "'meanwhile' happens after"),
        (("sakura", "--path", "the-platform,first-bell"), ExitCode.NO, "No path of the story leads"),
        (("sakura", "--apply", "3"), ExitCode.USAGE, "'3' is none of the proposals."),
        (("sakura", "--apply", "0"), ExitCode.USAGE, "'0' is none of the proposals."),
        (("sakura", "--apply", ""), ExitCode.USAGE, "'' is none of the proposals."),
        (("sakura", "--apply", "all,1"), ExitCode.USAGE, "'all' is none of the proposals."),
        (("mio", "--apply", "1"), ExitCode.USAGE, "There is none."),
        (("sakura", "--apply", "1", "--revision", "HEAD"), ExitCode.USAGE, "Nothing can be written into 'HEAD'."),
        (("sakura", "--brain", "nobody"), ExitCode.USAGE, "nobody"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_what_cannot_be_is_refused(
    arguments: tuple[str, ...], code: ExitCode, said: str, told: Path, anime: Callable[..., Any]
) -> None:
    """In a sentence, without a word on the results, and no file changes."""
    done = anime("-C", told, *EVOLVE, *arguments)
    assert (done.code, done.out) == (code, "")
    assert said in done.err
    assert "Traceback" not in done.err


def test_a_revision_is_shown_as_it_was(told: Path, anime: Callable[..., Any]) -> None:
    """The first commit knows nothing of what the files say now, and offers no command that writes."""
    done = anime("-C", told, *EVOLVE, "sakura", "--revision", "HEAD")
    assert (done.code, done.out) == (0, "")
    code, said = on_a_terminal(told, *EVOLVE, "sakura", "--revision", "HEAD")
    assert code == 0
    assert "--apply" not in said
