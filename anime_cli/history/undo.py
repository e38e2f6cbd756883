"""Taking commands back.

Every command that changes a story runs inside `recording`. What it is about to change is written down, as a commit
under refs/anime/undo/ that holds every content before and after, and only then done. So a command that fails or is
interrupted puts everything back, one that was killed can be taken back later, and so can one that ended well.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from anime_cli.history import records, references
from anime_cli.history.applying import apply, came_about, complete, strangers
from anime_cli.history.effects import Effects
from anime_cli.history.errors import LaterEdits, NothingToUndo, RepositoryRefused
from anime_cli.history.index import refuse_locked
from anime_cli.history.records import REDO, UNDO, Record
from anime_cli.history.underway import waiting

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from anime_cli.history.repository import Repository


@dataclass(frozen=True, slots=True)
class Undone:
    """A command that was taken back, or done again; `waiting` is the command that finishes what is open now."""

    command: str
    arguments: tuple[str, ...]
    files: tuple[str, ...]
    branches: tuple[str, ...]
    waiting: str | None = None


class Change:
    """The recording under way: what one command has changed so far."""

    def __init__(self, repository: Repository, command: str, arguments: Sequence[str]) -> None:
        self.settings: dict[str, str | None] = {}
        """What git is configured to, as far as it was asked since the command began."""
        self._repository = repository
        self.joined = 0
        """How many recordings inside this one are under way."""
        self._record = Record(
            number=records.next_number(repository),
            command=command,
            arguments=tuple(arguments),
            worktree=records.worktree_of(repository),
            head=references.head(repository),
            effects=Effects(),
        )

    @property
    def effects(self) -> Effects:
        """What has been changed so far."""
        return self._record.effects

    def perform(self, effects: Effects, reason: str) -> None:
        """Write EFFECTS down, then bring them about, all or none; REASON goes into git's reflog.

        Raises:
            IndexLocked, RefMoved, ReadOnlyFolder: as `apply`; all is then as it was.
        """
        wanted = effects.pruned()
        if not wanted:
            return
        if wanted.files or wanted.index:
            refuse_locked(self._repository)
        earlier = self._record
        self._record = replace(earlier, effects=earlier.effects.then(wanted), partial=self.joined > 0)
        records.save(self._repository, self._record)
        try:
            apply(self._repository, wanted, reason)
        except BaseException:
            _put_back(self._repository, wanted)
            self._record = earlier
            records.save(self._repository, earlier)
            raise

    def close(self) -> None:
        """Mark the command as ended well; what could be done again until now no longer can.

        Where there is no room for the mark the command is done all the same, and the next one makes it.
        """
        if not self.effects:
            records.drop(self._repository, self._record)
            return
        self._record = replace(self._record, head=references.head(self._repository), finished=True)
        try:
            records.save(self._repository, self._record)
            records.prune(self._repository)
        except RepositoryRefused as error:
            why = error.cause or error.message
            self._repository.notes.append(f"All is done, but the repository has no room for a note of it: {why}")

    def revert(self) -> None:
        """Put everything back as it was before the command."""
        _put_back(self._repository, self.effects)
        records.drop(self._repository, self._record)


@contextmanager
def recording(repository: Repository, command: str, arguments: Sequence[str] = ()) -> Iterator[Change]:
    """Run the block as one COMMAND that can be taken back; if it raises, everything is put back at once.

    A recording inside another joins it.

    Raises:
        LeaseTaken: another process is changing the story.
    """
    if repository.change is not None:
        with _joining(repository.change) as change:
            yield change
        return
    with repository.lease(" ".join(("anime", command, *arguments))):
        settle(repository)
        change = repository.change = Change(repository, command, arguments)
        try:
            yield change
        except BaseException:
            change.revert()
            raise
        else:
            change.close()
        finally:
            repository.change = None


@contextmanager
def _joining(change: Change) -> Iterator[Change]:
    change.joined += 1
    try:
        yield change
    finally:
        change.joined -= 1


def undo(repository: Repository) -> Undone:
    """Take back the last command that has not been taken back.

    Raises:
        NothingToUndo: there is none.
        LaterEdits: something that the command changed has been changed again since.
    """
    with repository.lease("anime undo"):
        record = records.latest(repository, UNDO)
        if record is None:
            raise NothingToUndo
        return _turn(repository, record, record.effects.inverse(), (UNDO, REDO))


def redo(repository: Repository) -> Undone:
    """Do the last command again that was taken back.

    Raises:
        NothingToUndo: none was, or a command was run since.
        LaterEdits: something that the command would change has been changed since.
    """
    with repository.lease("anime redo"):
        record = records.earliest(repository, REDO)
        if record is None:
            raise NothingToUndo("redo")
        return _turn(repository, record, record.effects, (REDO, UNDO))


def interrupted(repository: Repository) -> Record | None:
    """Return the last command if it was killed before its end; undo puts back what it had changed."""
    record = records.latest(repository, UNDO)
    return record if record is not None and not record.finished else None


def settle(repository: Repository) -> None:
    """Settle a command that was killed, unless something it was to change was changed since.

    If all that it is made of had come about, only the word of its end was missing. Otherwise it is put back.

    Raises:
        LeaseTaken: another process is changing the story.
    """
    if repository.change is not None or interrupted(repository) is None:
        return
    with repository.lease("anime"):
        record = interrupted(repository)
        if record is None or came_about(repository, record.effects) != record.effects:
            return
        if record.effects and not record.partial and complete(repository, record.effects):
            records.save(repository, replace(record, head=references.head(repository), finished=True))
            return
        apply(repository, record.effects.inverse(), "anime: put back")
        records.drop(repository, record)
        words = " ".join(("anime", record.command, *record.arguments))
        repository.notes.append(f"'{words}' had been killed; what it had changed was put back.")


def _turn(repository: Repository, record: Record, effects: Effects, shelves: tuple[str, str]) -> Undone:
    _refuse_later(repository, record, effects)
    came = references.head(repository)
    try:
        apply(repository, effects, f"anime {shelves[0]}: {record.command}")
    except BaseException:
        _put_back(repository, effects)
        raise
    records.shelve(repository, replace(record, head=references.head(repository), finished=True), *shelves)
    branches = [name.removeprefix(references.BRANCHES) for name in effects.refs if name.startswith(references.BRANCHES)]
    if came != references.head(repository):
        branches.append("HEAD")
    left = waiting(repository)
    files = tuple(sorted(effects.files))
    return Undone(record.command, record.arguments, files, tuple(branches), left[0] if left else None)


def _refuse_later(repository: Repository, record: Record, effects: Effects) -> None:
    later = strangers(repository, effects)
    moved = references.head(repository) not in {record.head, *effects.refs.get("HEAD", ())}
    if moved and (effects.files or effects.index):
        later.append("HEAD")
    if later:
        raise LaterEdits(record.command, later)


def _put_back(repository: Repository, effects: Effects) -> None:
    """Take EFFECTS back as far as they came about, leaving alone what somebody else changed meanwhile."""
    mine = came_about(repository, effects)
    if mine:
        apply(repository, mine.inverse(), "anime: put back")
