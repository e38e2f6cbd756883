"""The course of a story between two moments: every step of the fold, in story order, with the states around it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from anime_cli.errors import UsageError
from anime_cli.story.entering import APART, UNREAL
from anime_cli.story.fold import fold, leave
from anime_cli.story.moment import Moment, moment_at
from anime_cli.story.order import placed
from anime_cli.story.state import Cause

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from anime_cli.model.documents import Scene
    from anime_cli.model.script import Item
    from anime_cli.story.fold import Fold
    from anime_cli.story.order import Placed
    from anime_cli.story.snapshot import Story
    from anime_cli.story.state import State


class MomentsReversed(UsageError):
    """The moment to begin with comes after the one to end with."""

    def __init__(self, since: str | None, until: str | None) -> None:
        super().__init__(
            f"'{since}' happens after '{until or 'the end'}'.", hint="--from is the earlier moment, --at the later one."
        )


class MomentsApart(UsageError):
    """No path of the story goes through both moments."""

    def __init__(self, since: str, until: str | None) -> None:
        super().__init__(
            f"The way to {f'{until!r}' if until else 'the end'} doesn't go through scene '{since}'.",
            hint="--path names the scenes to go through, where choices part.",
        )


@dataclass(frozen=True, slots=True, eq=False)
class Step:
    """An item that happens, or with `index` None a scene that begins, and the states around it.

    A step is equal to itself alone.
    """

    scene: Scene
    index: int | None
    before: State
    after: State

    @property
    def item(self) -> Item | None:
        """The item, None where the scene begins."""
        return None if self.index is None else self.scene.script[self.index]

    @property
    def cause(self) -> Cause:
        """The step as the cause of what it changes."""
        return Cause(self.scene.id, None if self.index is None else self.scene.script[self.index].id)

    @property
    def apart(self) -> bool:
        """Tell whether the scene is a flashback, a dream or imagined."""
        return self.scene.mode in APART


@dataclass(frozen=True)
class Course:
    """The steps of one path between two moments, and all steps of that path; dreams that end there count only then."""

    fold: Fold
    order: tuple[Placed, ...]
    since: Moment
    until: Moment
    steps: tuple[Step, ...]
    whole: tuple[Step, ...]

    @property
    def story(self) -> Story:
        """The story whose course it is."""
        return self.fold.story


def course(story: Story, path: Sequence[str] = (), since: str | None = None, until: str | None = None) -> Course:
    """Return the course of STORY from SINCE, before its first scene without, to UNTIL, its end without.

    Both are SCENE or SCENE:ITEM and mean what holds once that is over, as for `moment_at`. PATH names scenes that the
    path goes through; without it, it is the first that reaches the end.

    Raises:
        SceneNotFound, ItemNotFound: nothing stands at one of the addresses.
        PathNotFound: the scenes of the path don't follow one another.
        MomentsApart: no path leads from the one to the other.
        MomentsReversed: SINCE comes after UNTIL.
    """
    folded = fold(story, path)
    end = moment_at(folded, until)
    along, order = _along(folded, end)
    ranks = {here.scene.id: rank for rank, here in enumerate(order)}
    begin = Moment(None, None, along.start) if since is None else _begin(along, ranks, since, until)
    end = moment_at(along, end.address) if end.scene is not None else end
    first, last = _place(story, ranks, begin), _place(story, ranks, end)
    if first > last:
        raise MomentsReversed(since, until)
    unreal = (begin.scene, end.scene)
    steps = tuple(_steps(along, order, unreal))
    within = (step for step in steps if first < _at(ranks, step) <= last)
    return Course(along, order, begin, end, tuple(within), steps)


def _along(folded: Fold, end: Moment) -> tuple[Fold, tuple[Placed, ...]]:
    """Return the fold of one whole path, and its scenes in story order."""
    story, path = folded.story, folded.path
    alone = end.scene is not None and not path
    whole = story.paths.first.get(end.scene or "", (end.scene or "",)) if alone else story.paths.through(path)
    told = sorted(placed(story, whole), key=lambda each: (each.start, each.told))
    reached = story.paths.branching and whole[:1] == story.told_ids[:1]
    return fold(story, whole) if reached else folded, tuple(told)


def _begin(along: Fold, ranks: Mapping[str, int], since: str, until: str | None) -> Moment:
    scene = since.partition(":")[0]
    if scene in along.story.scenes and scene not in ranks:
        raise MomentsApart(scene, until)
    return moment_at(along, since)


def _steps(along: Fold, order: Sequence[Placed], unreal: Sequence[str | None]) -> Iterator[Step]:
    """Yield the steps of a whole path; of scenes that change nothing that lasts, only of those in UNREAL."""
    carried = along.start
    for here in order:
        scene = here.scene
        states = along.states(scene.id)
        if scene.mode not in UNREAL or scene.id in unreal:
            yield Step(scene, None, carried, states[0])
            for index in range(len(scene.script)):
                yield Step(scene, index, states[index], states[index + 1])
        carried = leave(scene, carried, states[-1])


def _place(story: Story, ranks: Mapping[str, int], moment: Moment) -> tuple[int, int]:
    """Return where a moment stands: the scene's rank in story order, and the index of the last item that is over."""
    if moment.scene is None:
        return -1, -1
    script = story.scenes[moment.scene].script
    if moment.item is None:
        return ranks[moment.scene], len(script)
    return ranks[moment.scene], next(index for index, item in enumerate(script) if item.id == moment.item)


def _at(ranks: Mapping[str, int], step: Step) -> tuple[int, int]:
    return ranks[step.scene.id], -1 if step.index is None else step.index
