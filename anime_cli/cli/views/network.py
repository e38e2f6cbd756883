"""The graph of relations: who is bound to whom, what the whole of it says; drawn, and for Graphviz."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from anime_cli.cli.output import Styled, Table, View
from anime_cli.cli.printed import RELATION_GRAPH
from anime_cli.cli.typeset import cells
from anime_cli.cli.views.relations import HUES, hue, number, read_moment, tie_data
from anime_cli.studio.telling import listed, plural

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from anime_cli.cli.output import Line, Part
    from anime_cli.cli.results.relations import RelationGraph
    from anime_cli.figure.ring import Edge, Node
    from anime_cli.story.relation import Tie
    from anime_cli.studio.relating import Relations

MARKS: Mapping[int, str] = {1: "+", 0: "±", -1: "-"}
"""A friendly, a mixed and a hostile tie."""
DRAWN = 40
"""How many people a picture shows: those who are bound most."""
TOLD = 5
"""How many threes and circles are told in words."""


def graph(found: Relations, written: Sequence[Path], *, interactive: bool) -> View:
    """Show who is bound to whom, off a terminal as rows; WRITTEN are the files that were made."""
    read = found.readings
    data: RelationGraph = {
        **read_moment(found),
        "people": [{"id": name, "name": found.name(name)} for name in found.graph],
        "relations": [tie_data(found, tie) for tie in found.ties],
        "density": round(read.density, 4),
        "negative": read.negative,
        "clusters": [list(one) for one in read.clusters],
        "centre": [{"id": name, "weight": weight} for name, weight in read.centre],
        "unbalanced": [list(three) for three in read.unbalanced],
        "files": [str(path) for path in written],
    }
    blocks = _told(found) if interactive else _rows(found)
    return RELATION_GRAPH.view(data, [*blocks, *(f"Written: {path}" for path in written)])


def _rows(found: Relations) -> Iterator[Line | Table]:
    rows = [(tie.source, MARKS[tie.sign], tie.to, ", ".join(levels_of(tie))) for tie in found.ties]
    if rows:
        yield Table(("from", "", "to", "levels"), rows)
    yield from _readings(found)


def _told(found: Relations) -> Iterator[Line | Table]:
    for name, _ in found.readings.centre:
        own = [tie for tie in found.ties if tie.source == name]
        back = [tie for tie in found.ties if tie.to == name and not any(tie.source == one.to for one in own)]
        yield Styled(found.name(name), "bold")
        ways = [*((tie, "→", tie.to) for tie in own), *((tie, "←", tie.source) for tie in back)]
        width = max(cells(found.name(other)) for _, _, other in ways)
        for tie, arrow, other in ways:
            label = found.name(other)
            yield _tie(tie, f"{arrow} {label}{' ' * (width - cells(label))}")
        yield ""
    yield from _readings(found)


def _tie(tie: Tie, other: str) -> Line:
    parts: list[Part] = [Styled(f"  {MARKS[tie.sign]} ", HUES[tie.sign] or "yellow"), f"{other}  "]
    for level, value in tie.levels.items():
        parts += [f"{level} ", Styled(number(value), hue(level, value)), "  "]
    return parts[:-1]


def levels_of(tie: Tie) -> tuple[str, ...]:
    """Return the levels of a tie in words: 'trust +0.2', 'fear -0.1'."""
    return tuple(f"{level} {number(value)}" for level, value in tie.levels.items())


def _readings(found: Relations) -> Iterator[Line]:
    read = found.readings
    if not read.ties:
        yield f"Nobody is bound to anybody among {plural(read.people, 'character')}."
        return
    possible = read.people * (read.people - 1)
    hostile = f", {read.negative:.0%} of them hostile" if read.negative is not None else ""
    yield f"{plural(read.ties, 'tie')} of {possible:,} that could be (density {read.density:.2f}){hostile}."
    yield f"At the centre: {_weighed(found)}."
    circles = [one for one in read.clusters if len(one) > 1]
    if circles:
        yield f"Circles: {'; '.join(_names(found, one) for one in circles[:TOLD])}{_more(circles)}."
    if read.unbalanced:
        threes = "; ".join(_names(found, three) for three in read.unbalanced[:TOLD])
        yield f"Out of balance (friends who stand apart over a third): {threes}{_more(read.unbalanced)}."


def _weighed(found: Relations) -> str:
    return listed(f"{found.name(name)} ({weight:g})" for name, weight in found.readings.centre[:3])


def _names(found: Relations, people: Iterable[str]) -> str:
    return listed(map(found.name, people))


def _more(all_: Sequence[Any]) -> str:
    return f"; and {len(all_) - TOLD} more" if len(all_) > TOLD else ""


def svg(found: Relations) -> str:
    """Return the picture of the graph."""
    from anime_cli.figure.graph import picture

    nodes, edges = _parts(found)
    return picture(nodes, edges, found.story.document.title, _caption(found, len(nodes)))


def _caption(found: Relations, shown: int) -> str:
    scene = found.address.partition(":")[0] if found.address is not None else None
    title = found.story.scenes[scene].title if scene is not None else None
    when = f'once "{title or scene}" is over' if scene is not None else "before the first scene"
    people = len(found.readings.centre)
    left = f" · the {shown} who are bound most, of {people}" if shown < people else ""
    return f"Who is what to whom {when}{left}"


def dot(found: Relations) -> str:
    """Return the graph in the language of Graphviz, with everybody."""
    from anime_cli.figure.graph import dot as write

    nodes, edges = _parts(found, limit=None)
    return write(nodes, edges, found.story.document.title)


def _parts(found: Relations, limit: int | None = DRAWN) -> tuple[list[Node], list[Edge]]:
    """Return the nodes and arrows of whoever is bound to somebody, the LIMIT most bound of them."""
    from anime_cli.figure.ring import Edge, Node

    groups = {name: number for number, one in enumerate(found.readings.clusters) for name in one}
    people = [name for name, _ in found.readings.centre][:limit]
    nodes = [Node(name, found.name(name), groups.get(name, 0)) for name in people]
    edges = [Edge(tie.source, tie.to, levels_of(tie), tie.sign, tie.strength) for tie in found.ties]
    return nodes, [edge for edge in edges if {edge.source, edge.to} <= set(people)]
