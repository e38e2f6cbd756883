"""Every rule has a page that says what the rule says; its examples run, and do what the page tells of them."""

from __future__ import annotations

import re
import sys
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from anime_cli.story.check import RULES, check
from anime_cli.text.plain import plain
from anime_cli.text.reader import read

sys.path.insert(0, str(Path(__file__).parents[1] / "continuity"))
from one_file import documents_of, made

if TYPE_CHECKING:
    from anime_cli.story.continuity.finding import Finding

DOCS = Path(__file__).parents[2] / "docs"
PAGES = DOCS / "rules"
SECTIONS = [
    "What it finds",
    "Why it matters",
    "What it lets pass",
    "How to mend it",
    "How to accept it",
    "An example",
]


@cache
def text_of(rule: str) -> str:
    return (PAGES / f"{rule}.md").read_text(encoding="utf-8")


def blocks(rule: str) -> tuple[str, str, str, str]:
    """Return the waiver, the story that breaks the RULE, what the check says of it, and the story mended."""
    waiver, broken, says, mended = re.findall(r"```(?:yaml|text)\n(.*?)```", text_of(rule), re.DOTALL)
    return waiver, broken, says, mended


def found(story: str, waiver: str = "") -> tuple[Finding, ...]:
    """Return what a check finds in a STORY of a page."""
    groups = plain(read(story.encode(), "page").root)
    accepted = plain(read(waiver.encode(), "page").root) if waiver else {}
    return check(made(documents_of({**groups, "story": {**groups["story"], **accepted}})))


def test_there_is_a_page_for_each_rule_and_no_other() -> None:
    assert sorted(path.stem for path in PAGES.glob("C*.md")) == sorted(RULES)


@pytest.mark.parametrize("rule", RULES)
def test_a_page_says_what_the_rule_says(rule: str) -> None:
    known, text = RULES[rule], text_of(rule)
    assert text.startswith(f"# {rule}: {known.title}\n\nSeverity: {known.severity}.")
    assert f"\n\n{known.explanation}\n\n" in text
    assert re.findall(r"^## (.+)$", text, re.MULTILINE) == SECTIONS


@pytest.mark.parametrize("rule", RULES)
def test_the_broken_story_breaks_this_rule_alone(rule: str) -> None:
    """And the page quotes what the check says, word for word."""
    _, broken, says, _ = blocks(rule)
    (finding,) = found(broken)
    assert finding.rule == rule
    assert says == f"{finding.message}\n{finding.hint}\n"


@pytest.mark.parametrize("rule", RULES)
def test_nothing_is_found_in_the_mended_story(rule: str) -> None:
    _, broken, _, mended = blocks(rule)
    assert mended != broken
    assert found(mended) == ()


@pytest.mark.parametrize("rule", RULES)
def test_the_waiver_accepts_the_finding(rule: str) -> None:
    waiver, broken, _, _ = blocks(rule)
    assert [finding.waived for finding in found(broken, waiver)] == [True]


def test_the_tables_list_every_rule() -> None:
    table = (PAGES / "README.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| \[(C\d\d)\]\((C\d\d)\.md\) \| (.+?) \| (\w+) \|$", table, re.MULTILINE)
    assert rows == [(rule.id, rule.id, rule.title, rule.severity) for rule in RULES.values()]
    named = re.findall(
        r"^\| \[(C\d\d)\]\(rules/\1\.md\) \|", (DOCS / "format.md").read_text(encoding="utf-8"), re.MULTILINE
    )
    assert named == list(RULES)


@pytest.mark.parametrize("rule", RULES)
def test_links_of_a_page_lead_somewhere(rule: str) -> None:
    targets = re.findall(r"\]\(([^)#]+)\)", text_of(rule))
    assert all((PAGES / target).exists() for target in targets)
