"""Open merges in trouble: git's own marks, marks edited halfway, a lost record, a lost version, a held index."""

from __future__ import annotations

import json
import re
from subprocess import CalledProcessError
from typing import TYPE_CHECKING, Any

import pytest
from two_branches import ALTERNATE, BELL, LINE, PLATFORM, SAID_HERE, SAID_THERE, SCENE, edit, git, git_merge, part

from anime_cli.errors import ExitCode

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture
def parted(story: Path, anime: Callable[..., Any]) -> Path:
    """Two branches that contradict each other in an angle and a line."""
    part(anime, story, SAID_THERE, SAID_HERE)
    return story


@pytest.fixture
def torn(parted: Path, anime: Callable[..., Any]) -> Path:
    """Their merge, which waits: c1 is the angle, c2 the line."""
    assert anime("-C", parted, "story", "merge", ALTERNATE).code == ExitCode.FOUND
    return parted


def listed(story: Path, anime: Callable[..., Any]) -> list[dict[str, Any]]:
    """Return the conflicts as JSON."""
    found: list[dict[str, Any]] = json.loads(anime("-C", story, "story", "conflicts", "--json").out)["conflicts"]
    return found


def test_marks_of_git_itself(parted: Path, anime: Callable[..., Any]) -> None:
    """A clone without our driver: the file and line are named, with the commands that lead out."""
    git_merge(parted)
    (told,) = listed(parted, anime)
    line = (parted / SCENE).read_text().splitlines()[told["line"] - 1]
    assert line.startswith("<<<<<<< ")
    assert "anime story merge --again" in told["suggestion"]
    assert "anime story resolve c1 --ours" in told["suggestion"]
    assert "1 conflict left: anime story conflicts" in anime("-C", parted, "story", "status").out
    assert anime("-C", parted, "story", "resolve", SCENE, "--theirs").code == ExitCode.DONE
    assert "It's cold." in (parted / SCENE).read_text()
    assert anime("-C", parted, "story", "merge", "--continue").code == ExitCode.DONE


def test_marks_of_git_settled_by_hand(parted: Path, anime: Callable[..., Any]) -> None:
    """A file without git's marks is settled, as one without ours is."""
    git_merge(parted)
    git(parted, "checkout", "--ours", SCENE)
    assert listed(parted, anime) == []
    assert anime("-C", parted, "story", "merge", "--continue").code == ExitCode.DONE
    assert git(parted, "status", "--porcelain") == ""


def test_a_merge_of_git_made_anew(parted: Path, anime: Callable[..., Any]) -> None:
    """--again leaves the conflicts that are truly some, in the story's words; undo brings git's marks back."""
    git_merge(parted)
    before = (parted / SCENE).read_text()
    done = anime("-C", parted, "story", "merge", "--again")
    assert (done.code, "has 2 conflicts" in done.out) == (ExitCode.FOUND, True)
    assert [(each["id"], each["field"]) for each in listed(parted, anime)] == [("c1", "angle"), ("c2", "say")]
    assert git(parted, "status", "--porcelain") == f"UU {SCENE}\n"
    anime("-C", parted, "story", "undo")
    assert (parted / SCENE).read_text() == before
    anime("-C", parted, "story", "redo")
    assert anime("-C", parted, "story", "resolve", "--all", "--theirs").code == ExitCode.DONE
    assert anime("-C", parted, "story", "merge", "--continue").code == ExitCode.DONE
    assert len(git(parted, "rev-list", "--parents", "-1", "HEAD").split()) == 3


def test_a_needless_conflict_of_git_vanishes(story: Path, anime: Callable[..., Any]) -> None:
    """What only looked like a conflict is settled by --again, and only waits to be committed."""
    feeling = (SCENE, "    emotion: happy", "    emotion: calm")
    part(anime, story, (feeling,), ((SCENE, LINE, "It's warm. It knows me."),))
    git_merge(story)
    assert len(listed(story, anime)) == 1
    done = anime("-C", story, "story", "merge", "--again", "--json")
    assert (done.code, json.loads(done.out)["kind"]) == (ExitCode.DONE, "ready")
    assert "say: It's warm. It knows me.\n    emotion: calm\n" in (story / SCENE).read_text()
    assert git(story, "status", "--porcelain") == f"M  {SCENE}\n"
    assert anime("-C", story, "story", "merge", "--continue").code == ExitCode.DONE


def test_again_mends_what_git_merged_wrongly(story: Path, anime: Callable[..., Any]) -> None:
    """A file that git merged cleanly by its lines, and wrongly, is made anew too; one settled by hand stays."""
    added = "  - who: sakura\n    say: Wait.\n    id: w41tw41\n"
    last = "    say: It was me. On the roof.\n    id: r7e8n9q\n"
    first = "script:\n  - action: The train stands with its doors open.\n"
    part(
        anime,
        story,
        (*SAID_THERE, (PLATFORM, last, last + added), (BELL, "lasts: 10m", "lasts: 11m")),
        (
            *SAID_HERE,
            (PLATFORM, first, f"script:\n{added}{first.removeprefix('script:')[1:]}"),
            (BELL, "lasts: 10m", "lasts: 12m"),
        ),
    )
    git_merge(story)
    assert (story / PLATFORM).read_text().count("w41tw41") == 2
    git(story, "checkout", "--theirs", BELL)
    edit(story, BELL, "lasts: 11m", "lasts: 13m")
    git(story, "add", BELL)
    anime("-C", story, "story", "merge", "--again")
    assert {each["path"] for each in listed(story, anime)} == {PLATFORM, SCENE}
    assert "lasts: 13m" in (story / BELL).read_text()


def test_again_where_nothing_is_to_do(torn: Path, anime: Callable[..., Any]) -> None:
    """Without an open merge, and where a person settled all, it is refused; marks are made anew from git's versions."""
    (torn / SCENE).write_text("title: lost\n")
    assert anime("-C", torn, "story", "merge", "--again").code == ExitCode.FOUND
    assert [each["id"] for each in listed(torn, anime)] == ["c1", "c2"]
    anime("-C", torn, "story", "resolve", "--all", "--ours")
    assert "Nothing in the merge" in anime("-C", torn, "story", "merge", "--again").err
    anime("-C", torn, "story", "merge", "--abort")
    assert "No merge is under way." in anime("-C", torn, "story", "merge", "--again").err


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("      theirs: high\n", "", "The mark of conflict c1 has lost what stood under `theirs`."),
        ("id: c1\n", "id: c9\n", "The mark names conflict c9, which this merge doesn't have here."),
        ("      id: c1\n", "", "The mark of a conflict has lost its `id`."),
        ("      ours: dutch\n", "      our: dutch\n", "The mark of conflict c1 says 'our', which no mark says."),
        ("angle: !conflict\n", "angle:\n", "The mark of a conflict has lost its `!conflict`."),
        ("      ours: dutch\n", "      ours: dutch\n  broken\n", f"{SCENE}:"),
        ("      ours: dutch\n", "      ours: dutch\n      note: \udcff\n", f"{SCENE}:"),
        ("angle: !conflict\n", "angle: !conflic\n", "'!conflic' is a YAML tag"),
    ],
)
def test_a_mark_edited_halfway(old: str, new: str, said: str, torn: Path, anime: Callable[..., Any]) -> None:
    """The file and line are named, with the way out; nothing is settled or committed."""
    text = (torn / SCENE).read_text()
    assert old in text
    broken = text.replace(old, new).encode("utf-8", "surrogateescape")
    (torn / SCENE).write_bytes(broken)
    for words in (("conflicts",), ("resolve", "c1", "--ours"), ("merge", "--continue")):
        done = anime("-C", torn, "story", *words)
        assert (done.code, done.out) == (ExitCode.NO, "")
        assert said in done.err
        assert re.search(rf"{SCENE}:\d+:", done.err)
        assert "anime story merge --again makes the marks anew." in done.err
    assert "a file of it can't be read: anime story conflicts" in anime("-C", torn, "story", "status").out
    assert ((torn / SCENE).read_bytes(), git(torn, "status", "--porcelain")) == (broken, f"UU {SCENE}\n")
    assert anime("-C", torn, "story", "merge", "--again").code == ExitCode.FOUND
    assert (torn / SCENE).read_text() == text


@pytest.mark.parametrize("damage", ["gone", "no json", "other json", "half"])
def test_a_lost_record_is_read_back_from_the_marks(damage: str, torn: Path, anime: Callable[..., Any]) -> None:
    """The marks alone tell the same conflicts, and they are settled as ever."""
    before = listed(torn, anime)
    record = torn / ".git/anime/merge.json"
    kept = json.loads(record.read_text())
    if damage == "gone":
        record.unlink()
    elif damage == "no json":
        record.write_text(record.read_text()[:40])
    elif damage == "other json":
        record.write_text(json.dumps({**kept, "record": {"conflicts": [{"id": "c1"}]}}))
    else:
        record.write_text(json.dumps({**kept, "record": [1, 2]}))
    assert listed(torn, anime) == before
    assert anime("-C", torn, "story", "resolve", "c2", "--theirs").code == ExitCode.DONE
    assert anime("-C", torn, "story", "resolve", "c1", "--ours").code == ExitCode.DONE
    assert anime("-C", torn, "story", "merge", "--continue").code == ExitCode.DONE
    assert "say: It's cold." in (torn / SCENE).read_text()


def test_a_line_without_an_id_is_named_by_our_words(story: Path, anime: Callable[..., Any]) -> None:
    """Read back from its mark, a line is called as the merge called it: by what our side says."""
    edit(story, SCENE, "    id: d4e5f6g\n", "")
    assert anime("-C", story, "story", "commit", "-m", "No id").code == ExitCode.DONE
    part(anime, story, SAID_THERE[:1], SAID_HERE[:1])
    assert anime("-C", story, "story", "merge", ALTERNATE).code == ExitCode.FOUND
    (story / ".git/anime/merge.json").unlink()
    (conflict,) = listed(story, anime)
    assert conflict["entity"] == 'scene "Rooftop at dusk" > line "It burns." (sakura)'


def test_merge_head_is_gone(torn: Path, anime: Callable[..., Any]) -> None:
    """Files in conflict without MERGE_HEAD: every command says so, and what to do."""
    before = (torn / SCENE).read_text()
    (torn / ".git/MERGE_HEAD").unlink()
    for words in (("conflicts",), ("resolve", "--all", "--ours"), ("merge", "--continue"), ("merge", "--abort")):
        done = anime("-C", torn, "story", *words)
        assert (done.code, "MERGE_HEAD is gone" in done.err) == (ExitCode.NO, True)
        assert "git reset --merge" in done.err
    assert (torn / SCENE).read_text() == before
    git(torn, "reset", "--merge")
    assert git(torn, "status", "--porcelain") == ""


def test_a_conflict_of_another_operation(parted: Path, anime: Callable[..., Any]) -> None:
    """A rebase in conflict is named as what it is."""
    with pytest.raises(CalledProcessError):
        git(parted, "rebase", ALTERNATE)
    done = anime("-C", parted, "story", "conflicts")
    assert (done.code, "git rebase --continue" in done.err) == (ExitCode.NO, True)


def test_a_version_is_lost(parted: Path, anime: Callable[..., Any]) -> None:
    """A base that git has lost is named with its file; nothing changes."""
    git_merge(parted)
    before = (parted / SCENE).read_text()
    blob = git(parted, "rev-parse", f":1:{SCENE}").strip()
    (parted / ".git/objects" / blob[:2] / blob[2:]).unlink()
    for words in (("conflicts",), ("resolve", "--all", "--base")):
        done = anime("-C", parted, "story", *words)
        assert (done.code, f"the base version of {SCENE}" in done.err) == (ExitCode.NO, True)
        assert "git fsck" in done.err
    assert (parted / SCENE).read_text() == before


def test_another_process_holds_the_index(torn: Path, anime: Callable[..., Any]) -> None:
    """The lock is named; file, index and branches stay as they are."""
    before = (torn / SCENE).read_text()
    lock = torn / ".git/index.lock"
    lock.touch()
    for words in (("resolve", "--all", "--ours", "--branch", "ending/x"), ("merge", "--abort"), ("merge", "--again")):
        if "--again" in words:
            edit(torn, SCENE, "lasts: 20m", "lasts: 21m")
        done = anime("-C", torn, "story", *words)
        assert (done.code, str(lock) in done.err) == (ExitCode.NO, True)
    edit(torn, SCENE, "lasts: 21m", "lasts: 20m")
    assert anime("-C", torn, "story", "conflicts").code == ExitCode.FOUND
    lock.unlink()
    assert ((torn / SCENE).read_text(), git(torn, "branch", "--list", "ending/x")) == (before, "")
    assert git(torn, "status", "--porcelain") == f"UU {SCENE}\n"


def test_the_order_of_keys_counts_for_nothing(story: Path, anime: Callable[..., Any]) -> None:
    """Conflicts are numbered by the model's order of fields, wherever a file has them."""
    text = (story / SCENE).read_text()
    head, script = text[: text.index("script:")], text[text.index("script:") :]
    (story / SCENE).write_text(script + head)
    anime("-C", story, "story", "commit", "-m", "The script first")
    edits = (("lasts: 20m", "lasts: {}m"), ("angle: low", "angle: a{}"), (LINE, "It is {}."))
    theirs, ours = (tuple((SCENE, old, new.format(n)) for old, new in edits) for n in (25, 30))
    part(anime, story, theirs, ours)
    anime("-C", story, "story", "merge", ALTERNATE)
    assert [(each["id"], each["field"]) for each in listed(story, anime)] == [
        ("c1", "lasts"),
        ("c2", "angle"),
        ("c3", "say"),
    ]


def test_two_files_with_one_number(story: Path, anime: Callable[..., Any]) -> None:
    """Where git merged file by file, each began at c1: the file's name tells them apart."""
    two = ((SCENE, "lasts: 20m", "lasts: {}m"), (BELL, "lasts: 10m", "lasts: {}m"))
    theirs, ours = (tuple((path, old, new.format(n)) for path, old, new in two) for n in (25, 30))
    part(anime, story, theirs, ours)
    anime("-C", story, "story", "merge", ALTERNATE)
    (story / ".git/anime/merge.json").unlink()
    edit(story, SCENE, "id: c2", "id: c1")
    assert [each["id"] for each in listed(story, anime)] == ["first-bell:c1", "rooftop-dusk:c1"]
    refused = anime("-C", story, "story", "resolve", "c1", "--ours")
    assert (refused.code, "They are first-bell:c1, rooftop-dusk:c1." in refused.err) == (ExitCode.NO, True)
    assert anime("-C", story, "story", "resolve", "first-bell:c1", "--ours").code == ExitCode.DONE
    assert anime("-C", story, "story", "resolve", "c1", "--theirs").code == ExitCode.DONE
    assert "lasts: 30m" in (story / BELL).read_text()
    assert "lasts: 25m" in (story / SCENE).read_text()


def test_marks_that_were_added_to_the_index(torn: Path, anime: Callable[..., Any]) -> None:
    """`git add` of a file with marks in it settles nothing: the merge is not finished."""
    git(torn, "add", SCENE)
    for words in (("merge", "--continue"), ("commit", "-m", "Done")):
        refused = anime("-C", torn, "story", *words)
        assert (refused.code, f"Conflicts are left in {SCENE}." in refused.err) == (ExitCode.FOUND, True)
    assert git(torn, "log", "-1", "--format=%s").strip() == "Ours"
    assert [each["id"] for each in listed(torn, anime)] == ["c1", "c2"]
    assert anime("-C", torn, "story", "resolve", "c1", "--ours").code == ExitCode.DONE
    assert [each["id"] for each in listed(torn, anime)] == ["c2"]
    assert anime("-C", torn, "story", "resolve", "c2", "--theirs").code == ExitCode.DONE
    assert anime("-C", torn, "story", "merge", "--continue").code == ExitCode.DONE
    assert "It's cold." in (torn / SCENE).read_text()
    assert git(torn, "status", "--porcelain") == ""


def test_marks_of_git_that_were_added_to_the_index(parted: Path, anime: Callable[..., Any]) -> None:
    """`git add -A` after a merge of git's is no dead end: the conflict is known, and can be settled or made anew."""
    git_merge(parted)
    marked = (parted / SCENE).read_text()
    git(parted, "add", "-A")
    assert [each["path"] for each in listed(parted, anime)] == [SCENE]
    assert "1 conflict left: anime story conflicts" in anime("-C", parted, "story", "status").out
    refused = anime("-C", parted, "story", "merge", "--continue")
    assert (refused.code, f"Conflicts are left in {SCENE}." in refused.err) == (ExitCode.FOUND, True)
    assert anime("-C", parted, "story", "resolve", "c1", "--theirs").code == ExitCode.DONE
    assert listed(parted, anime) == []
    anime("-C", parted, "story", "undo")
    assert (parted / SCENE).read_text() == marked
    assert anime("-C", parted, "story", "merge", "--again").code == ExitCode.FOUND
    assert [each["field"] for each in listed(parted, anime)] == ["angle", "say"]
    assert git(parted, "status", "--porcelain") == f"UU {SCENE}\n"
    assert anime("-C", parted, "story", "resolve", "--all", "--ours").code == ExitCode.DONE
    assert anime("-C", parted, "story", "merge", "--continue").code == ExitCode.DONE


def test_marks_of_a_cherry_pick_that_were_added_to_the_index(parted: Path, anime: Callable[..., Any]) -> None:
    """The same of a commit that git itself picks."""
    git_merge(parted)
    git(parted, "merge", "--abort")
    with pytest.raises(CalledProcessError):
        git(parted, "cherry-pick", ALTERNATE)
    git(parted, "add", "-A")
    assert [each["path"] for each in listed(parted, anime)] == [SCENE]
    assert anime("-C", parted, "story", "pick", "--continue").code == ExitCode.FOUND
    assert anime("-C", parted, "story", "resolve", SCENE, "--theirs").code == ExitCode.DONE
    assert anime("-C", parted, "story", "pick", "--continue").code == ExitCode.DONE


def test_a_file_in_conflict_that_is_gone(torn: Path, anime: Callable[..., Any]) -> None:
    """A file that vanished is not settled, whatever was settled in it before; git rm lets it go."""
    anime("-C", torn, "story", "resolve", "c1", "--ours")
    (torn / SCENE).unlink()
    (told,) = listed(torn, anime)
    assert (told["path"], f"git rm {SCENE}." in told["reason"]) == (SCENE, True)
    refused = anime("-C", torn, "story", "merge", "--continue")
    assert (refused.code, f"Conflicts are left in {SCENE}." in refused.err) == (ExitCode.FOUND, True)
    assert anime("-C", torn, "story", "resolve", told["id"], "--theirs").code == ExitCode.DONE
    assert "It's cold." in (torn / SCENE).read_text()
    anime("-C", torn, "story", "undo")
    assert anime("-C", torn, "story", "merge", "--again").code == ExitCode.FOUND
    assert [each["id"] for each in listed(torn, anime)] == ["c1", "c2"]
    (torn / SCENE).unlink()
    git(torn, "rm", "-q", SCENE)
    assert listed(torn, anime) == []
    assert git(torn, "status", "--porcelain") == f"D  {SCENE}\n"


def test_a_mark_of_a_revert_edited_halfway(parted: Path, anime: Callable[..., Any]) -> None:
    """A revert is not made anew; what leads out of it is named instead."""
    edit(parted, SCENE, "angle: dutch", "angle: low")
    anime("-C", parted, "story", "commit", "-m", "Lower")
    edit(parted, SCENE, "angle: low", "angle: high")
    anime("-C", parted, "story", "commit", "-m", "Higher")
    assert anime("-C", parted, "story", "revert", "HEAD~1").code == ExitCode.FOUND
    edit(parted, SCENE, "!conflict", "!conflic")
    refused = anime("-C", parted, "story", "conflicts")
    assert (refused.code, "anime story revert --abort gives up." in refused.err) == (ExitCode.NO, True)
    assert anime("-C", parted, "story", "revert", "--abort").code == ExitCode.DONE


def test_a_merge_of_two_stories_that_git_began(story: Path, anime: Callable[..., Any]) -> None:
    """Where git was told to bring strangers together, the merge can still be finished and checked."""
    git(story, "checkout", "-q", "--orphan", ALTERNATE)
    edit(story, SCENE, LINE, "It's cold.")
    git(story, "commit", "-qam", "Another beginning")
    git(story, "checkout", "-q", "main")
    with pytest.raises(CalledProcessError):
        git(story, "merge", "--allow-unrelated-histories", ALTERNATE)
    assert anime("-C", story, "story", "resolve", "--all", "--theirs").code == ExitCode.DONE
    assert anime("-C", story, "story", "merge", "--continue").code == ExitCode.DONE
    assert anime("-C", story, "story", "explain").code == ExitCode.NO


def test_again_where_git_followed_a_rename(story: Path, anime: Callable[..., Any]) -> None:
    """Git carries our edit into the file that they renamed, and so do we: the line is asked where it stands now."""
    ours = ((SCENE, LINE, "It burns."),)
    part(anime, story, ((BELL, "lasts: 10m", "lasts: 11m"),), ours)
    git(story, "switch", "-q", ALTERNATE)
    git(story, "mv", SCENE, "scenes/on-the-roof.yaml")
    edit(story, "scenes/on-the-roof.yaml", LINE, "It's cold.")
    edit(story, "chapters/awakening.yaml", "rooftop-dusk", "on-the-roof")
    git(story, "commit", "-qam", "Another name")
    git(story, "switch", "-q", "main")
    git_merge(story)
    assert "scenes/on-the-roof.yaml" in git(story, "ls-files", "-u")
    assert anime("-C", story, "story", "merge", "--again").code == ExitCode.FOUND
    told = {each["path"]: each for each in listed(story, anime)}
    assert list(told) == ["scenes/on-the-roof.yaml"]
    (conflict,) = told.values()
    assert ("It burns." in conflict["ours"], "It's cold." in conflict["theirs"]) == (True, True)
    stages = [line.split()[2] for line in git(story, "ls-files", "-u").splitlines()]
    assert stages == ["1", "2", "3"]
    assert not (story / SCENE).exists()
