"""The writer's verbs on the example story: what they change, what they leave, and the way back."""

from __future__ import annotations

import re
import shutil
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from anime_cli.errors import AnimeError, ExitCode
from anime_cli.history.errors import ChangedMeanwhile
from anime_cli.model.errors import ModelError
from anime_cli.model.load import load
from anime_cli.story.calling import AmbiguousName, CharacterNotFound, PlaceNotFound
from anime_cli.studio.authoring.draft import Draft
from anime_cli.studio.authoring.fields import FieldNotFound, NoAssignment, NotOneValue, Wish, assigned, optioned
from anime_cli.studio.authoring.keeping import Authored, Keeping, NoSuchWay
from anime_cli.studio.authoring.moving import NoPlaceSaid, move
from anime_cli.studio.authoring.naming import NothingNamed
from anime_cli.studio.authoring.placing import BesideItself, NoChapter, NotListed, OnePlace, Place
from anime_cli.studio.authoring.removing import remove
from anime_cli.studio.authoring.renaming import NamedAlready, rename
from anime_cli.studio.authoring.things import (
    SORTS,
    NameTaken,
    NoIdFromName,
    NotAnId,
    ReservedId,
    ThingNotFound,
    names_of,
)
from anime_cli.studio.authoring.writing import NoName, Words, add, edit
from anime_cli.studio.checking import check_story
from anime_cli.studio.creating import new_story
from anime_cli.studio.recalling import story_log
from anime_cli.studio.studio import Studio
from anime_cli.studio.undoing import undo
from anime_cli.text.errors import BrokenYaml, NotAllowed, NotReadable

if TYPE_CHECKING:
    from collections.abc import Iterator

SAKURA = Path(__file__).parents[2] / "examples" / "sakura" / "story"
EVERY = {
    "scene": sorted(path.stem for path in (SAKURA / "scenes").iterdir()),
    "chapter": ["awakening", "spring-again", "the-fall", "the-festival"],
    "character": ["hana", "kuroda", "mio", "ren", "sakura"],
    "place": sorted(path.stem for path in (SAKURA / "places").iterdir()),
    "thread": ["what-the-key-opens", "who-saw-her", "will-ren-say-it", "will-she-answer"],
    "fact": ["hana-was-the-witch", "mio-took-the-picture", "petals-caught-him", "ren-is-leaving", "sakura-has-magic"],
    "item": ["brass-key", "photograph", "red-ribbon", "train-ticket"],
    "emotion": ["wistful"],
}
QUICK = {"rooftop-dusk", "brass-key", "spring-again", "mio", "station", "who-saw-her", "sakura-has-magic", "wistful"}
THINGS = [
    pytest.param(kind, name, marks=[] if name in QUICK else pytest.mark.slow)
    for kind, names in EVERY.items()
    for name in names
]
"""Every thing of the story; one of each kind in the run of every day."""


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example story as a repository, to be copied."""
    folder = tmp_path_factory.mktemp("original") / "petals"
    new_story(folder, environment={}, source=SAKURA)
    return folder


@pytest.fixture
def petals(original: Path, tmp_path: Path) -> Path:
    """A copy of the example story."""
    shutil.copytree(original, tmp_path / "petals")
    return tmp_path / "petals"


@pytest.fixture
def open_petals(petals: Path) -> Studio:
    return Studio.open(petals, environment={})


def texts(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*.yaml") if ".git" not in path.relative_to(folder).parts)
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def errors(folder: Path) -> list[str]:
    found = check_story(Studio.open(folder, environment={})).findings
    return sorted(each.finding.message for each in found if each.finding.severity == "error")


def said(*assignments: str, unset: tuple[str, ...] = ()) -> Words:
    return Words((*assigned(assignments), *(Wish(field, None) for field in unset)))


def changed_lines(before: bytes, after: bytes) -> list[str]:
    from difflib import ndiff

    return [line for line in ndiff(before.decode().splitlines(), after.decode().splitlines()) if line[0] in "+-"]


def test_the_table_of_things_is_that_of_the_story(open_petals: Studio) -> None:
    """What the properties walk over is all that stands there."""
    assert {kind: names_of(Draft(open_petals), kind) for kind in SORTS} == EVERY


@pytest.mark.parametrize(("kind", "name"), THINGS)
def test_a_rename_is_followed_everywhere_and_can_be_renamed_back(kind: str, name: str, petals: Path) -> None:
    """The check finds no more than before, the old name is nowhere, and the way back leads to the same bytes."""
    before, wrong = texts(petals), errors(petals)
    rename(Studio.open(petals, environment={}), kind, name, "quite-another-name")
    assert errors(petals) == wrong
    assert names_of(Draft(Studio.open(petals, environment={})), kind).count("quite-another-name") == 1
    with pytest.raises((ThingNotFound, CharacterNotFound, PlaceNotFound)):
        rename(Studio.open(petals, environment={}), kind, f"{name}-x", "a-third")
    rename(Studio.open(petals, environment={}), kind, "quite-another-name", name)
    assert texts(petals) == before


@pytest.mark.parametrize(("kind", "name"), THINGS)
def test_a_removal_with_all_that_hangs_on_it_leaves_a_story(kind: str, name: str, petals: Path) -> None:
    """It is taken out with every mention, or nothing is; one undo brings all of it back."""
    before = texts(petals)
    plain = remove(Studio.open(petals, environment={}), kind, name)
    if plain.refused:
        assert (plain.exit_code, texts(petals)) == (ExitCode.NO, before)
        assert all(each.line > 0 and each.path in before and each.words for each in plain.refused)
        whole = remove(Studio.open(petals, environment={}), kind, name, cascade=True)
        if whole.refused:
            assert (kind, whole.stuck, texts(petals)) == ("place", True, before)
            return
        assert len(whole.taken) > 0
    story = Studio.open(petals, environment={}).story()
    assert name not in {
        "scene": story.scenes, "chapter": story.chapters, "character": story.characters, "place": story.places,
        "thread": story.document.threads, "fact": story.document.facts, "item": story.document.items,
        "emotion": story.document.emotions,
    }[kind]  # fmt: skip
    assert not [
        each for each in check_story(Studio.open(petals, environment={})).findings if each.finding.rule == "C01"
    ]
    undo(Studio.open(petals, environment={}))
    assert texts(petals) == before


FIELDS = st.sampled_from(
    [
        "title=屋上",
        'title=A "quoted": one # two',
        "summary=One.\nTwo, with a: colon.\n\nA third paragraph.",
        "weather=rain",
        "day=12",
        "lasts=2h",
        "tags=a, b, c",
        "mentions=mio",
        "cast.ren.emotion=happy",
        "cast.mio={emotion: sad, intensity: 0.3}",
        "script.e7d20b1.note=He saw: all of it.",
        "script[3].action=Petals.\nMore petals.",
        "script[0]={shot: wide, on: [ren]}",
    ]
)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(FIELDS, min_size=1, max_size=4))
def test_fields_change_and_nothing_else(original: Path, tmp_path_factory: pytest.TempPathFactory, wishes) -> None:
    """The document says what was wished, every comment and other line stays, undo leads to the same bytes."""
    folder = tmp_path_factory.mktemp("edited") / "petals"
    shutil.copytree(original, folder)
    scene = folder / "scenes/rooftop-dusk.yaml"
    scene.write_text("# At the top.\n" + scene.read_text(encoding="utf-8"), encoding="utf-8")
    before = scene.read_bytes()
    made = edit(Studio.open(folder, environment={}), "scene", "rooftop-dusk", said(*wishes))
    assert scene.read_bytes() == (made.after.get("scenes/rooftop-dusk.yaml") or before.decode()).encode()
    assert scene.read_text(encoding="utf-8").startswith("# At the top.\n")
    again = edit(Studio.open(folder, environment={}), "scene", "rooftop-dusk", said(*_last(wishes)))
    assert again.files == ()
    if made.files:
        undo(Studio.open(folder, environment={}))
    assert scene.read_bytes() == before


PATHS = st.sampled_from(["title", "place", "cast", "cast.ren", "script", "script[0]", "tags", "day", "next", "summary"])
HOSTILE = st.text(st.characters(codec="utf-8"), max_size=12) | st.sampled_from(
    ["{", "[a", "- b", "!x y", "&a", "\0", "|", "a: b", "#"]
)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(PATHS | HOSTILE, HOSTILE)
def test_any_words_make_a_document_or_an_error(original: Path, path: str, value: str) -> None:
    """Nothing that a person can type ends in a defect, or in a file that can't be read."""
    wish = Words((Wish(path, value),))
    with suppress(AnimeError):
        made = edit(Studio.open(original, environment={}), "scene", "lanterns", wish, keeping=Keeping(dry_run=True))
        assert all(load(text or "", path).document for path, text in made.after.items())


def _last(wishes: list[str]) -> Iterator[str]:
    """Return of each field what was wished last."""
    yield from {each.partition("=")[0]: each for each in wishes}.values()


def test_an_edit_is_one_hunk_a_field(petals: Path, open_petals: Studio) -> None:
    """The lines of the fields change, and the change is told with what was there."""
    before = texts(petals)
    made = edit(open_petals, "scene", "rooftop-dusk", said("time=19:00", unset=("weather",)))
    assert changed_lines(before["scenes/rooftop-dusk.yaml"], texts(petals)["scenes/rooftop-dusk.yaml"]) == [
        '- time: "18:40"',
        '+ time: "19:00"',
        "- weather: clear",
    ]
    assert [(each.kind, each.before, each.field) for each in made.changes] == [
        ("changed", "18:40", "time"),
        ("removed", "clear", "weather"),
    ]


def test_a_document_takes_the_place_of_the_old_one_by_splices(petals: Path, open_petals: Studio) -> None:
    """What both have stays as it stands, comments too."""
    story = texts(petals)["story.yaml"].decode()
    edit(open_petals, "fact", "mio-took-the-picture", Words(document="text: Mio did it.\nsecret: true\n"))
    after = texts(petals)["story.yaml"].decode()
    assert "# True from the third day on." in after
    assert changed_lines(story.encode(), after.encode()) == [
        "-     text: Mio took the photograph, kneeling in the stair window.",
        "+     text: Mio did it.",
        "-     known_by: [mio]",
    ]


@pytest.mark.parametrize(
    ("kind", "name", "words", "error"),
    [
        ("scene", "rooftop-dsk", said("day=3"), ThingNotFound),
        ("scene", "rooftop-dusk", said("tim=3"), FieldNotFound),
        ("scene", "rooftop-dusk", said("cast.ren.mood=3"), FieldNotFound),
        ("scene", "rooftop-dusk", said("script.nobody.say=3"), FieldNotFound),
        ("scene", "rooftop-dusk", said("script[99].say=3"), FieldNotFound),
        ("scene", "rooftop-dusk", said("title.more=3"), FieldNotFound),
        ("scene", "rooftop-dusk", said("..=3"), FieldNotFound),
        ("scene", "rooftop-dusk", said("cast=ren"), NotOneValue),
        ("scene", "rooftop-dusk", said("cast={ren: {"), BrokenYaml),
        ("scene", "rooftop-dusk", said("time=25:99"), ModelError),
        ("scene", "rooftop-dusk", said(unset=("title",)), ModelError),
        ("scene", "rooftop-dusk", said("place=schol-rooftop"), NothingNamed),
        ("scene", "rooftop-dusk", said("cast.ren.outfit=tutu"), NothingNamed),
        ("scene", "rooftop-dusk", said("cast.ren.emotion=sadd"), NothingNamed),
        ("scene", "rooftop-dusk", said("script.e7d20b1.because=nothing"), NothingNamed),
        ("scene", "rooftop-dusk", said("script.e7d20b1.fact=sakura-has-magi"), NothingNamed),
        ("scene", "rooftop-dusk", said("script[1].uses=brass-kye"), NothingNamed),
        ("thread", "who-saw-her", said("due=the-fal"), NothingNamed),
        ("scene", "rooftop-dusk", Words(document="[a, b]"), AnimeError),
        ("scene", "rooftop-dusk", Words(document="title: A\ntitle: B\n"), AnimeError),
        ("emotion", "wistful", said("eyes=crossed"), ModelError),
    ],
)
def test_what_can_not_be_is_refused(
    kind: str, name: str, words: Words, error: type[AnimeError], petals: Path, open_petals: Studio
) -> None:
    """One clear error, and no byte is written."""
    before = texts(petals)
    with pytest.raises(error) as caught:
        edit(open_petals, kind, name, words)
    assert caught.value.message
    assert texts(petals) == before


def test_words_for_fields() -> None:
    """An option of a map takes names, or names with values; an assignment needs its sign."""
    scene, place = SORTS["scene"].record, SORTS["place"].record
    assert optioned(scene, "cast", ["ren", "mio=emotion: sad"]) == (
        Wish("cast.ren", "{}", keep=True),
        Wish("cast.mio", "{emotion: sad}"),
    )
    assert optioned(place, "routes", ["station=15m"]) == (Wish("routes.station", "15m"),)
    for refused in (
        lambda: optioned(place, "routes", ["station"]),
        lambda: assigned(["time"]),
        lambda: assigned(["=3"]),
    ):
        with pytest.raises(NoAssignment):
            refused()


def test_a_scene_is_put_into_its_chapter(petals: Path, open_petals: Studio) -> None:
    """Where it was asked for, else at the end of the last chapter; whoever is there already stays as they are."""
    add(open_petals, "scene", said("title=On the stairs", "place=station"), place=Place(after="lanterns"))
    add(Studio.open(petals, environment={}), "scene", said("title=Credits", "place=station"))
    add(Studio.open(petals, environment={}), "chapter", said("title=Prologue"), place=Place(before="awakening"))
    story = Studio.open(petals, environment={}).story()
    assert story.chapters["the-festival"].scenes[2:4] == ("lanterns", "on-the-stairs")
    assert story.chapters["spring-again"].scenes[-1] == "credits"
    assert story.document.chapters[:2] == ("prologue", "awakening")
    made = edit(
        Studio.open(petals, environment={}),
        "scene",
        "lanterns",
        Words(optioned(SORTS["scene"].record, "cast", ["ren"])),
    )
    assert made.files == ()


def test_a_document_with_comments_is_added_as_it_was_written(petals: Path, open_petals: Studio) -> None:
    """Byte by byte; fields that were said besides are spliced in."""
    text = "# A first draft.\ntitle: Harbour   # not final?\nplace: station\nscript:\n- action: Rain.\n"
    with pytest.raises(AnimeError, match="these words would be lost"):
        add(open_petals, "scene", Words(document=text))
    text = text.replace("   # not final?", "")
    add(open_petals, "scene", Words(assigned(["day=40", "time=08:00"]), text))
    after = (petals / "scenes/harbour.yaml").read_text(encoding="utf-8")
    assert after == text.replace("place: station\n", "place: station\nday: 40\ntime: 08:00\n")


@pytest.mark.parametrize(
    ("kind", "words", "name", "place", "error"),
    [
        ("scene", said("title=屋上", "place=station"), None, Place(), NoIdFromName),
        ("scene", said("title=!!!", "place=station"), None, Place(), NoIdFromName),
        ("scene", said("place=station"), None, Place(), NoName),
        ("scene", said("title=X", "place=station"), "../x", Place(), NotAnId),
        ("scene", said("title=End", "place=station"), None, Place(), ReservedId),
        ("scene", said("title=Lanterns", "place=station"), None, Place(), NameTaken),
        ("scene", said("title=X", "place=station"), None, Place(chapter="the-autumn"), ThingNotFound),
        ("scene", said("title=X", "place=station"), None, Place(after="lantrens"), ThingNotFound),
        ("scene", said("title=X", "place=station"), None, Place(chapter="the-fall", after="lanterns"), NotListed),
        ("scene", said("title=X"), None, Place(), ModelError),
        ("fact", said("text=Brass key."), None, Place(), NameTaken),
        ("item", said("name=a picture"), "mio-took-the-picture", Place(), NameTaken),
        ("item", said("name=A lamp", "holder=nobody"), None, Place(), NothingNamed),
        ("emotion", said("eyes=wide"), None, Place(), NoName),
    ],
)
def test_what_can_not_be_added(
    kind: str, words: Words, name: str | None, place: Place, error: type[AnimeError], petals: Path, open_petals: Studio
) -> None:
    """One clear error, and no byte is written."""
    before = texts(petals)
    with pytest.raises(error):
        add(open_petals, kind, words, name=name, place=place)
    assert texts(petals) == before


def test_moves(petals: Path, open_petals: Studio) -> None:
    """Within a chapter, to another, first, last; a chapter within the story."""
    move(open_petals, "scene", "lanterns", Place(edge="first"))
    move(Studio.open(petals, environment={}), "scene", "first-bell", Place(chapter="the-fall", before="front-page"))
    move(Studio.open(petals, environment={}), "chapter", "the-fall", Place(after="awakening"))
    story = Studio.open(petals, environment={}).story()
    assert story.chapters["the-festival"].scenes[0] == "lanterns"
    assert story.chapters["the-fall"].scenes[:3] == ("twenty-two-springs", "first-bell", "front-page")
    assert "first-bell" not in story.chapters["awakening"].scenes
    assert story.document.chapters[:2] == ("awakening", "the-fall")
    for kind, name, place, error in (
        ("scene", "lanterns", Place(), NoPlaceSaid),
        ("scene", "lanterns", Place(after="lanterns"), BesideItself),
        ("chapter", "the-fall", Place(after="the-autumn"), NotListed),
    ):
        with pytest.raises(error):
            move(Studio.open(petals, environment={}), kind, name, place)
    with pytest.raises(OnePlace):
        Place(after="a", edge="first")


def test_a_move_mends_a_scene_that_is_listed_twice_or_nowhere(petals: Path, open_petals: Studio) -> None:
    """It then stands in one place only; a list of one name may be written as the name."""
    (petals / "chapters/the-fall.yaml").write_text("title: The fall\nscenes: lanterns\n")
    move(open_petals, "scene", "lanterns", Place(chapter="the-festival", edge="last"))
    move(Studio.open(petals, environment={}), "scene", "front-page", Place(chapter="the-fall"))
    story = Studio.open(petals, environment={}).story()
    assert (story.chapters["the-fall"].scenes, story.chapters["the-festival"].scenes[-1]) == (
        ("front-page",),
        "lanterns",
    )


def test_a_story_without_a_chapter_takes_no_scene(petals: Path, open_petals: Studio) -> None:
    text = (petals / "story.yaml").read_text(encoding="utf-8")
    (petals / "story.yaml").write_text(
        text.replace("chapters: [awakening, the-festival, the-fall, spring-again]", "chapters: []"), encoding="utf-8"
    )
    with pytest.raises(NoChapter):
        add(open_petals, "scene", said("title=X", "place=station"))


@pytest.mark.parametrize(
    ("kind", "old", "new", "error"),
    [
        ("scene", "lanterns", "first-bell", NameTaken),
        ("scene", "lanterns", "end", ReservedId),
        ("scene", "lanterns", "Lanterns!", NotAnId),
        ("scene", "lanterns", "null-and-void", NamedAlready),
        ("fact", "ren-is-leaving", "brass-key", NameTaken),
        ("item", "brass-key", "ren-is-leaving", NameTaken),
        ("emotion", "wistful", "sad", NameTaken),
    ],
)
def test_a_new_name_must_be_free(
    kind: str, old: str, new: str, error: type[AnimeError], petals: Path, open_petals: Studio
) -> None:
    """Also where something names it that isn't there: that would come to mean the renamed thing."""
    chapter = petals / "chapters/the-fall.yaml"
    chapter.write_text(chapter.read_text().replace("[twenty", "[null-and-void, twenty"))
    before = texts(petals)
    with pytest.raises(error):
        rename(open_petals, kind, old, new)
    assert texts(petals) == before


def test_a_name_keeps_its_quotes_and_end_is_no_scene(petals: Path, open_petals: Studio) -> None:
    """In flow maps too, where a key without its quotes would stand too near its value; `next: end` names no scene."""
    scene = petals / "scenes/rooftop-dusk.yaml"
    text = scene.read_text(encoding="utf-8").replace("who: ren\n", "who: 'ren'\n", 1)
    text = text.replace("  ren: {emotion", '  "ren":   {emotion').replace("tags:", "next: end\ntags:")
    scene.write_text(text, encoding="utf-8")
    (petals / "scenes/end.yaml").write_text("title: End\nplace: station\nscript:\n  - action: Dark.\n")
    rename(open_petals, "character", "ren", "rin")
    rename(Studio.open(petals, environment={}), "scene", "end", "the-end")
    after = scene.read_text(encoding="utf-8")
    assert '  "rin":   {emotion' in after
    assert "who: 'rin'\n" in after
    assert "next: end\n" in after


def test_a_name_that_is_spelled_with_escapes_is_a_name(petals: Path, open_petals: Studio) -> None:
    """YAML can spell a letter by its number; the place is found all the same."""
    scene = petals / "scenes/lanterns.yaml"
    text = scene.read_text(encoding="utf-8").replace("pov: ren", 'pov: "r\\x65n"').replace("ren:", "'ren':")
    scene.write_text(text, encoding="utf-8")
    assert any(each.path == "scenes/lanterns.yaml" for each in remove(open_petals, "character", "ren").refused)
    rename(Studio.open(petals, environment={}), "character", "ren", "rin")
    assert 'pov: "rin"\n' in scene.read_text(encoding="utf-8")


def test_a_broken_file_stops_only_whom_it_may_concern(petals: Path, open_petals: Studio) -> None:
    """A sound scene is edited, added, renamed and removed beside one that can't be read."""
    (petals / "scenes/front-page.yaml").write_text("title: [\n  hana: ren\n")
    (petals / "scenes/present.yaml").write_bytes(b"title: \xff\xfe\n")
    edit(open_petals, "scene", "lanterns", said("weather=rain"))
    add(Studio.open(petals, environment={}), "scene", said("title=X", "place=station"), place=Place(after="lanterns"))
    (petals / "scenes/present.yaml").write_text("nonsense: {a: b}\n")
    rename(Studio.open(petals, environment={}), "scene", "lanterns", "the-lanterns")
    assert not remove(Studio.open(petals, environment={}), "scene", "the-lanterns").refused
    with pytest.raises(NotAllowed):
        rename(Studio.open(petals, environment={}), "character", "hana", "hanna")
    with pytest.raises(NotAllowed):
        remove(Studio.open(petals, environment={}), "character", "hana", cascade=True)
    (petals / "scenes/present.yaml").write_bytes(b"title: \xff\xfe\n")
    with pytest.raises(NotReadable):
        edit(Studio.open(petals, environment={}), "scene", "present", said("weather=rain"))


def test_a_field_of_a_wrong_document_can_be_mended(petals: Path, open_petals: Studio) -> None:
    """What was wrong may be set right; as long as anything is wrong the verb says what."""
    scene = petals / "scenes/lanterns.yaml"
    scene.write_text(scene.read_text(encoding="utf-8").replace('time: "17:40"', "time: late"), encoding="utf-8")
    edit(open_petals, "scene", "lanterns", said("time=17:45"))
    assert "time: 17:45\n" in scene.read_text(encoding="utf-8")


def test_people_and_places_go_by_their_names(petals: Path, open_petals: Studio) -> None:
    """As everywhere; a name of two people is refused."""
    rename(open_petals, "character", "Ren Aoyama", "rin")
    edit(Studio.open(petals, environment={}), "place", "Station forecourt", said("kind=street"))
    assert (petals / "characters/rin.yaml").exists()
    with pytest.raises(AmbiguousName):
        remove(Studio.open(petals, environment={}), "character", "Hanazono")


@pytest.mark.parametrize("kind_name", [("character", "mio"), ("fact", "sakura-has-magic"), ("thread", "who-saw-her")])
def test_one_name_alone_is_a_list_of_one(kind_name: tuple[str, str], petals: Path) -> None:
    """What is written without brackets is renamed and taken out as well."""
    for path in petals.glob("*/*.yaml"):
        text = re.sub(
            r"^( +(?:- )?(?:who|on|uses|known_by|to|mentions): )\[([a-z-]+)\]$",
            r"\1\2",
            path.read_text("utf-8"),
            flags=re.MULTILINE,
        )
        path.write_text(text, encoding="utf-8")
    before = texts(petals)
    assert before != texts(SAKURA)
    rename(Studio.open(petals, environment={}), *kind_name, "another")
    rename(Studio.open(petals, environment={}), kind_name[0], "another", kind_name[1])
    assert texts(petals) == before
    made = remove(Studio.open(petals, environment={}), *kind_name, cascade=True)
    assert not made.refused
    found = check_story(Studio.open(petals, environment={})).findings
    assert not [each.finding.message for each in found if each.finding.rule == "C01"]


def test_a_hook_that_refuses_takes_everything_back(petals: Path, open_petals: Studio) -> None:
    """What can't be committed as it was asked is not written either."""
    before = texts(petals)
    hook = petals / ".git/hooks/pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\nexit 1\n")
    hook.chmod(0o755)
    with pytest.raises(AnimeError):
        rename(open_petals, "character", "ren", "rin", keeping=Keeping(commit=True))
    assert texts(petals) == before
    assert rename(open_petals, "character", "ren", "rin").commit is None


def test_who_writes_meanwhile_is_not_overwritten(petals: Path, open_petals: Studio) -> None:
    """A file that is no longer what was read stays as it is, and so do all others of the command."""
    draft = Draft(open_petals)
    draft.put("scenes/lanterns.yaml", draft.text("scenes/lanterns.yaml").replace("title:", "title: Not", 1))
    draft.drop("scenes/present.yaml")
    (petals / "scenes/lanterns.yaml").write_text("title: Mine\n")
    before = texts(petals)
    with pytest.raises(ChangedMeanwhile):
        draft.write("scene edit", ("lanterns",))
    assert texts(petals) == before


def test_nothing_is_committed_unless_it_is_asked_for(petals: Path, open_petals: Studio) -> None:
    """By an option, a message or the setting; write and commit are one command to take back."""
    first, before = len(story_log(open_petals)), texts(petals)
    assert edit(open_petals, "scene", "lanterns", said("weather=rain")).commit is None
    undo(Studio.open(petals, environment={}))
    made = _kept(petals, Keeping(commit=True))
    assert _subject(petals) == "Change the scene “One true thing”"
    assert made.commit is not None
    undo(Studio.open(petals, environment={}))
    assert (len(story_log(Studio.open(petals, environment={}))), texts(petals)) == (first, before)
    _kept(petals, Keeping(message="Let it rain"))
    assert _subject(petals) == "Let it rain"
    auto = Studio.open(petals, environment={"ANIME_COMMIT": "auto"})
    assert rename(auto, "scene", "lanterns", "the-lanterns").commit is not None
    assert _subject(petals) == "Rename the scene “One true thing” from lanterns to the-lanterns"
    assert remove(auto, "scene", "front-page", keeping=Keeping(dry_run=True)).commit is None
    with pytest.raises(NoSuchWay, match="'sometimes'"):
        edit(Studio.open(petals, environment={"ANIME_COMMIT": "sometimes"}), "scene", "present", said("weather=rain"))


def test_a_commit_tells_that_it_holds_other_changes(petals: Path) -> None:
    """What a person changed by hand in the same file goes along, and is told; other files stay out."""
    for path in ("scenes/lanterns.yaml", "scenes/present.yaml"):
        with (petals / path).open("a", encoding="utf-8") as file:
            file.write("# By hand.\n")
    made = _kept(petals, Keeping(commit=True))
    assert made.notes == ("scenes/lanterns.yaml had changes that were in no commit; they are in this one too.",)
    from anime_cli.history.status import changes

    assert [each.path for each in changes(Studio.open(petals, environment={}).repository)] == ["scenes/present.yaml"]


def test_a_commit_tells_that_it_holds_a_whole_new_file(petals: Path) -> None:
    """A scene that no commit had goes along with the change of one of its fields."""
    new = petals / "scenes/new-moon.yaml"
    new.write_text((petals / "scenes/lanterns.yaml").read_text(encoding="utf-8"), encoding="utf-8")
    studio = Studio.open(petals, environment={})
    made = edit(studio, "scene", "new-moon", said("weather=rain"), keeping=Keeping(commit=True))
    assert made.notes == ("scenes/new-moon.yaml was in no commit; all of it is in this one.",)


def test_what_was_never_committed_can_be_removed(petals: Path, open_petals: Studio) -> None:
    """There is nothing to commit then but the rest."""
    add(open_petals, "place", said("name=The harbour"))
    made = remove(Studio.open(petals, environment={}), "place", "the-harbour", keeping=Keeping(commit=True))
    assert (made.commit, (petals / "places/the-harbour.yaml").exists()) == (None, False)


def test_auto_leaves_an_open_merge_alone(petals: Path) -> None:
    """Nothing is committed into it behind the writer's back; the change is made and it is said."""
    (petals / ".git/MERGE_HEAD").write_text((petals / ".git/refs/heads/main").read_text())
    auto = Studio.open(petals, environment={"ANIME_COMMIT": "auto"})
    made = edit(auto, "scene", "lanterns", said("weather=rain"))
    assert (made.commit, made.files) == (None, ("scenes/lanterns.yaml",))
    assert "Nothing was committed" in made.notes[0]


def _kept(petals: Path, keeping: Keeping) -> Authored:
    return edit(Studio.open(petals, environment={}), "scene", "lanterns", said("weather=rain"), keeping=keeping)


def _subject(petals: Path) -> str:
    return story_log(Studio.open(petals, environment={}))[0].subject
