"""Conflicts settled from the terminal: sides, both, words of one's own, and the version that loses."""

from __future__ import annotations

import io
import json
import subprocess
from typing import TYPE_CHECKING, Any

import pytest
from test_story_commands import on_a_terminal
from two_branches import ALTERNATE, BELL, LINE, PLATFORM, SAID_HERE, SAID_THERE, SCENE, edit, git, part

from anime_cli.errors import ExitCode

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture
def torn(story: Path, anime: Callable[..., Any]) -> Path:
    """A merge of two conflicts that waits: c1 is an angle, c2 a line."""
    part(anime, story, SAID_THERE, SAID_HERE)
    assert anime("-C", story, "story", "merge", ALTERNATE).code == ExitCode.FOUND
    return story


def editor(folder: Path, monkeypatch: pytest.MonkeyPatch, script: str) -> None:
    """Let VISUAL be a program that runs SCRIPT on the file, `$1`."""
    program = folder.parent / "editor.sh"
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)
    monkeypatch.setenv("VISUAL", str(program))


def finish(story: Path, anime: Callable[..., Any]) -> str:
    """Finish the merge and return the scene's text."""
    assert anime("-C", story, "story", "merge", "--continue").code == ExitCode.DONE
    assert git(story, "status", "--porcelain") == ""
    git(story, "fsck", "--strict")
    return (story / SCENE).read_text()


def said(story: Path, anime: Callable[..., Any]) -> str:
    """Return what Sakura says on the roof, on one line."""
    scene = json.loads(anime("-C", story, "story", "read", "rooftop-dusk", "--json").out)["scenes"][0]
    return " ".join(next(item["say"] for item in scene["script"] if item.get("id") == "d4e5f6g").split())


@pytest.mark.parametrize("names", [("c1", "c2"), ("c2", "c1"), (SCENE,), ("--all",), ("c1", SCENE)], ids=" ".join)
def test_several_at_once(names: tuple[str, ...], torn: Path, anime: Callable[..., Any]) -> None:
    """Names, the file and --all mean the same, in any order, each once."""
    done = anime("-C", torn, "story", "resolve", *names, "--theirs", "--json")
    told = json.loads(done.out)
    assert (sorted(told["settled"]), told["conflicts"], told["merge"]["next"]) == (
        ["c1", "c2"],
        [],
        "anime story merge --continue",
    )
    text = finish(torn, anime)
    assert "say: It's cold." in text
    assert "angle: high" in text


def test_one_after_the_other(torn: Path, anime: Callable[..., Any]) -> None:
    """What is left is told after each; each may go its own way."""
    first = anime("-C", torn, "story", "resolve", "c2", "--base")
    assert first.out.endswith("1 conflict left: anime story conflicts lists them.\n")
    assert anime("-C", torn, "story", "merge", "--continue").code == ExitCode.FOUND
    again = anime("-C", torn, "story", "resolve", "c2", "--ours")
    assert (again.code, "The conflict 'c2' is settled already." in again.err) == (ExitCode.NO, True)
    assert anime("-C", torn, "story", "resolve", "c1", "--ours").code == ExitCode.DONE
    assert "angle: dutch" in finish(torn, anime)
    assert said(torn, anime) == LINE


def test_both_sides_of_a_line(torn: Path, anime: Callable[..., Any]) -> None:
    """A line keeps both sentences, whichever side is ours; an angle can't, and says what can be done."""
    refused = anime("-C", torn, "story", "resolve", "c1", "--both")
    assert (refused.code, "One field holds one of the two." in refused.err) == (ExitCode.USAGE, True)
    done = anime("-C", torn, "story", "resolve", "c2", "--both")
    assert "c2 scene" in done.out
    assert "both are kept" in done.out
    anime("-C", torn, "story", "resolve", "--all", "--ours")
    finish(torn, anime)
    assert said(torn, anime) == "It burns. It's cold."
    assert "settled with both: It burns. It's cold.\n" in anime("-C", torn, "story", "explain").out


def test_all_or_nothing(torn: Path, anime: Callable[..., Any]) -> None:
    """Where one of several can't be settled so, none is."""
    before = (torn / SCENE).read_text()
    assert anime("-C", torn, "story", "resolve", "--all", "--both").code == ExitCode.USAGE
    assert (torn / SCENE).read_text() == before
    assert git(torn, "status", "--porcelain") == f"UU {SCENE}\n"


def test_a_text_of_ones_own(torn: Path, anime: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> None:
    """--set takes words as they are, also from the standard input."""
    assert "your words are taken" in anime("-C", torn, "story", "resolve", "c1", "--set", "high").out
    monkeypatch.setattr("sys.stdin", io.StringIO('She whispers: "No #4".\nIt is colder now.\n'))
    assert anime("-C", torn, "story", "resolve", "c2", "--set", "-").code == ExitCode.DONE
    finish(torn, anime)
    assert said(torn, anime) == 'She whispers: "No #4". It is colder now.'


def test_a_text_that_the_model_refuses(story: Path, anime: Callable[..., Any]) -> None:
    """What may not stand in the field is refused with its line, though another conflict is left in the file."""
    theirs = ((SCENE, "lasts: 20m", "lasts: 25m"), (SCENE, LINE, "It's cold."), (SCENE, "[sakura]", "[ren]"))
    ours = ((SCENE, "lasts: 20m", "lasts: 30m"), (SCENE, LINE, "It burns."), (SCENE, "on: [sakura]\n    ", ""))
    part(anime, story, theirs, ours)
    anime("-C", story, "story", "merge", ALTERNATE)
    before = (story / SCENE).read_text()
    for name, text, why in (("c1", "soon", "lasts: expected"), ("c2", "{who: ren}", "on")):
        refused = anime("-C", story, "story", "resolve", name, "--set", text)
        assert (refused.code, why in refused.err) == (ExitCode.NO, True)
        assert refused.err.startswith(f"Error: {SCENE}:")
        assert (story / SCENE).read_text() == before
    assert anime("-C", story, "story", "resolve", "c1", "--set", "35m").code == ExitCode.DONE
    assert anime("-C", story, "story", "resolve", "c2", "--set", "[ren, sakura]").code == ExitCode.DONE
    anime("-C", story, "story", "resolve", "--all", "--ours")
    assert "on: [ren, sakura]" in finish(story, anime)


def test_a_text_from_the_editor(torn: Path, anime: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> None:
    """The file shows every side as a comment; what is saved below them is taken."""
    editor(
        torn,
        monkeypatch,
        f"cp \"$1\" '{torn.parent}/seen'; printf '# a comment\\nIt hums.\\n# still words\\n' > \"$1\"",
    )
    assert anime("-C", torn, "story", "resolve", "c2", "--edit").code == ExitCode.DONE
    seen = (torn.parent / "seen").read_text()
    for line in (f"# base:   {LINE}\n", "# ours:   It burns.\n", "# theirs: It's cold.\n"):
        assert line in seen
    anime("-C", torn, "story", "resolve", "c1", "--ours")
    assert "It hums. # still words" in " ".join(finish(torn, anime).split())


@pytest.mark.parametrize("script", ["true", ': > "$1"', "sed -i '/^[^#]/d' \"$1\""])
def test_an_editor_that_changes_nothing(
    script: str, torn: Path, anime: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file left as it was, emptied, or of comments alone settles nothing."""
    editor(torn, monkeypatch, script)
    done = anime("-C", torn, "story", "resolve", "c2", "--edit")
    assert done.out.startswith("Nothing was written, so nothing is settled.\n2 conflicts left")
    assert git(torn, "status", "--porcelain") == f"UU {SCENE}\n"


def test_an_editor_that_fails(torn: Path, anime: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> None:
    """One that ends with an error, one that isn't there, and none at all: each is said, and nothing changes."""
    before = (torn / SCENE).read_text()
    editor(torn, monkeypatch, 'echo lost > "$1"; exit 3')
    failed = anime("-C", torn, "story", "resolve", "c2", "--edit")
    assert (failed.code, "ended with status 3" in failed.err) == (ExitCode.NO, True)
    monkeypatch.setenv("VISUAL", "no-such-editor")
    gone = anime("-C", torn, "story", "resolve", "c2", "--edit")
    assert (gone.code, "'no-such-editor' can't be run" in gone.err) == (ExitCode.ENGINE, True)
    monkeypatch.delenv("VISUAL")
    monkeypatch.delenv("EDITOR", raising=False)
    missing = anime("-C", torn, "story", "resolve", "c2", "--edit")
    assert (missing.code, "No editor is set." in missing.err) == (ExitCode.ENGINE, True)
    assert (torn / SCENE).read_text() == before


@pytest.mark.parametrize(("side", "loses"), [("--ours", ALTERNATE), ("--theirs", "main")])
def test_the_losing_version_lives_on(side: str, loses: str, torn: Path, anime: Callable[..., Any]) -> None:
    """--branch begins a branch where the other side is; one undo takes back both."""
    before = (torn / SCENE).read_text()
    done = anime("-C", torn, "story", "resolve", "--all", side, "--branch", "ending/lost")
    assert "The other version lives on as ending/lost." in done.out
    assert git(torn, "rev-parse", "ending/lost") == git(torn, "rev-parse", loses)
    anime("-C", torn, "story", "undo")
    assert git(torn, "branch", "--list", "ending/lost") == ""
    assert (torn / SCENE).read_text() == before


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("--both", "--branch", "x"), ExitCode.USAGE, "one side must be taken"),
        (("--ours", "--branch", ALTERNATE), ExitCode.NO, "already a branch called"),
        (("--ours", "--branch", "a..b"), ExitCode.NO, "can't be the name of a branch"),
        (("--ours", "--theirs"), ExitCode.USAGE, "settled by one side"),
        (("--ours", "--set", "x"), ExitCode.USAGE, "settled by one side"),
    ],
)
def test_what_resolving_refuses(
    words: tuple[str, ...], code: ExitCode, said: str, torn: Path, anime: Callable[..., Any]
) -> None:
    """Each refusal says why, and nothing is changed."""
    before = (torn / SCENE).read_text()
    done = anime("-C", torn, "story", "resolve", "--all", *words)
    assert (done.code, done.out) == (code, "")
    assert said in done.err
    assert (torn / SCENE).read_text() == before


def test_git_alone_can_finish(torn: Path, anime: Callable[..., Any]) -> None:
    """A mark edited away, `git add`, `git commit`: the merge is a commit of two parents, and ours knows it's over."""
    git(torn, "checkout", "--theirs", SCENE)
    assert "Every conflict in the merge of ending/alternate is settled." in anime("-C", torn, "story", "conflicts").out
    git(torn, "add", SCENE)
    git(torn, "commit", "--no-edit")
    assert len(git(torn, "rev-list", "--parents", "-1", "HEAD").split()) == 3
    assert "not finished" not in anime("-C", torn, "story", "status").out


@pytest.mark.parametrize(("side", "kept"), [("--ours", "It burns."), ("--theirs", "It's cold.")])
def test_a_file_checked_out_by_git(side: str, kept: str, torn: Path, anime: Callable[..., Any]) -> None:
    """`git checkout --ours PATH` settles a file; `--continue` needs no other word."""
    git(torn, "checkout", side, SCENE)
    assert f"say: {kept}" in finish(torn, anime)


def test_a_place_conflict(story: Path, anime: Callable[..., Any]) -> None:
    """An item that the sides want at two places has two marks and one name; only a side settles it."""
    first = "  - event: sets_up\n    thread: who-saw-her\n    id: s3tsup0\n"
    last = "  - who: ren\n    say: Sakura?\n    how: whispering\n    id: h8j9k1m\n"
    learns = "  - event: learns\n    who: ren\n    fact: has-magic\n    id: e7d20b1\n"
    part(
        anime,
        story,
        ((SCENE, first, ""), (SCENE, learns, learns + first)),
        ((SCENE, first, ""), (SCENE, last, last + first)),
    )
    anime("-C", story, "story", "merge", ALTERNATE)
    (told,) = json.loads(anime("-C", story, "story", "conflicts", "--json").out)["conflicts"]
    assert (told["kind"], told["ways"]) == ("place", ["--ours", "--theirs", "--base"])
    assert (story / SCENE).read_text().count("!conflict") > 1
    for words, why in ((("--both",), "at different places"), (("--set", "x"), "at different places")):
        refused = anime("-C", story, "story", "resolve", "c1", *words)
        assert (refused.code, why in refused.err) == (ExitCode.USAGE, True)
    assert anime("-C", story, "story", "resolve", "c1", "--theirs").code == ExitCode.DONE
    assert learns + first in finish(story, anime)


def test_a_whole_document(story: Path, anime: Callable[..., Any]) -> None:
    """Deleted here, changed there: the suggestion tells the change; --both is refused, a side is taken."""
    part(anime, story, ((SCENE, LINE, "It's cold."),), ((PLATFORM, "lasts: 12m", "lasts: 13m"),))
    (story / SCENE).unlink()
    edit(story, "chapters/awakening.yaml", ", rooftop-dusk", "")
    edit(story, PLATFORM, "  - event: pays_off\n    thread: who-saw-her\n    id: p4y50ff\n", "")
    anime("-C", story, "story", "commit", "-m", "Without the roof")
    anime("-C", story, "story", "merge", ALTERNATE)
    (told,) = json.loads(anime("-C", story, "story", "conflicts", "--json").out)["conflicts"]
    assert told["kind"] == "document"
    assert "Ours removed it; theirs changed it (changed" in told["suggestion"]
    assert "[-warm. Like it knows me-]{+cold+}" in told["suggestion"]
    assert anime("-C", story, "story", "resolve", "c1", "--both").code == ExitCode.USAGE
    conflict = '  c1 scene "Rooftop at dusk"'
    assert f"{conflict}\n" in anime("-C", story, "story", "explain").out
    assert anime("-C", story, "story", "resolve", "c1", "--ours").code == ExitCode.DONE
    assert not (story / SCENE).exists()
    assert f"{conflict}, settled with ours\n" in anime("-C", story, "story", "explain").out


def test_problems_after_the_last_conflict(story: Path, anime: Callable[..., Any]) -> None:
    """Once nothing is in conflict, `resolve` says which problems are left; mended, the merge can be finished."""
    dies = "  - event: dies\n    who: sakura\n    id: d13sakr\n"
    says = "  - who: sakura\n    say: I know.\n    id: s4ys0oo\n"
    ren = "  - who: ren\n    say: Sakura?"
    part(
        anime,
        story,
        ((SCENE, ren, dies + ren), (SCENE, LINE, "It's cold.")),
        ((PLATFORM, "  - who: ren\n", says + "  - who: ren\n"), (SCENE, LINE, "It burns.")),
    )
    anime("-C", story, "story", "merge", ALTERNATE)
    done = anime("-C", story, "story", "resolve", "c1", "--ours")
    assert "the story now has 1 problem that neither side has alone" in done.out
    tips = [git(story, "rev-parse", name)[:10] for name in ("main", ALTERNATE)]
    assert f"Brought by both together: main ({tips[0]}) changed {PLATFORM}" in done.out
    assert f"{ALTERNATE} ({tips[1]}) changed {SCENE}" in done.out
    assert "not finished, 1 problem left: anime story conflicts" in anime("-C", story, "story", "status").out
    listed = anime("-C", story, "story", "conflicts")
    assert (listed.code, "Brought by both together" in listed.out) == (ExitCode.FOUND, True)
    refused = anime("-C", story, "story", "merge", "--continue", "--json")
    (problem,) = json.loads(refused.out)["problems"]
    assert (refused.code, problem["origin"]["by"], problem["rule"]) == (ExitCode.FOUND, "together", "C07")
    committed = anime("-C", story, "story", "commit", "-m", "Together")
    assert (committed.code, "neither side of the merge has alone" in committed.err) == (ExitCode.FOUND, True)
    assert "anime story commit --allow-problems" in committed.err
    assert git(story, "log", "-1", "--format=%s").strip() == "Ours"
    assert anime("-C", story, "story", "commit", "-m", "Together", "--allow-problems").code == ExitCode.DONE
    assert git(story, "log", "-1", "--format=%(trailers)").strip() == "Problems-allowed: 1"
    anime("-C", story, "story", "undo")
    edit(story, PLATFORM, says, "")
    assert "nothing left to settle: anime story merge --continue" in anime("-C", story, "story", "status").out
    assert anime("-C", story, "story", "merge", "--continue").code == ExitCode.DONE
    assert "Problems-allowed" not in git(story, "log", "-1", "--format=%B")


def test_a_scene_that_no_chapter_lists_any_more(story: Path, anime: Callable[..., Any]) -> None:
    """The hint names the chapters in which the sides list it, not just any chapter."""
    first, last = "chapters/awakening.yaml", "chapters/spring-again.yaml"
    moved = (first, ", rooftop-dusk", ""), (last, "[", "[rooftop-dusk, ")
    part(anime, story, (*moved, (BELL, "10m", "30m")), ((BELL, "10m", "20m"),))
    anime("-C", story, "story", "merge", ALTERNATE)
    edit(story, last, "rooftop-dusk, ", "")
    done = anime("-C", story, "story", "resolve", "--all", "--theirs")
    told = " ".join(done.out.split())
    assert f"main lists it in {first}, {ALTERNATE} lists it in {last}. Add rooftop-dusk to `scenes` there" in told
    edit(story, last, "[the-platform]", "[rooftop-dusk, the-platform]")
    finish(story, anime)


def test_a_merge_with_problems_allowed(story: Path, anime: Callable[..., Any]) -> None:
    """--allow-problems commits at once and the commit tells how many."""
    dies = "  - event: dies\n    who: sakura\n    id: d13sakr\n"
    says = "  - who: sakura\n    say: I know.\n    id: s4ys0oo\n"
    ren = "  - who: ren\n    say: Sakura?"
    part(anime, story, ((SCENE, ren, dies + ren),), ((PLATFORM, "  - who: ren\n", says + "  - who: ren\n"),))
    done = anime("-C", story, "story", "merge", ALTERNATE, "--allow-problems", "--json")
    told = json.loads(done.out)
    assert (done.code, told["kind"], told["allowed"], len(told["problems"])) == (ExitCode.DONE, "merged", True, 1)
    assert git(story, "log", "-1", "--format=%(trailers)").strip() == "Problems-allowed: 1"


def test_a_linked_work_tree_has_a_merge_of_its_own(torn: Path, anime: Callable[..., Any], tmp_path: Path) -> None:
    """Each work tree remembers its own open merge."""
    other = tmp_path / "other"
    git(torn, "worktree", "add", "-q", "-b", "draft", str(other), "main")
    assert "No merge is under way" in anime("-C", other, "story", "conflicts").out
    assert anime("-C", other, "story", "merge", ALTERNATE).code == ExitCode.FOUND
    assert anime("-C", other, "story", "resolve", "--all", "--theirs").code == ExitCode.DONE
    assert "2 conflicts left in the merge of ending/alternate." in anime("-C", torn, "story", "conflicts").out
    assert anime("-C", other, "story", "merge", "--continue").code == ExitCode.DONE
    subprocess.run(["git", "fsck", "--strict"], cwd=other, check=True, capture_output=True)


def test_golden_conflicts(
    torn: Path, anime: Callable[..., Any], golden: Callable[[str, str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The list off a terminal, in colour, and as JSON; then what settling says."""
    pages = [anime("-C", torn, "story", "conflicts").out]
    monkeypatch.setenv("FORCE_COLOR", "1")
    pages.append(anime("-C", torn, "story", "conflicts").out)
    monkeypatch.delenv("FORCE_COLOR")
    pages.append(anime("-C", torn, "story", "conflicts", "--json").out)
    pages.append(anime("-C", torn, "story", "resolve", "c2", "--both").out)
    pages.append(anime("-C", torn, "story", "resolve", "c1", "--set", "high", "--json").out)
    pages.append(anime("-C", torn, "story", "status").out)
    golden("resolve.txt", "=====\n".join(pages))


def test_golden_on_a_terminal(torn: Path, golden: Callable[[str, str], None]) -> None:
    """Conflicts, settling, status and explanation as a person sees them on a terminal."""
    calls = (("conflicts",), ("explain",), ("resolve", "--all", "--theirs"), ("status",), ("merge", "--continue"))
    pages = [on_a_terminal(torn, "story", *words) for words in calls]
    assert [code for code, _ in pages] == [ExitCode.FOUND, 0, 0, 0, 0]
    pages.append(on_a_terminal(torn, "story", "explain"))
    golden("resolve.tty.txt", "=====\n".join(said for _, said in pages))
