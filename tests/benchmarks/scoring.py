"""How well a merge did on a case, by what stands in its result."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from meaning import all_comments, all_words, data, difference, same, words

from anime_cli.errors import AnimeError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from case import Case

RIGHT, NEEDLESS, WRONG = "right", "needless", "wrong"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a merge made: the texts of all documents, and whether and how it asked a person."""

    texts: Mapping[str, str]
    asked: bool
    record: str = ""
    """Everything that its conflicts show."""
    brief: tuple[str, ...] = ()
    """Its conflicts in a line each."""


@dataclass(frozen=True, slots=True)
class Score:
    """The verdict on one outcome."""

    verdict: str
    lost: tuple[str, ...] = ()
    comments: tuple[str, ...] = ()
    why: tuple[str, ...] = ()


@dataclass(slots=True)
class Tally:
    """How many pairs went which way."""

    pairs: int = 0
    right: int = 0
    needless: int = 0
    wrong: int = 0
    lost: int = 0
    comments: int = 0
    asked: int = 0
    """Pairs that only a person can decide, among the pairs."""
    notes: list[str] = field(default_factory=list)

    def add(self, case: Case, score: Score) -> None:
        """Count one more pair."""
        self.pairs += 1
        self.asked += case.expected is None
        setattr(self, score.verdict, getattr(self, score.verdict) + 1)
        self.lost += bool(score.lost)
        self.comments += bool(score.comments)


def scored(case: Case, outcome: Outcome, problems: Callable[[Mapping[str, str]], list[str]] | None = None) -> Score:
    """Judge OUTCOME; PROBLEMS tells what a check of the whole story would report of texts, where the merge has one."""
    lost = lost_words(case, outcome)
    if outcome.asked:
        return Score(NEEDLESS if case.expected is not None else RIGHT, lost, (), outcome.brief)
    try:
        got = {path: data(text, path) for path, text in outcome.texts.items()}
    except AnimeError as error:
        return Score(WRONG, lost, (), (f"cannot be read: {error}",))
    if case.expected is not None and any(same(each, got) for each in (case.expected, *case.either)):
        return Score(RIGHT, lost, lost_comments(case, outcome))
    try:
        reported = problems(outcome.texts) if problems is not None else []
    except AnimeError as error:
        return Score(WRONG, lost, (), (f"is no story any more: {error}",))
    why = tuple(reported) + tuple(
        difference(case.expected, got) if case.expected is not None else ("clean, nobody asked",)
    )
    if reported:
        return Score(NEEDLESS if case.expected is not None else RIGHT, lost, (), why)
    return Score(WRONG, lost, (), why)


def lost_words(case: Case, outcome: Outcome) -> tuple[str, ...]:
    """Return the words that a side wrote and that stand neither in the result nor in what its conflicts show."""
    before = all_words(case.base.values())
    there = all_words(outcome.texts.values()) | words(outcome.record)
    hoped = words(_all_text(case.expected)) if case.expected is not None else None
    found: set[str] = set()
    for side in (case.ours, case.theirs):
        changed = [text for path, text in side.items() if text != case.base.get(path)]
        written = all_words(changed) - before - all_words(all_comments(changed))
        found |= written - there if hoped is None else (written & hoped) - there
    return tuple(sorted(found))


def _all_text(value: Any) -> str:
    """Return every key and text of plain data."""
    if isinstance(value, dict):
        return "\n".join(f"{key}\n{_all_text(part)}" for key, part in value.items())
    return "\n".join(map(_all_text, value)) if isinstance(value, list | tuple) else str(value)


def lost_comments(case: Case, outcome: Outcome) -> tuple[str, ...]:
    """Return the comments that a side added, or that both kept, and that the result lacks."""
    base = all_comments(case.base.values())
    ours, theirs = all_comments(case.ours.values()), all_comments(case.theirs.values())
    wanted = (ours - base) | (theirs - base) | (ours & theirs)
    return tuple(sorted(wanted - all_comments(outcome.texts.values())))


def story_problems(case: Case) -> Callable[[Mapping[str, str]], list[str]]:
    """Return a check that names the errors of a story that neither side has."""

    def problems(texts: Mapping[str, str]) -> list[str]:
        known = {finding for side in (case.ours, case.theirs) for finding in _findings(side)}
        return [str(finding) for finding in _findings(texts) if finding not in known]

    return problems


def _findings(texts: Mapping[str, str]) -> list[tuple[Any, ...]]:
    from anime_cli.model.load import load
    from anime_cli.story.check import check, counting
    from anime_cli.story.snapshot import assemble

    story = assemble(load(text, path).document for path, text in texts.items())
    return [(each.rule, each.path, each.scene, each.item, each.message) for each in counting(check(story))]
