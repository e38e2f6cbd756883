"""The branches of a story as a graph: where they part and come together, which endings they tell, its checkpoints."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from anime_cli.figure.tracks import Point, Way
from anime_cli.merge.tracing import at
from anime_cli.model.kinds import SINGLE

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from anime_cli.history.ancestry import Ancestry
    from anime_cli.history.commits import Commit
    from anime_cli.studio.studio import Studio
    from anime_cli.text.plain import Plain

TRUNK = "main"
"""The branch that stands in the first column, where a story has it."""


@dataclass(frozen=True, slots=True)
class Ending:
    """The ending that a branch tells."""

    title: str
    tone: str

    def __str__(self) -> str:
        """Say it in words."""
        tone = f" ({self.tone})" if self.tone else ""
        return f"“{self.title}”{tone}" if self.title else self.tone


@dataclass(frozen=True, slots=True)
class Node:
    """A commit of the graph and why it matters.

    `roles` are some of 'branch', 'checkpoint', 'merge', 'parting', 'first' and 'cut' (a shallow clone has nothing
    before it); none for a commit that only `--all` shows. `current` tells that the files stand here.
    """

    commit: Commit
    ways: tuple[Way, ...]
    roles: tuple[str, ...]
    branches: tuple[str, ...] = ()
    checkpoints: tuple[str, ...] = ()
    ending: Ending | None = None
    current: bool = False

    @property
    def point(self) -> Point:
        """The commit as a point to be laid out."""
        return Point(self.commit.id, self.ways)


@dataclass(frozen=True, slots=True)
class StoryGraph:
    """The graph of a story, later commits before those they were made from.

    `branch` is the one that is worked on, `trunk` the commit whose past is the first column; `every` tells that no
    commit was left out.
    """

    title: str
    branch: str | None
    trunk: str
    nodes: tuple[Node, ...]
    every: bool


def story_graph(studio: Studio, branches: Sequence[str] = (), *, every: bool = False) -> StoryGraph:
    """Draw together BRANCHES, all without any: where they part, merge, begin and end, and what was kept on the way.

    Commits between such places are counted; EVERY shows them, too.

    Raises:
        BranchNotFound: there is no such branch.
        UnbornBranch: nothing was committed yet.
    """
    from anime_cli.history.ancestry import Ancestry

    tips = _tips(studio, branches)
    past = Ancestry(studio.repository, list(dict.fromkeys(tips.values())))
    order = list(past)
    parents = {name: past.parents(name) for name in order}
    names = _Names(studio, past, tips, parents.keys())
    children = Counter(parent for found in parents.values() for parent in dict.fromkeys(found))
    roles = {name: tuple(_roles(name, parents[name], names, children[name])) for name in order}
    shown = [name for name in order if every or roles[name]]
    seen = frozenset(shown)
    nodes = tuple(names.node(name, roles[name], _ways(name, parents, seen)) for name in shown)
    branch = studio.repository.head.branch
    trunk = tips.get(TRUNK) or tips.get(branch or "") or next(iter(tips.values()))
    return StoryGraph(names.told(trunk, "title"), branch, trunk, nodes, every)


def _tips(studio: Studio, chosen: Sequence[str]) -> dict[str, str]:
    """Return the last commit of each branch; what is worked on off any branch has the name ''."""
    from anime_cli.history.branches import branches, tip

    if chosen:
        return {name: tip(studio.repository, name) for name in chosen}
    found = {each.name: each.commit for each in branches(studio.repository)}
    head = studio.repository.head
    return found if head.branch in found else {**found, "": studio.repository.tip()}


def _roles(name: str, parents: Sequence[str], names: _Names, children: int) -> Iterator[str]:
    """Yield why a commit matters that has so many CHILDREN."""
    if name in names.tips:
        yield "branch"
    if name in names.checkpoints:
        yield "checkpoint"
    if len(parents) > 1:
        yield "merge"
    if children > 1:
        yield "parting"
    if not parents:
        yield "cut" if names.past.cut(name) else "first"


def _ways(name: str, parents: Mapping[str, Sequence[str]], shown: Collection[str]) -> tuple[Way, ...]:
    """Return the ways from a commit back to the next that are shown, with how many lie between."""
    found = []
    for parent in dict.fromkeys(parents[name]):
        hidden, there = 0, parent
        while there not in shown:
            hidden, there = hidden + 1, parents[there][0]
        found.append(Way(there, hidden))
    return tuple(found)


class _Names:
    """What commits are called: branches with the ending they tell, checkpoints."""

    def __init__(self, studio: Studio, past: Ancestry, tips: Mapping[str, str], known: Collection[str]) -> None:
        from anime_cli.history.checkpoints import checkpoints
        from anime_cli.studio.retracing import Retracing

        self.past = past
        self.retracing = Retracing(past)
        self.head = studio.repository.head.commit
        self.tips: dict[str, list[str]] = {}
        self.checkpoints: dict[str, list[str]] = {}
        here = studio.repository.head.branch
        for branch, commit in sorted(tips.items(), key=lambda tip: (tip[0] != here, tip[0])):
            self.tips.setdefault(commit, []).extend([branch] if branch else [])
        for each in checkpoints(studio.repository):
            if each.commit in known:
                self.checkpoints.setdefault(each.commit, []).append(each.name)

    def node(self, name: str, roles: tuple[str, ...], ways: tuple[Way, ...]) -> Node:
        """Return the node of the commit called NAME."""
        from anime_cli.history.commits import commit_of

        return Node(
            commit=commit_of(self.past.repository, name),
            ways=ways,
            roles=roles,
            branches=tuple(self.tips.get(name, ())),
            checkpoints=tuple(self.checkpoints.get(name, ())),
            ending=self._ending(name) if self.tips.get(name) else None,
            current=name == self.head,
        )

    def told(self, commit: str, key: str) -> str:
        """Return what story.yaml says under KEY in COMMIT, '' where that is no text or can't be read."""
        return _text(self._story(commit), key)

    def _ending(self, commit: str) -> Ending | None:
        """Return the ending that story.yaml tells in COMMIT; None where it tells none."""
        ending = at(self._story(commit), ("ending",))
        told = Ending(_text(ending, "title"), _text(ending, "tone"))
        return told if told.title or told.tone else None

    def _story(self, commit: str) -> Plain:
        path = SINGLE["story"]
        blob = self.past.blob(commit, path)
        return None if blob is None else self.retracing.value(path, blob)


def _text(value: Plain, key: str) -> str:
    found = value.get(key) if isinstance(value, dict) else None
    return found if isinstance(found, str) else ""
