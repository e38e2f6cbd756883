"""The emotions of a story: which there are, and letting somebody feel one."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from anime_cli.errors import UsageError, WorldError, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterable

    from anime_cli.model.documents import CastEntry, EmotionEntry, Scene
    from anime_cli.model.script import Item
    from anime_cli.story.affect import Affect
    from anime_cli.story.snapshot import Story
    from anime_cli.story.state import EmotionAt
    from anime_cli.studio.editing import Edited
    from anime_cli.studio.hunks import Hunk
    from anime_cli.studio.studio import Studio
    from anime_cli.text.nodes import Address
    from anime_cli.text.plain import Plain
    from anime_cli.text.splice import Edit


class UnknownEmotion(WorldError):
    """The story knows no emotion of this name."""

    def __init__(self, name: str, known: Iterable[str]) -> None:
        super().__init__(
            f"There is no emotion called '{name}'.",
            cause="A story may have its own; anime emotion add makes one.",
            hint=did_you_mean(name, known) or "anime emotion list",
        )


class NotInCast(WorldError):
    """Somebody should enter a scene in whose cast they are not."""

    def __init__(self, character: str, scene: str, cast: Iterable[str]) -> None:
        names = ", ".join(cast)
        super().__init__(
            f"'{character}' isn't in the cast of scene '{scene}'.",
            cause=f"In it are: {names}." if names else "Nobody is in it.",
            hint=f"anime scene edit {scene} --cast {character} brings them in; or name an item: {scene}:ITEM",
        )


class NoShare(UsageError):
    """An intensity lies outside of 0…1."""

    def __init__(self, value: float) -> None:
        super().__init__(f"An intensity is a number from 0 to 1, not {value:g}.", hint="--intensity 0.8")


@dataclass(frozen=True, slots=True)
class ListedEmotion:
    """An emotion of the vocabulary; `own` is the story's, `used` counts the fields of the story that name it."""

    name: str
    entry: EmotionEntry
    affect: Affect
    own: bool
    used: int


@dataclass(frozen=True, slots=True)
class Applied:
    """What somebody feels at ADDRESS from now on, and where it is written.

    `target` is 'line', 'event' or 'cast'; `added` tells that the event is new. `before` is what was felt there, `hunks`
    what changes in the file at `path`; none where all was so already.
    """

    address: str
    name: str
    target: str
    added: bool
    before: EmotionAt
    after: EmotionAt
    path: str
    hunks: tuple[Hunk, ...]
    dry_run: bool


@dataclass(frozen=True, slots=True)
class _Target:
    """Where an emotion is written: what says it, the item (None: the cast), and whether that item is yet to be made."""

    kind: str
    index: int | None = None
    added: bool = False


def list_emotions(studio: Studio, revision: str | None = None) -> tuple[ListedEmotion, ...]:
    """Return every emotion that the story can name, the built-in ones first."""
    from anime_cli.model.emotions import emotions_of
    from anime_cli.story.affect import affect_of
    from anime_cli.story.references import references

    story = studio.story(revision)
    used = Counter(each.target for each in references(story) if each.kind == "emotion")
    return tuple(
        ListedEmotion(name, entry, affect_of(entry), name in story.document.emotions, used[name])
        for name, entry in emotions_of(story.document).items()
    )


def apply_emotion(
    studio: Studio, address: str, character: str, emotion: str, *, intensity: float | None = None, dry_run: bool = False
) -> Applied:
    """Let CHARACTER feel EMOTION at ADDRESS, SCENE or SCENE:ITEM, and write it where it belongs.

    At a line of theirs it is the line's own; at any other item a `feels` event behind it; at a scene the cast entry, so
    that they enter feeling so. Without INTENSITY (0…1) one that stands there stays.

    Raises:
        SceneNotFound, ItemNotFound, CharacterNotFound: there is none of that name.
        UnknownEmotion: the story has no such emotion.
        NotInCast: the address is a scene, and they are not in its cast.
        NoShare: the intensity is no share.
    """
    from anime_cli.model.load import file_of
    from anime_cli.story.calling import character_called
    from anime_cli.studio.editing import edited, write_edited

    story = studio.story()
    character = character_called(story, character)
    _refuse(story, emotion, intensity)
    scene, item = _place(story, address)
    target = _target(scene, item, character)
    path = file_of(scene)
    made = edited(studio, path, _edits(target, character, emotion, intensity))
    if not dry_run:
        write_edited(studio, {path: made}, "emotion set", (address, character, emotion))
    return _applied(story, scene, character, target, made, dry_run=dry_run)


def _refuse(story: Story, emotion: str, intensity: float | None) -> None:
    from anime_cli.model.emotions import emotions_of

    known = emotions_of(story.document)
    if emotion not in known:
        raise UnknownEmotion(emotion, known)
    if intensity is not None and not 0 <= intensity <= 1:
        raise NoShare(intensity)


def _place(story: Story, address: str) -> tuple[Scene, int | None]:
    """Return the scene and the index of the item that ADDRESS names, None where it names the scene."""
    from anime_cli.story.errors import ItemNotFound, SceneNotFound

    name, _, item = address.partition(":")
    if name not in story.scenes:
        raise SceneNotFound(name, story.scenes)
    scene = story.scenes[name]
    if not item:
        return scene, None
    ids = [each.id for each in scene.script]
    if item not in ids:
        raise ItemNotFound(name, item, ids)
    return scene, ids.index(item)


def _target(scene: Scene, index: int | None, character: str) -> _Target:
    from anime_cli.model.script import Feels, Line

    def own(item: Item, kind: type[Feels | Line]) -> bool:
        return isinstance(item, kind) and item.who == character

    if index is None:
        if character not in scene.cast:
            raise NotInCast(character, scene.id, scene.cast)
        return _Target("cast")
    if own(scene.script[index], Line):
        return _Target("line", index)
    for place in (index, index + 1):
        if place < len(scene.script) and own(scene.script[place], Feels):
            return _Target("event", place)
    return _Target("event", index + 1, added=True)


def _edits(target: _Target, character: str, emotion: str, intensity: float | None) -> list[Edit]:
    from anime_cli.model.scalars import write_number
    from anime_cli.text.splice import Insert, Set

    felt: dict[str, Plain] = {"emotion": emotion}
    if intensity is not None:
        felt["intensity"] = write_number(intensity)
    if target.added:
        assert target.index is not None
        return [Insert(("script", target.index), {"event": "feels", "who": character, **felt})]
    above: Address = ("cast", character) if target.index is None else ("script", target.index)
    return [Set((*above, key), value) for key, value in felt.items()]


def _applied(story: Story, scene: Scene, character: str, target: _Target, made: Edited, *, dry_run: bool) -> Applied:
    from anime_cli.model.documents import Scene
    from anime_cli.model.load import file_of
    from anime_cli.story.feelings import emotion_at
    from anime_cli.story.fold import fold
    from anime_cli.studio.hunks import hunks

    new = made.document
    assert isinstance(new, Scene)
    index = target.index
    was = None if index is None else scene.script[index - target.added].id
    return Applied(
        address=scene.id if index is None else f"{scene.id}:{new.script[index].id}",
        name=story.characters[character].name,
        target=target.kind,
        added=target.added,
        before=emotion_at(story, fold(story), scene.id, was, character),
        after=_said(new.cast[character] if index is None else new.script[index]),
        path=file_of(scene),
        hunks=hunks(made.before, made.after),
        dry_run=dry_run,
    )


def _said(field: CastEntry | Item) -> EmotionAt:
    """Return the emotion that a cast entry, a line or a `feels` event says."""
    from anime_cli.model.documents import CastEntry
    from anime_cli.model.script import Feels, Line
    from anime_cli.story.changes import INTENSITY
    from anime_cli.story.state import EmotionAt

    assert isinstance(field, CastEntry | Line | Feels)
    assert field.emotion is not None
    return EmotionAt(field.emotion, INTENSITY if field.intensity is None else field.intensity)
