"""A story's git repository: where it is, what HEAD is, which files a revision holds."""

from __future__ import annotations

import os
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from anime_cli.errors import NotAStory, did_you_mean
from anime_cli.history.errors import (
    BareRepository,
    DubiousOwner,
    ForeignHashes,
    GitFailed,
    ReadOnlyFolder,
    RepositoryRefused,
    RevisionNotFound,
    UnbornBranch,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path
    from typing import Self

    import pygit2

    from anime_cli.history.journal import Record
    from anime_cli.history.undo import Change

STORY = "story.yaml"


class SparseCheckout(RepositoryRefused):
    """Only some files are on disk; a command would take the others for deleted."""

    def __init__(self, folder: Path) -> None:
        super().__init__(
            f"Only a part of the story in {folder} is on disk, so it can't be told as a whole.",
            cause="git sparse-checkout left files out.",
            hint="git sparse-checkout disable",
        )


class BrokenHistory(RepositoryRefused):
    """HEAD, or the commit that it names, can't be read."""

    def __init__(self, folder: Path, cause: str) -> None:
        super().__init__(
            f"The repository in {folder} is damaged; nothing was changed.",
            cause=cause,
            hint="git fsck tells what is missing; a clone may still have it.",
        )


@dataclass(frozen=True, slots=True)
class Head:
    """What HEAD points at: a branch, a commit, or both.

    No branch means a detached HEAD, no commit an unborn branch.
    """

    branch: str | None
    commit: str | None

    @property
    def detached(self) -> bool:
        """Tell whether HEAD is at a commit instead of on a branch."""
        return self.branch is None

    @property
    def unborn(self) -> bool:
        """Tell whether the branch has no commit yet."""
        return self.commit is None


class Repository:
    """A story in git; `handle` is libgit2's own object, opened on first use."""

    def __init__(self, folder: Path, git_dir: Path) -> None:
        self.folder = folder
        self.git_dir = git_dir
        self.common_dir = _common(git_dir)
        self.notes: list[str] = []
        """Sentences for the person who called, gathered while commands run."""
        self.change: Change | None = None
        """The recording under way."""
        self.put_back: Record | None = None
        """A command that had been killed and was put back here."""
        self.loose: dict[str, str] = {}
        """Paths in the work tree by the hash of a content that git may not have."""
        self._leased = False

    @classmethod
    def discover(cls, start: Path) -> Self:
        """Find the story that START, a file or a folder, stands in.

        Raises:
            NotAStory: no folder from START upwards is a git repository, or it has no story.yaml.
            BareRepository: it is a repository without files.
        """
        place = start.absolute()
        for folder in (place, *place.parents):
            git_dir = _git_dir(folder)
            if git_dir is not None:
                found = cls(folder, git_dir)
                if _has_story(found):
                    return found
                raise NotAStory(folder, "It is a git repository, but it has no story.yaml.")
            if _looks_bare(folder):
                raise BareRepository(folder)
        raise NotAStory(start)

    @classmethod
    def create(
        cls,
        folder: Path,
        files: Mapping[str, bytes],
        message: str,
        trailers: Sequence[tuple[str, str]] = (),
    ) -> Self:
        """Begin a repository in FOLDER, which must be new or empty, with branch main and a first commit of FILES.

        Raises:
            FolderNotEmpty: something stands there already.
        """
        from anime_cli.history.creating import create

        place = folder.absolute()
        notes = create(place, files, message, trailers)
        repository = cls(place, place / ".git")
        repository.notes += notes
        return repository

    @cached_property
    def handle(self) -> pygit2.Repository:
        """The repository as libgit2 sees it.

        Raises:
            DubiousOwner: it belongs to another user.
            ForeignHashes: it names its objects by SHA-256.
            BareRepository: it has no files to work on.
            SparseCheckout: only some of its files are on disk.
        """
        import pygit2

        try:
            handle = pygit2.Repository(str(self.folder), pygit2.enums.RepositoryOpenFlag.NO_SEARCH)
        except pygit2.GitError as error:
            raise _refusal(self.folder, str(error)) from error
        if handle.is_bare:
            raise BareRepository(self.folder)
        if _sparse(handle):
            raise SparseCheckout(self.folder)
        return handle

    def setting(self, key: str) -> str | None:
        """Return what git is configured to, for a key in lower case; GIT_CONFIG_GLOBAL counts, as it does for git.

        While a recording is under way git is asked once for each key.
        """
        if self.change is None:
            return self._asked(key)
        known = self.change.settings
        if key not in known:
            known[key] = self._asked(key)
        return known[key]

    def _asked(self, key: str) -> str | None:
        import pygit2

        named = os.environ.get("GIT_CONFIG_GLOBAL")
        if named is None:
            configs: list[pygit2.Config] = [self.handle.config_snapshot]
        else:
            files = (str(self.common_dir / "config"), named)
            configs = [pygit2.Config(name) for name in files if os.path.isfile(name)]  # noqa: PTH113  # "" is allowed
        return next((str(config[key]) for config in configs if key in config), None)

    @property
    def cache_dir(self) -> Path:
        """The folder for what may be deleted, shared by all work trees of this repository."""
        return self.common_dir / "anime"

    @property
    def state_dir(self) -> Path:
        """The folder for the state of this one work tree."""
        return self.git_dir / "anime"

    @property
    def head(self) -> Head:
        """What HEAD points at now.

        Raises:
            BrokenHistory: HEAD can't be read, or its commit isn't there.
        """
        import pygit2

        try:
            reference = self.handle.lookup_reference("HEAD")
        except pygit2.GitError as error:
            raise BrokenHistory(self.folder, str(error)) from error
        target = reference.target
        if not isinstance(target, str):
            return Head(None, self._there(str(target)))
        try:
            commit = str(reference.resolve().target)
        except (KeyError, pygit2.GitError):
            return Head(target.removeprefix("refs/heads/"), None)
        return Head(target.removeprefix("refs/heads/"), self._there(commit))

    def _there(self, commit: str) -> str:
        if commit not in self.handle:
            raise BrokenHistory(self.folder, f"The last commit, {commit[:10]}, is not in the repository.")
        return commit

    def tip(self) -> str:
        """Return the commit that HEAD is at.

        Raises:
            UnbornBranch: there is none yet.
        """
        head = self.head
        if head.commit is None:
            raise UnbornBranch(head.branch)
        return head.commit

    def resolve(self, revision: str) -> str:
        """Return the id of the commit that REVISION names: a branch, a tag, a hash, or any form git knows.

        Raises:
            RevisionNotFound: nothing that tells a story has this name.
        """
        import pygit2

        from anime_cli.history.names import reserved, tellings

        if reserved(revision):
            raise RevisionNotFound(revision)
        try:
            return str(self.handle.revparse_single(revision).peel(pygit2.Commit).id)
        except (KeyError, ValueError, TypeError, pygit2.GitError) as error:
            raise RevisionNotFound(revision, did_you_mean(revision, tellings(self.handle.branches))) from error

    def files(self, revision: str | None = None) -> dict[str, str]:
        """Return the blob id of each document of the story at REVISION, or in the work tree, by path.

        Raises:
            RevisionNotFound: there is no such revision.
            UnsafePath: a document, or its folder, is a link.
        """
        from anime_cli.history.snapshot import committed, present

        return present(self) if revision is None else committed(self, self.resolve(revision))

    def file(self, path: str) -> str | None:
        """Return the blob id of the document at PATH in the work tree; None where there is none.

        Raises:
            UnsafePath: it, or its folder, is a link.
        """
        from anime_cli.history.snapshot import present_one

        return present_one(self, path)

    def read(self, blobs: Iterable[str]) -> dict[str, bytes]:
        """Return the content of each of BLOBS, ids that `files` gave.

        Raises:
            ChangedMeanwhile: a file of the work tree is no longer what `files` saw.
        """
        from anime_cli.history.snapshot import contents

        return contents(self, blobs)

    @contextmanager
    def lease(self, command: str | None = None, wait_s: float = 5.0) -> Iterator[None]:
        """Be the only one of our processes that changes this repository while the block runs.

        Raises:
            LeaseTaken: another process did not let go within WAIT_S seconds.
            ReadOnlyFolder: the repository can't be written.
        """
        if self._leased:
            yield
            return
        from anime_cli.store.errors import StoreUnwritable
        from anime_cli.store.lease import lease

        with ExitStack() as stack:
            try:
                stack.enter_context(lease(self.cache_dir / "lock", wait_s, command))
            except StoreUnwritable as error:
                raise ReadOnlyFolder(error.path, error.cause or "", error.number) from error
            self._leased = True
            stack.callback(setattr, self, "_leased", False)  # noqa: FBT003  # setattr has no names for its values
            yield


def _git_dir(folder: Path) -> Path | None:
    marker = folder / ".git"
    if marker.is_dir():
        return marker
    if not marker.is_file():
        return None
    word, _, target = marker.read_text("utf-8", "replace").strip().partition(": ")
    return (folder / target).resolve() if word == "gitdir" else None


def _common(git_dir: Path) -> Path:
    pointer = git_dir / "commondir"
    return (git_dir / pointer.read_text("utf-8").strip()).resolve() if pointer.is_file() else git_dir


def _looks_bare(folder: Path) -> bool:
    return (folder / "HEAD").is_file() and (folder / "objects").is_dir() and (folder / "refs").is_dir()


def _has_story(repository: Repository) -> bool:
    """Look for story.yaml on disk, else (deleted by mistake) in the last commit."""
    if (repository.folder / STORY).is_file():
        return True
    from anime_cli.history.snapshot import tree_of

    head = repository.head.commit
    return head is not None and STORY in tree_of(repository, head)


def _sparse(handle: pygit2.Repository) -> bool:
    config = handle.config_snapshot
    return "core.sparsecheckout" in config and config.get_bool("core.sparsecheckout")


def _refusal(folder: Path, said: str) -> Exception:
    if "not owned by current user" in said:
        return DubiousOwner(folder)
    if "object format" in said or "objectformat" in said:
        return ForeignHashes(folder)
    return GitFailed("open the repository", said)
