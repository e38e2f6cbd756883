"""Change what people are to each other: by an event in a scene."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, cast

from anime_cli.errors import UsageError, WorldError, did_you_mean
from anime_cli.studio.relating import relations_at

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from anime_cli.model.documents import Scene
    from anime_cli.model.script import Event
    from anime_cli.story.relation import Turn
    from anime_cli.story.snapshot import Story
    from anime_cli.studio.relating import Relations
    from anime_cli.studio.studio import Studio
    from anime_cli.text.plain import Plain
    from anime_cli.text.splice import Edit

ENOUGH = 2
"""A change beyond this, up or down, could never be seen: levels keep within -1…1."""


class SamePerson(UsageError):
    """Two people were asked for, and one was named twice."""

    def __init__(self, name: str) -> None:
        super().__init__(f"'{name}' can't stand in a relation to themself.", hint="Name two characters.")


class NothingChanges(UsageError):
    """A relation was to be changed, and no level was named that changes."""

    def __init__(self, source: str, to: str) -> None:
        super().__init__(
            "No level was given to change.", hint=f"anime relation set {source} {to} --trust +0.2 --at SCENE"
        )


class ChangeTooLarge(UsageError):
    """A level was to be changed by more than there is room for."""

    def __init__(self, level: str, change: float) -> None:
        super().__init__(
            f"{level.capitalize()} can't change by {change:+g}: a change is from -2 to 2, a level from -1 to 1.",
            hint=f"--{level} +0.2",
        )


class CauseNotFound(WorldError):
    """No event has the id that a cause was named by."""

    def __init__(self, name: str, known: Iterable[str]) -> None:
        super().__init__(
            f"There is no event called '{name}' that could be the cause.",
            hint=did_you_mean(name, known) or "anime story read --json has the ids of all events.",
        )


@dataclass(frozen=True, slots=True)
class Updated:
    """A relation that was changed by a new event in a scene, or with `dry_run` would be; the texts are the scene's."""

    relations: Relations
    source: str
    to: str
    path: str
    before: str
    after: str
    turn: Turn
    dry_run: bool = False


def update_relationship(
    studio: Studio,
    source: str,
    to: str,
    changes: Mapping[str, float],
    *,
    at: str,
    because: str | None = None,
    note: str | None = None,
    dry_run: bool = False,
) -> Updated:
    """Let what SOURCE feels towards TO change by CHANGES (level to -2…2): write a relation event into a scene.

    The event stands behind the item that AT (SCENE or SCENE:ITEM) names, else at the end of the script. BECAUSE is the
    id of the event that caused it; where that id stands in no file yet, it is written there.

    Raises:
        CharacterNotFound, AmbiguousName: a name means nobody, or several.
        SamePerson, NothingChanges, ChangeTooLarge: the change is none.
        SceneNotFound, ItemNotFound: nothing stands at that address.
        CauseNotFound: no event has the id BECAUSE.
    """
    relations = relations_at(studio, source, to, at=at)
    source, to = relations.people
    _refuse(source, to, changes)
    scene, _, item = at.partition(":")
    event = _written(source, to, changes, because, note)
    edits = _edits(relations.story, scene, item, event, because)
    return _made(studio, relations, scene, edits, dry_run=dry_run)


def _refuse(source: str, to: str, changes: Mapping[str, float]) -> None:
    if source == to:
        raise SamePerson(source)
    for level, change in changes.items():
        if not -ENOUGH <= change <= ENOUGH:
            raise ChangeTooLarge(level, change)
    if not any(map(_rounded, changes.values())):
        raise NothingChanges(source, to)


def _rounded(change: float) -> float:
    return round(change, 3)


def _written(
    source: str, to: str, changes: Mapping[str, float], because: str | None, note: str | None
) -> dict[str, Plain]:
    """Return the event as it is written."""
    moved: dict[str, Plain] = {name: f"{_rounded(change):+g}" for name, change in changes.items() if _rounded(change)}
    told: dict[str, Plain] = {name: text for name, text in (("because", because), ("note", note)) if text}
    return {"event": "relation", "from": source, "to": to, **moved, **told}


def _edits(story: Story, scene: str, item: str, event: dict[str, Plain], because: str | None) -> dict[str, list[Edit]]:
    """Return what is to be changed, by path: the scene gets EVENT, its cause the id that it is named by."""
    from anime_cli.text.splice import Insert, Set

    edits: dict[str, list[Edit]] = {_path(scene): []}
    if because is not None:
        of, index, cause = _cause(story, scene, because)
        if not cause.named:
            edits.setdefault(_path(of), []).append(Set(("script", index, "id"), because))
    script = story.scenes[scene].script
    place = next((index + 1 for index, each in enumerate(script) if each.id == item), len(script))
    edits[_path(scene)].append(Insert(("script", place), event))
    return edits


def _path(scene: str) -> str:
    return f"scenes/{scene}.yaml"


def _cause(story: Story, scene: str, name: str) -> tuple[str, int, Event]:
    from anime_cli.model.script import Event

    events = [
        (of, index, item)
        for of in (scene, *(each for each in story.scenes if each != scene))
        for index, item in enumerate(story.scenes[of].script)
        if isinstance(item, Event)
    ]
    found = next((each for each in events if each[2].id == name), None)
    if found is None:
        raise CauseNotFound(name, (item.id for _, _, item in events if item.named))
    return found


def _made(
    studio: Studio, relations: Relations, scene: str, edits: Mapping[str, Sequence[Edit]], *, dry_run: bool
) -> Updated:
    """Make EDITS, the last of which put the event into SCENE."""
    from anime_cli.studio.editing import edited, write_edited

    made = {path: edited(studio, path, own) for path, own in edits.items()}
    if not dry_run:
        write_edited(studio, made, "relation set", relations.people)
    place = edits[_path(scene)][-1].address[-1]
    text = made[_path(scene)]
    turn = _turn(relations, [cast("Scene", each.document) for each in made.values()], scene, int(place))
    source, to = relations.people
    return Updated(relations, source, to, _path(scene), text.before, text.after, turn, dry_run)


def _turn(relations: Relations, changed: Sequence[Scene], scene: str, place: int) -> Turn:
    """Return what the event at PLACE of SCENE does once the scenes CHANGED are as they are now."""
    from anime_cli.story.fold import fold
    from anime_cli.story.moment import moment_at
    from anime_cli.story.relation import history

    scenes = {**relations.story.scenes, **{each.id: each for each in changed}}
    story = replace(relations.story, scenes=scenes)
    moment = moment_at(fold(story), f"{scene}:{scenes[scene].script[place].id}")
    return history(story, moment.state, *relations.people)[-1]
