"""Make plain git work on a story: the merge driver, the text for diffs, the hooks; clone a story with all of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from anime_cli.errors import ExitCode
from anime_cli.studio.studio import Studio

if TYPE_CHECKING:
    from collections.abc import Mapping

    from anime_cli.history.program import Listener
    from anime_cli.history.repository import Repository
    from anime_cli.history.setup import Part


@dataclass(frozen=True, slots=True)
class SetUp:
    """What plain git needs in this clone, part by part; with `checked` it was only looked at."""

    parts: tuple[Part, ...]
    checked: bool = False

    @property
    def exit_code(self) -> ExitCode:
        """Tell the shell whether something is still to be done."""
        return ExitCode.FOUND if any(part.wanting for part in self.parts) else ExitCode.DONE


@dataclass(frozen=True, slots=True)
class Cloned:
    """A story that was cloned."""

    url: str
    folder: Path
    title: str
    counts: Mapping[str, int]
    setup: SetUp


def check_setup(studio: Studio, *, hooks: bool = False) -> SetUp:
    """Look whether git merges and shows this clone's story in story terms; HOOKS asks for the hooks, too."""
    from anime_cli.history import hooking, setup

    parts = (*setup.inspected(studio.repository), *hooking.inspected(studio.repository, wanted=hooks))
    return SetUp(parts, checked=True)


def set_up(studio: Studio, *, hooks: bool | None = None) -> SetUp:
    """Let git merge and show this clone's story in story terms; HOOKS installs our hooks, or with False removes them.

    Lines that .gitattributes lacks are added in the work tree and left for the person to commit.

    Raises:
        ForeignHook, SharedHooks: a hook can't be installed; nothing was changed.
        ReadOnlyFolder, UnsafePath: a file can't be written.
    """
    from anime_cli.history import hooking
    from anime_cli.history.undo import recording

    repository = studio.repository
    with recording(repository, "setup"):
        done = hooking.install(repository) if hooks else hooking.remove(repository) if hooks is False else ()
        return SetUp((*_configured(repository), *done))


def _configured(repository: Repository) -> tuple[Part, ...]:
    from anime_cli.history import setup

    before = tuple(setup.inspected(repository))
    setup.complete_attributes(repository)
    setup.configure(repository)
    return tuple(replace(part, state="set") if part.wanting else part for part in before)


def clone_story(
    url: str,
    name: str | None = None,
    *,
    start: Path = Path(),
    listener: Listener | None = None,
    environment: Mapping[str, str] | None = None,
) -> Cloned:
    """Clone the story at URL into the folder NAME and set the clone up; LISTENER hears what git says meanwhile.

    Raises:
        FolderNotEmpty: something stands there already.
        CloneFailed, ClonedNoStory: as they say; nothing is left behind.
    """
    from anime_cli.history.cloning import clone, name_of
    from anime_cli.history.program import SILENT
    from anime_cli.history.transport import redacted
    from anime_cli.studio.telling import counts

    folder = name or name_of(url)
    repository = clone(url, start, folder, listener or SILENT)
    studio = Studio(repository, {}, environment or {})
    done = set_up(studio)
    files = repository.files()
    title = str(getattr(studio.document("story.yaml"), "title", ""))
    return Cloned(redacted(url), start / folder, title, counts(files), done)
