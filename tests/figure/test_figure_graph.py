"""The picture of a graph: nothing stands on anything else, and the same graph is the same picture."""

from __future__ import annotations

import random
import re
from itertools import combinations
from xml.etree import ElementTree as ET

import pytest

from anime_cli.figure.graph import dot, picture
from anime_cli.figure.ring import Edge, Node, ring

NAMES = (
    "花園 桜", "青山 蓮", "立花 澪", "Mr Kuroda", "Alexandra Featherstonehaugh-Montgomery", "Ren", "Mio", "Hana",
    "佐藤", "Jun", "Kei", "Botan", "Ryo", "Nagisa", "Haruto",
)  # fmt: skip
LEVELS = ("trust", "affection", "rivalry", "fear", "debt")


def drawn(people: int, ties: int, seed: int) -> tuple[list[Node], list[Edge]]:
    """Return some people and what they are to each other."""
    chance = random.Random(seed)
    nodes = [Node(f"n{number}", NAMES[number], number // 4) for number in range(people)]
    pairs = [(a.id, b.id) for a in nodes for b in nodes if a is not b]
    edges = []
    for source, to in sorted(chance.sample(pairs, min(ties, len(pairs)))):
        label = tuple(f"{level} {chance.choice('+-')}0.{chance.randint(1, 9)}" for level in chance.sample(LEVELS, 2))
        edges.append(Edge(source, to, label, chance.choice((-1, 0, 1)), chance.random()))
    return nodes, edges


@pytest.mark.parametrize(
    ("people", "ties", "seed"), [(1, 0, 0), (2, 2, 1), (3, 6, 2), (5, 9, 3), (8, 14, 4), (12, 22, 5), (15, 28, 6)]
)
def test_nothing_stands_on_anything_else(people: int, ties: int, seed: int) -> None:
    """Nodes and labels keep apart for up to fifteen people, with names in any script."""
    laid = ring(*drawn(people, ties, seed))
    boxes = [*laid.boxes.values(), *(arrow.label for arrow in laid.arrows)]
    assert len(boxes) == people + ties
    assert not [pair for pair in combinations(boxes, 2) if pair[0].meets(pair[1])]


def test_an_arrow_ends_outside_of_what_it_leads_to() -> None:
    laid = ring(*drawn(8, 14, 4))
    for arrow in laid.arrows:
        assert not laid.boxes[arrow.edge.source].holds(arrow.points[0])
        assert not laid.boxes[arrow.edge.to].holds(arrow.points[-1])


def test_the_picture_does_not_depend_on_the_order_it_comes_in() -> None:
    nodes, edges = drawn(8, 14, 7)
    assert picture(nodes, edges, "A", "b") == picture(nodes[::-1], edges[::-1], "A", "b")


def test_sign_is_told_by_more_than_colour() -> None:
    """A hostile arrow is broken, a mixed one dotted, a friendly one whole; a legend says so."""
    nodes = [Node("a", "Ren"), Node("b", "Mio"), Node("c", "Hana")]
    edges = [Edge("a", "b", ("x",), 1, 0.5), Edge("b", "c", ("y",), 0, 0.5), Edge("c", "a", ("z",), -1, 0.5)]
    text = picture(nodes, edges, "A", "b")
    assert text.count('stroke-dasharray="2 6"') == 2
    assert text.count('stroke-dasharray="9 6"') == 2
    assert all(word in text for word in (">friendly<", ">mixed<", ">hostile<"))


@pytest.mark.parametrize("name", ['<b>&"', "a\x00b\x1b[31m", "", "{x}", "🦊", "x" * 5000, "'); drop", "\n\n"])
def test_hostile_names(name: str) -> None:
    """Whatever somebody is called, the picture is XML and the DOT text has one string for it."""
    nodes = [Node("a", name), Node("b", "Mio")]
    edges = [Edge("a", "b", (name,), 1, 1.0), Edge("a", "a", ("self",), -1, 0.2), Edge("a", "gone", ("no",), 0, 0.1)]
    assert ET.fromstring(picture(nodes, edges, name, name)).tag.endswith("svg")
    text = dot(nodes, edges[:2], name)
    rest = re.sub(r'"(?:[^"\\\n]|\\.)*"', "S", text)
    assert '"' not in rest
    assert rest.startswith("digraph S {")
    assert rest.count("S -> S [label=S, color=S, style=") == 2


def test_nobody_is_a_picture_too() -> None:
    assert ET.fromstring(picture([], [], "Empty", "Nobody")).tag.endswith("svg")
