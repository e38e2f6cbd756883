"""What a story's history can refuse.

    WorldError
    ├── RepositoryRefused   GitMissing GitFailed BareRepository ForeignHashes DubiousOwner ReadOnlyFolder FolderNotEmpty
    ├── naming              RevisionNotFound BranchNotFound BranchExists BadBranchName NoSuchFile UnsafePath
    ├── branches            CurrentBranch UnmergedBranch DetachedHead UnbornBranch
    ├── commits             NothingToCommit EmptyMessage HookRefused SigningFailed
    ├── others at work      IndexLocked RefMoved ChangedMeanwhile
    ├── work not committed  WouldLoseWork LaterEdits NothingToUndo
    └── merges              UnfinishedMerge UnfinishedOperation NoMerge UnrelatedHistories SubmoduleChanged
    FoundProblems
    └── ConflictsLeft

The words in lower case group the leaves; they are no classes. More leaves stand beside what they are about:
SparseCheckout, BrokenHistory (repository), BranchElsewhere (branches), SeveralHeads (committing), RefLocked (trouble),
UnknownPerson, RecordsCheckedOut, RecordTooLong (records);
of other repositories: transport, remotes, fetching, counterparts, rewriting, pushing, cloning.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from anime_cli.errors import FoundProblems, WorldError, did_you_mean, way_to_write

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

SHOWN = 5


def named(paths: Iterable[str]) -> str:
    """Name the first few PATHS in one phrase."""
    every = sorted(paths)
    shown = ", ".join(every[:SHOWN])
    return shown if len(every) <= SHOWN else f"{shown} and {len(every) - SHOWN} more"


class RepositoryRefused(WorldError):
    """This repository can't be worked in."""


class GitMissing(RepositoryRefused):
    """The git program isn't on the PATH."""

    def __init__(self) -> None:
        super().__init__("The program git was not found.", hint="Install git, or put it on the PATH.")


class GitFailed(RepositoryRefused):
    """The git program or its library said no in a way that nothing else explains."""

    def __init__(self, doing: str, cause: str) -> None:
        super().__init__(f"git could not {doing}.", cause=cause.strip() or None, hint="git status")


class BareRepository(RepositoryRefused):
    """A repository without files to work on."""

    def __init__(self, folder: Path) -> None:
        super().__init__(
            f"{folder} is a bare git repository, which has no files to work on.",
            hint=f"git clone {folder} STORY, then work there.",
        )


class ForeignHashes(RepositoryRefused):
    """A repository that names its objects by SHA-256."""

    def __init__(self, folder: Path) -> None:
        super().__init__(
            f"The repository in {folder} names its objects by SHA-256, which can't be read here yet.",
            hint="Make the story's repository with git init --object-format=sha1.",
        )


class DubiousOwner(RepositoryRefused):
    """The folder belongs to another user of this machine."""

    def __init__(self, folder: Path) -> None:
        super().__init__(
            f"The repository in {folder} belongs to another user, so git doesn't trust it.",
            hint=f"If you trust it: git config --global --add safe.directory {folder}",
        )


class ReadOnlyFolder(RepositoryRefused):
    """A file of the story or its repository can't be written."""

    def __init__(self, path: object, cause: str, number: int | None = None) -> None:
        super().__init__(f"{path} can't be written; nothing was changed.", cause=cause, hint=way_to_write(number, path))


class NotPutBack(RepositoryRefused):
    """A command failed halfway, and the disk refuses to let it go back."""

    def __init__(self, command: str, error: WorldError) -> None:
        why = f"{error.message} {error.cause or ''}".replace("; nothing was changed", "").strip()
        super().__init__(
            f"'{command}' failed halfway, and what it had changed could not be put back; nothing is lost.",
            cause=why,
            hint="Once that is mended the next command puts it back; so does: anime story undo",
        )


class FolderNotEmpty(RepositoryRefused):
    """A new story needs a folder of its own."""

    def __init__(self, folder: Path) -> None:
        super().__init__(f"{folder} is not an empty folder, so no story was begun there.", hint="Name a new folder.")


class RevisionNotFound(WorldError):
    """No commit has this name."""

    def __init__(self, revision: str, near: str | None = None) -> None:
        super().__init__(f"There is no revision called '{revision}'.", hint=near or "anime story log")


class BranchNotFound(WorldError):
    """No branch has this name."""

    def __init__(self, name: str, known: Iterable[str] = ()) -> None:
        super().__init__(f"There is no branch called '{name}'.", hint=did_you_mean(name, known) or "anime story branch")


class BranchExists(WorldError):
    """The name, or a part of it, is taken."""

    def __init__(self, name: str, taken: str) -> None:
        cause = None if name == taken else f"'{name}' and '{taken}' can't stand beside each other."
        super().__init__(f"There is already a branch called '{taken}'.", cause=cause, hint="Take another name.")


class BadBranchName(WorldError):
    """Git doesn't allow this name."""

    def __init__(self, name: str, why: str) -> None:
        super().__init__(f"'{name}' can't be the name of a branch.", cause=why, hint="Try ending/alternate.")


class CurrentBranch(WorldError):
    """The branch that is being worked on can't be deleted."""

    def __init__(self, name: str, where: str | None = None) -> None:
        place = f" in {where}" if where else ""
        super().__init__(
            f"'{name}' is being worked on{place}, so it was not deleted.", hint="anime story switch ANOTHER first."
        )


class UnmergedBranch(WorldError):
    """Deleting this branch would leave commits that no branch holds."""

    def __init__(self, name: str, commits: int) -> None:
        what = "1 commit" if commits == 1 else f"{commits} commits"
        super().__init__(
            f"'{name}' has {what} that the current branch doesn't have, so it was not deleted.",
            hint=f"anime story branch --delete --force {name}",
        )


class DetachedHead(WorldError):
    """HEAD is at a commit instead of on a branch."""

    def __init__(self, doing: str) -> None:
        super().__init__(
            f"HEAD is at a commit and not on a branch, so {doing} would belong to no branch.",
            hint="anime story branch NAME, then anime story switch NAME",
        )


class UnbornBranch(WorldError):
    """The branch has no commit yet."""

    def __init__(self, name: str | None) -> None:
        super().__init__(
            f"The branch '{name or 'HEAD'}' has no commit yet.", hint='anime story commit -m "The first draft"'
        )


class NothingToCommit(WorldError):
    """Every file is as the last commit has it."""

    def __init__(self) -> None:
        super().__init__("Nothing to commit: every file is as the last commit has it.", hint="anime story status")


class EmptyMessage(WorldError):
    """A commit needs a message."""

    def __init__(self) -> None:
        super().__init__("The message is empty, so nothing was committed.", hint='anime story commit -m "What changed"')


class NoSuchFile(WorldError):
    """Neither the work tree nor the last commit has this file."""

    def __init__(self, path: str) -> None:
        super().__init__(f"There is no file called '{path}' in the story.", hint="anime story status")


class HookRefused(WorldError):
    """A hook of this repository said no."""

    def __init__(self, name: str, path: Path, output: str) -> None:
        super().__init__(
            f"The repository's {name} hook said no; nothing was changed.",
            cause=output.strip() or "It gave no reason.",
            hint=f"The hook is {path}.",
        )


class SigningFailed(WorldError):
    """The commit could not be signed."""

    def __init__(self, cause: str) -> None:
        super().__init__(
            "The commit could not be signed; nothing was changed.",
            cause=cause.strip() or None,
            hint="git config commit.gpgsign false turns signing off.",
        )


class IndexLocked(WorldError):
    """Another git process is working, or one crashed."""

    def __init__(self, path: Path, age: float | None) -> None:
        since = "" if age is None else f" for {_span(age)}"
        super().__init__(
            f"The index has been locked{since} by another git process; nothing was changed.",
            cause=f"The file {path} exists.",
            hint=f"Wait for that process. If none is running, one crashed: rm {path}",
        )


def _span(seconds: float) -> str:
    for size, name in ((86400, "day"), (3600, "hour"), (60, "minute"), (1, "second")):
        count = int(seconds // size)
        if count:
            return f"{count} {name}{'s' if count > 1 else ''}"
    return "less than a second"


class RefMoved(WorldError):
    """A branch moved while this command was at work."""

    def __init__(self, name: str) -> None:
        short = name.removeprefix("refs/heads/")
        super().__init__(
            f"'{short}' was moved by another program meanwhile; nothing was changed.", hint="Run the command again."
        )


class ChangedMeanwhile(WorldError):
    """A file is no longer what was read."""

    def __init__(self, path: str) -> None:
        super().__init__(
            f"{path} was changed by another program meanwhile, so it was not written.", hint="Run the command again."
        )


class UnsafePath(WorldError):
    """A path that leads out of the story, into its repository, or through a link."""

    def __init__(self, path: str, why: str) -> None:
        super().__init__(f"The path '{path}' is refused.", cause=why, hint="Use a plain file inside the story.")


class WouldLoseWork(WorldError):
    """Files with changes of their own stand in the way."""

    def __init__(self, doing: str, paths: Iterable[str]) -> None:
        super().__init__(
            f"{doing} would overwrite changes that are not committed; nothing was changed.",
            cause=f"Changed: {named(paths)}.",
            hint='anime story commit -m "What changed", then try again.',
        )
        self.paths = tuple(sorted(paths))


class LaterEdits(WorldError):
    """Undoing would lose what came after."""

    def __init__(self, command: str, changed: Iterable[str]) -> None:
        super().__init__(
            f"'{command}' can't be taken back without losing what was changed since; nothing was changed.",
            cause=f"Changed since: {named(changed)}.",
            hint='anime story commit -m "What changed" keeps those changes.',
        )
        self.paths = tuple(sorted(changed))


class EndedByGit(WorldError):
    """What a command belongs to, a merge, revert or pick, was committed since by git itself."""

    def __init__(self, command: str) -> None:
        super().__init__(
            f"'{command}' can't be taken back: git has finished what it belongs to; nothing was changed.",
            hint="anime story revert takes back a commit, by a new one; anime story log lists them.",
        )


class UnfinishedMerge(WorldError):
    """An earlier merge waits to be finished."""

    def __init__(self, name: str | None = None) -> None:
        what = f"The merge of '{name}'" if name else "An earlier merge"
        super().__init__(
            f"{what} is not finished.",
            hint="anime story conflicts lists what is left, anime story merge --abort gives up.",
        )


class UnfinishedOperation(WorldError):
    """Git is in the middle of something else."""

    def __init__(self, operation: str) -> None:
        ours = {"merge": "anime story merge", "revert": "anime story revert", "cherry-pick": "anime story pick"}
        command = ours.get(operation, f"git {operation}")
        super().__init__(
            f"A {operation} is not finished.",
            hint=f"{command} --continue finishes it, {command} --abort gives up.",
        )


class ConflictsLeft(FoundProblems):
    """A merge can't be finished while files are in conflict."""

    def __init__(self, paths: Iterable[str]) -> None:
        super().__init__(
            f"Conflicts are left in {named(paths)}.",
            hint="anime story conflicts lists them; anime story resolve settles them.",
        )
        self.paths = tuple(sorted(paths))


class NoMerge(WorldError):
    """There is no merge to finish or to give up."""

    def __init__(self) -> None:
        super().__init__("No merge is under way.", hint="anime story merge BRANCH")


class UnrelatedHistories(WorldError):
    """Two branches without a common past."""

    def __init__(self, ours: str, theirs: str) -> None:
        super().__init__(
            f"'{ours}' and '{theirs}' have no commit in common, so there is nothing to compare their changes with.",
            hint=f"anime story merge {theirs} --allow-unrelated-histories takes both as they are.",
        )


class NothingToUndo(WorldError):
    """No command is left to take back."""

    def __init__(self, word: str = "undo") -> None:
        super().__init__(f"There is nothing to {word}.", hint="anime story log")


class SubmoduleChanged(WorldError):
    """A side changed what is a repository of its own, which is no file that could be merged."""

    def __init__(self, path: str) -> None:
        super().__init__(
            f"{path} is a repository within the story (a submodule), and a branch changed which commit it is at.",
            cause="Stories merge files, not repositories.",
            hint=f"Bring both branches to one commit of {path} with git, then merge again.",
        )
