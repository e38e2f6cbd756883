"""What a check found, and what a rule asks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, TypedDict

from anime_cli.cli.results.scalars import Count, Date, Hash, Number, Position, facet, one_of

FINGERPRINT = facet(pattern="^[0-9a-f]{16}$")
SEVERITY = one_of("error", "warning", "info")


class Spot(TypedDict):
    """A place of a document that a finding cites."""

    path: Annotated[str, "The file."]
    line: Annotated[Number | None, "The line, from 1; null where the file is not there."]
    position: Annotated[Position, "Where in the file: keys of maps, places in lists from 0."]
    text: Annotated[str, "What stands or happens there, in words."]


class Finding(TypedDict):
    """One fault of the story."""

    rule: Annotated[str, "The rule: `anime story check --explain RULE` tells what it asks."]
    because: Annotated[str | None, "Where the fault shows on some path only, the rule that is broken there; else null."]
    severity: Annotated[str, SEVERITY, "How bad it is; only errors make a check fail."]
    path: Annotated[str, "The file."]
    line: Annotated[Number | None, "The line, from 1; null where the file is not there."]
    position: Annotated[Position, "Where in the file: keys of maps, places in lists from 0; empty: the whole file."]
    scene: Annotated[str | None, "The scene it is about; null where it is about none."]
    item: Annotated[str | None, "The id of the item in that scene's script; null where it is about none."]
    message: Annotated[str, "What is wrong, as a sentence."]
    hint: Annotated[str | None, "What mends it, as a sentence; null where that is not known."]
    waived: Annotated[bool, "Whether story.yaml accepts it with a reason; then it does not count."]
    fingerprint: Annotated[str, FINGERPRINT, "What stays the same while the fault does."]
    way: Annotated[Sequence[str], "The scenes of the shortest path that shows it, where only some do; else empty."]
    evidence: Annotated[Sequence[Spot], "The places that disagree with it."]
    chain: Annotated[Sequence[Spot], "The events that led to it, the first of them first."]


class Side(TypedDict):
    """One side's part in a problem."""

    name: Annotated[str, "What the side is called: a branch, or a commit."]
    commit: Annotated[Hash, "Its commit."]
    files: Annotated[Sequence[str], "What it changed of the files that the problem is about."]


class Origin(TypedDict):
    """Who brought a problem that two sides have only together."""

    by: Annotated[str, one_of("ours", "theirs", "together"), "The side that alone changed what it is about, or both."]
    ours: Annotated[Side, "The side of the current branch."]
    theirs: Annotated[Side, "The side that is brought in."]


class Problem(Finding):
    """A fault that a merge would bring: neither side has it alone."""

    mend: Annotated[str, "What mends it, as a sentence."]
    origin: Annotated[Origin | None, "Who brought it; null where that can't be told."]


class NewProblem(TypedDict):
    """What contradicts itself since a command wrote."""

    rule: Annotated[str, "The rule: `anime story check --explain RULE` tells what it asks."]
    path: Annotated[str, "The file."]
    scene: Annotated[str | None, "The scene it is about; null where it is about none."]
    message: Annotated[str, "What is wrong, as a sentence."]
    hint: Annotated[str | None, "What mends it, as a sentence; null where that is not known."]


class EndedWaiver(TypedDict):
    """A waiver that is over, so that what it accepted counts again."""

    rule: Annotated[str, "The rule whose findings it accepted."]
    scene: Annotated[str | None, "The scene; null: what is about no scene."]
    until: Annotated[Date, "The last day on which it held."]
    findings: Annotated[Count, "How many findings count again."]


class Waived(TypedDict):
    """A waiver that was written or taken back."""

    rule: Annotated[str, "The rule whose findings it accepts."]
    scene: Annotated[str | None, "The scene; null: what is about no scene."]
    reason: Annotated[str, "Why it is meant so."]
    until: Annotated[Date | None, "The last day on which it holds; null: for good."]
    findings: Annotated[Count, "How many findings it accepts today; taken back, how many count again."]
    removed: Annotated[bool, "Whether it was taken back."]


class Check(TypedDict):
    """What a check found."""

    revision: Annotated[str | None, "The revision that was checked; null: the files as they are."]
    since: Annotated[str | None, "Only what is new since this revision was asked for; null: everything."]
    rules: Annotated[Sequence[str], "Only these rules were asked for; empty: all."]
    scenes: Annotated[Count, "How many scenes were checked."]
    errors: Annotated[Count, "How many findings are errors that nobody waived; any makes the exit code 3."]
    findings: Annotated[Sequence[Finding], "What was found, file by file."]
    warnings: Annotated[Sequence[str], "Sentences about keys that no version knows; they never count."]
    ended_waivers: Annotated[Sequence[EndedWaiver], "The waivers that are over."]


class CheckTurn(TypedDict):
    """What a change of the files brought; the first one has all that is found. One of a stream, a line each."""

    new: Annotated[Sequence[Finding], "Findings that were not there before."]
    gone: Annotated[Sequence[Finding], "Findings that are there no more."]
    errors: Annotated[Count | None, "How many errors there are now that nobody waived; null where a file is broken."]
    broken: Annotated[str | None, "Why the story can't be checked now, as a sentence; null where it can."]


class Rule(TypedDict):
    """What a rule of the check asks."""

    id: Annotated[str, "Its id, such as C08."]
    title: Annotated[str, "Its name."]
    severity: Annotated[str, SEVERITY, "How bad its findings are."]
    explanation: Annotated[str, "What it asks."]
    exempt: Annotated[str, "What it lets pass."]
    page: Annotated[str, "Its page in the documentation."]
