"""How a merge came out: its decisions, what a person settled, what a hand made otherwise."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from anime_cli.cli.output import Styled, View
from anime_cli.cli.printed import EXPLANATION
from anime_cli.cli.views.changes import change_data, changes, line, value
from anime_cli.cli.views.conflicts import conflict_data
from anime_cli.studio.telling import plural

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from anime_cli.cli.output import Line, Part
    from anime_cli.cli.results.merging import Decision as DecisionData
    from anime_cli.cli.results.merging import ExplainedDecision
    from anime_cli.cli.results.merging import Explanation as ExplanationData
    from anime_cli.merge.conflicts import Decision
    from anime_cli.studio.explaining import Explained, Explanation, Settled

SETTLED = {
    "ours": "with ours",
    "theirs": "with theirs",
    "base": "as it was before",
    "both": "with both",
    "words": "in other words",
}


def decision_data(decision: Decision) -> DecisionData:
    """Return a decision as values of JSON."""
    return {
        "what": decision.what,
        "path": decision.path,
        "position": list(decision.address),
        "entity": decision.entity,
        "note": decision.note or None,
    }


def explanation(told: Explanation) -> View:
    """Show how a merge came out."""
    ours, theirs = told.names
    data: ExplanationData = {
        "commit": told.commit,
        "ours": {"name": ours, "commit": told.ours},
        "theirs": {"name": theirs, "commit": told.theirs},
        "decisions": [_explained_data(each, told.names) for each in told.decisions],
        "conflicts": [{**conflict_data(each.conflict), "settled": each.way} for each in told.conflicts],
        "by_hand": [change_data(change) for change in told.by_hand],
    }
    return EXPLANATION.view(data, _explanation(told))


def _explained_data(told: Explained, names: tuple[str, str]) -> ExplainedDecision:
    changed = [change_data(change) for change in told.changes]
    return {**decision_data(told.decision), "because": because(told.decision, names), "changes": changed}


def because(decision: Decision, names: tuple[str, str]) -> str:
    """Return why DECISION was made, as a sentence; NAMES are those of ours and theirs."""
    ours, theirs = names
    sentences = {
        "ours": f"Only {ours} changed it.",
        "theirs": f"Only {theirs} changed it.",
        "both": f"{ours} and {theirs} both changed it, and both changes stand.",
        "review": f"{ours} and {theirs} both changed this sentence; read it again.",
        "matched": decision.note,
    }
    return sentences.get(decision.what) or decision.note or f"{decision.what}."


def _explanation(told: Explanation) -> Iterator[Line]:
    ours, theirs = told.names
    head = (told.commit or "")[:10] or "The open merge"
    yield [Styled(head, "yellow"), f": {_called(theirs, told.theirs)} into {_called(ours, told.ours)}."]
    yield ""
    yield from decision_lines(told.decisions, told.names)
    if told.decisions:
        yield ""
    if told.conflicts:
        yield f"{plural(len(told.conflicts), 'conflict')} left to a person:"
        for each in told.conflicts:
            yield _settled(each)
        yield ""
    if told.by_hand:
        yield "Written by hand, otherwise than the merge alone would have it:"
        yield from changes(told.by_hand)
    else:
        besides = " else" if any(each.way for each in told.conflicts) else ""
        yield f"Nothing{besides} stands otherwise than the merge alone made it."


def _called(name: str, commit: str) -> str:
    """Return a side's name and its commit, once where it is called by the commit alone."""
    short = commit[:10]
    return name if name == short else f"{name} ({short})"


def _settled(told: Settled) -> Line:
    """Set a conflict and whose words stand there now."""
    conflict = told.conflict.conflict
    field = f", {conflict.field}" if conflict.field else ""
    parts: list[Part] = ["  ", Styled(told.conflict.name, "bold"), f" {conflict.entity}{field}"]
    if told.way is None:
        return parts
    if told.change is None:
        return [*parts, f", settled {SETTLED[told.way]}"]
    after = "not there" if told.change.kind == "removed" else value(told.change.after)
    return [*parts, f", settled {SETTLED[told.way]}: ", Styled(after, "green")]


def decision_lines(found: Iterable[Explained], names: tuple[str, str]) -> Iterator[Line]:
    """Set decisions under their documents; NAMES are those of ours and theirs."""
    for path, group in groupby(found, key=lambda each: each.decision.path):
        yield from _document(path, list(group), names)


def _document(path: str, found: Sequence[Explained], names: tuple[str, str]) -> Iterator[Line]:
    title = next((change.entity for each in found for change in each.changes), found[0].decision.entity)
    yield [Styled(title.partition(" > ")[0], "bold"), "  ", Styled(path, "dim")]
    for each in found:
        entity = each.decision.entity.partition(" > ")[2]
        yield ["  ", *([f"{entity}: "] if entity else []), because(each.decision, names)]
        for change in each.changes:
            yield ["  ", *line(change)]
