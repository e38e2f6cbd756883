"""Several clones of one story, worked on in any order: nothing is lost, git agrees, and undo is exact."""

from __future__ import annotations

import re
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test
from real_git import Git, snapshot

from anime_cli.errors import AnimeError
from anime_cli.history.errors import NothingToUndo
from anime_cli.history.repository import Repository
from anime_cli.history.status import changes
from anime_cli.studio import branching, conflicts, merging, replaying, resolving, reverting, saving, undoing
from anime_cli.studio.studio import Studio

if TYPE_CHECKING:
    from collections.abc import Callable

FIRST = {
    "story.yaml": b"format: anime/1\ntitle: Rain\nchapters: [one]\n",
    "chapters/one.yaml": b"title: One\nscenes:\n  - s0\n  - s1\n",
    "characters/mio.yaml": b"name: Mio\n",
    "places/roof.yaml": b"name: The roof\n",
}
SCENE = "title: Scene\nplace: roof\nscript:\n"
LINE = "  - who: mio\n    say: {word}.\n    id: {word}\n"
WORD = re.compile(r"\bw\d+x\b")
clones = st.integers(0, 1)
picks = st.integers(0, 5)


def words(texts: dict[str, bytes]) -> set[str]:
    """Return the words that writers wrote: each is unique, and stands as what is said in a line."""
    said = (line for data in texts.values() for line in data.decode().splitlines() if "id:" not in line)
    return {word for line in said for word in WORD.findall(line)}


class Clone:
    """One person's copy of the story."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.git = Git(folder)
        self.made: list[tuple[str, str]] = []
        self.done: list[tuple[dict[str, Any], dict[str, Any]]] = []
        self.undone: list[tuple[dict[str, Any], dict[str, Any]]] = []

    @property
    def studio(self) -> Studio:
        return Studio(Repository.discover(self.folder), {}, {})

    def state(self) -> dict[str, Any]:
        """Return what a person can see."""
        notes = {name: self.folder / ".git" / name for name in ("MERGE_HEAD", "REVERT_HEAD", "anime/merge.json")}
        return {
            "files": snapshot(self.folder),
            "index": self.git("ls-files", "--stage"),
            "refs": self.git("for-each-ref", "refs/heads"),
            "head": self.git("symbolic-ref", "HEAD"),
            "notes": {name: path.read_text() if path.exists() else None for name, path in notes.items()},
        }

    def at(self, revision: str) -> set[str]:
        """Return the words of a revision."""
        lines = self.git("grep", "-h", "-o", "-E", r"say: w[0-9]+x", revision, check=False)
        return set(WORD.findall(lines))

    @property
    def waiting(self) -> str | None:
        """Return what waits to be finished: a merge, a revert, or nothing."""
        marks = {"merge": "MERGE_HEAD", "revert": "REVERT_HEAD"}
        return next((name for name, mark in marks.items() if (self.folder / ".git" / mark).exists()), None)

    def give_up(self) -> object:
        if self.waiting == "merge":
            return merging.abort_merge(self.studio)
        return replaying.abort_replay(self.studio, "revert")

    def go_on(self) -> object:
        if self.waiting == "merge":
            return merging.continue_merge(self.studio)
        return replaying.continue_replay(self.studio, "revert")

    def scenes(self) -> list[Path]:
        return sorted((self.folder / "scenes").glob("*.yaml"))


class Clones(RuleBasedStateMachine):
    """Two writers, each with a clone."""

    def __init__(self) -> None:
        super().__init__()
        self.place = Path(tempfile.mkdtemp(prefix="anime-clones-"))
        self.count = 0
        scenes = {f"scenes/s{n}.yaml": (SCENE + "".join(self.line() for _ in range(3))).encode() for n in range(2)}
        first = Repository.create(self.place / "c0", {**FIRST, **scenes}, "Begin").folder
        Git(self.place)("clone", "-q", str(first), "c1")
        self.clones = [Clone(self.place / "c0"), Clone(self.place / "c1")]

    def teardown(self) -> None:
        for clone in self.clones:
            clone.git.sound()
            held = set(clone.git("rev-list", "--all", "--reflog").splitlines())
            for commit, word in clone.made:
                assert commit in held, "A commit is gone."
                assert word in clone.at(commit)
        shutil.rmtree(self.place)

    def word(self) -> str:
        self.count += 1
        return f"w{self.count}x"

    def line(self) -> str:
        return LINE.format(word=self.word())

    def act(self, clone: Clone, command: Callable[[], Any]) -> Any:
        """Run a command that can be taken back; a refusal changes nothing."""
        before = clone.state()
        try:
            result = command()
        except AnimeError:
            assert clone.state() == before, "A refused command changed something."
            return None
        after = clone.state()
        if after != before:
            clone.done.append((before, after))
            clone.undone.clear()
        return result

    def items(self, number: int, pick: int) -> tuple[Clone, Path, list[str]] | None:
        """Return a scene of a clone that is not amid a merge, cut before each line of its script."""
        clone = self.clones[number]
        scenes = clone.scenes()
        if clone.waiting or not scenes:
            return None
        path = scenes[pick % len(scenes)]
        return clone, path, re.split(r"(?m)^(?=  - who)", path.read_text())

    @rule(number=clones, pick=picks, at=picks)
    def edit_a_line(self, number: int, pick: int, at: int) -> None:
        found = self.items(number, pick)
        if found and len(found[2]) > 1:
            _, path, items = found
            index = 1 + at % (len(items) - 1)
            items[index] = re.sub(r"say: .*", f"say: {self.word()}.", items[index])
            path.write_text("".join(items))

    @rule(number=clones, pick=picks, at=picks)
    def add_a_line(self, number: int, pick: int, at: int) -> None:
        found = self.items(number, pick)
        if found:
            _, path, items = found
            items.insert(1 + at % len(items), self.line())
            path.write_text("".join(items))

    @rule(number=clones, pick=picks, at=picks, to=picks)
    def move_a_line(self, number: int, pick: int, at: int, to: int) -> None:
        found = self.items(number, pick)
        if found and len(found[2]) > 2:
            _, path, items = found
            item = items.pop(1 + at % (len(items) - 1))
            items.insert(1 + to % len(items), item)
            path.write_text("".join(items))

    @rule(number=clones, pick=picks)
    def delete_a_line(self, number: int, pick: int) -> None:
        found = self.items(number, pick)
        if found and len(found[2]) > 2:
            found[1].write_text("".join(found[2][:-1]))

    @rule(number=clones, pick=picks)
    def rename_a_scene(self, number: int, pick: int) -> None:
        found = self.items(number, pick)
        if found:
            clone, path, _ = found
            new = f"r{self.word()}"
            chapter = clone.folder / "chapters/one.yaml"
            chapter.write_text(re.sub(rf"(?m)^  - {path.stem}$", f"  - {new}", chapter.read_text()))
            path.rename(path.with_name(f"{new}.yaml"))

    @rule(number=clones)
    def commit(self, number: int) -> None:
        clone = self.clones[number]
        saved = self.act(clone, lambda: saving.commit(clone.studio, "Written"))
        if saved is not None:
            clone.made += [(saved.commit or "", word) for word in words(snapshot(clone.folder))]

    @rule(number=clones, name=st.sampled_from(("one", "two")))
    def branch(self, number: int, name: str) -> None:
        clone = self.clones[number]
        self.act(clone, lambda: branching.switch_branch(clone.studio, name, create=True))

    @rule(number=clones, name=st.sampled_from(("main", "one", "two")))
    def switch(self, number: int, name: str) -> None:
        clone = self.clones[number]
        self.act(clone, lambda: branching.switch_branch(clone.studio, name))

    @rule(number=clones, name=st.sampled_from(("main", "one", "two")), pull=st.booleans())
    def merge(self, number: int, name: str, pull: bool) -> None:
        clone = self.clones[number]
        if pull:
            clone.git(
                "fetch", "-q", "--force", str(self.clones[1 - number].folder), "+refs/heads/*:refs/remotes/friend/*"
            )
            name = f"friend/{name}"
        if clone.waiting or clone.git("rev-parse", "-q", "--verify", name, check=False) == "":
            return
        ours, theirs = clone.git("rev-parse", "HEAD"), clone.git("rev-parse", name)
        replaced = clone.at(ours) - words(snapshot(clone.folder))
        bases = clone.git("merge-base", "--all", ours, theirs).split()
        outcome = self.act(clone, lambda: merging.merge_storylines(clone.studio, name))
        if outcome is not None:
            before = [clone.at(base) for base in bases]
            sides = [clone.at(ours), clone.at(theirs)]
            dropped = {word for base in before for word in base if not all(word in side for side in sides)}
            lost = (sides[0] | sides[1]) - dropped - replaced - words(snapshot(clone.folder))
            assert not lost, f"A merge lost {lost}."

    @rule(number=clones, pick=picks)
    def revert(self, number: int, pick: int) -> None:
        clone = self.clones[number]
        past = clone.git("rev-list", "--no-merges", "HEAD").split()
        self.act(clone, lambda: reverting.revert(clone.studio, past[pick % len(past)]))

    @precondition(lambda self: any(clone.waiting for clone in self.clones))
    @rule(number=clones, end=st.sampled_from(("ours", "theirs", "abort")))
    def finish(self, number: int, end: str) -> None:
        clone = self.clones[number]
        if clone.waiting is None:
            return
        if end == "abort":
            assert self.act(clone, clone.give_up) is not None
            assert clone.git("diff", "--name-only", "--cached") == ""
            return
        if conflicts.open_conflicts(clone.studio).left:
            settled = self.act(clone, lambda: resolving.resolve_conflicts(clone.studio, [], end, every=True))
            assert settled is not None
        self.act(clone, clone.go_on)

    @rule(number=clones)
    def undo(self, number: int) -> None:
        self.turn(self.clones[number], undoing.undo, back=True)

    @rule(number=clones)
    def redo(self, number: int) -> None:
        self.turn(self.clones[number], undoing.redo, back=False)

    def turn(self, clone: Clone, way: Callable[[Studio], object], *, back: bool) -> None:
        """Take a command back or do it again: exact where nothing was changed since, else exact or refused."""
        source, target = (clone.done, clone.undone) if back else (clone.undone, clone.done)
        before = clone.state()
        try:
            way(clone.studio)
        except AnimeError as error:
            assert clone.state() == before
            empty = isinstance(error, NothingToUndo)
            assert not source if empty else before != source[-1][1 if back else 0]  # the error is one of two
            return
        earlier, later = source.pop()
        target.append((earlier, later))
        come, went = (earlier, later) if back else (later, earlier)
        if before == went:
            assert clone.state() == come
        assert clone.state()["refs"] == come["refs"]

    @invariant()
    def git_agrees(self) -> None:
        for clone in self.clones:
            told = clone.git("status", "--porcelain", "-z", "--no-renames", "--untracked-files=all").split("\0")
            by_git = {line[3:] for line in told if line}
            ours = changes(Repository.discover(clone.folder))
            assert {path for change in ours for path in (change.path, change.previous) if path} == by_git


def live(lives: int, steps: int) -> None:
    """Let hypothesis choose what happens."""
    chosen = settings(
        max_examples=lives,
        stateful_step_count=steps,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        phases=(Phase.explicit, Phase.reuse, Phase.generate),
    )
    run_state_machine_as_test(Clones, settings=chosen)


def test_clones() -> None:
    """A few short lives."""
    live(3, 12)


@pytest.mark.parametrize("end", ["ours", "theirs", "abort"])
def test_a_life_with_conflicts(end: str) -> None:
    """A merge and a revert that both stop, finished, taken back and done again: chance seldom comes so far."""
    life = Clones()
    clone = life.clones[0]
    life.branch(0, "one")
    life.edit_a_line(0, 0, 0)
    life.commit(0)
    life.switch(0, "main")
    for begin in (lambda: life.merge(0, "one", pull=False), lambda: life.revert(0, 1)):
        for _ in range(2):
            life.edit_a_line(0, 0, 0)
            life.commit(0)
        begin()
        assert clone.waiting
        life.finish(0, end)
        assert clone.waiting is None
        life.git_agrees()
        life.undo(0)
        life.redo(0)
    life.teardown()


@pytest.mark.slow
def test_clones_for_long() -> None:
    """Many long ones."""
    live(60, 40)
