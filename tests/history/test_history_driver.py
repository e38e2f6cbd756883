"""The driver's contract with git: exit codes, what is left in the file, what is said, what is loaded."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest
from merging_by_git import BASE, EDITS, Edit, Sandbox, edit, merged, sandbox

from anime_cli.history import ahead
from anime_cli.history.driver import MERGED, MISUSED, UNSETTLED, Doubt, Versions, answer
from anime_cli.history.setup import configure, interpreter
from anime_cli.merge.resolve import unresolved

if TYPE_CHECKING:
    from pathlib import Path

HEAVY = {"pygit2", "typer", "rich", "pydantic", "anime_cli.cli.main", "anime_cli.studio.studio", "sqlite3"}
TORN = edit(("lasts: 20m", "lasts: 25m"), ("lasts: 20m", "lasts: 30m"))
PATH = "scenes/rain.yaml"


def call(folder: Path, each: Edit, *rest: str, code: str = "") -> subprocess.CompletedProcess[str]:
    """Call the driver as git does, over files in FOLDER, and run CODE after it."""
    for name, text in zip(("O", "A", "B"), (each.base, each.ours, each.theirs), strict=True):
        (folder / name).write_bytes(text.encode())
    program = f"import sys\nfrom anime_cli.__main__ import main\nstatus = main()\n{code}\nsys.exit(status)"
    alone = {name: value for name, value in os.environ.items() if not name.startswith("COV")}
    words = [sys.executable, "-P", "-c", program, "merge-driver", "O", "A", "B", *(rest or ("7", PATH))]
    return subprocess.run(words, cwd=folder, capture_output=True, text=True, check=False, env=alone)


def test_nothing_heavy_is_loaded(tmp_path: Path) -> None:
    """Git waits for a driver: after it ran, no libgit2, no Typer, no Rich, no pydantic is in the process."""
    done = call(tmp_path, EDITS["two-lines"], code="print('\\n'.join(sys.modules))")
    assert done.returncode == MERGED, done.stderr
    assert "anime_cli.merge.engine" in done.stdout.splitlines()
    assert not HEAVY & set(done.stdout.splitlines())
    assert (tmp_path / "A").read_text() == EDITS["two-lines"].merged
    assert sorted(path.name for path in tmp_path.iterdir()) == ["A", "B", "O"]


def test_a_conflict_is_one(tmp_path: Path) -> None:
    """%A holds valid YAML with a mark, the exit code is 1, and a line says what is in conflict and the way out."""
    done = call(tmp_path, TORN)
    assert done.returncode == UNSETTLED
    assert [name for name, _ in unresolved((tmp_path / "A").read_text(), PATH)] == ["scene-rain-1"]
    assert done.stderr == (
        'Conflict scene-rain-1: scene "Rain", lasts. Both sides changed it, differently. See: anime story conflicts\n'
    )


@pytest.mark.parametrize(
    "broken",
    [
        Edit(BASE, BASE.replace("day: 0", "day: 0\nday: 1"), BASE.replace("tags: [magic]", "tags: []")),
        Edit(BASE, BASE.replace("day: 0", "day: *x"), BASE.replace("tags: [magic]", "tags: []")),
        Edit(BASE, BASE.replace("day: 0", "day: !conflict {ours: 1}"), BASE.replace("tags: [magic]", "tags: []")),
        Edit(BASE, BASE.replace("day: 0", "day: [[["), BASE.replace("day: 0", "day: 5")),
    ],
)
def test_a_doubt_leaves_what_git_would_have_left(broken: Edit, tmp_path: Path) -> None:
    """A version that can't be read is merged by lines, said so, and never taken for merged."""
    done = call(tmp_path, broken)
    told = (tmp_path / "A").read_bytes()
    (tmp_path / "A").write_bytes(broken.ours.encode())
    names = ["-L", "ours", "-L", "base", "-L", "theirs"]
    subprocess.run(["git", "merge-file", "-q", *names, "A", "O", "B"], cwd=tmp_path, check=False)
    assert (done.returncode, told) == (UNSETTLED, (tmp_path / "A").read_bytes())
    assert "only line by line" in done.stderr
    assert f"git add {PATH}" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_defect_leaves_what_git_would_have_left(tmp_path: Path) -> None:
    """Whatever fails inside, the file is merged by its lines and in conflict."""
    for name, text in zip("OAB", (BASE, EDITS["two-lines"].ours, EDITS["two-lines"].theirs), strict=True):
        (tmp_path / name).write_text(text)
    program = (
        "import sys, anime_cli.merge.engine as engine\nengine.merge_document = None\n"
        "from anime_cli.history.driver import merge_driver\nsys.exit(merge_driver(sys.argv[1:]))"
    )
    words = [sys.executable, "-P", "-c", program, "O", "A", "B", "7", PATH]
    done = subprocess.run(words, cwd=tmp_path, capture_output=True, text=True, check=False)
    text = (tmp_path / "A").read_text()
    assert done.returncode == UNSETTLED
    assert ("It is warm." in text, "Is that you?" in text) == (True, True)


def test_a_wrong_call_says_how(tmp_path: Path) -> None:
    """Git aborts a merge whose driver ends above 128."""
    done = call(tmp_path, TORN, "seven", PATH)
    assert (done.returncode, done.stderr) == (MISUSED, "Usage: anime merge-driver %O %A %B %L %P\n")
    assert (tmp_path / "A").read_text() == TORN.ours


def test_a_file_that_is_no_document_is_merged_by_lines(tmp_path: Path) -> None:
    """Where a person names the driver for more, it does what git does, marks and exit code."""
    lines = Edit("a\nb\nc\nd\n", "A\nb\nc\nd\n", "a\nb\nc\nD\n")
    assert call(tmp_path, lines, "7", "notes.yaml").returncode == MERGED
    assert (tmp_path / "A").read_text() == "A\nb\nc\nD\n"
    torn = Edit("a\n", "b\n", "c\n")
    assert call(tmp_path, torn, "9", "notes.yaml").returncode == UNSETTLED
    assert (tmp_path / "A").read_text().startswith("<<<<<<<<< ours\nb\n")


def test_nobody_is_told_about_inner_merges(tmp_path: Path) -> None:
    """Longer marks mean that git merges common ancestors, whose conflicts are no one's to settle."""
    done = call(tmp_path, TORN, "9", PATH)
    assert (done.returncode, done.stderr) == (UNSETTLED, "")


def test_a_name_steers_no_terminal(tmp_path: Path) -> None:
    """Control characters of a title are not obeyed, and a conflict stays on one line."""
    base = BASE.replace("title: Rain", 'title: "R\\e[2J\\nain"')
    done = call(tmp_path, edit(("lasts: 20m", "lasts: 25m"), ("lasts: 20m", "lasts: 30m"), base))
    assert ("\x1b" in done.stderr, done.stderr.count("\n")) == (False, 1)


def test_an_empty_base_is_none() -> None:
    """Git gives an empty base where both sides added the file."""
    ours, theirs = "title: New\nplace: roof\nscript: []\n", "title: New\nplace: roof\nday: 1\nscript: []\n"
    found = answer(Versions(b"", ours.encode(), theirs.encode()), PATH)
    assert found.data.decode() == merged(None, ours, theirs)
    with pytest.raises(Doubt):
        answer(Versions(b"", b"\xff\xfe", theirs.encode()), PATH)


def test_ids_of_conflicts_differ_between_files() -> None:
    """Git asks file by file; still no two conflicts of one merge have the same name."""
    versions = Versions(TORN.base.encode(), TORN.ours.encode(), TORN.theirs.encode())
    paths = ("scenes/rain.yaml", "scenes/snow.yaml", "places/rain.yaml", "story.yaml")
    said = {answer(versions, path).said[0].split(":")[0] for path in paths}
    assert said == {f"Conflict {name}-1" for name in ("scene-rain", "scene-snow", "place-rain", "story")}


@pytest.fixture
def torn(tmp_path: Path) -> Sandbox:
    """A story in which two files are in conflict and two are not, both branches made."""
    told = sandbox(
        tmp_path / "story", {"one": TORN, "two": TORN, "three": EDITS["two-lines"], "four": EDITS["two-tags"]}
    )
    told.parted()
    return told


def test_a_merge_by_git_with_conflicts(torn: Sandbox) -> None:
    """Git lists the files, each conflict has its line, and settling by hand and `git add` is enough."""
    done = torn.git("merge", "side", code=1)
    assert sorted(line.split(":")[0] for line in done.stderr.splitlines()) == [
        "Conflict scene-one-1",
        "Conflict scene-two-1",
    ]
    assert torn.git("ls-files", "--unmerged").stdout.count("\n") == 6
    text = (torn.folder / "scenes/one.yaml").read_text()
    assert len(unresolved(text, "scenes/one.yaml")) == 1
    torn.git("checkout", "--theirs", "scenes/two.yaml")
    assert torn.standing()["two"] == TORN.theirs
    torn.write({"one": TORN.ours})
    torn.git("add", "-A")
    torn.git("commit", "-qm", "Merged by hand")
    assert torn.committed() == {
        "one": TORN.ours,
        "two": TORN.theirs,
        "three": EDITS["two-lines"].merged,
        "four": EDITS["two-tags"].merged,
    }


def test_the_first_file_pays_for_all(torn: Sandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    """Python is started once a merge; where nothing can be worked out ahead, once a file, with the same result."""
    starts = torn.folder.parent / "starts"
    wrapper = torn.folder.parent / "my python"
    wrapper.write_text(f'#!/bin/sh\necho >> {starts}\nexec {sys.executable} "$@"\n')
    wrapper.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(wrapper))
    from anime_cli.history.repository import Repository

    configure(Repository.discover(torn.folder))
    first = torn.git("merge", "side", code=1).stderr
    assert starts.read_text() == "\n"
    standing = torn.standing()
    torn.git("merge", "--abort")
    starts.unlink()
    shutil.rmtree(torn.folder / ".git/anime/driver")
    (torn.folder / ".git/anime/driver").write_text("in the way")
    second = torn.git("merge", "side", code=1).stderr
    assert starts.read_text() == "\n" * 4
    assert (sorted(second.splitlines()), torn.standing()) == (sorted(first.splitlines()), standing)


def test_what_was_worked_out_is_swept(torn: Sandbox) -> None:
    """Results of git processes that ended are removed by the next one, whatever it merges."""
    torn.git("merge", "side", code=1)
    kept = torn.folder / ".git/anime/driver"
    (left,) = kept.iterdir()
    torn.git("merge", "--abort")
    torn.git("merge", "side", code=1)
    assert not left.exists()
    assert len(list(kept.iterdir())) == 1


def test_a_wrong_guess_changes_nothing(torn: Sandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    """A result is found by the content it was made from: a stale trace of another merge leads to no other answer."""
    other = torn.git("commit-tree", "-m", "x", "main~1^{tree}").stdout.strip()
    monkeypatch.setenv(f"GITHEAD_{other}", "other")
    torn.git("merge", "side", code=1)
    assert torn.standing()["three"] == EDITS["two-lines"].merged


def test_a_driver_that_is_gone_is_heard_of(torn: Sandbox) -> None:
    """Where the environment moved, lines are merged, the file is in conflict, and the way out is told."""
    config = torn.folder / ".git/config"
    config.write_text(config.read_text().replace("driver.sh", "moved.sh"))
    done = torn.git("merge", "side", code=1)
    assert done.stderr.count("anime story setup") == 4
    assert torn.git("ls-files", "--unmerged").stdout.count("\n") == 12
    assert "<<<<<<< ours" in torn.standing()["one"]


def test_a_python_that_is_gone_is_heard_of(torn: Sandbox) -> None:
    """The same where only the interpreter is gone."""
    config = torn.folder / ".git/config"
    config.write_text(config.read_text().replace(f"anime={interpreter()}", "anime=/nowhere/python"))
    done = torn.git("merge", "side", code=1)
    assert done.stderr.count("was merged by its lines only") == 4
    assert "<<<<<<< ours" in torn.standing()["one"]


def test_a_story_runs_nothing_of_its_own(torn: Sandbox) -> None:
    """Modules that lie in the work tree are not imported, though git starts the driver there."""
    for name in ("anime_cli.py", "yaml.py", "gc.py", "typing.py"):
        (torn.folder / name).write_text("raise SystemExit('a module of the story ran')\n")
    done = torn.git("merge", "side", code=1)
    assert "a module of the story ran" not in done.stderr
    assert torn.standing()["three"] == EDITS["two-lines"].merged


def test_paths_of_any_kind(tmp_path: Path) -> None:
    """A repository with spaces, quotes and signs of the shell in its path merges like any other."""
    told = sandbox(tmp_path / "it's $HOME; a %O `story`", {"three": EDITS["two-lines"]})
    told.parted()
    told.git("merge", "-q", "-m", "By git", "side")
    assert told.committed() == told.side("merged")


def test_twenty_five_files_take_half_a_second(tmp_path: Path) -> None:
    """Beyond plain git, on a machine that has the time; here twenty files may not cost what eight single ones do."""
    told = sandbox(tmp_path / "story", {f"s{number}": EDITS["two-lines"] for number in range(25)})
    told.parted()
    start = time.perf_counter()
    told.git("merge", "-q", "-m", "By git", "side")
    all_at_once = time.perf_counter() - start
    start = time.perf_counter()
    for _ in range(3):
        assert call(tmp_path, EDITS["two-lines"]).returncode == MERGED
    one = (time.perf_counter() - start) / 3
    assert all_at_once < 8 * one


def test_only_documents_that_both_changed_are_worked_out(torn: Sandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    """Files that one side changed, deleted or never had are git's own to merge."""
    monkeypatch.chdir(torn.folder)
    base = torn.git("merge-base", "main", "side").stdout.strip()
    torn.commit({"mine": "title: Mine\nplace: roof\nscript: []\n"}, "mine")
    (torn.folder / "scenes/four.yaml").unlink()
    torn.commit({}, "four is gone")
    found = ahead.changed_by_both(ahead.Sides(base, "main", "side"))
    assert sorted(found) == ["scenes/one.yaml", "scenes/three.yaml", "scenes/two.yaml"]
