"""End a writer's verb: check what it made, write it, commit it where that is asked, and tell of it."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from anime_cli.errors import AnimeError, ExitCode, UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from anime_cli.merge.change import Change
    from anime_cli.story.continuity.finding import Finding
    from anime_cli.studio.authoring.draft import Draft
    from anime_cli.studio.authoring.mentions import Mention
    from anime_cli.studio.authoring.things import Thing
    from anime_cli.studio.studio import Studio
    from anime_cli.text.plain import Plain

WAYS = ("never", "auto")
"""What the setting `commit` may be."""


class NoSuchWay(UsageError):
    """The setting `commit` is neither of its words."""

    def __init__(self, value: str, origin: str) -> None:
        super().__init__(
            f"The setting 'commit' can't be '{value}'.",
            cause=f"It was given by the {origin}.",
            hint="It is 'never', or 'auto': every command that writes commits what it wrote.",
        )


@dataclass(frozen=True, slots=True)
class Keeping:
    """Whether what a verb wrote is committed, and under which message; `dry_run` writes nothing at all."""

    commit: bool = False
    message: str | None = None
    dry_run: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Authored:
    """What a verb did to the thing of a KIND with an ID, or with `dry_run` would do.

    `label` calls it in words, `message` says in a line what was done. `before` and `after` are the texts of the files
    by path. `refused` are the places that stand in the way: nothing was done then; they can't be without the thing if
    `stuck`. `taken` are places that went along. `problems` are errors of the check that were not there before.
    """

    verb: str
    kind: str
    id: str
    label: str
    message: str
    changes: tuple[Change, ...] = ()
    before: Mapping[str, str | None] = field(default_factory=dict)
    after: Mapping[str, str | None] = field(default_factory=dict)
    former: str | None = None
    commit: str | None = None
    refused: tuple[Mention, ...] = ()
    stuck: bool = False
    taken: tuple[Mention, ...] = ()
    notes: tuple[str, ...] = ()
    problems: tuple[Finding, ...] = ()
    dry_run: bool = False

    @property
    def files(self) -> tuple[str, ...]:
        """The files that were written or removed."""
        return tuple(sorted(self.after))

    @property
    def exit_code(self) -> ExitCode:
        """Tell the shell whether it was done."""
        return ExitCode.NO if self.refused else ExitCode.DONE


def label(kind: str, name: str, title: str | None) -> str:
    """Call a thing in words: 'scene “Rooftop at dusk”', or by its id where it has no title."""
    return f"{kind} “{' '.join(title.split())}”" if title else f"{kind} {name}"


def called_in(draft: Draft, thing: Thing) -> str:
    """Call THING in words as DRAFT has it; by its id where its file can't be read."""
    from anime_cli.studio.authoring.draft import at

    title: Plain = None
    with suppress(AnimeError):
        title = at(draft.value(thing.path), (*thing.address, thing.sort.called)) if thing.sort.called else None
    return label(thing.kind, thing.id, title if isinstance(title, str) else None)


def keep(draft: Draft, made: Authored, arguments: Sequence[str], keeping: Keeping) -> Authored:
    """Write what DRAFT holds as the verb that MADE tells of, and commit it if KEEPING or the settings ask for it.

    Raises:
        AnimeError: a document says what none may, names what is not there, was changed meanwhile, or can't be
            committed; nothing is written then.
    """
    from dataclasses import replace

    from anime_cli.history.undo import recording
    from anime_cli.studio.authoring.naming import refuse_unnamed
    from anime_cli.studio.noticing import errors_now, errors_since

    draft.refuse_invalid()
    refuse_unnamed(draft)
    paths = draft.changed
    told = replace(
        made,
        changes=draft.changes(),
        before={path: draft.before[path] for path in paths},
        after={path: draft.after[path] for path in paths},
        dry_run=keeping.dry_run,
    )
    wanted, notes = _wanted(draft.studio, keeping)
    if keeping.dry_run or not paths:
        return told
    command = f"{made.kind} {made.verb}"
    known = errors_now(draft.studio)
    with recording(draft.studio.repository, command, arguments):
        dirty = _dirty(draft.studio, paths) if wanted else ()
        draft.write(command, arguments)
        commit = _committed(draft.studio, told, keeping) if wanted else None
    notes += dirty if commit else ()
    return replace(told, commit=commit, notes=notes, problems=errors_since(draft.studio, known))


def _wanted(studio: Studio, keeping: Keeping) -> tuple[bool, tuple[str, ...]]:
    """Tell whether a commit is wanted; what `auto` can't do now it leaves, with a note."""
    from anime_cli.history.underway import operation

    if keeping.commit or keeping.message is not None:
        return True, ()
    chosen = studio.settings.resolve("commit")
    if chosen.value not in WAYS:
        raise NoSuchWay(chosen.value, chosen.origin)
    if chosen.value != "auto":
        return False, ()
    if studio.repository.head.branch is None or operation(studio.repository) is not None:
        return False, ("Nothing was committed: something else waits to be finished; anime story status tells what.",)
    return True, ()


SWEPT = {
    "modified": "{} had changes that were in no commit; they are in this one too.",
    "added": "{} was in no commit; all of it is in this one.",
    "untracked": "{} was in no commit; all of it is in this one.",
}
"""What is told of a file that a person changed before the verb did, by the kind of the change."""


def _dirty(studio: Studio, paths: Sequence[str]) -> tuple[str, ...]:
    """Tell of those of PATHS that a commit takes along with more than the verb's own changes."""
    from anime_cli.history.status import changes

    found = (each for each in changes(studio.repository) if each.path in paths)
    return tuple(SWEPT[each.kind].format(each.path) for each in found if each.kind in SWEPT)


def _committed(studio: Studio, told: Authored, keeping: Keeping) -> str | None:
    """Commit what was written; None where git sees no difference."""
    from anime_cli.history.committing import commit
    from anime_cli.history.status import changes
    from anime_cli.studio.saving import told_lines

    seen = {name for each in changes(studio.repository) for name in (each.path, each.previous)}
    paths = [path for path in told.files if path in seen]
    if not paths:
        return None
    message = keeping.message or "\n\n".join(filter(None, (told.message, told_lines(told.changes))))
    return commit(studio.repository, message, paths).id
