"""anime story check: only some rules, only what is new, a rule explained, and a view that can be read."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest

from anime_cli.cli.views.check import FIRST, report
from anime_cli.errors import ExitCode
from anime_cli.story.check import RULES
from anime_cli.story.continuity.finding import Evidence, Finding
from anime_cli.studio.checking import Checked, Located, Spot

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Anime = Callable[..., Any]

LOST = """title: The roof
place: nowhere
cast: {ren: {}}
script:
  - event: dies
    who: ren
    id: fall
  - who: ren
    say: Hello?
"""


@pytest.fixture
def faulty(story: Path, anime: Anime) -> Path:
    """The story with a commit that has one fault, and a second fault that is not committed."""
    chapter = story / "chapters/awakening.yaml"
    chapter.write_text(chapter.read_text().replace("first-bell, ", "first-bell, lost, "))
    scene = story / "scenes/lost.yaml"
    scene.write_text(LOST.replace("  - who: ren\n    say: Hello?\n", ""))
    assert anime("-C", story, "story", "commit", "-m", "Lose it").code == 0
    scene.write_text(LOST)
    return story


def found(done: Any) -> list[dict[str, Any]]:
    """Return the findings of a check with --json that stand in the faulty scene."""
    return [each for each in json.loads(done.out)["findings"] if each["scene"] == "lost"]


def test_all_of_a_finding_is_in_the_json(faulty: Path, anime: Anime) -> None:
    done = anime("-C", faulty, "story", "check", "--json")
    assert done.code == ExitCode.FOUND
    place, dead = found(done)
    assert (place["rule"], dead["rule"], dead["line"], dead["because"], dead["way"]) == ("C01", "C07", 8, None, [])
    text = "the event 'dies' in \"The roof\""
    spot = {"path": "scenes/lost.yaml", "line": 5, "position": ["script", 0], "text": text}
    assert dead["evidence"] == dead["chain"] == [spot]
    assert dead["position"] == ["script", 1]
    assert len({place["fingerprint"], dead["fingerprint"]}) == 2


def test_only_what_a_rule_finds(faulty: Path, anime: Anime) -> None:
    done = anime("-C", faulty, "story", "check", "--rule", "c07", "--json")
    assert {each["rule"] for each in json.loads(done.out)["findings"]} == {"C07"}
    both = anime("-C", faulty, "story", "check", "--rule", "C07", "--rule", "C01", "--json")
    assert {each["rule"] for each in json.loads(both.out)["findings"]} == {"C01", "C07"}
    assert anime("-C", faulty, "story", "check", "--rule", "C04").code == ExitCode.DONE


def test_only_what_is_new_since_a_revision(faulty: Path, anime: Anime) -> None:
    """A fault that moves with the lines above it is no new one."""
    scene = faulty / "scenes/lost.yaml"
    scene.write_text("weather: rain\n" + LOST)
    done = anime("-C", faulty, "story", "check", "--since", "HEAD", "--json")
    assert done.code == ExitCode.FOUND
    assert [each["rule"] for each in found(done)] == ["C07"]
    assert anime("-C", faulty, "story", "commit", "-m", "Leave it").code == 0
    done = anime("-C", faulty, "story", "check", "--since", "HEAD")
    assert done.code == ExitCode.DONE
    assert "Nothing new contradicts itself" in done.out
    assert anime("-C", faulty, "story", "check", "--since", "nowhere").code == ExitCode.NO


def test_a_renamed_scene_brings_no_new_fault(faulty: Path, anime: Anime) -> None:
    """What is new in it is told under its new name."""
    assert anime("-C", faulty, "story", "commit", "-m", "Leave it").code == 0
    (faulty / "scenes/lost.yaml").rename(faulty / "scenes/the-roof.yaml")
    chapter = faulty / "chapters/awakening.yaml"
    chapter.write_text(chapter.read_text().replace("lost", "the-roof"))
    done = anime("-C", faulty, "story", "check", "--since", "HEAD")
    assert (done.code, done.err) == (ExitCode.DONE, "")
    assert "Nothing new contradicts itself" in done.out
    scene = faulty / "scenes/the-roof.yaml"
    scene.write_text(LOST + "  - {who: nobody, say: Ho.}\n")
    done = anime("-C", faulty, "story", "check", "--since", "HEAD", "--json")
    assert {each["scene"] for each in json.loads(done.out)["findings"]} == {"the-roof"}
    assert all("nobody" in each["message"] for each in json.loads(done.out)["findings"])


def test_a_renamed_character_brings_no_new_fault(faulty: Path, anime: Anime) -> None:
    """The ids of lines that have none in their file follow from who speaks; the scene may be renamed as well."""
    assert anime("-C", faulty, "story", "commit", "-m", "Leave it").code == 0
    (faulty / "characters/ren.yaml").rename(faulty / "characters/len.yaml")
    for path in (faulty / "story.yaml", *(faulty / "scenes").iterdir()):
        path.write_text(re.sub(r"\bren\b", "len", path.read_text()))
    assert anime("-C", faulty, "story", "check", "--since", "HEAD").code == ExitCode.DONE
    (faulty / "scenes/lost.yaml").rename(faulty / "scenes/the-roof.yaml")
    chapter = faulty / "chapters/awakening.yaml"
    chapter.write_text(chapter.read_text().replace("lost", "the-roof"))
    assert anime("-C", faulty, "story", "check", "--since", "HEAD").code == ExitCode.DONE


def test_a_rule_is_explained(story: Path, anime: Anime) -> None:
    done = anime("-C", story, "story", "check", "--explain", "C07")
    assert done.code == ExitCode.DONE
    assert done.out.splitlines() == [
        "C07  The dead, the unborn or the absent speak or act (error)",
        "Whoever speaks or acts in a scene lives, stands in its cast and is there at that moment.",
        "Lets pass: " + RULES["C07"].exempt.replace("Voices", "voices"),
        "An example: docs/rules/C07.md",
    ]
    data = json.loads(anime("story", "check", "--explain", "c07", "--json").out)
    assert (data["id"], data["page"], data["exempt"][:6]) == ("C07", "docs/rules/C07.md", "Voices")


@pytest.mark.parametrize("option", ["--rule", "--explain"])
def test_a_rule_that_does_not_exist(story: Path, anime: Anime, option: str) -> None:
    done = anime("-C", story, "story", "check", option, "C70")
    assert done.code == ExitCode.USAGE
    assert "There is no rule called 'C70'." in done.err
    assert "C07" in done.err


def checked(count: int) -> Checked:
    """Return what a check found: COUNT findings in two files, of every kind."""
    kinds = ("error", "warning", "info", "error")
    place = Evidence(path="scenes/roof.yaml", address=(), text="the event 'dies' in \"The roof\"")
    return Checked(
        None,
        tuple(
            Located(
                Finding(
                    rule=f"C{number % 20:02}",
                    severity=kinds[number % 4],
                    message=f'{number} Ren speaks in "The long way home", but {"died and " * 8}is dead.',
                    hint="Write `as: ghost` for ren in `cast`.",
                    path=f"scenes/s{number * 2 // count}.yaml",
                    waived=number % 4 == 3,
                ),
                number * 5 + 1,
                evidence=(Spot(place, 12),),
            )
            for number in range(count)
        ),
        (),
        9,
    )


def lines(view: Any) -> list[str]:
    """Return the text of VIEW without its colours."""
    parts = [block if isinstance(block, list) else [block] for block in view.blocks]
    return ["".join(part if isinstance(part, str) else part.text for part in each) for each in parts]


def test_a_terminal_shows_the_first_of_many_by_document() -> None:
    shown = lines(report(checked(30), 80))
    assert shown[0] == "scenes/s0.yaml"
    assert shown[1].startswith("   1  error C00    0 Ren speaks")
    assert max(len(line) for line in shown) <= 80
    assert shown[-2:] == [
        f"And {30 - FIRST} more: anime story check --all",
        "8 errors, 8 warnings, 7 infos and 7 waived in 9 scenes.",
    ]
    assert len([line for line in lines(report(checked(30), 80, everything=True)) if " Ren speaks" in line]) == 30


def test_elsewhere_every_finding_is_a_line() -> None:
    shown = lines(report(checked(30)))
    assert len([line for line in shown if line.startswith("scenes/")]) == 30
    assert shown[-1].endswith("in 9 scenes.")
