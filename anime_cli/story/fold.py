"""The fold: the state of a story before and after every item of its scripts.

Scenes fold in story order along one path. A flashback folds at its own time; a dream or an imagined scene folds on a
copy that is thrown away. Emotions, outfits and weather carry over between the present scenes of a path only. Threads
follow told order, for they belong to the telling.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from anime_cli.model.script import Born, PaysOff, SetsUp
from anime_cli.story.changes import after_thread, apply
from anime_cli.story.entering import APART, UNREAL, enter
from anime_cli.story.errors import ItemNotFound, SceneNotFound, SceneOffPath
from anime_cli.story.order import placed
from anime_cli.story.state import NO, Bond, Cause, Held, Now, Person, Seen, State, Value

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from anime_cli.model.documents import Character, Scene
    from anime_cli.story.order import Placed
    from anime_cli.story.snapshot import Story
    from anime_cli.story.state import ThreadAt


@dataclass(frozen=True, slots=True)
class Folded:
    """A scene folded on a path: `carried` before its cast enters, `states` around its items, `left` when it is over."""

    placed: Placed
    carried: State
    states: tuple[State, ...]
    left: State


@dataclass(frozen=True, slots=True)
class Trail:
    """A path that was folded: its scenes in story order, and what each of the first of them left."""

    path: tuple[str, ...] = ()
    order: Sequence[Placed] = ()
    left: Sequence[State] = ()

    def shared(self, path: tuple[str, ...], order: Sequence[Placed]) -> Sequence[State]:
        """Return what those scenes left that another PATH, whose scenes have this ORDER, begins with just as well."""
        pairs = enumerate(zip(path, self.path, strict=False))
        common = next((index for index, (one, other) in pairs if one != other), len(self.path))
        shared = 0
        for here, there, _ in zip(order, self.order, self.left, strict=False):
            if here != there or here.told >= common:
                break
            shared += 1
        return self.left[:shared]


class Fold:
    """The states of one story along its paths, computed when first asked for and then kept.

    `start` is what holds before the first scene.
    """

    def __init__(self, story: Story, path: tuple[str, ...] = ()) -> None:
        self.story = story
        self.path = path
        self.start = initial(story)
        self._states: dict[str, tuple[State, ...]] = {}
        self._placed: dict[str, Placed] = {}
        self._last = Trail()

    def before(self, scene_id: str, item_id: str | None = None) -> State:
        """Return the state before an item, or before the first item of the scene (its cast has entered).

        Raises:
            SceneNotFound: the story, or the path of this fold, has no such scene.
            ItemNotFound: the scene's script has no such item.
        """
        states = self.states(scene_id)
        return states[0] if item_id is None else states[self._index(scene_id, item_id)]

    def after(self, scene_id: str, item_id: str | None = None) -> State:
        """Return the state after an item, or after the last item of the scene.

        Raises:
            SceneNotFound: the story, or the path of this fold, has no such scene.
            ItemNotFound: the scene's script has no such item.
        """
        states = self.states(scene_id)
        return states[-1] if item_id is None else states[self._index(scene_id, item_id) + 1]

    def states(self, scene_id: str) -> tuple[State, ...]:
        """Return the states around the items of a scene: before the first, then after each.

        Raises:
            SceneNotFound: the story, or the path of this fold, has no such scene.
        """
        if scene_id not in self._states:
            self._run(self._path_through(scene_id), scene_id)
        return self._states[scene_id]

    def placed(self, scene_id: str) -> Placed:
        """Return when the scene happens.

        Raises:
            SceneNotFound: the story, or the path of this fold, has no such scene.
        """
        self.states(scene_id)
        return self._placed[scene_id]

    def _path_through(self, scene_id: str) -> tuple[str, ...]:
        if self.path:
            whole = self.story.paths.through(self.path)
            if scene_id in whole:
                return whole
            if scene_id in self.story.scenes:
                raise SceneOffPath(scene_id)
        elif scene_id in self.story.scenes:
            return self.story.paths.first.get(scene_id, (scene_id,))
        raise SceneNotFound(scene_id, self.story.scenes)

    def _index(self, scene_id: str, item_id: str) -> int:
        script = self.story.scenes[scene_id].script
        for index, item in enumerate(script):
            if item.id == item_id:
                return index
        raise ItemNotFound(scene_id, item_id, (item.id for item in script))

    def _run(self, path: tuple[str, ...], wanted: str) -> None:
        """Fold one whole path. Scenes that an earlier path claimed keep the states they have there."""
        told = list(placed(self.story, path))
        order = in_story_order(told)
        left = list(self._last.shared(path, order))
        for folded in follow(self.story, told, self.start, left):
            name = folded.placed.scene.id
            if self._claims(name, path, wanted):
                self._states[name] = folded.states
                self._placed[name] = folded.placed
            left.append(folded.left)
        self._last = Trail(path, order, left)

    def _claims(self, scene_id: str, path: tuple[str, ...], wanted: str) -> bool:
        if self.path or scene_id == wanted:
            return True
        return self.story.paths.first.get(scene_id) is path


def fold(story: Story, path: Sequence[str] = ()) -> Fold:
    """Return the fold of STORY. PATH names scenes that the path goes through.

    Without a path, the states of a scene are those of the first path, in told order, that reaches it; a scene that no
    chapter lists stands alone after the story's beginning.

    Raises:
        SceneNotFound: the path names no scene that a chapter lists.
        PathNotFound: the scenes of the path don't follow one another.
    """
    if path:
        story.paths.through(path)
    return Fold(story, tuple(path))


def in_story_order(told: Iterable[Placed]) -> list[Placed]:
    """Return the scenes of a path, as they are TOLD, in the order in which they happen."""
    return sorted(told, key=lambda each: (each.start, each.told))


def follow(story: Story, told: Sequence[Placed], start: State, left: Sequence[State] = ()) -> Iterator[Folded]:
    """Fold the path whose scenes are TOLD and that begins with the state START; yield its scenes in story order.

    Scenes whose states LEFT are known come first and are not folded again.
    """
    threads = _threads(told)
    state = left[-1] if left else start
    for here in in_story_order(told)[len(left) :]:
        folded = fold_placed(story, here, state, threads[here.told])
        yield folded
        state = folded.left


def fold_placed(story: Story, here: Placed, carried: State, threads: Mapping[str, ThreadAt]) -> Folded:
    """Fold one scene at its time; THREADS are those told before it."""
    now = Now(story.number_of(here.scene.id) or 0, here.start, here.end)
    states = fold_scene(story.characters, here.scene, carried._replace(threads=threads, now=now))
    return Folded(here, carried, states, leave(here.scene, carried, states[-1]))


def fold_scene(characters: Mapping[str, Character], scene: Scene, state: State) -> tuple[State, ...]:
    """Return the states around the items of SCENE, which begins with STATE."""
    state = enter(characters, scene, state)
    states = [state]
    for item in scene.script:
        state = apply(state, item, scene)
        states.append(state)
    return tuple(states)


def leave(scene: Scene, before: State, after: State) -> State:
    """Return what holds when SCENE is over, for the scenes that come after it in story order."""
    if scene.mode in UNREAL:
        return before
    people = {}
    seen = _seen(scene, after.now)
    for name in _touched(scene):
        there = person = after.person(name)
        if person.present.value:
            person = person._replace(present=NO, presence=None, seen=_longest(before.person(name).seen, seen))
        elif person.presence is not None:
            person = person._replace(presence=None)
        was = before.person(name) if scene.mode in APART else person
        if person.outfit is not was.outfit or person.emotion is not was.emotion:
            person = person._replace(outfit=was.outfit, emotion=was.emotion)
        if person is not there:
            people[name] = person
    return after.with_people(people) if people else after


def _seen(scene: Scene, now: Now | None) -> Value[Seen] | None:
    return None if now is None else Value(Seen(scene.place, now.start, now.end), Cause(scene.id))


def _longest(last: Value[Seen] | None, here: Value[Seen] | None) -> Value[Seen] | None:
    """Return where someone is seen who stays HERE: whoever is at this place for longer is seen there for longer."""
    if last is None or here is None or last.value.place != here.value.place or last.value.until <= here.value.until:
        return here
    return last


def _touched(scene: Scene) -> set[str]:
    names = set(scene.cast)
    for item in scene.script:
        who = getattr(item, "who", None)
        names.update(who if isinstance(who, tuple) else (who,) if who else ())
    return names


def initial(story: Story) -> State:
    """Return what holds before the first scene."""
    document = story.document
    unborn = {item.who for scene in story.scenes.values() for item in scene.script if isinstance(item, Born)}
    knows: dict[str, dict[str, Value[bool]]] = {}
    for fact, told in document.facts.items():
        for name in told.known_by:
            knows.setdefault(name, {})[fact] = Value(value=True)
    people = {name: _person(character, name in unborn, knows) for name, character in story.characters.items()}
    return State(
        people=people,
        items={name: Held(Value(item.holder)) for name, item in document.items.items()},
        relations=_relations(story),
    )


def _person(character: Character, unborn: bool, knows: Mapping[str, Mapping[str, Value[bool]]]) -> Person:
    return Person(
        alive=Value(value=not unborn),
        outfit=Value(next(iter(character.outfits), None)),
        traits=Value(character.traits),
        knows=knows.get(character.id, {}),
    )


def _relations(story: Story) -> dict[tuple[str, str], Bond]:
    from anime_cli.model.values import LEVELS

    found = {}
    for relation in story.document.relations:
        levels = ((level, getattr(relation, level)) for level in LEVELS)
        told = {level: Value(value) for level, value in levels if value is not None}
        found[relation.source, relation.to] = Bond(told)
    return found


def _threads(told: Sequence[Placed]) -> list[Mapping[str, ThreadAt]]:
    """Return the threads before each scene of a path, as they are told."""
    threads: Mapping[str, ThreadAt] = {}
    before = []
    for here in told:
        before.append(threads)
        for item in here.scene.script:
            if isinstance(item, (SetsUp, PaysOff)):
                threads = after_thread(threads, item, Cause(here.scene.id, item.id))
    return before
