"""People's records in real repositories: added to, never rewritten, and united without conflict, by us or by git."""

from __future__ import annotations

import subprocess
import sys
import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pygit2
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from real_git import Git, snapshot
from test_history_trouble import as_a_person, read_only

from anime_cli.history import branches, records
from anime_cli.history.errors import BadBranchName, BranchNotFound, RefMoved
from anime_cli.history.merging import sides
from anime_cli.history.names import names, tellings
from anime_cli.history.records import REF, RecordsCheckedOut, RecordTooLong, UnknownPerson
from anime_cli.history.repository import Repository
from anime_cli.history.trouble import RefLocked
from anime_cli.history.undo import undo
from anime_cli.history.union import same_commit, union
from anime_cli.model.record import Person, Record, new_record, written

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

ROOT = "34abc5808f25b0cc86ca673671359f5d2d549b0f"
MIO = Person("Mio", "mio@example.org")
APPENDER = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from anime_cli.history import records
from anime_cli.history.repository import Repository
from anime_cli.model.record import Person, new_record
folder, name, count = sys.argv[1:]
story = Repository.discover(Path(folder))
for number in range(int(count)):
    who = Person(name, f"{name}@example.org")
    records.append(story, [new_record("rating", f"scene:{number}", who, datetime.now(UTC))], f"{name} rates {number}")
"""


def note(number: int, kind: str = "note") -> Record:
    """Make a small record of its own."""
    return new_record(kind, f"scene:{number}", MIO, datetime(2026, 4, 8, tzinfo=UTC), body={"n": number})


def known(story: Repository) -> set[str]:
    """Return the ids of all records that a clone knows."""
    return {record.id for record in records.read(story).records}


def clone(story: Repository, name: str) -> tuple[Repository, Git]:
    """Clone the story with plain git."""
    folder = story.folder.with_name(name)
    subprocess.run(["git", "clone", "-q", str(story.folder), str(folder)], check=True)
    return Repository.discover(folder), Git(folder)


def test_what_is_appended_is_read(repository: Repository, git: Git) -> None:
    """Several at once make one commit by the person; nothing else makes none."""
    assert records.read(repository).records == ()
    records.append(repository, [note(1), note(2)], "Say two things")
    records.append(repository, [note(3)], "Say a third")
    records.append(repository, [note(2), note(3)], "Say it again")
    assert known(repository) == {note(number).id for number in (1, 2, 3)}
    assert git("log", "--format=%an|%s", REF).splitlines() == [
        "Mio Writer|Say a third",
        "Mio Writer|Say two things",
        "anime|Begin to keep what people say",
    ]


def test_an_append_touches_nothing_else(repository: Repository, git: Git, write: Callable[..., None]) -> None:
    """Neither files nor index nor HEAD, and asks for no lock of theirs; undo goes on with the last command on them."""
    branches.create_branch(repository, "other")
    write(a="title: Changed\n", new="title: New\n")
    git("add", "scenes/new.yaml")
    head, index, files = git("rev-parse", "HEAD"), git("ls-files", "--stage"), snapshot(repository.folder)
    (repository.git_dir / "index.lock").touch()
    records.append(repository, [note(1)], "Say it")
    (repository.git_dir / "index.lock").unlink()
    assert (git("rev-parse", "HEAD"), git("ls-files", "--stage")) == (head, index)
    assert snapshot(repository.folder) == files
    assert undo(repository).command == "branch"
    assert known(repository) == {note(1).id}


def test_the_branch_tells_no_story(repository: Repository, git: Git) -> None:
    """It is in no list, nobody switches to it, merges it, ends it or takes its name; plain git sees it as any other."""
    records.append(repository, [note(1)], "Say it")
    assert [each.name for each in branches.branches(repository)] == ["main"]
    assert tellings(names(repository.common_dir, "refs/heads/")) == ("main",)
    for refused in (branches.switch, branches.delete_branch, sides):
        with pytest.raises(BranchNotFound) as error:
            refused(repository, "anime-meta")
        assert error.value.hint == "anime story branch"
    for name in ("anime-meta", "anime-meta/x", "mine/anime-meta"):
        with pytest.raises(BadBranchName):
            branches.create_branch(repository, name)
    assert "anime-meta" in git("branch")


def test_every_clone_begins_with_the_same_commit(repository: Repository) -> None:
    """So any two heads have a past in common. Its name never changes, or old and new clones would have none."""
    other, _ = clone(repository, "other")
    for story, number in ((repository, 1), (other, 2)):
        records.append(story, [note(number)], "Say it")
    first = {Git(story.folder)("rev-list", "--max-parents=0", REF) for story in (repository, other)}
    assert first == {ROOT}


def test_a_clone_reads_what_it_has_fetched_and_builds_on_it(repository: Repository) -> None:
    """Plain `git clone` and `git fetch` are enough to read; the first append takes it along."""
    records.append(repository, [note(1)], "Say it")
    other, git = clone(repository, "other")
    assert records.head(other) is None
    assert known(other) == {note(1).id}
    records.append(repository, [note(2)], "Say more")
    git("fetch", "-q")
    records.append(other, [note(3)], "Answer")
    assert known(other) == {note(number).id for number in (1, 2, 3)}
    git("push", "-q", "origin", f"{REF}:{REF}")
    assert known(repository) == known(other)


def test_uniting_is_a_fast_forward_where_it_can_be(repository: Repository) -> None:
    """And moves nothing where nothing is new."""
    records.append(repository, [note(1)], "Say it")
    old = records.head(repository)
    records.append(repository, [note(2)], "Say more")
    new = records.head(repository)
    assert old is not None
    assert new is not None
    assert records.unite(repository, old) == new
    assert union(repository, old, new) == union(repository, new, old) == new


def grown(story: Repository, start: str, numbers: set[int]) -> str:
    """Return a commit on START that adds records, as another clone would make it."""
    tree = story.handle[start].peel(pygit2.Tree)
    for number in numbers:
        made = note(number)
        blob = story.handle.create_blob(written(made))
        tree = story.handle[
            records.trees.tree_with(story, str(tree.id), {records._path(made.id): records.Entry(0o100644, str(blob))})
        ]
    return str(
        same_commit(story.handle, tree.id, f"{sorted(numbers)}", 1_800_000_000 + sum(numbers), [pygit2.Oid(hex=start)])
    )


def content(story: Repository, commit: str) -> str:
    return str(story.handle[commit].peel(pygit2.Tree).id)


some = st.sets(st.integers(0, 6), max_size=4)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(some, some, some)
def test_union_is_commutative_associative_and_idempotent(
    repository: Repository, one: set[int], other: set[int], third: set[int]
) -> None:
    """By content; for two heads down to the commit, so that clones that unite at once have nothing left to unite."""
    root = records._root(repository)
    a, b, c = (grown(repository, root, numbers) for numbers in (one, other, third))
    assert union(repository, a, b) == union(repository, b, a)
    assert union(repository, a, a) == a
    ab, bc = union(repository, a, b), union(repository, b, c)
    assert content(repository, union(repository, ab, c)) == content(repository, union(repository, a, bc))
    assert union(repository, ab, b) == ab
    assert content(repository, ab) == content(repository, grown(repository, root, one | other))


def test_plain_git_makes_the_same_union(repository: Repository, tmp_path: Path) -> None:
    """`git merge` in a clone that knows nothing of us, of two heads that were begun apart, agrees to the byte."""
    other, _ = clone(repository, "other")
    records.append(repository, [note(number) for number in range(20)], "Say a lot")
    records.append(repository, [note(number) for number in range(20, 40)], "Say more")
    records.append(other, [note(number) for number in range(40, 60)], "Say something else")
    plain = tmp_path / "plain"
    subprocess.run(["git", "clone", "-q", "-b", "anime-meta", str(repository.folder), str(plain)], check=True)
    git = Git(plain)
    git("fetch", "-q", str(other.folder), f"{REF}:theirs")
    git("merge", "-q", "--no-edit", "theirs")
    theirs = records.head(other)
    assert theirs is not None
    Git(repository.folder)("fetch", "-q", str(other.folder), REF)
    assert git("rev-parse", "HEAD^{tree}") == content(repository, records.unite(repository, theirs))
    assert len(known(repository)) == 60


def test_nothing_is_taken_out_by_uniting(repository: Repository, git: Git) -> None:
    """A file that somebody removed or bent comes back from whoever still has it."""
    records.append(repository, [note(1), note(2)], "Say two things")
    ours = records.head(repository)
    assert ours is not None
    gone, bent = (records._path(note(number).id) for number in (1, 2))
    blob = repository.handle.create_blob(b"{}\n")
    tree = records.trees.tree_with(repository, ours, {gone: None, bent: records.Entry(0o100644, str(blob))})
    theirs = same_commit(repository.handle, pygit2.Oid(hex=tree), "Rewrite", 1_800_000_000, [pygit2.Oid(hex=ours)])
    git("update-ref", REF, str(theirs))
    assert records.read(repository).damaged == (bent,)
    for one, other in ((ours, str(theirs)), (str(theirs), ours)):
        assert content(repository, union(repository, one, other)) == content(repository, ours)
    records.unite(repository, ours)
    assert known(repository) == {note(1).id, note(2).id}
    assert records.read(repository).damaged == ()


def test_what_is_no_record_is_passed_over_and_kept(repository: Repository, git: Git) -> None:
    """Foreign files, folders, links, what is far too long; other kinds and later schemas are records as any."""
    later = new_record("prophecy", "x", MIO, datetime(2026, 4, 8, tzinfo=UTC), schema=9)
    records.append(repository, [note(1), later], "Say two things")
    head = records.head(repository)
    assert head is not None
    strange = {
        "notes.txt": b"hello", "records/readme": b"hello", "records/aa/deep/er.json": b"{}", "records/aa/x.json": b"{}",
        "records/bb/long.json": b'"' + b"x" * 1_100_000 + b'"',
    }  # fmt: skip
    entries = {
        path: records.Entry(0o100644, str(repository.handle.create_blob(data))) for path, data in strange.items()
    }
    entries["records/cc/link.json"] = records.Entry(0o120000, str(repository.handle.create_blob(b"/etc/passwd")))
    tree = records.trees.tree_with(repository, head, entries)
    odd = same_commit(repository.handle, pygit2.Oid(hex=tree), "Odd", 1_800_000_000, [pygit2.Oid(hex=head)])
    git("update-ref", REF, str(odd))
    found = records.read(repository)
    assert {record.id for record in found.records} == {note(1).id, later.id}
    assert len(found.damaged) == 3
    records.append(repository, [note(2)], "Say more")
    assert set(strange) <= set(git("ls-tree", "-r", "--name-only", REF).splitlines())


def test_processes_that_append_at_once_lose_nothing(repository: Repository, git: Git) -> None:
    """Each is told where others were faster, and tries again on top of them."""
    calls = [[sys.executable, "-c", APPENDER, str(repository.folder), f"p{number}", "6"] for number in range(6)]
    running = [subprocess.Popen(call, stderr=subprocess.PIPE, text=True) for call in calls]
    said = [process.communicate()[1] for process in running]
    assert [process.returncode for process in running] == [0] * 6, said
    assert len(known(repository)) == 36
    assert git("rev-list", "--count", "--first-parent", REF) == "37"


def test_an_append_waits_for_a_lock_and_names_one_that_stays(
    repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A process that crashed while it moved the branch left its lock."""
    monkeypatch.setattr(records, "TRIES", 3)
    records.append(repository, [note(1)], "Say it")
    lock = repository.common_dir / f"{REF}.lock"
    lock.touch()
    with pytest.raises(RefLocked) as error:
        records.append(repository, [note(2)], "Say more")
    assert str(lock) in (error.value.hint or "")
    lock.unlink()
    assert known(repository) == {note(1).id}


def test_one_who_is_never_fast_enough_hears_it(repository: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    """Others moved the branch each time; nothing was recorded, and nothing of theirs is lost."""
    monkeypatch.setattr(records, "TRIES", 2)
    grow, others = records._grown, iter(range(100, 200))

    def slow(story: Repository, start: str, *rest: object) -> str:
        made = grow(story, start, *rest)  # type: ignore[arg-type]
        Git(story.folder)("update-ref", REF, grown(story, start, {next(others)}))
        return made

    monkeypatch.setattr(records, "_grown", slow)
    with pytest.raises(RefMoved):
        records.append(repository, [note(1)], "Say it")
    assert known(repository) == {note(100).id, note(101).id}


def test_a_branch_that_somebody_works_on_is_left_alone(repository: Repository, git: Git) -> None:
    """Moving it would make that work tree's next commit take records out."""
    records.append(repository, [note(1)], "Say it")
    git("worktree", "add", "-q", str(repository.folder.with_name("meta")), "anime-meta")
    with pytest.raises(RecordsCheckedOut):
        records.append(repository, [note(2)], "Say more")
    git("worktree", "remove", str(repository.folder.with_name("meta")))
    records.append(repository, [note(2)], "Say more")
    assert known(repository) == {note(1).id, note(2).id}


def test_linked_work_trees_share_the_records(repository: Repository, git: Git) -> None:
    folder = repository.folder.with_name("linked")
    git("worktree", "add", "-q", "-b", "own", str(folder))
    records.append(Repository.discover(folder), [note(1)], "Say it")
    assert known(repository) == {note(1).id}


def test_a_record_needs_somebody_who_says_it(repository: Repository, home: Path) -> None:
    """Two writers of unknown name would end each other's words."""
    assert records.signed(repository)[0] == Person("Mio Writer", "mio@example.org")
    (home / ".gitconfig").write_text("")
    with pytest.raises(UnknownPerson):
        records.signed(Repository.discover(repository.folder))


def test_a_repository_that_can_not_be_written_says_so(repository: Repository) -> None:
    """At once, and the branch is as it was."""
    records.append(repository, [note(1)], "Say it")
    call = [*as_a_person(), sys.executable, "-c", APPENDER, str(repository.folder), "mio", "1"]
    with read_only(repository.git_dir):
        done = subprocess.run(call, capture_output=True, text=True, check=False)
    assert "ReadOnlyFolder" in done.stderr
    assert known(repository) == {note(1).id}


def test_packing_changes_nothing(repository: Repository, git: Git) -> None:
    """A branch whose ref is packed grows as one that isn't."""
    records.append(repository, [note(1)], "Say it")
    git("pack-refs", "--all")
    git("gc", "-q", "--prune=now")
    fresh = Repository.discover(repository.folder)
    records.append(fresh, [note(2)], "Say more")
    assert known(fresh) == {note(1).id, note(2).id}


def test_what_no_clone_would_read_is_not_appended(repository: Repository) -> None:
    """All of the list or nothing of it."""
    long = new_record("note", "scene:1", MIO, datetime(2026, 4, 8, tzinfo=UTC), body={"note": "x" * 1_100_000})
    with pytest.raises(RecordTooLong):
        records.append(repository, [note(1), long], "Say too much")
    assert records.head(repository) is None


def test_an_append_that_is_killed_is_whole_or_nothing(repository: Repository, git: Git) -> None:
    """At whatever moment: git finds nothing wrong, each record that is there can be read, and the next append works."""
    call = [sys.executable, "-c", APPENDER, str(repository.folder), "mio", "500"]
    for number in range(6):
        before = len(known(repository))
        start = records.head(repository)
        process = subprocess.Popen(call, stderr=subprocess.DEVNULL)
        while records.head(repository) == start:
            assert process.poll() is None
            time.sleep(0.01)
        time.sleep(0.013 * number)
        process.kill()
        process.wait()
        (repository.common_dir / f"{REF}.lock").unlink(missing_ok=True)
        git.sound()
        assert len(known(repository)) > before
        assert records.read(repository).damaged == ()
    records.append(repository, [note(1)], "Say it")
    assert note(1).id in known(repository)
