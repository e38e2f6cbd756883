"""How somebody changes between two moments: before and after beside each other, the reasons under each."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING, NamedTuple

from anime_cli.cli.output import Styled, Table, View
from anime_cli.cli.printed import EVOLUTION
from anime_cli.cli.typeset import cells, fitted, wrap
from anime_cli.cli.views.card import GAP, address, caused, moment_data, moment_line
from anime_cli.story.state import Cause
from anime_cli.studio.evolving import ALL

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from anime_cli.cli.output import Line
    from anime_cli.cli.results.people import AspectChange
    from anime_cli.cli.results.people import Evolution as EvolutionData
    from anime_cli.cli.results.people import Proposal as ProposalData
    from anime_cli.echo.tasks.growth import Growth
    from anime_cli.story.calendar import When
    from anime_cli.story.evolution import Aspect, Change, Told, Years
    from anime_cli.story.moment import Moment
    from anime_cli.studio.evolving import Evolved
    from anime_cli.studio.people import Shown

COLUMNS = ("what", "before", "after", "scene:item", "because")
LABELS = {"alive": "lives", "traits": "is", "met": "has met"}
NOTHING = "\N{EM DASH}"


class Row(NamedTuple):
    """One aspect: what it is, what it was and is, where that comes from, and why in words, a reason each."""

    what: str
    before: str
    after: str
    causes: tuple[Cause, ...] = ()
    reasons: tuple[str, ...] = ()


def evolved(told: Evolved, width: int | None) -> View:
    """Show how somebody changes and would grow, WIDTH cells wide, as a table where it is None."""
    rows = list(_rows(told))
    blocks = [_table(told, rows)] if width is None else _card(told, rows, width)
    return EVOLUTION.view(_data(told), blocks)


def _table(told: Evolved, rows: Sequence[Row]) -> Table:
    changes = [
        (row.what, row.before, row.after, ", ".join(map(address, row.causes)), "; ".join(row.reasons)) for row in rows
    ]
    proposals = [_proposal(told, number, each) for number, each in enumerate(told.grown.growths, 1)]
    return Table(COLUMNS, [*changes, *proposals])


def _proposal(told: Evolved, number: int, each: Growth) -> tuple[str, ...]:
    event = each.event
    return f"proposal {number} {event.field_}", event.source or "", event.to or "", _behind(told, each), each.why


def _rows(told: Evolved) -> Iterator[Row]:
    changes = told.evolution.changes
    yield from (_row(told, change) for change in changes if change.aspect.kind == "alive")
    if told.evolution.years is not None and told.evolution.years.before != told.evolution.years.after:
        yield _aged(told.evolution.years)
    yield from (_row(told, change) for change in changes if change.aspect.kind != "alive")


def _aged(years: Years) -> Row:
    before, after = (str(age) if age >= 0 else "not born yet" for age in (years.before, years.after))
    if not years.known or not years.birthdays:
        return Row("age", before, after)
    count, last = len(years.birthdays), years.birthdays[-1].isoformat()
    return Row(
        "age", before, after, (), (f"birthday on {last}" if count == 1 else f"{count} birthdays, last on {last}",)
    )


def _row(told: Evolved, change: Change) -> Row:
    aspect = change.aspect
    label = LABELS.get(aspect.kind, aspect.kind)
    if aspect.level:
        label = f"{'to' if aspect.kind == 'towards' else 'from'} {told.teller.name(aspect.about)}"
    before, after = (_value(told, aspect, value) for value in (change.before, change.after))
    if aspect.kind == "hurt" and change.after is None:
        after = f"{_line(aspect.about)}, healed"
    if aspect.kind == "alive" and not change.before and told.evolution.course.since.scene is None:
        before = "not born yet"
    return Row(label, before, after, change.reasons, tuple(_reason(told, aspect, each) for each in change.reasons))


def _value(told: Evolved, aspect: Aspect, value: Told) -> str:
    """Say what holds of an aspect; a relation that nobody spoke of is 0, anything else is nothing."""
    if aspect.level:
        return f"{aspect.level} {value or 0:g}"
    if aspect.kind == "alive":
        return "yes" if value else "no"
    if value is None:
        return ""
    if isinstance(value, tuple):
        return ", ".join(value)
    return _named(told, aspect) if aspect.about else _line(str(value))


def _named(told: Evolved, aspect: Aspect) -> str:
    if aspect.kind == "knows":
        return told.teller.fact(aspect.about)
    return told.teller.name(aspect.about) if aspect.kind == "met" else _line(aspect.about)


def _reason(told: Evolved, aspect: Aspect, cause: Cause) -> str:
    if aspect.kind == "knows":
        return told.teller.telling(cause)
    return told.teller.change(cause, aspect.level) if aspect.level else told.teller.cause(cause)


def _line(text: str) -> str:
    return " ".join(text.split())


def _card(told: Evolved, rows: Sequence[Row], width: int) -> Iterator[Line | Table]:
    each, course = told.evolution.character, told.evolution.course
    title = f"{each.name} ({each.id})" + (f", {each.role}" if each.role else "")
    yield from (Styled(line, "bold") for line in _filled(title, width))
    for name, moment in (("before:", course.since), ("after:", course.until)):
        said = moment_line(_shown(told, moment), _when(told, moment))
        yield from (Styled(line, "dim") for line in _filled(f"{name} {said}", width))
    yield ""
    if rows:
        yield from _changes(rows, width)
    else:
        yield from _filled(f"Nothing of {told.teller.name(each.id)} changes between the two.", width)
    yield ""
    yield from _proposals(told, width)


def _changes(rows: Sequence[Row], width: int) -> Iterator[Line]:
    label = min(max(cells(row.what) for row in rows), width // 4)
    half = (width - label - 2 * GAP) // 2
    last = None
    for row in rows:
        name = row.what if row.what != last else ""
        last = row.what
        sides = _filled(row.before or NOTHING, half), _filled(row.after or NOTHING, half)
        for what, before, after in zip_longest([name], *sides, fillvalue=""):
            yield [
                Styled(fitted(what, label), "cyan"),
                " " * GAP,
                fitted(before, half),
                " " * GAP,
                Styled(after, "bold"),
            ]
        for reason in row.reasons:
            for mark, line in zip_longest(["·"], _filled(reason, width - label - 2 * GAP), fillvalue=" "):
                yield [" " * (label + GAP), Styled(f"{mark} {line}", "dim")]


def _filled(text: str, width: int) -> Iterator[str]:
    """Yield the lines of TEXT, none wider than WIDTH: a word that is goes on in the next line."""
    for line in wrap(text, width):
        rest = line
        while cells(rest) > width:
            end = next(end for end in range(len(rest), 0, -1) if cells(rest[:end]) <= width or end == 1)
            yield rest[:end]
            rest = rest[end:]
        yield rest


def _proposals(told: Evolved, width: int) -> Iterator[Line]:
    growths, name = told.grown.growths, told.evolution.character.id
    if not growths:
        none = "No rule finds a growth that the story calls for and leaves untold."
        yield from (Styled(line, "dim") for line in _filled(none, width))
        return
    by = f"the rules of the {told.grown.brain}" if told.grown.source == "rules" else told.grown.brain
    yield from (Styled(line, "bold") for line in _filled(f"By {by}, the story calls for more:", width))
    label = len(str(len(growths)))
    for number, each in enumerate(growths, 1):
        said = ((_proposed(each), "bold"), (each.why, ""), (f"{each.title}. {_where(told, each)}.", "dim"))
        lines = [Styled(line, style) for text, style in said for line in _filled(text, width - label - GAP)]
        for mark, line in zip_longest([str(number)], lines, fillvalue=""):
            yield [Styled(fitted(mark, label), "cyan"), " " * GAP, line]
    call = f"anime character evolve {name}{told.span.options} --apply {ALL}"
    yield from (Styled(line, "dim") for line in _filled(f"{_write(len(growths))} {call}", width) if told.writable)


def _write(count: int) -> str:
    """Say how proposals are written into their scenes."""
    return "Write it into its scene:" if count == 1 else "Write them into their scenes, all or by number:"


def _proposed(each: Growth) -> str:
    before, after = each.event.source, each.event.to
    if before is None:
        return f"{each.event.field_}: {after}"
    return f"{each.event.field_}: {before} → {after or 'nothing'}"


def _behind(told: Evolved, each: Growth) -> str:
    script = told.story.scenes[each.scene].script
    return address(Cause(each.scene, script[each.index].id if each.index >= 0 else None))


def _where(told: Evolved, each: Growth) -> str:
    return f"Behind {_behind(told, each)}" if each.index >= 0 else f"At the start of {each.scene}"


def _shown(told: Evolved, moment: Moment) -> Shown:
    from anime_cli.studio.people import Shown

    return Shown(told.story, told.span.revision, moment, told.teller)


def _when(told: Evolved, moment: Moment) -> When | None:
    from anime_cli.story.calendar import when

    if moment.scene is None:
        return None
    return when(told.story.document.calendar, told.evolution.course.fold.placed(moment.scene).start)


def _data(told: Evolved) -> EvolutionData:
    each, course, years = told.evolution.character, told.evolution.course, told.evolution.years
    return {
        "id": each.id,
        "name": each.name,
        "revision": told.span.revision,
        "before": moment_data(_shown(told, course.since), _when(told, course.since)),
        "after": moment_data(_shown(told, course.until), _when(told, course.until)),
        "age": None
        if years is None
        else {
            "before": years.before,
            "after": years.after,
            "birthdays": [day.isoformat() for day in years.birthdays] if years.known else [],
        },
        "changes": [_change_data(told, change) for change in told.evolution.changes],
        "proposals": [_growth_data(told, number, each) for number, each in enumerate(told.grown.growths, 1)],
        "brain": told.grown.brain,
        "source": told.grown.source,
    }


def _change_data(told: Evolved, change: Change) -> AspectChange:
    aspect = change.aspect
    traits = aspect.kind == "traits"
    return {
        "what": aspect.kind,
        "about": aspect.about or None,
        "level": aspect.level or None,
        "before": change.before,
        "after": change.after,
        "because": [caused(cause, _reason(told, aspect, cause)) for cause in change.reasons],
        "gained": change.gained if traits else (),
        "lost": change.lost if traits else (),
    }


def _growth_data(told: Evolved, number: int, each: Growth) -> ProposalData:
    return {
        "number": number,
        "rule": each.rule,
        "title": each.title,
        "field": each.event.field_,
        "from": each.event.source,
        "to": each.event.to,
        "behind": _behind(told, each),
        "why": each.why,
        "because": [caused(cause, told.teller.cause(cause)) for cause in each.reasons],
    }
