"""Where a story stands, its commits, what was taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from anime_cli.cli.output import Styled, Table, View
from anime_cli.cli.printed import COMMIT, COMMITTED, LOG, STATUS, UNDONE
from anime_cli.cli.views.changes import change_data, changes
from anime_cli.cli.views.standing import merge_data, merge_lines
from anime_cli.studio.telling import counted, listed, plural

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from anime_cli.cli.output import Line
    from anime_cli.cli.results.history import Commit as CommitData
    from anime_cli.cli.results.history import Committed, ShownCommit, Status
    from anime_cli.cli.results.history import Undone as UndoneData
    from anime_cli.history.commits import Commit
    from anime_cli.history.status import FileChange
    from anime_cli.history.undo import Undone
    from anime_cli.studio.recalling import Shown, StoryStatus
    from anime_cli.studio.saving import Saved

KINDS = {
    "added": "green",
    "untracked": "green",
    "modified": "yellow",
    "renamed": "yellow",
    "deleted": "red",
    "conflicted": "red bold",
}


def status(told: StoryStatus) -> View:
    """Show the branch, what the story holds and what is not committed."""
    git = told.git
    data: Status = {
        "title": told.title,
        "folder": str(told.folder),
        "branch": git.branch,
        "commit": git.commit,
        "counts": dict(told.counts),
        "changes": [{"path": c.path, "kind": c.kind, "previous": c.previous} for c in git.changes],
        "underway": git.underway,
        "merge": None if told.merge is None else merge_data(told.merge),
        "interrupted": git.interrupted,
    }
    return STATUS.view(data, _status(told))


def _status(told: StoryStatus) -> Iterator[Line | Table]:
    git = told.git
    where = f"on {git.branch}" if git.branch else f"at {(git.commit or '')[:10]}, on no branch"
    unborn = "" if git.commit else ", nothing committed yet"
    yield [Styled(told.title or told.folder.name, "bold"), ", ", Styled(where + unborn, "cyan")]
    yield f"{counted(told.counts)}."
    if told.merge is not None:
        yield from merge_lines(told.merge)
    elif git.underway:
        yield [Styled(f"A {git.underway} is not finished: ", "yellow"), _way_on(git.underway)]
    if git.interrupted:
        yield [Styled(f"'{git.interrupted}' was interrupted: ", "yellow"), "anime story undo takes it back."]
    if git.clean:
        yield "Every file is as the last commit has it."
        return
    yield f"Not committed: {plural(len(git.changes), 'file')}."
    yield Table(("change", "file"), [_changed(change) for change in git.changes])


def _way_on(underway: str) -> str:
    """Return the commands that lead out of what git is in the middle of."""
    if underway == "merge":
        return "anime story conflicts"
    finish = {"revert": "anime story revert", "cherry-pick": "anime story pick"}.get(underway)
    return f"anime story conflicts, then {finish} --continue or --abort" if finish else f"git {underway} --continue"


def _changed(change: FileChange) -> tuple[Styled, str]:
    path = f"{change.previous} → {change.path}" if change.previous else change.path
    kind = "new" if change.kind == "untracked" else change.kind
    return Styled(kind, KINDS[change.kind]), path


def log(commits: Sequence[Commit]) -> View:
    """List commits."""
    rows = [(Styled(c.short, "yellow"), c.at.strftime("%Y-%m-%d %H:%M"), c.author, c.subject) for c in commits]
    table = Table(("commit", "when", "who", "what"), rows)
    return LOG.view({"commits": [commit_data(c) for c in commits]}, [table])


def commit_data(commit: Commit) -> CommitData:
    """Return COMMIT as values of JSON."""
    return {
        "id": commit.id,
        "parents": list(commit.parents),
        "author": commit.author,
        "email": commit.email,
        "at": commit.at.isoformat(),
        "subject": commit.subject,
        "body": commit.body,
        "trailers": list(commit.trailers),
    }


def shown(told: Shown) -> View:
    """Show one commit."""
    data: ShownCommit = {
        "commit": commit_data(told.commit),
        "changes": [change_data(change) for change in told.changes],
        "files": list(told.files),
    }
    return COMMIT.view(data, _shown(told))


def _shown(told: Shown) -> Iterator[Line]:
    commit = told.commit
    yield [Styled(commit.short, "yellow"), " ", Styled(commit.subject, "bold")]
    yield Styled(f"{commit.author} <{commit.email}>, {commit.at:%Y-%m-%d %H:%M}", "dim")
    yield from ["", *commit.body.splitlines()] if commit.body else []
    yield ""
    yield from changes(told.changes, told.files)


def committed(saved: Saved) -> View:
    """Show what was committed, or with a dry run would be."""
    data: Committed = {
        "commit": saved.commit,
        "branch": saved.branch,
        "message": saved.message,
        "files": list(saved.files),
        "dry_run": saved.commit is None,
    }
    subject = saved.message.partition("\n")[0]
    if saved.commit is None:
        lines: list[Line] = [f"Would commit {plural(len(saved.files), 'file')}: {subject}", *saved.files]
    else:
        name = Styled(saved.commit[:10], "yellow")
        lines = [[name, f" on {saved.branch}: ", Styled(subject, "bold")]]
    return COMMITTED.view(data, lines)


def undone(told: Undone, word: str = "Took back") -> View:
    """Show which command was taken back or done again, and what is open for that."""
    call = _call(told)
    data: UndoneData = {
        "command": told.command,
        "arguments": list(told.arguments),
        "files": list(told.files),
        "branches": list(told.branches),
        "waiting": told.waiting,
    }
    lines: list[Line] = [[f"{word} ", Styled(call, "bold"), "."]]
    if told.branches:
        lines.append(f"Moved: {listed(told.branches)}.")
    if told.files:
        lines.append(f"Changed: {plural(len(told.files), 'file')}.")
    if told.waiting is not None:
        lines.append([f"A {told.waiting} is open now: ", Styled(f"anime story {told.waiting} --continue", "cyan")])
    return UNDONE.view(data, lines)


def _call(told: Undone) -> str:
    """Return how the command is called: one of `anime story`, unless its first word names a group of its own."""
    from anime_cli.cli.root import COMMANDS

    groups = {entry.name for entry in COMMANDS}
    noun = () if told.command.partition(" ")[0] in groups else ("story",)
    return " ".join(("anime", *noun, told.command, *told.arguments))
