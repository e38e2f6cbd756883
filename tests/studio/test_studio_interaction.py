"""A proposed scene is part of the story: it fits where it is put, and the check has nothing to say."""

from __future__ import annotations

from itertools import permutations
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from anime_cli.echo.brain import Health, Reply
from anime_cli.echo.tasks.interaction import InteractionInput, Proposed
from anime_cli.echo.tasks.plot import Draft
from anime_cli.model.load import load
from anime_cli.model.script import Line, RelationChange
from anime_cli.story.calling import CharacterNotFound
from anime_cli.story.check import check
from anime_cli.story.errors import SceneNotFound
from anime_cli.studio.bonding import SamePerson
from anime_cli.studio.creating import new_story
from anime_cli.studio.echoing import Wish
from anime_cli.studio.interacting import NoOneThere, NoPlaceAfter, generate_interaction
from anime_cli.studio.studio import Studio
from anime_cli.studio.undoing import undo

if TYPE_CHECKING:
    from collections.abc import Iterator

    from anime_cli.echo.brain import Request

SAKURA = Path(__file__).parents[2] / "examples" / "sakura" / "story"
SMALL = {
    "story.yaml": "format: anime/1\ntitle: Rain\nchapters: [one]\n",
    "chapters/one.yaml": "title: One\nscenes: [rain, roof]\n",
    "characters/mio.yaml": "name: Mio Kanda\nvoice: {register: dry, avoid: [nothing]}\n",
    "characters/ren.yaml": "name: Ren\n",
    "places/street.yaml": "name: The street\nkind: street\n",
    "scenes/rain.yaml": (
        "title: Rain\nplace: street\nday: 1\ntime: 08:00\nlasts: 10m\ncast: {mio: {}, ren: {}}\nscript: []\n"
    ),
    "scenes/roof.yaml": "title: Roof\nplace: street\nday: 2\ntime: 08:00\ncast: {mio: {}}\nscript: []\n",
}


def opened(folder: Path, changes: dict[str, str | None] | None = None) -> Studio:
    """Return the small story with some files changed, or left out where they are None."""
    source = folder / "drafts"
    for path, text in {**SMALL, **(changes or {})}.items():
        if text is not None:
            (source / path).parent.mkdir(parents=True, exist_ok=True)
            (source / path).write_text(text, encoding="utf-8")
    new_story(folder / "story", environment={}, source=source)
    return Studio.open(folder / "story", environment={})


@pytest.fixture
def petals(tmp_path: Path) -> Studio:
    """The example story in a repository of its own."""
    new_story(tmp_path / "petals", environment={}, source=SAKURA)
    return Studio.open(tmp_path / "petals", environment={})


def pairs(studio: Studio) -> Iterator[tuple[str, str]]:
    return permutations(sorted(studio.story().characters), 2)


@pytest.mark.parametrize("at", [None, "first-bell", "rooftop-dusk", "lanterns", "front-page"])
def test_every_pair_can_meet_and_the_check_stays_clean(petals: Studio, at: str | None) -> None:
    """Written and read again, the story has no finding that it had not; one undo takes it all back."""
    before = {path: (petals.repository.folder / path).read_bytes() for path in petals.repository.files()}
    for seed, (one, other) in enumerate(pairs(petals)):
        made = generate_interaction(petals, one, other, at=at, seed=seed, write=True)
        scene = petals.story().scenes[made.interaction.scene.id]
        assert set(scene.cast) == {one, other}
        assert {item.source for item in scene.script if isinstance(item, RelationChange)} <= {one, other}
        assert any(isinstance(item, RelationChange) for item in scene.script)
        assert check(petals.story()) == ()
        undo(petals)
    assert before == {path: (petals.repository.folder / path).read_bytes() for path in petals.repository.files()}


@pytest.mark.parametrize(
    "premise", ["A boy and a rival share one oven", "A nurse finds a robot that remembers the war"]
)
def test_planned_stories_take_a_scene_anywhere(tmp_path: Path, premise: str) -> None:
    """Behind every scene of a planned story there is one for somebody, and it fits."""
    new_story(tmp_path / "plan", environment={}, wish=Wish(premise=premise, seed=3))
    studio = Studio.open(tmp_path / "plan", environment={})
    known = check(studio.story())
    made = 0
    for scene in studio.story().told_ids:
        for one, other in list(pairs(studio))[:2]:
            try:
                generate_interaction(studio, one, other, at=scene, seed=made, write=True)
            except NoPlaceAfter:
                continue
            made += 1
            assert check(studio.story()) == known
            undo(studio)
    assert made >= len(studio.story().told_ids)


def test_the_same_question_has_the_same_answer(petals: Studio) -> None:
    """A seed names a scene; the text is a document that reads as that scene; nothing is written unasked."""
    one, again, another = (generate_interaction(petals, "mio", "sakura", seed=seed) for seed in (1, 1, 2))
    assert one.text == again.text != another.text
    assert load(one.text, f"scenes/{one.interaction.scene.id}.yaml").document.title == one.interaction.scene.title
    assert one.interaction.scene.id not in petals.story().scenes


def test_it_stands_behind_the_scene_it_was_asked_for(petals: Studio) -> None:
    made = generate_interaction(petals, "ren", "sakura", at="lanterns", after="the-promise", write=True)
    told = petals.story().told_ids
    assert told.index(made.interaction.scene.id) == told.index("the-promise") + 1


def test_a_scene_that_names_the_next_one_hands_it_on(tmp_path: Path) -> None:
    """What the scene before led to, the new one leads to."""
    rain = SMALL["scenes/rain.yaml"] + "next: roof\n"
    studio = opened(tmp_path, {"scenes/rain.yaml": rain})
    made = generate_interaction(studio, "mio", "ren", at="rain", write=True)
    scenes = studio.story().scenes
    assert (scenes["rain"].next, scenes[made.interaction.scene.id].next) == (made.interaction.scene.id, "roof")
    assert check(studio.story()) == ()
    undo(studio)
    assert (studio.repository.folder / "scenes/rain.yaml").read_text(encoding="utf-8") == rain


@pytest.mark.parametrize(
    ("changes", "fields", "error", "words"),
    [
        ({}, {"one": "nobody"}, CharacterNotFound, "nobody"),
        ({}, {"other": "mio"}, SamePerson, "mio"),
        ({}, {"after": "nowhere"}, SceneNotFound, "nowhere"),
        (
            {"scenes/roof.yaml": "title: R\nplace: street\nscript:\n  - event: dies\n    who: ren\n"},
            {},
            NoOneThere,
            "Ren",
        ),
        (
            {"scenes/roof.yaml": "title: R\nplace: x\nscript: []\n", "places/street.yaml": None},
            {},
            NoPlaceAfter,
            "place",
        ),
        ({"scenes/spare.yaml": "title: R\nplace: street\nscript: []\n"}, {"after": "spare"}, NoPlaceAfter, "chapter"),
        (
            {"scenes/roof.yaml": "title: R\nplace: street\nscript:\n  - choice: Go\n    to: rain\n"},
            {"after": "roof"},
            NoPlaceAfter,
            "choices",
        ),
        ({"chapters/one.yaml": "title: One\nscenes: []\n"}, {}, NoPlaceAfter, "no scene"),
    ],
)
def test_who_cannot_meet_is_told_why(
    tmp_path: Path, changes: dict[str, str | None], fields: dict[str, Any], error: type[Exception], words: str
) -> None:
    studio = opened(tmp_path, changes)
    with pytest.raises(error) as refused:
        generate_interaction(studio, **{"one": "mio", "other": "ren", **fields})
    assert words in f"{refused.value} {getattr(refused.value, 'cause', '')}"


def test_there_is_no_time_for_it_where_both_are_elsewhere(tmp_path: Path) -> None:
    """Where the next scene begins before the first is over, nothing fits between them."""
    roof = "title: Roof\nplace: street\nday: 1\ntime: 08:05\nlasts: 20m\nmode: parallel\ncast: {mio: {}}\nscript: []\n"
    studio = opened(tmp_path, {"scenes/roof.yaml": roof})
    with pytest.raises(NoPlaceAfter) as refused:
        generate_interaction(studio, "mio", "ren", at="rain")
    assert '"R' in str(refused.value.cause)


def test_names_and_facts_of_any_sort_are_told_as_they_are(tmp_path: Path) -> None:
    """Braces, bars and tags in a story's own words are no notation."""
    story = SMALL["story.yaml"] + 'facts:\n  odd: {text: "{one} | ~soft }{ 桜", secret: true, known_by: [mio]}\n'
    studio = opened(tmp_path, {"story.yaml": story, "characters/ren.yaml": 'name: "{other.they} | 蓮"\n'})
    told = {generate_interaction(studio, "mio", "ren", seed=seed).text for seed in range(8)}
    assert any("{other.they}" in text for text in told)
    assert all(load(text, "scenes/a.yaml").document for text in told)


def test_somebody_without_a_body_is_a_voice(tmp_path: Path) -> None:
    """Who was only ever a voice is one here as well."""
    scenes = {
        "scenes/rain.yaml": "title: Rain\nplace: street\ncast: {mio: {}, ren: {as: voice}}\nscript: []\n",
        "scenes/roof.yaml": "title: Roof\nplace: street\ncast: {mio: {}}\nscript: []\n",
    }
    scene = generate_interaction(opened(tmp_path, scenes), "mio", "ren").interaction.scene
    assert (scene.cast["ren"].presence, scene.cast["mio"].presence) == ("voice", None)


def test_a_story_in_another_language_is_told_of_it(tmp_path: Path) -> None:
    studio = opened(tmp_path, {"story.yaml": SMALL["story.yaml"] + "language: ja\n"})
    assert "'ja'" in generate_interaction(studio, "mio", "ren").notes[0]


class Laconic:
    """A brain that has one scene for everybody."""

    name = "laconic"

    def __init__(self, script: list[dict[str, Any]]) -> None:
        self.script = script
        self.asked: list[object] = []

    def health(self) -> Health:
        """Tell that it is ready."""
        return Health(ready=True, sentence="Ready.")

    def complete(self, request: Request) -> Reply:
        """Answer with the one scene."""
        self.asked.append(request.input)
        assert isinstance(request.input, InteractionInput)
        one, other = request.input.sides
        cast: Any = {one.id: {}, other.id: {}}
        values: Any = {"title": "No", "place": request.input.place, "cast": cast, "script": self.script}
        draft = Draft(kind="scene", id="no", values=values)
        return Reply(text="", brain=self.name, source="model", value=Proposed(draft=draft, situation="no", why="No."))

    def stream(self, request: Request) -> Iterator[str]:
        """Answer piece by piece."""
        yield self.complete(request).text


def test_another_brain_answers_the_same_question(tmp_path: Path) -> None:
    """A brain is told what stands between the two, and what it writes is taken as its own."""
    brain = Laconic([{"who": "mio", "say": "No."}])
    made = generate_interaction(opened(tmp_path), "mio", "ren", brain=brain)
    assert (made.interaction.brain, made.interaction.source) == ("laconic", "model")
    assert [item.say for item in made.interaction.scene.script if isinstance(item, Line)] == ["No."]
    assert [one.name for one in brain.asked[0].sides] == ["Mio", "Ren"]  # type: ignore[attr-defined]


def test_a_brains_scene_that_contradicts_the_story_is_refused(tmp_path: Path) -> None:
    """Whoever wrote it, what the check finds is not put into the story."""
    with pytest.raises(NoPlaceAfter):
        generate_interaction(opened(tmp_path), "mio", "ren", brain=Laconic([{"who": "ghost", "say": "No."}]))
