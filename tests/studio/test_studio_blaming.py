"""Whoever wrote a line or a field last is named, whatever happened around it since."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pytest
from retold import Ledger, Tale, Teller

from anime_cli.errors import AnimeError
from anime_cli.history.errors import RevisionNotFound
from anime_cli.merge.shelf import Shelf
from anime_cli.studio.blaming import blame
from anime_cli.studio.called import ItemNotFound, SeveralThings, ThingNotFound
from anime_cli.studio.studio import Studio

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


class Annals:
    """A ledger and the commit of each step."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.ledger = Ledger(folder)
        self.teller = Teller(seed)
        self.commits: list[str] = []
        self.tales: list[Tale] = []

    def write(self, tale: Tale, parents: Iterable[str]) -> str:
        commit = self.ledger.commit(tale.files(), parents, f"W{len(self.commits)}")
        self.commits.append(commit)
        self.tales.append(tale)
        return commit

    def along(self, tale: Tale, commit: str, steps: int, scenes: Iterable[str], *, alone: bool) -> tuple[Tale, str]:
        mine = list(scenes)
        for _ in range(steps):
            tale = self.teller.retell(tale, len(self.commits), mine or list(tale.scenes), alone=alone)
            commit = self.write(tale, [commit])
        return tale, commit

    def merged(self, tale: Tale, commit: str) -> tuple[Tale, str]:
        """Let two writers work on half of the scenes each, and bring both together; sometimes the merge writes, too."""
        scenes = list(tale.scenes)
        ours, theirs = scenes[: len(scenes) // 2], scenes[len(scenes) // 2 :]
        one, left = self.along(tale, commit, 2, ours, alone=False)
        two, right = self.along(tale, commit, 2, theirs, alone=False)
        both = Tale(
            {name: (one if name in ours else two).scenes[name] for name in scenes},
            one.chapters,
            {**one.remarks, **{name: text for name, text in two.remarks.items() if name in theirs}},
            one.people,
        )
        step = len(self.commits)
        if self.teller.random.random() < 0.5:
            self.teller.reword(both, step, scenes, set())
        return both, self.write(both, [left, right])


def told(folder: Path, seed: int, rounds: int = 3) -> tuple[Annals, Tale]:
    annals = Annals(folder, seed)
    tale = annals.teller.begun()
    commit = annals.write(tale, [annals.ledger.first])
    for _ in range(rounds):
        tale, commit = annals.along(tale, commit, 4, (), alone=True)
        tale, commit = annals.merged(tale, commit)
    annals.ledger.stand_at(commit)
    return annals, tale


def prove(folder: Path, seed: int) -> None:
    annals, tale = told(folder, seed)
    studio = Studio.open(folder, environment={})
    for name, lines in tale.scenes.items():
        found = {each.address: each.commit for each in blame(studio, name).written if each.address[0] == "script"}
        for index, line in enumerate(lines):
            for key, step in line.wrote.items():
                commit = found["script", index, key]
                assert commit is not None
                number = annals.commits.index(commit.id)
                assert number == step, f"seed {seed}: {name}:{index} {key} of {line}: {number}"


@pytest.mark.parametrize("seed", range(12))
def test_random_histories(seed: int, tmp_path: Path) -> None:
    """Through rewording, moves, travels between scenes, renames of scenes and people, ids that come and go, merges."""
    prove(tmp_path / "story", seed)


@pytest.mark.slow
@pytest.mark.parametrize("part", range(10))
def test_many_random_histories(part: int, tmp_path: Path) -> None:
    for seed in range(1000 + part * 50, 1050 + part * 50):
        prove(tmp_path / f"story-{seed}", seed)


RAIN = """\
title: Rain
place: street
script:
  - who: mio
    say: It rains on every roof of the town.
    id: d1
  - action: Nobody comes out to see it.
    id: d2
"""
STORY = {
    "story.yaml": "format: anime/1\ntitle: Rain\nchapters: [one]\nfacts:\n  wet: {text: It is wet., secret: true}\n",
    "chapters/one.yaml": "title: One\nscenes: [rain]\n",
    "characters/mio.yaml": "name: Mio Kanda\naliases: [Kan]\n",
    "places/street.yaml": "name: The street\n",
    "scenes/rain.yaml": RAIN,
}


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    return Ledger(tmp_path / "story")


def rain(*edits: tuple[str, str]) -> dict[str, str]:
    """Return the story with texts of its scene replaced."""
    text = RAIN
    for old, new in edits:
        assert old in text
        text = text.replace(old, new)
    return {**STORY, "scenes/rain.yaml": text}


def writers(ledger: Ledger, word: str = "rain", revision: str | None = None) -> dict[str, str | None]:
    """Return who wrote each place of a thing, None where nobody committed it yet."""
    told = blame(Studio.open(ledger.repository.folder, environment={}), word, revision)
    return {".".join(map(str, each.address)): each.commit and each.commit.author for each in told.written}


def test_the_first_commit_wrote_what_nobody_changed(ledger: Ledger) -> None:
    begun = ledger.commit(STORY, [], "root")
    ledger.stand_at(ledger.commit(rain(("every roof", "each roof")), [begun], "ren"))
    found = writers(ledger)
    assert found.pop("script.0.say") == "ren"
    assert set(found.values()) == {"root"}
    assert set(writers(ledger, revision=begun).values()) == {"root"}


def test_what_is_not_committed_has_no_writer_yet(ledger: Ledger) -> None:
    """Files as they are: a word changed, a scene that git has never seen, one under a new name."""
    ledger.stand_at(ledger.commit(STORY, [ledger.first], "mio"))
    folder = ledger.repository.folder
    (folder / "scenes/rain.yaml").write_text(RAIN.replace("Nobody", "No one"))
    assert {key for key, who in writers(ledger).items() if who is None} == {"script.1.action"}
    (folder / "scenes/rain.yaml").rename(folder / "scenes/drip.yaml")
    assert {key for key, who in writers(ledger, "drip").items() if who is None} == {"script.1.action"}
    (folder / "scenes/new.yaml").write_text("title: New\nplace: street\nscript: []\n")
    assert set(writers(ledger, "new").values()) == {None}


def test_nothing_is_committed_at_all(tmp_path: Path) -> None:
    for path, text in STORY.items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text(text)
    subprocess.run(["git", "init", "-q", tmp_path], check=True)
    told = blame(Studio.open(tmp_path, environment={}), "rain")
    assert {each.commit for each in told.written} == {None}


def test_what_an_open_merge_brought_belongs_to_its_side(ledger: Ledger) -> None:
    base = ledger.commit(STORY, [ledger.first], "mio")
    theirs = ledger.commit(rain(("Nobody comes", "Nobody ever comes")), [base], "ren")
    ledger.stand_at(ledger.commit(rain(("every roof", "each roof")), [base], "aoi"))
    folder = ledger.repository.folder
    (folder / "scenes/rain.yaml").write_text(
        RAIN.replace("every roof", "each roof").replace("Nobody", "Nobody ever").replace("Rain", "Wet")
    )
    (folder / ".git/MERGE_HEAD").write_text(f"{theirs}\n")
    found = writers(ledger)
    assert [found[key] for key in ("title", "place", "script.0.say", "script.1.action")] == [None, "mio", "aoi", "ren"]


def test_a_merge_wrote_only_what_no_side_had(ledger: Ledger) -> None:
    """Octopus and crosswise merges, too; a side whose change was dropped wrote nothing."""
    base = ledger.commit(STORY, [ledger.first], "mio")
    one = ledger.commit(rain(("every roof", "each roof")), [base], "one")
    two = ledger.commit(rain(("title: Rain", "title: Wet")), [base], "two")
    three = ledger.commit(rain(("place: street", "place: roof")), [base], "three")
    edits = ("every roof", "each roof"), ("title: Rain", "title: Wet")
    left = ledger.commit(rain(*edits), [one, two], "left")
    right = ledger.commit(rain(*edits), [two, one], "right")
    cross = ledger.commit(rain(*edits, ("Nobody", "No one")), [left, right], "cross")
    octopus = ledger.commit(
        rain(*edits, ("Nobody", "No one"), ("place: street", "place: roof")), [cross, three, right], "o"
    )
    ledger.stand_at(octopus)
    found = writers(ledger)
    assert found == {
        "title": "two",
        "place": "three",
        "script.0.who": "mio",
        "script.0.say": "one",
        "script.1.action": "cross",
    }


def test_a_line_that_came_back_is_of_who_brought_it_back(ledger: Ledger) -> None:
    begun = ledger.commit(STORY, [ledger.first], "mio")
    line = "  - action: Nobody comes out to see it.\n    id: d2\n"
    gone = ledger.commit(rain((line, "")), [begun], "ren")
    ledger.stand_at(ledger.commit(STORY, [gone], "aoi"))
    assert writers(ledger)["script.1.action"] == "aoi"


def test_formatting_and_ids_have_no_writer(ledger: Ledger) -> None:
    begun = ledger.commit(rain(("    id: d2\n", "")), [ledger.first], "mio")
    ledger.stand_at(ledger.commit(rain(("title: Rain", "# Wet.\ntitle: 'Rain'")), [begun], "fmt"))
    assert set(writers(ledger).values()) == {"mio"}


def test_a_commit_that_cannot_be_read_is_passed(ledger: Ledger) -> None:
    """Somebody committed half a file: the lines are of whoever wrote them before, not of who mended it."""
    begun = ledger.commit(STORY, [ledger.first], "mio")
    broken = ledger.commit(rain(("script:", "script: [")), [begun], "ren")
    other = ledger.commit({**rain(("script:", "script: [")), "places/roof.yaml": "name: Roof\n"}, [broken], "aoi")
    ledger.stand_at(ledger.commit(STORY, [other], "kei"))
    assert set(writers(ledger).values()) == {"mio"}


def test_a_side_that_cannot_be_read_brought_nothing(ledger: Ledger) -> None:
    base = ledger.commit(STORY, [ledger.first], "mio")
    broken = ledger.commit(rain(("script:", "script: [")), [base], "ren")
    edited = ledger.commit(rain(("every roof", "each roof")), [base], "aoi")
    ledger.stand_at(ledger.commit(rain(("every roof", "each roof"), ("Nobody", "No one")), [broken, edited], "kei"))
    found = writers(ledger)
    assert (found["title"], found["script.0.say"], found["script.1.action"]) == ("mio", "aoi", "kei")


def test_a_shallow_clone_says_where_it_begins(ledger: Ledger, tmp_path: Path) -> None:
    begun = ledger.commit(STORY, [ledger.first], "mio")
    later = ledger.commit(rain(("Nobody", "No one")), [begun], "ren")
    ledger.stand_at(ledger.commit(rain(("Nobody", "No one"), ("title: Rain", "title: Wet")), [later], "aoi"))
    source = f"file://{ledger.repository.folder}"
    subprocess.run(["git", "clone", "-q", "--depth", "2", source, tmp_path / "clone"], check=True)
    told = blame(Studio.open(tmp_path / "clone", environment={}), "rain")
    found = {each.address[-1]: (each.commit and each.commit.author, each.cut) for each in told.written}
    assert found["title"] == ("aoi", False)
    assert found["action"] == found["place"] == ("ren", True)


def test_anything_with_an_id_or_a_name_can_be_asked_for(ledger: Ledger) -> None:
    ledger.stand_at(ledger.commit(STORY, [ledger.first], "mio"))
    assert list(writers(ledger, "wet")) == ["facts.wet.text", "facts.wet.secret"]
    assert list(writers(ledger, "rain:d2")) == ["script.1.action"]
    for word in ("mio", "Mio Kanda", "kanda", "Kan", "characters/mio.yaml"):
        assert list(writers(ledger, word)) == ["name", "aliases.0"]
    assert list(writers(ledger, "The street")) == ["name"]
    assert list(writers(ledger, "one")) == ["title", "scenes.0"]
    assert "chapters.0" in writers(ledger, "story")


def test_what_nobody_knows_is_said_with_what_is_near(ledger: Ledger) -> None:
    files = {**STORY, "places/rain.yaml": "name: A place\n"}
    ledger.stand_at(ledger.commit(files, [ledger.first], "mio"))
    for word, error, hint in (
        ("rainn", ThingNotFound, "Did you mean 'rain'?"),
        ("", ThingNotFound, "anime story read --ids"),
        ("../rain", ThingNotFound, ""),
        ("rain", SeveralThings, "Give one of them as it stands: scenes/rain.yaml"),
        ("scenes/rain.yaml:d3", ItemNotFound, ""),
        ("story:facts:dry", ItemNotFound, ""),
    ):
        with pytest.raises(error) as refused:
            writers(ledger, word)
        assert isinstance(refused.value, AnimeError)
        assert hint in (refused.value.hint or "")
    with pytest.raises(RevisionNotFound):
        writers(ledger, "mio", "nowhere")


def test_commits_that_leave_a_scene_alone_are_not_read(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of three hundred commits only those that touch the scene cost more than a look at their trees."""
    read: list[str] = []
    value = Shelf.value
    monkeypatch.setattr(Shelf, "value", lambda shelf, path, text: read.append(path) or value(shelf, path, text))
    commit = ledger.commit(STORY, [ledger.first], "mio")
    files = dict(STORY)
    for number in range(300):
        files[f"scenes/s{number % 40}.yaml"] = RAIN.replace("Rain", f"Rain {number}").replace(
            "id: d", f"id: s{number}x"
        )
        if number % 100 == 50:
            files["scenes/rain.yaml"] = RAIN.replace("Nobody", f"Number {number}")
        commit = ledger.commit(files, [commit], "ren")
    ledger.stand_at(commit)
    assert writers(ledger)["script.1.action"] == "ren"
    assert len(read) < 30
