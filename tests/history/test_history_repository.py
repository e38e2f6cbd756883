"""Where a story's repository is, and which ones are refused with a sentence."""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING

import pytest

from anime_cli.errors import NotAStory
from anime_cli.history import branches
from anime_cli.history.committing import commit
from anime_cli.history.errors import (
    BareRepository,
    ChangedMeanwhile,
    DubiousOwner,
    FolderNotEmpty,
    ForeignHashes,
    GitFailed,
    RevisionNotFound,
    SigningFailed,
    UnbornBranch,
    UnsafePath,
)
from anime_cli.history.repository import BrokenHistory, Repository, SparseCheckout
from anime_cli.history.snapshot import blob_id
from anime_cli.history.status import status

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from real_git import Git

FILES = {"story.yaml": b"format: anime/1\ntitle: Rain\n", "scenes/a.yaml": b"title: A\n"}


def run_git(folder: Path, *arguments: str) -> None:
    subprocess.run(["git", *arguments], cwd=folder, check=True, capture_output=True)


def test_a_story_is_found_from_any_folder_below(repository: Repository) -> None:
    """A file, a folder and a folder that is not there yet all lead upwards to the story."""
    for below in ("scenes", "scenes/a.yaml", "scenes/not/there"):
        assert Repository.discover(repository.folder / below).folder == repository.folder
    assert repository.git_dir == repository.common_dir == repository.folder / ".git"


def test_a_folder_without_a_story_says_why(tmp_path: Path) -> None:
    """No repository at all, and a repository of something else, have each their cause."""
    with pytest.raises(NotAStory) as caught:
        Repository.discover(tmp_path)
    assert "No folder from here upwards" in (caught.value.cause or "")
    run_git(tmp_path, "init", "-q", "elsewhere")
    (tmp_path / "elsewhere" / "README").write_text("Not a story.\n")
    run_git(tmp_path / "elsewhere", "add", ".")
    for end in (["add", "."], ["commit", "-q", "-m", "Begin"]):
        run_git(tmp_path / "elsewhere", *end)
        with pytest.raises(NotAStory) as caught:
            Repository.discover(tmp_path / "elsewhere")
        assert "no story.yaml" in (caught.value.cause or "")


def test_a_story_is_found_though_its_first_file_was_deleted(repository: Repository) -> None:
    """What the last commit holds is a story, also where story.yaml is missing on disk by mistake."""
    (repository.folder / "story.yaml").unlink()
    assert Repository.discover(repository.folder).folder == repository.folder


def test_a_linked_work_tree_is_a_story_of_its_own_files(repository: Repository, git: Git, tmp_path: Path) -> None:
    """Files, index and HEAD are its own; branches, cache and lease are shared."""
    git("worktree", "add", "-q", str(tmp_path / "linked"), "-b", "linked")
    linked = Repository.discover(tmp_path / "linked" / "scenes")
    assert linked.folder == tmp_path / "linked"
    assert linked.common_dir == repository.common_dir
    assert linked.state_dir != repository.state_dir
    assert linked.cache_dir == repository.cache_dir
    (linked.folder / "scenes/a.yaml").write_text("title: Changed\nplace: roof\nscript: []\n")
    made = commit(linked, "There")
    assert (linked.head.branch, repository.head.branch) == ("linked", "main")
    assert branches.tip(repository, "linked") == made.id
    assert status(repository).clean


def test_a_git_file_leads_to_the_repository(repository: Repository, tmp_path: Path) -> None:
    """`git init --separate-git-dir` and a submodule keep the repository elsewhere."""
    run_git(repository.folder, "init", "-q", "--separate-git-dir", str(tmp_path / "elsewhere.git"))
    found = Repository.discover(repository.folder)
    assert found.git_dir == tmp_path / "elsewhere.git"
    (found.folder / "scenes/a.yaml").write_text("title: Changed\n")
    assert commit(found, "Still here").subject == "Still here"


def test_a_git_file_that_leads_nowhere(tmp_path: Path) -> None:
    """A pointer to nothing, or one that is none, is no repository."""
    (tmp_path / "story.yaml").write_text("title: Rain\n")
    (tmp_path / ".git").write_text("gitdir: /nowhere/at/all\n")
    with pytest.raises(GitFailed, match="open the repository"):
        _ = Repository.discover(tmp_path).handle
    (tmp_path / ".git").write_text("something else\n")
    with pytest.raises(NotAStory):
        Repository.discover(tmp_path)


def test_a_bare_repository_has_no_files(repository: Repository, tmp_path: Path) -> None:
    """It names the command that makes files of it; so does a story that was made bare by hand."""
    run_git(tmp_path, "clone", "-q", "--bare", str(repository.folder), "bare.git")
    with pytest.raises(BareRepository) as caught:
        Repository.discover(tmp_path / "bare.git")
    assert "git clone" in (caught.value.hint or "")
    run_git(repository.folder, "config", "core.bare", "true")
    with pytest.raises(BareRepository):
        _ = Repository.discover(repository.folder).handle
    run_git(repository.folder, "config", "core.bare", "false")


def test_sha256_is_refused_with_a_sentence(tmp_path: Path) -> None:
    """Its objects can't be read here, and the sentence says so."""
    run_git(tmp_path, "init", "-q", "--object-format=sha256", "modern")
    (tmp_path / "modern" / "story.yaml").write_text("title: Rain\n")
    with pytest.raises(ForeignHashes, match="SHA-256"):
        _ = Repository.discover(tmp_path / "modern").handle


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a folder away")
def test_another_users_story_is_not_trusted(repository: Repository) -> None:
    """The hint is git's own way to trust it."""
    for path in (repository.folder, *repository.folder.rglob("*")):
        os.chown(path, 12345, 12345, follow_symlinks=False)
    with pytest.raises(DubiousOwner) as caught:
        _ = Repository.discover(repository.folder).handle
    assert "safe.directory" in (caught.value.hint or "")
    for path in (repository.folder, *repository.folder.rglob("*")):
        os.chown(path, 0, 0, follow_symlinks=False)


def test_a_sparse_checkout_is_refused(repository: Repository, git: Git) -> None:
    """Files that git left out would be taken for deleted."""
    git("sparse-checkout", "set", "--no-cone", "/scenes", "/story.yaml")
    with pytest.raises(SparseCheckout) as caught:
        _ = Repository.discover(repository.folder).handle
    assert caught.value.hint == "git sparse-checkout disable"
    git("sparse-checkout", "disable")
    assert status(Repository.discover(repository.folder)).clean


def test_a_damaged_history_is_told(repository: Repository, again: Callable[[], Repository]) -> None:
    """HEAD that holds nonsense, and a last commit that is gone, are no empty story."""
    head = repository.git_dir / "HEAD"
    text = head.read_text()
    head.write_text("nonsense\n")
    with pytest.raises(BrokenHistory):
        status(again())
    head.write_text(text)
    commit_id = repository.tip()
    path = repository.git_dir / "objects" / commit_id[:2] / commit_id[2:]
    path.rename(path.with_suffix(".away"))
    for ask in (status, lambda story: commit(story, "More")):
        with pytest.raises(BrokenHistory, match="damaged") as caught:
            ask(again())
        assert commit_id[:10] in (caught.value.cause or "")
    path.with_suffix(".away").rename(path)


@pytest.mark.parametrize("folder", ["scenes", "characters"])
def test_a_folder_of_documents_is_no_submodule(folder: str, repository: Repository, git: Git, tmp_path: Path) -> None:
    """Documents that belong to another repository are refused, on disk and in a commit."""
    run_git(tmp_path, "init", "-q", "sub")
    (tmp_path / "sub" / "z.yaml").write_text("name: Z\n")
    run_git(tmp_path / "sub", "add", ".")
    run_git(tmp_path / "sub", "commit", "-q", "-m", "Sub")
    if folder == "scenes":
        git("rm", "-q", "-r", "scenes")
    git("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", str(tmp_path / "sub"), folder)
    with pytest.raises(UnsafePath) as caught:
        repository.files()
    assert "repository of its own" in (caught.value.cause or "")
    git("commit", "-q", "-m", "Add it")
    with pytest.raises(UnsafePath):
        repository.files("HEAD")


def test_a_submodule_elsewhere_is_left_alone(repository: Repository, git: Git, tmp_path: Path) -> None:
    """A submodule that holds no documents stays as git has it, through a commit and a switch."""
    run_git(tmp_path, "init", "-q", "sub")
    (tmp_path / "sub" / "tool").write_text("one\n")
    run_git(tmp_path / "sub", "add", ".")
    run_git(tmp_path / "sub", "commit", "-q", "-m", "Sub")
    git("branch", "plain")
    git("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", str(tmp_path / "sub"), "tools")
    git("commit", "-q", "-m", "Add it")
    (repository.folder / "scenes/a.yaml").write_text("title: New\n")
    commit(repository, "Beside it")
    entry = git("ls-tree", "HEAD", "tools")
    assert entry.startswith("160000 commit")
    branches.switch(repository, "plain")
    branches.switch(repository, "main")
    assert git("ls-tree", "HEAD", "tools") == entry
    assert (repository.folder / "tools/tool").read_text() == "one\n"


def test_a_new_story_is_a_commit_on_main(tmp_path: Path) -> None:
    """Folders above are made, an empty folder is used, trailers stand in the message."""
    (tmp_path / "empty").mkdir()
    for folder in (tmp_path / "deep" / "new", tmp_path / "empty"):
        made = Repository.create(folder, FILES, "Begin", [("Made-by", "a  test")])
        assert made.head.branch == "main"
        assert status(made).clean
        assert made.files() == {path: blob_id(data) for path, data in FILES.items()}
        done = subprocess.run(
            ["git", "log", "-1", "--format=%B"], cwd=folder, capture_output=True, text=True, check=True
        )
        assert done.stdout == "Begin\n\nMade-by: a test\n\n"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["deep", "empty"]


def test_a_story_is_begun_whole_or_not_at_all(tmp_path: Path, home: Path) -> None:
    """A folder in use, a file, and a commit that can't be signed: nothing is left behind."""
    (tmp_path / "used").mkdir()
    (tmp_path / "used" / "file").write_text("mine")
    (tmp_path / "file").write_text("mine")
    for name in ("used", "file"):
        with pytest.raises(FolderNotEmpty):
            Repository.create(tmp_path / name, FILES, "Begin")
    with (home / ".gitconfig").open("a") as config:
        config.write("[commit]\n\tgpgsign = true\n[gpg]\n\tprogram = /bin/false\n")
    (tmp_path / "empty").mkdir()
    for name in ("new", "empty"):
        with pytest.raises(SigningFailed):
            Repository.create(tmp_path / name, FILES, "Begin")
    left = sorted(path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*"))
    assert left == ["empty", "file", "used", "used/file"]


def test_a_revision_is_any_form_git_knows(repository: Repository, git: Git) -> None:
    """Names, hashes, tags and paths through history; what names no commit has a hint."""
    first = repository.tip()
    git("tag", "-a", "draft", "-m", "Draft")
    git("branch", "ending/alternate")
    for name in ("HEAD", "main", "draft", first[:8], "ending/alternate", "main^0", "@", "HEAD@{0}"):
        assert repository.resolve(name) == first
    for name in ("", "nowhere", "HEAD:story.yaml", "main..draft", "HEAD~9", "a\0b", "\udcff", first[:2] + "0" * 38):
        with pytest.raises(RevisionNotFound):
            repository.resolve(name)
    with pytest.raises(RevisionNotFound) as caught:
        repository.resolve("endng/alternate")
    assert caught.value.hint == "Did you mean 'ending/alternate'?"


def test_files_are_documents_alone(repository: Repository, git: Git) -> None:
    """Other files, hidden files and deeper folders are no documents; a link is refused wherever it stands."""
    scenes = repository.folder / "scenes"
    (scenes / "notes.txt").write_text("x")
    (scenes / ".hidden.yaml").write_text("x")
    (scenes / "deep").mkdir()
    (scenes / "deep" / "c.yaml").write_text("x")
    expected = ["chapters/one.yaml", "scenes/a.yaml", "scenes/b.yaml", "story.yaml"]
    assert sorted(repository.files()) == expected
    git("add", "-A")
    git("commit", "-q", "-m", "More")
    assert sorted(repository.files("HEAD")) == expected
    (scenes / "c.yaml").symlink_to("/etc/passwd")
    (repository.folder / "places").symlink_to("/etc")
    for name in ("places", "scenes/c.yaml"):
        with pytest.raises(UnsafePath):
            repository.files()
        git("add", name)
        git("commit", "-q", "-m", "A link")
        with pytest.raises(UnsafePath, match=name):
            repository.files("HEAD")
        (repository.folder / name).unlink()
        git("commit", "-q", "-a", "-m", "Without it")
    (repository.folder / "story.yaml").unlink()
    (repository.folder / "story.yaml").symlink_to("scenes/a.yaml")
    with pytest.raises(UnsafePath, match="story"):
        repository.files()


def test_contents_are_what_was_listed(repository: Repository) -> None:
    """A file that changes between the listing and the reading is refused, an unknown content as well."""
    path = repository.folder / "scenes/a.yaml"
    path.write_text("title: One\n")
    name = repository.files()["scenes/a.yaml"]
    assert repository.read([name]) == {name: b"title: One\n"}
    path.write_text("title: Two\n")
    with pytest.raises(ChangedMeanwhile, match=r"scenes/a\.yaml"):
        repository.read([name])
    with pytest.raises(RevisionNotFound):
        repository.read(["0" * 40])


def test_an_unborn_branch_has_no_last_commit(repository: Repository, git: Git) -> None:
    """The error names the branch and the command that makes its first commit."""
    git("switch", "-q", "--orphan", "fresh")
    assert repository.head.unborn
    assert not repository.head.detached
    with pytest.raises(UnbornBranch, match="fresh"):
        repository.tip()
    git("switch", "-q", "-f", "main")


def test_settings_are_gits(repository: Repository, git: Git, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The story's own file rules over the person's, wherever GIT_CONFIG_GLOBAL says that is."""
    assert repository.setting("user.name") == "Mio Writer"
    git("config", "user.name", "Pen Name")
    assert repository.setting("user.name") == "Pen Name"
    assert repository.setting("user.nothing") is None
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", "")
    assert repository.setting("user.email") is None
    monkeypatch.delenv("GIT_CONFIG_GLOBAL")
    assert Repository.discover(repository.folder).setting("user.email") == "mio@example.org"
    assert (home / ".gitconfig").exists()
