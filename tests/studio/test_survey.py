"""What the check reads: cards that are remembered, made anew where they are lost, and few documents."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from anime_cli.model.load import file_of, to_text
from anime_cli.story.check import check
from anime_cli.story.continuity.waiving import waive
from anime_cli.story.snapshot import assemble
from anime_cli.studio import cards as module
from anime_cli.studio.cards import CARDS, read_cards
from anime_cli.studio.checking import check_story, new_problems
from anime_cli.studio.errors import BrokenDocuments
from anime_cli.studio.studio import Studio
from anime_cli.studio.survey import survey
from anime_cli.studio.verdict import judged

sys.path.insert(0, str(Path(__file__).parent.parent / "story"))
from wild import documents, wild

if TYPE_CHECKING:
    from wild import Wild

    from anime_cli.story.continuity.finding import Finding

CHECK = """
import sys
from anime_cli import Studio
from anime_cli.studio.checking import check_story
print(len(check_story(Studio.open(sys.argv[1])).findings), *sorted({"yaml"} & set(sys.modules)))
"""
SAME = (HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large)


def texts_of(drawn: Wild) -> dict[str, bytes]:
    """Return the files of a drawn story."""
    return {file_of(document): to_text(document).encode() for document in documents(drawn)}


def stored(studio: Studio, texts: dict[str, bytes]) -> dict[str, str]:
    """Give TEXTS to git and return their blob ids by path."""
    return {path: str(studio.repository.handle.create_blob(data)) for path, data in texts.items()}


def whole(drawn: Wild) -> tuple[Finding, ...]:
    """Return what a check finds that reads everything."""
    return check(assemble(documents(drawn)))


@settings(max_examples=12, deadline=None, suppress_health_check=SAME)
@given(drawn=wild(), data=st.data())
def test_a_survey_finds_what_reading_everything_finds(studio: Studio, drawn: Wild, data: st.DataObject) -> None:
    """With nothing remembered, with everything, and with some documents that no blob holds."""
    texts = texts_of(drawn)
    fresh = data.draw(st.sets(st.sampled_from(sorted(texts))))
    files = stored(studio, texts)
    found = whole(drawn)
    assert found_in(studio, files) == found
    assert found_in(Studio.open(studio.repository.folder), files) == found
    kept = {path: blob for path, blob in files.items() if path not in fresh}
    assert found_in(studio, kept, {path: texts[path] for path in fresh}) == found


@settings(max_examples=12, deadline=None, suppress_health_check=SAME)
@given(before=wild(), after=wild())
def test_new_problems_are_those_of_no_parent(studio: Studio, before: Wild, after: Wild) -> None:
    """They are what a check of everything finds, without what the parent's finds."""
    parent = commit(studio, stored(studio, texts_of(before)))
    known = {each.fingerprint for each in whole(before)}
    wanted = [each for each in whole(after) if each.severity == "error" and not each.waived]
    found = new_problems(studio, {}, (parent,), texts_of(after))
    assert [each.finding for each in found] == [each for each in wanted if each.fingerprint not in known]


def found_in(studio: Studio, files: dict[str, str], texts: dict[str, bytes] | None = None) -> tuple[Finding, ...]:
    """Return what a check of FILES and TEXTS finds."""
    surveyed = survey(studio, files, texts)
    return waive(surveyed.story.document, judged(studio, surveyed))


def commit(studio: Studio, files: dict[str, str]) -> str:
    """Commit FILES (path to blob id) and nothing else, on no branch."""
    import pygit2

    handle = studio.repository.handle
    index = pygit2.Index()
    for path, blob in files.items():
        index.add(pygit2.IndexEntry(path, pygit2.Oid(hex=blob), pygit2.enums.FileMode.BLOB))
    who = pygit2.Signature("Mio", "mio@example.org")
    return str(handle.create_commit(None, who, who, "Draft", index.write_tree(handle), []))


def test_a_warm_check_parses_nothing(studio: Studio) -> None:
    """The second check of the same files knows their cards."""
    call = [sys.executable, "-c", CHECK, str(studio.repository.folder)]
    said = [subprocess.run(call, capture_output=True, text=True, check=True).stdout.strip() for _ in range(2)]
    assert said == ["0 yaml", "0"]


@pytest.mark.parametrize("row", ["no card", "[]", "[0, [], [], []]\\nnull\\n", "[5, [], []", "null"])
def test_damaged_and_old_cards_are_made_anew(studio: Studio, row: str) -> None:
    """Cards are no truth."""
    files = studio.repository.files()
    cards = read_cards(studio, files)
    key = next(iter(studio.store.items(CARDS)))
    studio.store.put_many({key: row}, CARDS)
    again = read_cards(studio, files)
    assert {path: card.pack() for path, card in again.items()}.keys() == cards.keys()
    assert found_in(studio, files) == ()
    assert studio.store.items(CARDS)[key] != row


def test_warnings_are_remembered(studio: Studio) -> None:
    """A key that no version knows is told of every time."""
    path = studio.repository.folder / "scenes/roof.yaml"
    path.write_text("title: Roof\nplace: street\nscript: []\ncolour: red\n")
    first, second = (check_story(studio).warnings for _ in range(2))
    assert first == second
    assert "'colour' is no key of this format" in first[0]


def test_broken_files_of_all_batches_are_told_at_once(studio: Studio, monkeypatch: pytest.MonkeyPatch) -> None:
    """However many documents are held at once, every broken file is named."""
    monkeypatch.setattr(module, "BATCH", 1)
    for name in ("rain", "roof"):
        (studio.repository.folder / f"scenes/{name}.yaml").write_text("title: [\n")
    with pytest.raises(BrokenDocuments, match="2 files can't be read") as caught:
        check_story(studio)
    assert "rain" in str(caught.value)
    assert "roof" in str(caught.value)


def test_scenes_are_read_when_asked_for(studio: Studio) -> None:
    """A survey's story is a story."""
    surveyed = survey(studio, studio.repository.files())
    assert surveyed.story.told == studio.story().told
    assert dict(surveyed.story.scenes) == dict(studio.story().scenes)
    assert "moon" not in surveyed.story.scenes
    with pytest.raises(KeyError):
        surveyed.story.scenes["moon"]
