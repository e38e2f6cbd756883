"""Making a commit: what goes in, who signs it, what its message becomes, and what is refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from anime_cli.history import commits, worktree
from anime_cli.history.committing import SeveralHeads, commit, composed
from anime_cli.history.errors import (
    ConflictsLeft,
    DetachedHead,
    EmptyMessage,
    GitFailed,
    NoSuchFile,
    NothingToCommit,
    SigningFailed,
    UnfinishedOperation,
    UnsafePath,
)
from anime_cli.history.identity import writer
from anime_cli.history.openmerge import unfinished

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from real_git import Git

    from anime_cli.history.repository import Repository


def test_every_change_goes_in(repository: Repository, git: Git, write: Callable[..., None]) -> None:
    """New, changed and deleted files, documents or not; ignored ones stay out."""
    write(a="title: New\n", b=None, c="title: C\n", README="Read me.\n")
    (repository.folder / "picture.png").write_bytes(b"png")
    made = commit(repository, "Change things")
    assert git("show", "--format=", "--name-status", "HEAD").splitlines() == [
        "A\tREADME",
        "M\tscenes/a.yaml",
        "D\tscenes/b.yaml",
        "A\tscenes/c.yaml",
    ]
    assert git("status", "--porcelain") == ""
    assert (made.author, made.email, made.subject) == ("Mio Writer", "mio@example.org", "Change things")
    assert git("reflog", "-1", "--format=%gs") == "commit: Change things"
    with pytest.raises(NothingToCommit):
        commit(repository, "Nothing")


def test_some_files_go_in(repository: Repository, git: Git, write: Callable[..., None]) -> None:
    """What else is changed or staged stays so; an unknown path is refused, one outside of the story too."""
    write(a="title: New\n", b="title: New\n", c="title: C\n", README="Read me.\n")
    git("add", "README")
    commit(repository, "Only two", ["scenes/c.yaml", "scenes/a.yaml", "scenes/"][:2])
    assert git("status", "--porcelain").splitlines() == ["A  README", " M scenes/b.yaml"]
    commit(repository, "A folder", ["scenes/"])
    assert git("status", "--porcelain") == "A  README"
    for path, error in (("nowhere.yaml", NoSuchFile), ("../story", UnsafePath), ("/etc/passwd", UnsafePath)):
        with pytest.raises(error):
            commit(repository, "Wrong", [path])
    with pytest.raises(NothingToCommit):
        commit(repository, "Unchanged", ["story.yaml"])


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("Subject", "Subject\n"),
        ("  \n\n Subject  \n\n\n\nBody one.\nBody two.\n\n\n", "Subject\n\nBody one.\nBody two.\n"),
        ("Subject\r\n\r\nBody", "Subject\n\nBody\n"),
        ("# A heading stays", "# A heading stays\n"),
        ("雨が降る\n\n鐘", "雨が降る\n\n鐘\n"),
        ("nul\0gone", "nulgone\n"),
        ("half \udce9 letter", "half \ufffd letter\n"),
    ],
)
def test_a_message_is_kept_as_git_keeps_it(given: str, kept: str) -> None:
    """Stray blanks go, words stay, and what is no text becomes a sign for it."""
    assert composed(given) == kept


def test_trailers_are_the_last_paragraph(repository: Repository, git: Git, write: Callable[..., None]) -> None:
    """Git reads them back, one line each."""
    write(a="title: New\n")
    made = commit(repository, "Subject\n\nBody", trailers=[("Brain", "planner 1"), ("Field", "a\nb")])
    assert git("log", "-1", "--format=%(trailers)").splitlines() == ["Brain: planner 1", "Field: a b"]
    assert made.trailers == (("Brain", "planner 1"), ("Field", "a b"))
    for empty in ("", " \n\t\n", "\0"):
        with pytest.raises(EmptyMessage):
            commit(repository, empty)


def test_a_writer_git_does_not_know(
    repository: Repository, git: Git, write: Callable[..., None], home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A clear default and a hint, once; a name that holds nothing is no name."""
    (home / ".gitconfig").write_text("")
    git("config", "user.name", "<>")
    write(a="title: New\n")
    commit(repository, "One")
    write(a="title: Newer\n")
    commit(repository, "Two")
    assert git("log", "-1", "--format=%an <%ae> %cn") == "Writer <writer@localhost> Writer"
    assert [note for note in repository.notes if "git config --global user.name" in note] == repository.notes
    monkeypatch.setenv("GIT_AUTHOR_NAME", "Ren")
    monkeypatch.setenv("GIT_AUTHOR_EMAIL", "ren@example.org")
    git("config", "committer.name", "Editor")
    write(a="title: Newest\n")
    commit(repository, "Three")
    assert git("log", "-1", "--format=%an <%ae> %cn") == "Ren <ren@example.org> Editor"
    assert (writer(repository).known, writer(repository, "COMMITTER").known) == (True, False)


def test_the_time_can_be_told(
    repository: Repository, git: Git, write: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    """In any form that git reads; another is refused and nothing is changed."""
    monkeypatch.setenv("GIT_AUTHOR_DATE", "2026-04-08 08:25 -0330")
    monkeypatch.setenv("GIT_COMMITTER_DATE", "@1000000000 +0900")
    write(a="title: New\n")
    made = commit(repository, "Then")
    assert git("log", "-1", "--format=%ai %ci") == "2026-04-08 08:25:00 -0330 2001-09-09 10:46:40 +0900"
    assert made.at.isoformat() == "2026-04-08T08:25:00-03:30"
    monkeypatch.setenv("GIT_AUTHOR_DATE", "the day after the rain")
    write(a="title: Newer\n")
    with pytest.raises(GitFailed, match="GIT_AUTHOR_DATE"):
        commit(repository, "When")
    assert repository.tip() == made.id


def test_signing_is_gits(
    repository: Repository, git: Git, write: Callable[..., None], state: Callable[[], object], tmp_path: Path
) -> None:
    """With commit.gpgsign the program signs; where it can't, nothing is changed and the hint turns it off."""
    signer = tmp_path / "signer"
    signer.write_text(
        "#!/bin/sh\ncat >/dev/null\n"
        "echo '-----BEGIN PGP SIGNATURE-----'\necho signed\necho '-----END PGP SIGNATURE-----'\n"
        'echo "[GNUPG:] SIG_CREATED " >&2\n'
    )
    signer.chmod(0o755)
    git("config", "gpg.program", str(signer))
    git("config", "commit.gpgsign", "TRUE")
    write(a="title: New\n")
    made = commit(repository, "Signed")
    assert "gpgsig -----BEGIN PGP SIGNATURE-----" in git("cat-file", "commit", made.id)
    git("config", "gpg.program", "/bin/false")
    write(a="title: Newer\n")
    before = state()
    with pytest.raises(SigningFailed) as caught:
        commit(repository, "Unsigned")
    assert caught.value.hint == "git config commit.gpgsign false turns signing off."
    assert state() == before


def test_no_branch_no_commit(repository: Repository, git: Git, write: Callable[..., None]) -> None:
    """On a detached HEAD a commit would get lost; amid a rebase it would be git's own; both are refused."""
    write(a="title: New\n")
    git("switch", "-q", "--detach")
    with pytest.raises(DetachedHead):
        commit(repository, "Lost")
    git("switch", "-q", "main")
    ways = {
        "CHERRY_PICK_HEAD": ("cherry-pick", "anime story pick --abort"),
        "REVERT_HEAD": ("revert", "anime story revert --abort"),
        "rebase-merge": ("rebase", "git rebase --abort"),
    }
    for mark, (name, way) in ways.items():
        path = repository.git_dir / mark
        path.write_text(repository.tip())
        with pytest.raises(UnfinishedOperation, match=name) as caught:
            commit(repository, "Between")
        assert way in (caught.value.hint or "")
        path.unlink()
    (repository.git_dir / "BISECT_LOG").write_text("")
    assert commit(repository, "A bisect changes nothing").subject.startswith("A bisect")
    (repository.git_dir / "BISECT_LOG").unlink()


def test_a_first_commit(repository: Repository, git: Git) -> None:
    """An unborn branch is born by it."""
    git("switch", "-q", "--orphan", "fresh")
    (repository.folder / "story.yaml").write_text("format: anime/1\ntitle: Fresh\n")
    made = commit(repository, "First")
    assert made.parents == ()
    assert git("reflog", "-1", "--format=%gs", "fresh") == "commit (initial): First"
    assert git("rev-list", "--count", "fresh") == "1"


def test_an_open_merge_is_finished_by_a_commit(parted: Repository, git: Git, write: Callable[..., None]) -> None:
    """Not while files are in conflict, and not file by file."""
    git("merge", "-q", "--no-commit", "other")
    with pytest.raises(UnfinishedOperation):
        commit(parted, "A part", ["scenes/a.yaml"])
    made = commit(parted, "Both")
    assert len(made.parents) == 2
    assert not (parted.git_dir / "MERGE_HEAD").exists()
    assert git("status", "--porcelain") == ""
    assert git("reflog", "-1", "--format=%gs") == "commit (merge): Both"
    git("switch", "-q", "other")
    write(a="title: Else\nplace: attic\nscript: []\n")
    commit(parted, "Against it")
    git("merge", "-q", "main", check=False)
    with pytest.raises(ConflictsLeft, match=r"scenes/a\.yaml"):
        commit(parted, "Too early")
    git("merge", "--abort")


def test_an_octopus_is_refused(repository: Repository, git: Git, state: Callable[[], object]) -> None:
    """Git merging three branches at once has no meaning scene by scene; the hint gives it back to git."""
    for name in ("one", "two"):
        git("switch", "-q", "-c", name, "main")
        (repository.folder / f"scenes/{name}.yaml").write_text("title: New\nplace: roof\nscript: []\n")
        commit(repository, name)
    git("switch", "-q", "main")
    git("merge", "-q", "--no-commit", "--no-ff", "one", "two")
    before = state()
    for ask in (unfinished, lambda story: commit(story, "Three")):
        with pytest.raises(SeveralHeads, match="2 branches at once") as caught:
            ask(repository)
        assert "git merge --abort" in (caught.value.hint or "")
    assert state() == before
    git("commit", "-q", "-m", "Octopus")
    assert len(commits.commit_of(repository, repository.tip()).parents) == 3


def test_modes_links_and_line_ends_go_in_as_git_takes_them(repository: Repository, git: Git) -> None:
    """A program stays a program, a link a link; CR LF is kept or cleaned as the attributes say."""
    folder = repository.folder
    (folder / "tool").write_text("#!/bin/sh\n")
    (folder / "tool").chmod(0o755)
    (folder / "link").symlink_to("tool")
    (folder / "windows.txt").write_bytes(b"one\r\ntwo\r\n")
    (folder / "clean.md").write_bytes(b"one\r\ntwo\r\n")
    (folder / ".gitattributes").write_text("*.md text\n")
    commit(repository, "All sorts")
    assert [line.split()[0] for line in git("ls-files", "-s", "tool", "link").splitlines()] == ["120000", "100755"]
    assert git("cat-file", "-s", "HEAD:windows.txt") == "10"
    assert git("cat-file", "-s", "HEAD:clean.md") == "8"
    assert git("status", "--porcelain") == ""
    (folder / "tool").chmod(0o644)
    commit(repository, "No program")
    assert git("ls-files", "-s", "tool").startswith("100644")


def test_a_disk_without_modes_changes_none(repository: Repository, git: Git) -> None:
    """With core.fileMode off every file may look like a program; git's own knowledge stays."""
    tool, scene = repository.folder / "tool", repository.folder / "scenes/a.yaml"
    tool.write_text("#!/bin/sh\n")
    tool.chmod(0o755)
    commit(repository, "A tool")
    git("config", "core.fileMode", "off")
    tool.chmod(0o644)
    scene.chmod(0o755)
    tool.write_text("#!/bin/sh\ntrue\n")
    scene.write_text("title: New\n")
    commit(repository, "Both")
    assert not worktree.has_modes(repository)
    assert git("ls-files", "-s", "tool").startswith("100755")
    assert git("ls-files", "-s", "scenes/a.yaml").startswith("100644")
    assert git("status", "--porcelain") == ""


@pytest.mark.parametrize("name", ["雨.txt", "caf\u00e9.txt", "cafe\u0301.txt", "a b'\"c.txt", "-dash", "new\nline"])
def test_names_of_all_kinds(name: str, repository: Repository, git: Git) -> None:
    """Any name in UTF-8 goes in as it is."""
    (repository.folder / name).write_text("x")
    commit(repository, name)
    assert git("-c", "core.quotePath=false", "ls-files", "-z", "--", f":(literal){name}") == f"{name}\0"


def test_a_name_that_is_not_utf8_is_refused(repository: Repository) -> None:
    """It says which file, and nothing goes in."""
    (repository.folder / "caf\udce9.txt").write_text("x")
    with pytest.raises(UnsafePath, match=r"caf\\udce9\.txt") as caught:
        commit(repository, "No")
    assert "UTF-8" in (caught.value.cause or "")
    assert len(commits.log(repository)) == 1


def test_the_past_is_listed_newest_first(
    repository: Repository, parted: Repository, git: Git, again: Callable[[], Repository]
) -> None:
    """Each commit before its parents, as `git log` has them; what one changed is told against its first parent."""
    git("merge", "-q", "other", "-m", "Both\n\nA body.")
    found = commits.log(again())
    assert [each.id for each in found] == git("log", "--topo-order", "--date-order", "--format=%H").splitlines()
    assert (found[0].subject, found[0].body, found[0].short) == ("Both", "A body.", found[0].id[:10])
    assert len(commits.log(parted, "other")) == 2
    assert len(commits.log(parted, limit=1)) == 1
    merge, files = commits.show(parted)
    assert (len(merge.parents), [file.path for file in files]) == (2, ["scenes/b.yaml", "scenes/c.yaml"])
    assert (files[0].before is None, files[1].before is None) == (False, True)
    first, begun = commits.show(parted, merge.parents[0] + "~1")
    assert (first.subject, len(begun), {file.before for file in begun}) == ("Begin the story", 5, {None})
    (repository.folder / "scenes/a.yaml").unlink()
    gone, now = commits.touched(repository, "HEAD", None), commits.touched(repository, None, None)
    assert [(file.path, file.after) for file in gone] == [("scenes/a.yaml", None)]
    assert [file.path for file in now] == ["chapters/one.yaml", "scenes/b.yaml", "scenes/c.yaml", "story.yaml"]
    deleted = commits.touched(repository, "other", "main~1")
    assert [(file.path, file.after is None) for file in deleted][1:] == [
        ("scenes/b.yaml", False),
        ("scenes/c.yaml", True),
    ]


def test_a_document_that_is_a_link_is_no_document(repository: Repository, git: Git) -> None:
    """It would lead whoever reads the story out of it; nothing is committed."""
    (repository.folder / "scenes/evil.yaml").symlink_to("/etc/passwd")
    before = git("rev-parse", "HEAD")
    with pytest.raises(UnsafePath, match=r"scenes/evil\.yaml"):
        commit(repository, "Evil")
    assert git("rev-parse", "HEAD") == before
