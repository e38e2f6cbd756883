"""What any merge promises, through git from end to end: identity, idempotence, commutativity, no loss, a way back."""

from __future__ import annotations

import os
import re
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from real_git import Git, snapshot

from anime_cli.history.repository import Repository
from anime_cli.studio.merging import abort_merge, merge_storylines
from anime_cli.studio.studio import Studio
from anime_cli.studio.undoing import undo

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from anime_cli.studio.merging import MergeOutcome

Scenes = dict[str, list[tuple[str, str]]]
"""The lines of each scene: id and word."""

BASE: Scenes = {name: [(f"{name}{n}", f"{name}{n}w") for n in range(4)] for name in ("a", "b")}
FIXED = {
    "story.yaml": "format: anime/1\ntitle: Rain\nchapters: [one]\n",
    "chapters/one.yaml": "title: One\nscenes: [a, b]\n",
    "characters/mio.yaml": "name: Mio\n",
    "places/roof.yaml": "name: The roof\n",
}
WORD = re.compile(r"\b(?:[ab]\d|[xy]\d+)w\b")


def texts(scenes: Scenes, **more: str) -> dict[str, str]:
    """Return the files of a story."""
    found = dict(FIXED)
    for name, lines in scenes.items():
        items = "".join(f"  # note {key}\n  - who: mio\n    say: {word}.\n    id: {key}\n" for key, word in lines)
        found[f"scenes/{name}.yaml"] = f"title: Scene {name}\nplace: roof\nscript:\n{items}"
    return found | {path.replace("__", "/") + ".yaml": text for path, text in more.items()}


@st.composite
def sides(draw: st.DrawFn, name: str) -> Scenes:
    """Draw what one side made of the scenes; its own words carry its NAME."""
    scenes = {key: list(lines) for key, lines in BASE.items()}
    for number in range(draw(st.integers(1, 4))):
        lines = scenes[draw(st.sampled_from(("a", "b")))]
        at = draw(st.integers(0, len(lines) - 1))
        what = draw(st.sampled_from(("edit", "insert", "move", "delete")))
        if what == "edit":
            lines[at] = (lines[at][0], f"{name}{number}w")
        elif what == "insert":
            lines.insert(at, (f"n{name}{number}", f"{name}{number}w"))
        elif what == "move":
            lines.insert(draw(st.integers(0, len(lines) - 1)), lines.pop(at))
        elif len(lines) > 2:
            lines.pop(at)
    return scenes


@contextmanager
def story(**branches: Mapping[str, str]) -> Iterator[Studio]:
    """Make a story whose main is the base, with each of BRANCHES one commit further."""
    with tempfile.TemporaryDirectory(prefix="anime-") as place:
        files = {path: text.encode() for path, text in texts(BASE).items()}
        repository = Repository.create(Path(place) / "story", files, "Base")
        git = Git(repository.folder)
        for name, changed in branches.items():
            git("switch", "-q", "-c", name, "main")
            for path, text in changed.items():
                (repository.folder / path).write_text(text)
            git("add", "-A")
            git("commit", "-q", "--allow-empty", "-m", name)
        yield Studio(repository, {}, {})
        git.sound()


def merged(studio: Studio, ours: str, theirs: str) -> tuple[MergeOutcome, dict[str, bytes]]:
    """Merge THEIRS into OURS and return the outcome with the files that result."""
    Git(studio.repository.folder)("switch", "-q", ours)
    outcome = merge_storylines(studio, theirs)
    return outcome, snapshot(studio.repository.folder)


def turned(studio: Studio) -> None:
    """Take back the merge that was made last, finished or open."""
    undo(studio)


def meaning(files: Mapping[str, bytes]) -> dict[str, list[str]]:
    """Return what is said in each file, in order, without notes and ids."""
    return {
        path: [line for line in data.decode().splitlines() if not line.lstrip().startswith(("#", "id:"))]
        for path, data in files.items()
    }


def said(files: Mapping[str, bytes]) -> set[str]:
    """Return the words in FILES."""
    return set(WORD.findall(b"\n".join(files.values()).decode()))


def encoded(files: Mapping[str, str]) -> dict[str, bytes]:
    return {path: text.encode() for path, text in files.items()}


def identity(x: Scenes, _y: Scenes) -> None:
    """A side that alone changed something is taken byte by byte, moved forward to or merged."""
    with story(x=texts(x), same=texts(BASE), other=texts(BASE, places__shed="name: The shed\n")) as studio:
        assert merged(studio, "same", "x")[1] == encoded(texts(x))
        assert merged(studio, "other", "x")[1] == encoded(texts(x, places__shed="name: The shed\n"))
        turned(studio)
        assert merged(studio, "x", "other")[1] == encoded(texts(x, places__shed="name: The shed\n"))


def idempotence(x: Scenes, y: Scenes) -> None:
    """The same change on both sides is made once; what was brought in once brings in nothing more."""
    with story(x=texts(x), again=texts(x), y=texts(y)) as studio:
        outcome, files = merged(studio, "x", "again")
        assert (outcome.kind, files) == ("merged", encoded(texts(x)))
        outcome, files = merged(studio, "x", "y")
        if outcome.kind == "merged":
            assert merged(studio, "x", "y") == (merge_storylines(studio, "y"), files)
            assert merge_storylines(studio, "y").kind == "up-to-date"
            outcome, there = merged(studio, "y", "x")
            assert (outcome.kind, there) == ("fast-forward", files)


def commutativity(x: Scenes, y: Scenes) -> None:
    """Either way round the story means the same, and the same is in conflict with its sides swapped."""
    with story(x=texts(x), y=texts(y)) as studio:
        one, files = merged(studio, "x", "y")
        turned(studio)
        other, there = merged(studio, "y", "x")
        assert one.kind == other.kind
        if one.kind == "conflicts":
            facts = {(each.conflict.path, str(each.conflict.ours), str(each.conflict.theirs)) for each in one.conflicts}
            assert facts == {
                (each.conflict.path, str(each.conflict.theirs), str(each.conflict.ours)) for each in other.conflicts
            }
        else:
            assert meaning(files) == meaning(there)


def no_loss(x: Scenes, y: Scenes) -> None:
    """Every word of either side is in the result or beside its rival, unless a side took it out; none is new."""
    with story(x=texts(x), y=texts(y)) as studio:
        base, mine, theirs = (said(encoded(texts(scenes))) for scenes in (BASE, x, y))
        _, files = merged(studio, "x", "y")
        dropped = base - (mine & theirs)
        assert (mine | theirs) - dropped <= said(files) <= base | mine | theirs


def monotone(x: Scenes, y: Scenes) -> None:
    """An unrelated edit on one side changes no other decision."""
    more = texts(x, places__shed="name: The shed\n")
    with story(x=texts(x), more=more, y=texts(y)) as studio:
        outcome, files = merged(studio, "x", "y")
        turned(studio)
        other, there = merged(studio, "more", "y")
        assert other.kind == outcome.kind
        assert there.pop("places/shed.yaml") == b"name: The shed\n"
        assert there == files


def a_way_back(x: Scenes, y: Scenes) -> None:
    """Giving up, or taking back, restores files, index, dirty and untracked files byte by byte."""
    with story(x=texts(x), y=texts(y)) as studio:
        git, folder = Git(studio.repository.folder), studio.repository.folder
        git("switch", "-q", "x")
        (folder / "characters/mio.yaml").write_bytes(b"name: Mio # dirty\r\n")
        (folder / "notes.txt").write_bytes(b"\xffuntracked")

        def look() -> tuple[Any, ...]:
            return snapshot(folder), git("ls-files", "--stage"), git("for-each-ref", "refs/heads"), git("status")

        before = look()
        outcome = merge_storylines(studio, "y")
        after = look()
        if outcome.kind in {"conflicts", "problems"}:
            abort_merge(studio)
            assert look() == before
            undo(studio)
            assert look() == after
        if after != before:
            undo(studio)
            assert look() == before


QUICK = (Phase.explicit, Phase.reuse, Phase.generate)
"""Making a failing example smaller would take minutes."""
LAWS = (identity, idempotence, commutativity, no_loss, monotone, a_way_back)


@pytest.mark.parametrize("law", LAWS, ids=lambda law: law.__name__)
def test_a_merge_keeps(law: Callable[[Scenes, Scenes], None]) -> None:
    """Each law, on a few pairs of sides."""
    held(law, 2)


@pytest.mark.slow
@pytest.mark.parametrize("law", LAWS, ids=lambda law: law.__name__)
def test_a_merge_always_keeps(law: Callable[[Scenes, Scenes], None]) -> None:
    """Each law, on many: `MERGE_EXAMPLES=20000 pytest -m slow tests/history/test_history_invariants.py` for days."""
    held(law, int(os.environ.get("MERGE_EXAMPLES", "150")))


def held(law: Callable[[Scenes, Scenes], None], examples: int) -> None:
    @settings(max_examples=examples, deadline=None, suppress_health_check=list(HealthCheck), phases=QUICK)
    @given(sides("x"), sides("y"))
    def check(x: Scenes, y: Scenes) -> None:
        law(x, y)

    check()
