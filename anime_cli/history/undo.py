"""Taking commands back.

Every command that changes a story runs inside `recording`. What it is about to change is written down, as a commit
under refs/anime/undo/ that holds every content before and after, and only then done. So a command that fails or is
interrupted puts everything back, one that was killed can be taken back later, and so can one that ended well.
"""

from __future__ import annotations

from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from anime_cli.history import journal, references, reserve, underway
from anime_cli.history.applying import apply, came_about, complete, stands, strangers, undisturbed
from anime_cli.history.effects import Effects
from anime_cli.history.errors import EndedByGit, LaterEdits, NothingToUndo, NotPutBack, RepositoryRefused
from anime_cli.history.index import refuse_locked
from anime_cli.history.journal import REDO, UNDO, Record
from anime_cli.history.underway import waiting
from anime_cli.store.errors import StoreUnwritable

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
            number=journal.next_number(repository),
            command=command,
            arguments=tuple(arguments),
            worktree=journal.worktree_of(repository),
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
        record = replace(earlier, effects=earlier.effects.then(wanted), partial=self.joined > 0)
        reserve.hold(self._repository, record.effects)
        journal.save(self._repository, record)
        self._record = record
        try:
            apply(self._repository, wanted, reason)
        except BaseException:
            self._retreat(earlier, wanted)
            raise

    def _retreat(self, earlier: Record, wanted: Effects) -> None:
        """Be again where EARLIER was; what can't be put back now is left to `revert`."""
        with suppress(RepositoryRefused):
            reserve.release(self._repository)
            _put_back(self._repository, self._record.command, wanted)
            self._record = earlier
            journal.save(self._repository, earlier)

    def close(self) -> None:
        """Mark the command as ended well; what could be done again until now no longer can.

        Where there is no room for the mark the command is done all the same, and the next one makes it.
        """
        if not self.effects:
            self._forget()
            return
        self._record = replace(self._record, head=references.head(self._repository), finished=True)
        try:
            reserve.release(self._repository)
            journal.save(self._repository, self._record)
            journal.prune(self._repository)
        except RepositoryRefused as error:
            _tell_unnoted(self._repository, error)

    def revert(self) -> None:
        """Put everything back as it was before the command.

        Raises:
            NotPutBack: the disk refuses; what is left to do is written down.
        """
        if self.effects:
            reserve.release(self._repository)
            _put_back(self._repository, self._record.command, self.effects)
        self._forget()

    def _forget(self) -> None:
        journal.drop(self._repository, self._record)
        reserve.release(self._repository)


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
        except BaseException as stop:
            if change.effects and not isinstance(stop, Exception):
                stop.add_note("What the command had changed is put back.")
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
    """Take back the last command that has not been taken back; one that was killed and has just been is that one.

    Raises:
        NothingToUndo: there is none.
        LaterEdits: something that the command changed has been changed again since.
        EndedByGit: it belongs to a merge, revert or pick that git has finished.
    """
    settled, repository.put_back = repository.put_back, None
    if settled is not None:
        return _undone(repository, settled, settled.effects.inverse(), moved="HEAD" in settled.effects.refs)
    with repository.lease("anime undo"):
        record = journal.latest(repository, UNDO)
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
        record = journal.earliest(repository, REDO)
        if record is None:
            raise NothingToUndo("redo")
        return _turn(repository, record, record.effects, (REDO, UNDO))


def interrupted(repository: Repository) -> Record | None:
    """Return the last command if it was killed before its end; undo puts back what it had changed."""
    record = journal.latest(repository, UNDO)
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
        if record is None or not undisturbed(repository, record.effects):
            return
        if record.effects and not record.partial and complete(repository, record.effects):
            journal.save(repository, replace(record, head=references.head(repository), finished=True))
            repository.notes.append(f"'{record.words}' had been killed at its very end; it is done.")
            return
        reserve.release(repository)
        apply(repository, record.effects.inverse(), "anime: put back")
        journal.drop(repository, record)
        repository.put_back = record
        told = "had been killed; what it had changed was put back" if not record.undoing else "was taken back, at last"
        repository.notes.append(f"'{record.words}' {told}.")


def _turn(repository: Repository, record: Record, effects: Effects, shelves: tuple[str, str]) -> Undone:
    _refuse_later(repository, record, effects)
    came = references.head(repository)
    ref = journal.ref_of(UNDO, record.number)
    written = references.value(repository, ref)
    try:
        reserve.hold(repository, effects)
        journal.save(repository, replace(record, finished=False, partial=True, undoing=shelves[0] == UNDO))
        apply(repository, effects, f"anime {shelves[0]}: {record.command}")
    except BaseException:
        reserve.release(repository)
        _put_back(repository, shelves[0], effects)
        references.move(repository, ref, references.value(repository, ref), written, "anime: put back")
        raise
    reserve.release(repository)
    try:
        journal.shelve(repository, replace(record, head=references.head(repository), finished=True), *shelves)
    except RepositoryRefused as error:
        _tell_unnoted(repository, error)
    return _undone(repository, record, effects, moved=came != references.head(repository))


def _tell_unnoted(repository: Repository, error: RepositoryRefused) -> None:
    why = error.cause or error.message
    repository.notes.append(f"All is done, but the repository has no room for a note of it: {why}")


def _undone(repository: Repository, record: Record, effects: Effects, *, moved: bool) -> Undone:
    branches = [name.removeprefix(references.BRANCHES) for name in effects.refs if name.startswith(references.BRANCHES)]
    branches += ["HEAD"] if moved else []
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
    if record.finished and underway.ended(repository, effects) and not stands(repository, effects):
        raise EndedByGit(record.command)


def _put_back(repository: Repository, command: str, effects: Effects) -> None:
    """Take EFFECTS of COMMAND back as far as they came about, leaving alone what somebody else changed meanwhile.

    Raises:
        NotPutBack: the disk refuses.
    """
    try:
        mine = came_about(repository, effects)
        if mine:
            apply(repository, mine.inverse(), "anime: put back")
    except (RepositoryRefused, StoreUnwritable) as error:
        raise NotPutBack(command, error) from error
