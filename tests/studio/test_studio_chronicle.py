"""What became of one thing, commit by commit, under all its names and wherever it stood."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from retold import Ledger
from test_studio_blaming import RAIN, STORY, Annals, rain

from anime_cli.studio.called import NeitherFound, ThingNotFound, ThingOrRevision, means_thing
from anime_cli.studio.chronicle import Chronicle, thing_log
from anime_cli.studio.studio import Studio

if TYPE_CHECKING:
    from pathlib import Path

    from retold import Tale

TWO = {
    **STORY,
    "story.yaml": STORY["story.yaml"].replace("[one]", "[one, two]"),
    "chapters/two.yaml": "title: Two\nscenes: [bell]\n",
    "scenes/bell.yaml": "title: Bell\nplace: street\nscript: []\n",
}
LINE = "  - who: mio\n    say: It rains on every roof of the town.\n    id: d1\n"


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    return Ledger(tmp_path / "story")


def log(ledger: Ledger, word: str, revision: str | None = None, limit: int | None = None) -> Chronicle:
    return thing_log(Studio.open(ledger.repository.folder, environment={}), word, revision, limit=limit)


def told(ledger: Ledger, word: str, revision: str | None = None) -> list[tuple[str, list[str]]]:
    """Return by whom each commit is, '' where none has it yet, and what it did."""
    chapters = log(ledger, word, revision).chapters
    return [(each.commit.author if each.commit else "", [c.line() for c in each.changes]) for each in chapters]


@pytest.fixture
def travelled(ledger: Ledger) -> Ledger:
    """A scene that was written, changed, moved to another chapter, renamed, and whose line went to another scene."""
    moved = {"chapters/one.yaml": "title: One\nscenes: []\n", "chapters/two.yaml": "title: Two\nscenes: [bell, rain]\n"}
    renamed = {**TWO, **moved, "chapters/two.yaml": "title: Two\nscenes: [bell, wet-roofs]\n"}
    renamed["scenes/wet-roofs.yaml"] = RAIN.replace("every", "each")
    del renamed["scenes/rain.yaml"]
    last = {
        **renamed,
        "scenes/wet-roofs.yaml": renamed["scenes/wet-roofs.yaml"].replace(LINE.replace("every", "each"), ""),
        "scenes/bell.yaml": TWO["scenes/bell.yaml"].replace(" []\n", "\n" + LINE.replace("every", "each")),
    }
    commit = ledger.first
    for who, files in (
        ("begun", TWO),
        ("edited", {**TWO, "scenes/rain.yaml": RAIN.replace("every", "each")}),
        ("elsewhere", {**TWO, "scenes/rain.yaml": RAIN.replace("every", "each"), "places/roof.yaml": "name: Roof\n"}),
        ("moved", {**TWO, **moved, "scenes/rain.yaml": RAIN.replace("every", "each")}),
        ("renamed", renamed),
        ("line", last),
    ):
        commit = ledger.commit(files, [commit], who)
    ledger.stand_at(commit)
    return ledger


def test_a_scene_through_renames_and_chapters(travelled: Ledger) -> None:
    """Commits that did nothing to it are left out."""
    assert told(travelled, "wet-roofs") == [
        ("line", ['moved scene "Bell" > line d1 (mio) from scene "Rain", first']),
        ("renamed", ["renamed scene rain → wet-roofs (in 1 place)"]),
        ("moved", ['moved chapter "Two" > scene rain from chapter "One", after scene bell']),
        (
            "edited",
            ['changed scene "Rain" > line d1 (mio) > say: It rains on [-every-]{+each+} roof of the town.'],
        ),
        ("begun", ['added scene "Rain"']),
    ]


def test_a_line_through_scenes(travelled: Ledger) -> None:
    assert told(travelled, "bell:d1") == [
        ("line", ['moved scene "Bell" > line d1 (mio) from scene "Rain", first']),
        ("renamed", ["renamed scene rain → wet-roofs (in 1 place)"]),
        (
            "edited",
            ['changed scene "Rain" > line d1 (mio) > say: It rains on [-every-]{+each+} roof of the town.'],
        ),
        ("begun", ['added scene "Rain"']),
    ]


def test_what_is_not_committed_comes_first(travelled: Ledger) -> None:
    folder = travelled.repository.folder
    (folder / "chapters/two.yaml").write_text("title: Two\nscenes: [wet-roofs, bell]\n")
    (folder / "characters/mio.yaml").unlink()
    assert told(travelled, "wet-roofs")[0] == ("", ['moved chapter "Two" > scene wet-roofs first'])
    assert told(travelled, "mio") == [
        ("", ['removed character "Mio Kanda"']),
        ("begun", ['added character "Mio Kanda"']),
    ]


def test_a_thing_that_is_gone_is_still_told(travelled: Ledger) -> None:
    assert [who for who, _ in told(travelled, "rain")] == ["renamed", "moved", "edited", "begun"]
    assert log(travelled, "rain").path == "scenes/rain.yaml"


def test_no_more_than_was_asked_for(travelled: Ledger) -> None:
    whole = log(travelled, "wet-roofs")
    two = log(travelled, "wet-roofs", limit=2)
    assert (len(two.chapters), two.more, whole.more) == (2, True, False)
    assert two.chapters == whole.chapters[:2]
    assert [len(log(travelled, "wet-roofs", limit=5).chapters), log(travelled, "wet-roofs", limit=5).more] == [5, False]


def test_a_merge_is_told_where_it_wrote(ledger: Ledger) -> None:
    """One that only brings both sides together is left out; what it wrote itself is told, and nothing else."""
    base = ledger.commit(STORY, [ledger.first], "base")
    one = ledger.commit(rain(("every roof", "each roof")), [base], "one")
    two = ledger.commit(rain(("title: Rain", "title: Wet")), [base], "two")
    edits = ("every roof", "each roof"), ("title: Rain", "title: Wet")
    both = ledger.commit(rain(*edits), [one, two], "both")
    assert [who for who, _ in told(ledger, "rain", both)] == ["two", "one", "base"]
    evil = ledger.commit(rain(*edits, ("Nobody comes", "Nobody ever comes")), [one, two], "evil")
    assert told(ledger, "rain", evil)[0] == (
        "evil",
        ['changed scene "Wet" > action d2 > action: Nobody {+ever +}comes out to see it.'],
    )
    dropped = ledger.commit(rain(("every roof", "each roof")), [one, two], "dropped")
    assert [who for who, _ in told(ledger, "rain", dropped)] == ["one", "base"]


def test_other_bytes_that_say_the_same_are_no_change(ledger: Ledger) -> None:
    begun = ledger.commit(STORY, [ledger.first], "mio")
    ledger.stand_at(ledger.commit(rain(("title: Rain", "title: 'Rain'  # wet")), [begun], "fmt"))
    assert told(ledger, "rain")[0] == ("fmt", [])
    assert [who for who, _ in told(ledger, "rain:d1")] == ["mio"]


def test_a_word_means_a_thing_or_a_revision(travelled: Ledger) -> None:
    studio = Studio.open(travelled.repository.folder, environment={})
    studio.repository.handle.branches.local.create("bell", studio.repository.handle.head.peel())
    assert [means_thing(studio, word) for word in ("wet-roofs", "Mio Kanda", "rain")] == [True] * 3
    assert [means_thing(studio, word) for word in ("main", "HEAD~1", studio.repository.tip()[:8])] == [False] * 3
    with pytest.raises(ThingOrRevision):
        means_thing(studio, "bell")
    with pytest.raises(NeitherFound, match="'wet-roof'") as neither:
        means_thing(studio, "wet-roof")
    assert neither.value.hint == "Did you mean 'wet-roofs'?"
    with pytest.raises(ThingNotFound):
        log(travelled, "never", "HEAD")


def test_a_broken_story_does_not_hide_its_past(travelled: Ledger) -> None:
    """A story.yaml that can't be read has no facts to ask for; the rest is as it was."""
    folder = travelled.repository.folder
    (folder / "story.yaml").write_text("format: [")
    assert not means_thing(Studio.open(folder, environment={}), "main")
    assert [who for who, _ in told(travelled, "mio")] == ["begun"]
    with pytest.raises(ThingNotFound):
        log(travelled, "wet")


def standing(tale: Tale, number: int) -> tuple[str, str, str]:
    """Return what a scene is called, what its file says, and which chapter lists it."""
    name = list(tale.scenes)[number]
    chapter = next(key for key, scenes in tale.chapters.items() if name in scenes)
    return name, tale.files()[f"scenes/{name}.yaml"], chapter


def prove(folder: Path, seed: int, steps: int) -> None:
    annals = Annals(folder, seed)
    begun = annals.teller.begun()
    first = annals.write(begun, [annals.ledger.first])
    _, last = annals.along(begun, first, steps, (), alone=True)
    annals.ledger.stand_at(last)
    studio = Studio.open(folder, environment={})
    for number, name in enumerate(annals.tales[-1].scenes):
        found = [each.commit and annals.commits.index(each.commit.id) for each in thing_log(studio, name).chapters]
        states = [standing(tale, number) for tale in annals.tales]
        changed = [step for step in range(len(states)) if step == 0 or states[step] != states[step - 1]]
        assert found == changed[::-1], f"seed {seed}: {name}"


@pytest.mark.parametrize("seed", range(5))
def test_random_histories_are_told(seed: int, tmp_path: Path) -> None:
    """Every commit that did something to a scene, its name or its place, and no other."""
    prove(tmp_path / "story", seed, 14)


@pytest.mark.slow
def test_many_random_histories_are_told(tmp_path: Path) -> None:
    for seed in range(100, 300):
        prove(tmp_path / f"story-{seed}", seed, 20)
