"""Checkpoints: annotated tags, at places in the story's past that a person wants to find again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING

from anime_cli.errors import WorldError, did_you_mean
from anime_cli.history import committing, identity, program, references
from anime_cli.history.branches import fault
from anime_cli.history.commits import commit_of
from anime_cli.history.effects import Effects
from anime_cli.history.errors import SigningFailed
from anime_cli.history.references import TAGS
from anime_cli.history.trouble import translated
from anime_cli.history.undo import recording

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pygit2

    from anime_cli.history.repository import Repository

SIGNED = b"\n-----BEGIN "


class BadCheckpointName(WorldError):
    """Git doesn't allow this name."""

    def __init__(self, name: str, why: str) -> None:
        super().__init__(f"'{name}' can't be the name of a checkpoint.", cause=why, hint="Try first-draft.")


class CheckpointExists(WorldError):
    """The name, or a part of it, is taken."""

    def __init__(self, name: str, taken: str) -> None:
        cause = None if name == taken else f"'{name}' and '{taken}' can't stand beside each other."
        super().__init__(
            f"There is already a checkpoint called '{taken}'.",
            cause=cause,
            hint=f"Take another name, or first: anime story checkpoint --delete {taken}",
        )


class CheckpointNotFound(WorldError):
    """No checkpoint has this name."""

    def __init__(self, name: str, known: Iterable[str]) -> None:
        super().__init__(
            f"There is no checkpoint called '{name}'.", hint=did_you_mean(name, known) or "anime story checkpoint"
        )


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """A tag: its commit, and who set it, when and why; a plain tag says of that what its commit says."""

    name: str
    commit: str
    subject: str
    message: str
    author: str
    at: datetime
    annotated: bool


def checkpoints(repository: Repository) -> tuple[Checkpoint, ...]:
    """List the checkpoints, the newest first; tags of anything but a commit are left out."""
    names = [name for name in repository.handle.references if name.startswith(TAGS)]
    found = [_checkpoint(repository, name) for name in names]
    known = [each for each in found if each is not None]
    return tuple(sorted(known, key=lambda each: (-each.at.timestamp(), each.name)))


def _checkpoint(repository: Repository, ref: str) -> Checkpoint | None:
    import pygit2

    name, target = ref.removeprefix(TAGS), repository.handle[references.value(repository, ref) or ""]
    try:
        commit = commit_of(repository, str(target.peel(pygit2.Commit).id))
    except pygit2.GitError:
        return None
    if not isinstance(target, pygit2.Tag) or target.tagger is None:
        return Checkpoint(name, commit.id, commit.subject, commit.subject, commit.author, commit.at, annotated=False)
    who, message = target.tagger, (target.message or "").strip()
    at = datetime.fromtimestamp(who.time, timezone(timedelta(minutes=who.offset)))
    return Checkpoint(name, commit.id, commit.subject, message, who.name, at, annotated=True)


def create_checkpoint(repository: Repository, name: str, message: str) -> Checkpoint:
    """Set an annotated tag called NAME at the last commit, signed if tag.gpgsign asks for it.

    Raises:
        BadCheckpointName: git doesn't allow the name.
        CheckpointExists: the name, or a part of it, is taken.
        UnbornBranch: nothing was committed yet.
        EmptyMessage, SigningFailed: as they say.
    """
    why = fault(name)
    if why is not None:
        raise BadCheckpointName(name, why)
    text, ref = committing.composed(message), TAGS + name
    with recording(repository, "checkpoint", (name,)) as change:
        taken = name if references.value(repository, ref) else references.in_the_way(repository, ref)
        if taken is not None:
            raise CheckpointExists(name, taken.removeprefix(TAGS))
        made = _tag(repository, ref, repository.tip(), text)
        change.perform(Effects(refs={ref: (None, made)}), f"checkpoint {name}")
    found = _checkpoint(repository, ref)
    assert found is not None
    return found


def _tag(repository: Repository, ref: str, commit: str, message: str) -> str:
    """Make the tag object and return its id; no ref names it yet."""
    import pygit2

    name = ref.removeprefix(TAGS)
    if (repository.setting("tag.gpgsign") or "").lower() in committing.TRUE:
        return _signed(repository, ref, commit, message)
    tagger = _written(identity.signature(repository, "COMMITTER"))
    text = f"object {commit}\ntype commit\ntag {name}\ntagger {tagger}\n\n{message}"
    with translated("make the tag", repository.git_dir):
        return str(repository.handle.write(pygit2.enums.ObjectType.TAG, text.encode()))


def _written(who: pygit2.Signature) -> str:
    sign, minutes = "-" if who.offset < 0 else "+", abs(who.offset)
    return f"{who.name} <{who.email}> {who.time} {sign}{minutes // 60:02}{minutes % 60:02}"


def _signed(repository: Repository, ref: str, commit: str, message: str) -> str:
    """Let git sign the tag, which it does only together with the ref, and keep the object alone.

    Git may fail to sign, say so, make the tag all the same and end well; so the object itself is asked.
    """
    words = ("tag", "-s", "-F", "-", "--", ref.removeprefix(TAGS), commit)
    done = program.run(repository.folder, *words, given=message.encode(), extra=identity.variables(repository))
    made = references.value(repository, ref)
    if made is not None:
        references.move(repository, ref, made, None, "checkpoint")
    if made is None or SIGNED not in repository.handle[made].read_raw():
        raise SigningFailed(done.stderr.decode(errors="replace"))
    return made


def delete_checkpoint(repository: Repository, name: str) -> Checkpoint:
    """Take the tag NAME away and return what it was.

    Raises:
        CheckpointNotFound: there is no such tag.
    """
    ref = TAGS + name
    with recording(repository, "checkpoint --delete", (name,)) as change:
        target = references.value(repository, ref) if fault(name) is None else None
        found = _checkpoint(repository, ref) if target is not None else None
        if found is None:
            raise CheckpointNotFound(name, [each.name for each in checkpoints(repository)])
        change.perform(Effects(refs={ref: (target, None)}), f"checkpoint --delete {name}")
    return found
