"""Letting somebody feel something: written where it belongs, one field, one hunk, undoable."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from anime_cli.errors import AnimeError
from anime_cli.model.emotions import vocabulary
from anime_cli.model.errors import ModelError
from anime_cli.story.calling import CharacterNotFound
from anime_cli.story.errors import ItemNotFound, SceneNotFound
from anime_cli.story.feelings import feeling_at
from anime_cli.story.fold import fold
from anime_cli.studio.checking import check_story
from anime_cli.studio.creating import new_story
from anime_cli.studio.emotion import NoShare, NotInCast, UnknownEmotion, apply_emotion, list_emotions
from anime_cli.studio.studio import Studio
from anime_cli.studio.undoing import undo

SAKURA = Path(__file__).parents[2] / "examples" / "sakura" / "story"
SCENE = """\
# The roof, before the rain.
title: The roof
place: roof
cast:
  ren: {emotion: sad, intensity: 0.4, outfit: coat}  # tired, too
  mio:
    pose: leaning
script:
  - shot: wide
    id: wide
  - who: ren
    say: It will rain.
    id: bare
  # Mio knows better.
  - who: mio
    say: |
      It won't.
      I asked.
    emotion: happy
    intensity: 0.9
    id: said
  - action: The first drop falls.
    id: drop
  - event: feels
    who: mio
    emotion: surprised
    id: felt
  - choice: Stay
    to: street
    id: stay
"""
FILES = {
    "story.yaml": "format: anime/1\ntitle: Rain\nchapters: [one]\nemotions: {wistful: {plutchik: {sadness: 0.4}}}\n",
    "chapters/one.yaml": "title: One\nscenes: [roof, street]\n",
    "characters/ren.yaml": "name: Ren\noutfits: {coat: {kind: coat}}\ntemper: {calm: 0.2}\n",
    "characters/mio.yaml": "name: Mio\n",
    "characters/hana.yaml": "name: Hana\n",
    "places/roof.yaml": "name: The roof\n",
    "scenes/roof.yaml": SCENE,
    "scenes/street.yaml": "title: Street\nplace: roof\ncast: {ren: {}}\nscript: []\n",
}


@pytest.fixture
def rain(tmp_path: Path) -> Studio:
    """An open story in which it will rain."""
    for path, text in FILES.items():
        (tmp_path / "drafts" / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "drafts" / path).write_text(text, encoding="utf-8")
    new_story(tmp_path / "rain", environment={}, source=tmp_path / "drafts")
    return Studio.open(tmp_path / "rain", environment={})


def text_of(studio: Studio, scene: str = "roof") -> str:
    return (studio.repository.folder / "scenes" / f"{scene}.yaml").read_text(encoding="utf-8")


def hunk(studio: Studio, *arguments: str, intensity: float | None = None) -> tuple[str, list[str], list[str]]:
    """Apply an emotion; return what it was written to and the lines of its one hunk."""
    done = apply_emotion(studio, *arguments, intensity=intensity)
    (only,) = done.hunks
    return done.target, list(only.removed), list(only.added)


def test_at_a_line_of_theirs_it_is_the_lines_own(rain: Studio) -> None:
    """A line gets the field, or another value in it; what stands around it stays, comments too."""
    assert hunk(rain, "roof:bare", "ren", "worried") == ("line", [], ["    emotion: worried"])
    assert hunk(rain, "roof:said", "mio", "calm") == ("line", ["    emotion: happy"], ["    emotion: calm"])
    assert hunk(rain, "roof:said", "mio", "proud", intensity=0.25) == (
        "line",
        ["    emotion: calm", "    intensity: 0.9"],
        ["    emotion: proud", "    intensity: 0.25"],
    )


def test_at_any_other_item_it_is_an_event_behind_it(rain: Studio) -> None:
    """A `feels` event is added; one of theirs that stands there already, or right behind, is changed instead."""
    added = ["  - event: feels", "    who: ren", "    emotion: afraid", "    intensity: 0.7"]
    assert hunk(rain, "roof:drop", "ren", "afraid", intensity=0.7) == ("event", [], added)
    felt = ["    emotion: surprised"]
    assert hunk(rain, "roof:felt", "mio", "amused") == ("event", felt, ["    emotion: amused"])
    assert hunk(rain, "roof:said", "ren", "shy") == (
        "event",
        [],
        ["  - event: feels", "    who: ren", "    emotion: shy"],
    )
    undo(rain)
    undo(rain)
    undo(rain)
    assert hunk(rain, "roof:drop", "mio", "amused") == ("event", felt, ["    emotion: amused"])


def test_at_a_scene_it_is_how_they_enter(rain: Studio) -> None:
    """The cast entry says it, in one line, and keeps its comment; a scene they aren't in is refused."""
    assert hunk(rain, "roof", "ren", "hopeful") == (
        "cast",
        ["  ren: {emotion: sad, intensity: 0.4, outfit: coat}  # tired, too"],
        ["  ren: {emotion: hopeful, intensity: 0.4, outfit: coat}  # tired, too"],
    )
    assert hunk(rain, "roof", "mio", "wistful") == ("cast", [], ["    emotion: wistful"])
    with pytest.raises(NotInCast) as refused:
        apply_emotion(rain, "roof", "hana", "happy")
    assert refused.value.cause == "In it are: ren, mio."
    assert refused.value.hint == "anime scene edit roof --cast hana brings them in; or name an item: roof:ITEM"


def test_undo_takes_it_back_and_a_dry_run_does_nothing(rain: Studio) -> None:
    """The file is, to the byte, as before; a dry run tells the same and leaves nothing to undo."""
    shown = apply_emotion(rain, "roof", "ren", "happy", dry_run=True)
    assert text_of(rain) == SCENE
    with pytest.raises(AnimeError):
        undo(rain)
    done = apply_emotion(rain, "roof", "ren", "happy")
    assert (shown.hunks, shown.before, shown.after) == (done.hunks, done.before, done.after)
    assert (done.before.name, done.after.name) == ("sad", "happy")
    taken = undo(rain)
    assert (taken.command, taken.arguments) == ("emotion set", ("roof", "ren", "happy"))
    assert text_of(rain) == SCENE


def test_what_is_so_already_changes_nothing(rain: Studio) -> None:
    """There is no hunk, and nothing to take back."""
    assert apply_emotion(rain, "roof", "ren", "sad").hunks == ()
    with pytest.raises(AnimeError):
        undo(rain)


@pytest.mark.parametrize(
    ("arguments", "error", "hint"),
    [
        (("roof", "ren", "hapy"), UnknownEmotion, "Did you mean 'happy'?"),
        (("roof", "ren", "wistfull"), UnknownEmotion, "Did you mean 'wistful'?"),
        (("roof", "ren", "🙂"), UnknownEmotion, "anime emotion list"),
        (("roof", "ren", ""), UnknownEmotion, "anime emotion list"),
        (("roof", "wren", "happy"), CharacterNotFound, "Did you mean 'ren'?"),
        (("rof", "ren", "happy"), SceneNotFound, "Did you mean 'roof'?"),
        (("../story", "ren", "happy"), SceneNotFound, "anime story read"),
        (("roof:dropp", "ren", "happy"), ItemNotFound, "Did you mean 'drop'?"),
        (("roof:drop:x", "ren", "happy"), ItemNotFound, "Did you mean 'drop'?"),
    ],
)
def test_what_is_not_known_is_refused(
    arguments: tuple[str, str, str], error: type[AnimeError], hint: str, rain: Studio
) -> None:
    """Nothing is written, and the nearest known name is offered."""
    with pytest.raises(error) as refused:
        apply_emotion(rain, *arguments)
    assert refused.value.hint == hint
    assert text_of(rain) == SCENE


@pytest.mark.parametrize("strength", [-0.1, 1.01, float("nan"), float("inf")])
def test_an_intensity_is_a_share(strength: float, rain: Studio) -> None:
    """What is no share is refused before anything is read."""
    with pytest.raises(NoShare):
        apply_emotion(rain, "roof", "ren", "happy", intensity=strength)


def test_a_broken_file_is_left_alone(rain: Studio) -> None:
    """A file that can't be read is named, not written over."""
    path = rain.repository.folder / "scenes" / "roof.yaml"
    path.write_text(SCENE.replace("place: roof", "place: [roof, yard]"), encoding="utf-8")
    before = path.read_bytes()
    with pytest.raises(ModelError):
        apply_emotion(rain, "roof", "ren", "happy")
    assert path.read_bytes() == before


ADDRESSES = st.sampled_from(["roof", "roof:wide", "roof:bare", "roof:said", "roof:drop", "roof:felt", "roof:stay"])
NAMES = st.sampled_from([*vocabulary(), "wistful"])
STRENGTHS = st.none() | st.floats(0, 1, allow_nan=False).map(lambda value: round(value, 3))


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(ADDRESSES, st.sampled_from(["ren", "mio"]), NAMES, STRENGTHS)
def test_what_is_applied_is_felt(rain: Studio, address: str, who: str, emotion: str, strength: float | None) -> None:
    """After it, and after any before it, the fold gives that emotion there, by one hunk at most, and all is sound.

    An event may stand twice then (C02), and a feeling may jump (C16): the writer asked for it.
    """
    before = {each.finding.rule for each in check_story(rain).findings}
    done = apply_emotion(rain, address, who, emotion, intensity=strength)
    assert len(done.hunks) <= 1
    story = rain.story()
    scene, _, item = done.address.partition(":")
    found = feeling_at(story, fold(story), scene, item or None, who)
    assert (found.emotion.name, found.source) == (emotion, done.target)
    assert found.emotion == done.after
    assert strength is None or found.emotion.intensity == strength
    assert {each.finding.rule for each in check_story(rain).findings} <= before | {"C02", "C16"}


def test_the_list_counts_and_tells_whose(rain: Studio) -> None:
    """Built-in words first, the story's own behind them; each with how often the story names it."""
    found = list_emotions(rain)
    assert [each.name for each in found] == [*vocabulary(), "wistful"]
    assert [each.name for each in found if each.own] == ["wistful"]
    used = {each.name: each.used for each in found if each.used}
    assert used == {"sad": 1, "happy": 1, "surprised": 1, "calm": 1}


@pytest.mark.slow
def test_every_place_of_the_example_takes_an_emotion(tmp_path: Path) -> None:
    """Everybody can be made to feel something at every scene they are in and at every item of it, by one hunk."""
    new_story(tmp_path / "petals", environment={}, source=SAKURA)
    studio = Studio.open(tmp_path / "petals", environment={})
    for scene in studio.story().told:
        addresses = [scene.id, *(f"{scene.id}:{item.id}" for item in scene.script)]
        for address, who in product(addresses, scene.cast):
            done = apply_emotion(studio, address, who, "curious", intensity=0.35, dry_run=True)
            assert len(done.hunks) == 1, (address, who)
            assert (done.after.name, done.after.intensity) == ("curious", 0.35)
