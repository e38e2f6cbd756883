"""From a planned shot to the request for its picture: who is seen, how they look by now, where, when, what is said."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from anime_cli.model.documents import Character, EmotionEntry, Hair, Look, Outfit
from anime_cli.model.emotions import emotions_of
from anime_cli.render.prompt import prompt
from anime_cli.render.request import Clothes, Figure, RenderRequest, Setting
from anime_cli.render.staging import at, gazes, pose, stage
from anime_cli.render.wording import light_at, slate, spoken
from anime_cli.story.feelings import emotion_at, weather_at

if TYPE_CHECKING:
    from anime_cli.model.documents import Place, Scene
    from anime_cli.render.shots import PlannedShot
    from anime_cli.render.staging import Stage
    from anime_cli.story.fold import Fold
    from anime_cli.story.snapshot import Story

SIZE = (1280, 720)
_PLAIN = EmotionEntry()


def request_for(story: Story, fold: Fold, shot: PlannedShot, *, size: tuple[int, int] | None = None) -> RenderRequest:
    """Say completely what the picture of SHOT is. SIZE, where given, rules over the story's style.

    Raises:
        SceneNotFound: the fold has no such scene.
    """
    scene = story.scenes[shot.scene]
    staged = stage(fold, scene, shot)
    people = staged.people
    looks = gazes(staged, people)
    figures = tuple(_figure(story, fold, staged, name, looks[name]) for name in people)
    setting = _setting(story, fold, scene)
    speech, subtitle = spoken(shot, staged.moment, people, story.characters)
    place, style = story.places.get(scene.place), story.style
    width, height = size or style.size or SIZE
    return RenderRequest(
        shot=shot.shot,
        angle=shot.angle,
        setting=setting,
        figures=figures,
        speech=speech,
        subtitle=subtitle,
        slate=slate(story.number_of(scene.id), scene.title, place, setting.light, setting.weather, shot.lasts),
        width=width,
        height=height,
        seed=style.seed or 0,
        theme=style.theme or "",
        prompt=prompt(shot.shot, shot.angle, setting, figures, style.words.positive),
        negative_prompt=", ".join(style.words.negative),
    )


def _setting(story: Story, fold: Fold, scene: Scene) -> Setting:
    place: Place | None = story.places.get(scene.place)
    start = fold.placed(scene.id).start
    return Setting(
        place=scene.place,
        name=place.name if place is not None else scene.place,
        kind=(place.kind if place is not None else None) or "",
        description=" ".join(((place.description if place is not None else None) or "").split()),
        light=light_at(start, story.document.calendar.day),
        weather=weather_at(story, scene.id),
    )


def _figure(story: Story, fold: Fold, staged: Stage, name: str, gaze: float) -> Figure:
    character = story.characters.get(name) or Character(id=name, name=name)
    item = at(staged, name)
    feeling = emotion_at(story, fold, staged.scene.id, item.id if item is not None else None, name)
    row = _row(story, feeling.name)
    worn = staged.state.person(name).outfit.value
    figure = _looking(character)
    return replace(
        figure,
        clothes=_clothes(character, worn),
        emotion=feeling.name,
        eyes_shape=row.eyes,
        mouth_shape=row.mouth,
        intensity=float(feeling.intensity),
        pose=pose(staged, name),
        gaze=float(gaze),
        ghost=staged.state.person(name).presence == "ghost",
    )


def _looking(character: Character) -> Figure:
    look: Look = character.look
    hair: Hair = look.hair
    return Figure(
        id=character.id,
        name=character.name,
        pronouns=character.pronouns or "",
        hair=hair.colour or "",
        hair_style=hair.style or "",
        bangs=hair.bangs or "",
        eyes=look.eyes or "",
        skin=look.skin or "",
        build=look.build or "",
        height=float(look.height or 0.0),
    )


def _clothes(character: Character, worn: str | None) -> Clothes:
    outfit = character.outfits.get(worn or "") or next(iter(character.outfits.values()), Outfit())
    return Clothes(
        kind=outfit.kind or "",
        top=outfit.top or "",
        bottom=outfit.bottom or "",
        accent=outfit.accent or "",
        accessories=tuple(outfit.accessories),
    )


def _row(story: Story, emotion: str) -> EmotionEntry:
    """Return how an emotion is drawn: the story's own word for it first, then the built-in one."""
    return emotions_of(story.document).get(emotion, _PLAIN)
