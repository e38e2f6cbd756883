"""The relations of a story as a directed graph of networkx, and what can be read from its shape."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import networkx as nx

    from anime_cli.story.relation import Tie


@dataclass(frozen=True, slots=True)
class Readings:
    """What the shape of a graph of relations says.

    `density` is the share of all possible ties that are there, 0…1. `clusters` are the circles of people who stand
    nearer to each other than to the rest, the largest first. `centre` names people with the sum of their ties'
    strengths, the strongest first. `unbalanced` are threes of which an odd number of pairs is hostile (Cartwright &
    Harary, "Structural balance", 1956). `negative` is the share of hostile ties among those that are hostile or
    friendly, None where there are none.
    """

    people: int
    ties: int
    density: float
    clusters: tuple[tuple[str, ...], ...]
    centre: tuple[tuple[str, float], ...]
    unbalanced: tuple[tuple[str, str, str], ...]
    negative: float | None


def graph(ties: Iterable[Tie], people: Iterable[str] = ()) -> nx.DiGraph[str]:
    """Return the graph of TIES over PEOPLE and whoever else a tie names; nodes and edges come in sorted order.

    An edge has the levels, and `warmth`, `sign` and `strength` as a `Tie` has them.
    """
    import networkx as nx

    found: nx.DiGraph[str] = nx.DiGraph()
    known = sorted(ties, key=lambda tie: (tie.source, tie.to))
    found.add_nodes_from(sorted({*people, *(name for tie in known for name in (tie.source, tie.to))}))
    for tie in known:
        shape = {"warmth": tie.warmth, "sign": tie.sign, "strength": tie.strength}
        found.add_edge(tie.source, tie.to, **tie.levels, **shape)
    return found


def readings(network: nx.DiGraph[str]) -> Readings:
    """Return what can be read from NETWORK, as `graph` makes it."""
    import networkx as nx

    signs = [sign for _, _, sign in network.edges(data="sign") if sign]
    mutual = _pairs(network)
    return Readings(
        people=len(network),
        ties=network.number_of_edges(),
        density=nx.density(network),
        clusters=_clusters(mutual),
        centre=_centre(network),
        unbalanced=tuple(_unbalanced(mutual)),
        negative=signs.count(-1) / len(signs) if signs else None,
    )


def _pairs(network: nx.DiGraph[str]) -> nx.Graph[str]:
    """Return the undirected graph of whoever is tied to somebody else; `sign` and `warmth` sum up both directions."""
    import networkx as nx

    from anime_cli.story.relation import MIXED

    pairs: nx.Graph[str] = nx.Graph()
    for source, to, warmth in network.edges(data="warmth"):
        if source != to:
            known = pairs.get_edge_data(source, to, {"warmth": 0.0})["warmth"]
            pairs.add_edge(source, to, warmth=round(known + warmth, 9))
    for _, _, data in pairs.edges(data=True):
        data["sign"] = 0 if abs(data["warmth"]) < MIXED else 1 if data["warmth"] > 0 else -1
    return pairs


def _clusters(pairs: nx.Graph[str]) -> tuple[tuple[str, ...], ...]:
    """Find the circles by greedy modularity over the friendly pairs (Clauset, Newman & Moore, 2004)."""
    import networkx as nx

    friendly: nx.Graph[str] = nx.Graph()
    friendly.add_nodes_from(sorted(pairs))
    edges = ((*sorted(edge), data["warmth"]) for *edge, data in pairs.edges(data=True) if data["sign"] > 0)
    friendly.add_weighted_edges_from(sorted(edges))
    if not friendly.number_of_edges():
        return tuple((name,) for name in sorted(friendly))
    found = [tuple(sorted(one)) for one in nx.community.greedy_modularity_communities(friendly, weight="weight")]
    return tuple(sorted(found, key=lambda one: (-len(one), one)))


def _centre(network: nx.DiGraph[str]) -> tuple[tuple[str, float], ...]:
    weights = ((name, round(float(weight), 3)) for name, weight in network.degree(weight="strength"))
    return tuple(sorted(((name, weight) for name, weight in weights if weight), key=lambda one: (-one[1], one[0])))


def _unbalanced(pairs: nx.Graph[str]) -> Sequence[tuple[str, str, str]]:
    """Return the threes, each sorted, whose three signs multiply to less than 0."""
    found = set()
    for first, second, sign in pairs.edges(data="sign"):
        if sign:
            smaller, larger = sorted((first, second), key=pairs.degree)
            for third in pairs[smaller]:
                if third in pairs[larger] and sign * pairs[smaller][third]["sign"] * pairs[larger][third]["sign"] < 0:
                    found.add(tuple(sorted((first, second, third))))
    return sorted(found)
