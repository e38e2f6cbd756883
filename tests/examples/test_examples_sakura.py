"""The Petal Witch: a complete story that loads, checks clean with both endings, and is written as we tell people to."""

from __future__ import annotations

from pathlib import Path

import pytest

from anime_cli.model.documents import Scene
from anime_cli.model.load import load, to_text
from anime_cli.model.script import Event, Line, PaysOff, SetsUp, Shot
from anime_cli.render.requests import request_for
from anime_cli.render.shots import shots_of
from anime_cli.story.check import check
from anime_cli.story.fold import fold
from anime_cli.story.snapshot import Story, assemble
from anime_cli.text.prose import normal

SAKURA = Path(__file__).parents[2] / "examples" / "sakura"
MAIN, ALTERNATE = SAKURA / "story", SAKURA / "endings" / "alternate"


def files(*folders: Path) -> dict[str, Path]:
    """Return the story's files by path; a later folder's rule over an earlier one's."""
    found = {path.relative_to(folder).as_posix(): path for folder in folders for path in folder.rglob("*.yaml")}
    return dict(sorted(found.items()))


def read(*folders: Path) -> Story:
    return assemble(load(path.read_bytes(), name).document for name, path in files(*folders).items())


ENDINGS = pytest.mark.parametrize("story", [read(MAIN), read(MAIN, ALTERNATE)], ids=["main", "alternate"])
EVERY = [(folder, name) for folder in (MAIN, ALTERNATE) for name in files(folder)]


@ENDINGS
def test_it_is_a_complete_story(story: Story) -> None:
    assert list(story.chapters) == ["awakening", "the-festival", "the-fall", "spring-again"]
    assert len(story.told) >= 15
    assert {*story.scenes} == {scene.id for scene in story.told}
    assert len(story.characters) >= 4
    assert {place.kind for place in story.places.values()} == {"classroom", "rooftop", "street"}
    assert [scene.mode for scene in story.told].count("flashback") == 1


@ENDINGS
def test_everybody_can_be_drawn_and_heard(story: Story) -> None:
    for person in story.characters.values():
        assert person.look.hair.colour, person.id
        assert person.look.hair.style, person.id
        assert person.outfits, person.id
        assert all((person.want, person.need, person.fear, person.flaw, person.voice.register)), person.id


@ENDINGS
def test_the_check_finds_nothing(story: Story) -> None:
    assert check(story) == ()


@ENDINGS
def test_every_thread_is_set_up_before_it_is_paid_off(story: Story) -> None:
    told = [item for scene in story.told for item in scene.script]
    up = {item.thread: place for place, item in enumerate(told) if isinstance(item, SetsUp)}
    off = {item.thread: place for place, item in enumerate(told) if isinstance(item, PaysOff)}
    assert {*up} == {*off} == {*story.document.threads}
    assert all(up[thread] < off[thread] for thread in up)


@ENDINGS
def test_events_name_their_reasons(story: Story) -> None:
    named = {item.id for scene in story.told for item in scene.script if item.named}
    reasons = [
        item.because for scene in story.told for item in scene.script if isinstance(item, Event) and item.because
    ]
    assert len(reasons) > 15
    assert {*reasons} <= named


@ENDINGS
def test_every_scene_is_seen_and_heard(story: Story) -> None:
    for scene in story.told:
        assert sum(isinstance(item, Line) for item in scene.script) >= 3, scene.id
        assert sum(isinstance(item, Shot) for item in scene.script) >= 3, scene.id


@ENDINGS
def test_nobody_says_a_word_that_is_not_theirs(story: Story) -> None:
    for scene in story.told:
        for item in scene.script:
            if isinstance(item, Line):
                words = normal(item.say).lower().replace(".", " ").replace(",", " ").split()
                assert not {*story.characters[item.who].voice.avoid} & {*words}, (scene.id, item.say)


@ENDINGS
def test_every_shot_makes_a_request(story: Story) -> None:
    folded = fold(story)
    requests = [request_for(story, folded, shot) for scene in story.told for shot in shots_of(story, scene)]
    assert len(requests) > 100
    assert all(request.slate is not None and request.setting.kind for request in requests)


def test_the_secrets_come_out_when_they_should() -> None:
    """Ren learns on the roof, Hana hears from Kuroda twenty-two years late, and the key goes from hand to hand."""
    story = read(MAIN)
    folded = fold(story)
    assert "sakura-has-magic" not in folded.before("rooftop-dusk").person("ren").knows
    assert "sakura-has-magic" in folded.after("rooftop-dusk").person("ren").knows
    assert "petals-caught-him" in folded.before("first-bell").person("kuroda").knows
    assert "petals-caught-him" not in folded.before("what-kuroda-kept").person("hana").knows
    assert "petals-caught-him" in folded.after("what-kuroda-kept").person("hana").knows
    assert folded.after("rooftop-dusk").holdings("ren") == ("brass-key", "train-ticket")
    assert "brass-key" in folded.after("the-promise").holdings("sakura")
    assert folded.before("present").person("sakura").outfit.value == "loose"


def test_the_other_ending_says_so_and_changes_only_what_it_must() -> None:
    assert read(MAIN).document.ending is None
    ending = read(MAIN, ALTERNATE).document.ending
    assert ending is not None
    assert ending.title == "By hand"
    assert {*files(ALTERNATE)} == {
        "chapters/spring-again.yaml",
        "scenes/by-hand.yaml",
        "scenes/present.yaml",
        "scenes/the-platform.yaml",
        "story.yaml",
    }


@pytest.mark.parametrize(("folder", "name"), EVERY, ids=[f"{folder.name}/{name}" for folder, name in EVERY])
def test_every_file_loads_without_a_warning_and_survives_its_canonical_form(folder: Path, name: str) -> None:
    loaded = load((folder / name).read_bytes(), name)
    assert loaded.warnings == ()
    text = to_text(loaded.document)
    assert load(text, name).document == loaded.document


@pytest.mark.parametrize(("folder", "name"), EVERY, ids=[f"{folder.name}/{name}" for folder, name in EVERY])
def test_prose_is_written_one_sentence_a_line(folder: Path, name: str) -> None:
    """Every line of prose in a scene stands in the canonical form as it stands in the file."""
    source = (folder / name).read_text()
    if not isinstance(load(source, name).document, Scene):
        return
    canonical = {line.strip() for line in to_text(load(source, name).document).splitlines()}
    prose = [line.strip() for line in source.splitlines() if line.strip().startswith(("- action: ", "say: "))]
    assert [line for line in prose if line not in canonical] == []


def test_the_readme_names_files_that_are_there() -> None:
    readme = (SAKURA / "README.md").read_text()
    for scene in ("rooftop-dusk", "twenty-two-springs"):
        assert f"story/scenes/{scene}.yaml" in readme
        assert (MAIN / "scenes" / f"{scene}.yaml").is_file()
    assert "anime new sakura --from examples/sakura/story" in readme
