"""Relations: a table of all, the history of two people, what two revisions don't share, what was changed."""

from __future__ import annotations

from difflib import unified_diff
from typing import TYPE_CHECKING

from anime_cli.cli.output import Styled, Table, View
from anime_cli.cli.printed import RELATION, RELATION_DIFF, RELATION_SET, RELATIONS
from anime_cli.cli.views.moment import moment_data
from anime_cli.model.values import LEVELS
from anime_cli.story.relation import SIGNS
from anime_cli.story.sentence import Teller
from anime_cli.studio.telling import plural

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from anime_cli.cli.output import Line, Part
    from anime_cli.cli.results.causes import Because
    from anime_cli.cli.results.relations import (
        Levels,
        LevelStep,
        ReadMoment,
        RelationDiff,
        RelationSet,
        RelationTurn,
        RelationWay,
    )
    from anime_cli.cli.results.relations import Relations as RelationsData
    from anime_cli.cli.results.relations import Tie as TieData
    from anime_cli.model.script import Event
    from anime_cli.story.relation import Step, Tie, Turn
    from anime_cli.studio.bonding import Updated
    from anime_cli.studio.relating import Compared, Relations

BARS = "▁▂▃▄▅▆▇█"
"""A level as a bar, from -1 to 1."""

HUES = {1: "green", 0: "", -1: "red"}
KINDS = {"added": "green", "changed": "yellow", "gone": "red"}


def every(found: Relations) -> View:
    """Show the relations as a table."""
    data: RelationsData = {**read_moment(found), "relations": [tie_data(found, tie) for tie in found.ties]}
    return RELATIONS.view(data, _every(found))


def read_moment(found: Relations) -> ReadMoment:
    """Return which moment of which revision relations belong to, as values of JSON."""
    return {"revision": found.revision, "moment": moment_data(found.address)}


def tie_data(found: Relations, tie: Tie) -> TieData:
    """Return a tie with its reasons as values of JSON."""
    return {
        "from": tie.source,
        "to": tie.to,
        "levels": _levels(tie.levels),
        "warmth": tie.warmth,
        "sign": tie.sign,
        "strength": tie.strength,
        "history": [turn_data(found, turn) for turn in found.history(tie.source, tie.to)],
    }


def _levels(told: Mapping[str, float]) -> Levels:
    return {
        "trust": told.get("trust", 0.0),
        "affection": told.get("affection", 0.0),
        "rivalry": told.get("rivalry", 0.0),
        "fear": told.get("fear", 0.0),
        "debt": told.get("debt", 0.0),
    }


def turn_data(found: Relations, turn: Turn) -> RelationTurn:
    """Return one change of a relation as values of JSON."""
    return {
        "scene": turn.cause.scene if turn.cause is not None else None,
        "item": turn.cause.item if turn.cause is not None else None,
        "changes": [_step_data(step) for step in turn.steps],
        "because": None if turn.because is None else _because(found, *turn.because),
        "note": turn.note,
    }


def _told(found: Relations, event: Event) -> str:
    return Teller(found.story, found.names).said(event)


def _because(found: Relations, scene: str, event: Event) -> Because:
    return {"scene": scene, "item": event.id, "text": _told(found, event)}


def _step_data(step: Step) -> LevelStep:
    return {"level": step.level, "before": step.before, "after": step.after}


def _every(found: Relations) -> Iterator[Line | Table]:
    if found.ties:
        rows = [_row(found, tie) for tie in found.ties]
        yield Table(("from", "to", *LEVELS, "since"), rows)
    yield _headline(found, plural(len(found.ties), "relation") if found.ties else "No relations")


def _headline(found: Relations, what: str) -> str:
    where = f"once '{found.address}' is over" if found.address is not None else "before the first scene"
    return f"{what} {where}."


def _row(found: Relations, tie: Tie) -> tuple[Part, ...]:
    last = found.state.relations[tie.source, tie.to].cause
    levels = (_level(level, tie.levels.get(level, 0.0)) for level in LEVELS)
    return (found.name(tie.source), found.name(tie.to), *levels, Styled(last.scene if last else "the beginning", "dim"))


def _level(name: str, value: float) -> Styled:
    return Styled(number(value), hue(name, value) or ("" if value else "dim"))


def hue(level: str, value: float) -> str:
    """Return the style of a level: green for what draws people together, red for what sets them apart."""
    return (
        HUES[(value > 0) - (value < 0)] if SIGNS.get(level) == 1 else HUES[(value < 0) - (value > 0)] * (level in SIGNS)
    )


def number(value: float) -> str:
    """Return a level with its sign, to a hundredth: '+0.25'; '0' for none."""
    return f"{round(value, 2):+g}" if round(value, 2) else "0"


def pair(found: Relations) -> View:
    """Show how what stands between two people came to be, both ways."""
    one, other = found.people
    ways = ((one, other), (other, one)) if one != other else ((one, one),)
    told: list[RelationWay] = [
        {
            "from": source,
            "to": to,
            "levels": _levels({level: found.state.level(source, to, level) for level in LEVELS}),
            "history": [turn_data(found, turn) for turn in found.history(source, to)],
        }
        for source, to in ways
    ]
    return RELATION.view({**read_moment(found), "ways": told}, _pair(found, ways))


def _pair(found: Relations, ways: Sequence[tuple[str, str]]) -> Iterator[Line | Table]:
    for source, to in ways:
        turns = found.history(source, to)
        yield [Styled(f"{found.name(source)} → {found.name(to)}", "bold")]
        yield from _courses(turns)
        if turns:
            yield Table(("where", "what changes", "because"), [_turn_row(found, turn) for turn in turns])
        yield ""
    yield _headline(found, "So it stands")


def _courses(turns: Sequence[Turn]) -> Iterator[Line]:
    """Set the course of each level as a row of bars with where it ends."""
    known = [level for level in LEVELS if any(step.level == level for turn in turns for step in turn.steps)]
    for level in known:
        values = course(turns, level)
        bars = Styled("".join(map(bar, values)), hue(level, values[-1]))
        yield [f"  {level:<10}", bars, f"  {number(values[-1])}"]
    if not turns:
        yield Styled("  nothing was ever said", "dim")


def course(turns: Sequence[Turn], level: str) -> list[float]:
    """Return where LEVEL stands after each of TURNS."""
    values, now = [], 0.0
    for turn in turns:
        now = next((step.after for step in turn.steps if step.level == level), now)
        values.append(now)
    return values


def bar(value: float) -> str:
    """Return a level, -1…1, as one of eight bars."""
    return BARS[max(0, min(len(BARS) - 1, int((value + 1) / 2 * len(BARS))))]


def _turn_row(found: Relations, turn: Turn) -> tuple[Part, ...]:
    where = f"{turn.cause.scene}:{turn.cause.item}" if turn.cause is not None else "the beginning"
    because = [_told(found, turn.because[1])] if turn.because is not None else []
    return where, _steps(turn.steps), "; ".join([*because, *([turn.note] if turn.note else [])])


def _steps(steps: Iterable[Step]) -> str:
    told = (f"{step.level} {number(step.before)} → {number(step.after)}" for step in steps)
    return ", ".join(told) or "nothing: the level stood at its end"


def compared(told: Compared) -> View:
    """Show the relations that two revisions don't share."""
    data: RelationDiff = {
        "before": read_moment(told.before),
        "after": read_moment(told.after),
        "relations": [
            {
                "from": each.source,
                "to": each.to,
                "kind": each.kind,
                "before": _levels(each.before.levels) if each.before is not None else None,
                "after": _levels(each.after.levels) if each.after is not None else None,
            }
            for each in told.differences
        ],
    }
    return RELATION_DIFF.view(data, _compared(told))


def _compared(told: Compared) -> Iterator[Line | Table]:
    rows = [
        (Styled(each.kind, KINDS[each.kind]), _name(told, each.source), _name(told, each.to), _steps(each.steps))
        for each in told.differences
    ]
    if rows:
        yield Table(("", "from", "to", "what differs"), rows)
    sides = (
        f"{side.revision or 'the files'} ({side.address or 'the beginning'})" for side in (told.before, told.after)
    )
    yield f"{plural(len(rows), 'relation') if rows else 'No relation'} {'differs' if len(rows) < 2 else 'differ'}: {' → '.join(sides)}."  # noqa: E501, PLR2004


def _name(told: Compared, person: str) -> str:
    return told.after.names.get(person) or told.before.name(person)


def updated(made: Updated) -> View:
    """Show an event that was written, or would be, and what it moves."""
    data: RelationSet = {
        "path": made.path,
        "from": made.source,
        "to": made.to,
        "event": turn_data(made.relations, made.turn),
        "dry_run": made.dry_run,
    }
    return RELATION_SET.view(data, _updated(made))


def _updated(made: Updated) -> Iterator[Line]:
    names = f"{made.relations.name(made.source)} → {made.relations.name(made.to)}"
    would = "Would write" if made.dry_run else "Wrote"
    yield [Styled(names, "bold"), f"  {_steps(made.turn.steps)}"]
    for line in list(unified_diff(made.before.splitlines(), made.after.splitlines(), lineterm="", n=2))[2:]:
        yield Styled(line, {"+": "green", "-": "red", "@": "cyan"}.get(line[:1], "dim"))
    yield f"{would} an event into {made.path}."
