"""Random pasts of a story: reverting and picking make what git makes wherever git is sure."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from anime_cli.studio.picking import pick
from anime_cli.studio.reverting import revert

if TYPE_CHECKING:
    from pathlib import Path

    from anime_cli.studio.studio import Studio

SCENE, NOTES = "scenes/rain.yaml", "notes.txt"
IDS = "abcdefgh"
ITEM = "  - action: {words}\n    id: {id}1b2c3d\n"
HEAD = "title: {title}\nplace: street\nscript:\n"

EDITS = st.one_of(
    st.tuples(st.just("words"), st.sampled_from(IDS), st.sampled_from(["Rain.", "Wind.", "Snow falls."])),
    st.tuples(st.just("add"), st.sampled_from("mnpq"), st.sampled_from(IDS)),
    st.tuples(st.just("remove"), st.sampled_from(IDS), st.just("")),
    st.tuples(st.just("title"), st.sampled_from(["Rain", "Storm", "Hail"]), st.just("")),
    st.tuples(st.just("notes"), st.sampled_from(IDS), st.sampled_from(["x", "y"])),
)


class Draft:
    """A scene and a file of notes that edits change."""

    def __init__(self) -> None:
        self.title = "Rain"
        self.items = [(name, f"Line {name}.") for name in IDS]
        self.notes = {name: f"Note {name}" for name in IDS}

    def edit(self, kind: str, name: str, word: str) -> None:
        """Make one edit; one that has nothing to change changes nothing."""
        if kind == "words":
            self.items = [(each, word if each == name else words) for each, words in self.items]
        elif kind == "add" and name not in dict(self.items):
            place = next((index for index, (each, _) in enumerate(self.items) if each == word), -1)
            self.items.insert(place + 1, (name, f"Line {name}."))
        elif kind == "remove":
            self.items = [item for item in self.items if item[0] != name]
        elif kind == "title":
            self.title = name
        elif kind == "notes":
            self.notes[name] = word

    def texts(self) -> dict[str, str]:
        """Return the two files."""
        script = "".join(ITEM.format(id=name, words=words) for name, words in self.items)
        return {SCENE: HEAD.format(title=self.title) + script, NOTES: "\n\n\n".join(self.notes.values()) + "\n"}


def git(folder: Path, *arguments: str, check: bool = True) -> subprocess.CompletedProcess[str]:
    return subprocess.run(["git", *arguments], cwd=folder, capture_output=True, text=True, check=check)


def commits(folder: Path, edits: list[tuple[str, str, str]], draft: Draft) -> list[str]:
    """Commit each edit and return the commits."""
    made = []
    for number, edit in enumerate(edits):
        draft.edit(*edit)
        for path, text in draft.texts().items():
            (folder / path).write_text(text, encoding="utf-8")
        git(folder, "add", "-A")
        git(folder, "commit", "-q", "--allow-empty", "-m", f"Edit {number}")
        made.append(git(folder, "rev-parse", "HEAD").stdout.strip())
    return made


def compare(folder: Path, ours: object, *theirs: str) -> None:
    """Let us and git do the same to one state; where git is sure, the trees are equal."""
    start = git(folder, "rev-parse", "HEAD").stdout.strip()
    kind = ours()  # type: ignore[operator]
    tree = git(folder, "rev-parse", "HEAD^{tree}").stdout
    assert (git(folder, "rev-parse", "HEAD").stdout.strip() != start) == (kind == "done")
    git(folder, "reset", "-q", "--hard", start)
    sure = git(folder, *theirs, check=False).returncode == 0
    if sure:
        assert kind in {"done", "nothing"}
        assert git(folder, "rev-parse", "HEAD^{tree}").stdout == tree
    git(folder, "reset", "-q", "--hard", start)


def past(studio: Studio, edits: list[tuple[str, str, str]], at: int) -> None:
    """Revert each of EDITS on top of all, then pick each onto where a branch began before them."""
    folder = studio.repository.folder
    git(folder, "checkout", "-q", "-B", "main", "start")
    draft = Draft()
    commits(folder, [("title", "Rain", "")], draft)
    made = commits(folder, edits, draft)
    chosen = made[at % len(made)]
    compare(folder, lambda: revert(studio, chosen).kind, "revert", "--no-edit", chosen)
    git(folder, "checkout", "-q", "-B", "main", made[0])
    compare(folder, lambda: pick(studio, chosen).kind, "cherry-pick", "--allow-empty", "-x", chosen)


HISTORIES = {"edits": st.lists(EDITS, min_size=2, max_size=6), "at": st.integers(0, 5)}
QUIET = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]


@pytest.fixture
def started(studio: Studio) -> Studio:
    """The story, its first commit under the name start."""
    git(studio.repository.folder, "branch", "start")
    return studio


@settings(max_examples=6, deadline=None, suppress_health_check=QUIET)
@given(**HISTORIES)
def test_what_git_is_sure_of(started: Studio, edits: list[tuple[str, str, str]], at: int) -> None:
    """A clean revert or cherry-pick of git's is ours, file by file."""
    past(started, edits, at)


@pytest.mark.slow
@settings(max_examples=150, deadline=None, suppress_health_check=QUIET)
@given(**HISTORIES)
def test_what_git_is_sure_of_at_length(started: Studio, edits: list[tuple[str, str, str]], at: int) -> None:
    """The same over many more pasts."""
    past(started, edits, at)
