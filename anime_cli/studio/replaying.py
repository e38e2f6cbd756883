"""What a revert and a pick share: deciding, committing or leaving open, finishing, giving up."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from anime_cli.errors import ExitCode
from anime_cli.studio.merging import Aborted, Result, allowance, decided, gained, settled_problems
from anime_cli.studio.parts import missing_here

if TYPE_CHECKING:
    from anime_cli.history.replaying import Replay
    from anime_cli.merge.conflicts import Decision
    from anime_cli.merge.diff import Change
    from anime_cli.studio.checking import Located
    from anime_cli.studio.conflicts import OpenConflict
    from anime_cli.studio.parts import Missing
    from anime_cli.studio.studio import Studio


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplayOutcome:
    """What came of a revert or a pick, as `operation` says.

    `name` is the commit, with its `subject`, or the branch of whose documents some were picked. `kind` is 'nothing'
    (the story is so already), 'done', 'conflicts' (left open for a person to settle) or 'problems' (left open because
    the result contradicts itself). `paths` are the documents of a part, `missing` what the picked documents name that
    is not here. With `dry_run` nothing was done.
    """

    operation: str
    branch: str
    name: str
    kind: str
    subject: str = ""
    commit: str | None = None
    paths: tuple[str, ...] = ()
    changes: tuple[Change, ...] = ()
    decisions: tuple[Decision, ...] = ()
    conflicts: tuple[OpenConflict, ...] = ()
    problems: tuple[Located, ...] = ()
    missing: tuple[Missing, ...] = ()
    dry_run: bool = False

    @property
    def exit_code(self) -> ExitCode:
        """Tell the shell whether something is left to settle; problems that were allowed are not."""
        return ExitCode.FOUND if self.kind in {"conflicts", "problems"} else ExitCode.DONE


def brought_about(
    studio: Studio, replay: Replay, message: str | None = None, *, dry_run: bool, allow_problems: bool = False
) -> ReplayOutcome:
    """Commit REPLAY if it is clean and makes no new problem, or with ALLOW_PROBLEMS even so, else leave it open.

    Raises:
        UnfinishedMerge, UnfinishedOperation: something waits to be finished first.
        WouldLoseWork: a file to be written has changes that no commit holds.
        NoStoryThen: no story.yaml would be left.
        AnimeError: a document of the result can't be read.
    """
    from anime_cli.history import replaying as git
    from anime_cli.history.merging import refuse_unready

    refuse_unready(studio.repository, replay)
    _refuse_no_story(replay)
    result = decided(studio, replay)
    if not result.conflicts and git.changes_nothing(studio.repository, replay, result.texts):
        return _outcome(studio, replay, Result({}), "nothing", dry_run=dry_run)
    clean = not result.conflicts and (allow_problems or not result.problems)
    kind = "done" if clean else "conflicts" if result.conflicts else "problems"
    if dry_run:
        return _outcome(studio, replay, result, kind, dry_run=True)
    if clean:
        made = git.finish(studio.repository, replay, result.texts, message, allowance(result.problems))
        return _outcome(studio, replay, result, kind, made.id)
    _leave_open(studio, replay, result, message)
    return _outcome(studio, replay, result, kind)


def _refuse_no_story(replay: Replay) -> None:
    from anime_cli.history.repository import STORY
    from anime_cli.history.returning import NoStoryThen

    three = replay.by_theirs.get(STORY)
    if three is not None and three.theirs is None:
        raise NoStoryThen(f"the {replay.operation} of {replay.name}")


def _leave_open(studio: Studio, replay: Replay, result: Result, message: str | None) -> None:
    from anime_cli.history import replaying as git
    from anime_cli.merge.conflicts import to_json

    paths = {each.conflict.path for each in result.conflicts}
    settled = {path: data for path, data in result.texts.items() if path not in paths}
    conflicted = {path: result.texts[path] for path in paths}
    record = {"conflicts": [to_json(each.conflict) for each in result.conflicts]}
    git.leave_open(studio.repository, replay, settled, conflicted, record, message, result.origins)


def _outcome(
    studio: Studio, replay: Replay, result: Result, kind: str, commit: str | None = None, *, dry_run: bool = False
) -> ReplayOutcome:
    from anime_cli.history.commits import commit_of

    return ReplayOutcome(
        operation=replay.operation,
        branch=replay.branch,
        name=replay.name,
        kind=kind,
        subject="" if replay.of_branch else commit_of(studio.repository, replay.commit).subject,
        commit=commit,
        paths=replay.paths,
        changes=result.changes,
        decisions=result.decisions,
        conflicts=result.conflicts,
        problems=result.problems,
        missing=missing_here(studio, replay) if kind != "nothing" else (),
        dry_run=dry_run,
    )


def continue_replay(
    studio: Studio, operation: str, message: str | None = None, *, allow_problems: bool = False
) -> ReplayOutcome:
    """Commit the open OPERATION, 'revert' or 'pick', as the files have it now, unless nothing is left of it.

    With errors that neither side has it stays open, unless ALLOW_PROBLEMS.

    Raises:
        NothingOpen: none is open.
        UnfinishedMerge, UnfinishedOperation, SequenceOpen: something else is.
        ConflictsLeft: conflicts are left.
        AnimeError: a document can't be read.
    """
    from anime_cli.history.commits import commit_of
    from anime_cli.history.openreplay import continue_replay as finish
    from anime_cli.history.openreplay import open_replay
    from anime_cli.history.undo import recording

    repository = studio.repository
    waiting = open_replay(repository, operation)
    before = repository.tip()
    with recording(repository, f"{operation} --continue"):
        problems = settled_problems(studio, waiting)
        stays = bool(problems) and not allow_problems
        made = None if stays else finish(repository, operation, message, allowance(problems))
    return ReplayOutcome(
        operation=operation,
        branch=repository.head.branch or "",
        name=waiting.name,
        kind="done" if made else "problems" if stays else "nothing",
        subject="" if waiting.of_branch else commit_of(repository, waiting.theirs).subject,
        commit=made.id if made else None,
        changes=gained(studio, before, made.id) if made else (),
        problems=problems,
    )


def abort_replay(studio: Studio, operation: str) -> Aborted:
    """Give the open OPERATION, 'revert' or 'pick', up: every file it touched is as before.

    Raises:
        NothingOpen: none is open.
        UnfinishedMerge, UnfinishedOperation, SequenceOpen: something else is.
    """
    from anime_cli.history.openreplay import abort_replay as give_up
    from anime_cli.history.openreplay import open_replay

    name = open_replay(studio.repository, operation).name
    return Aborted(name, give_up(studio.repository, operation))
