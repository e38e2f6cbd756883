"""Where a story stands, and its past."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from anime_cli.errors import AnimeError
from anime_cli.studio.telling import counts

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from anime_cli.history.commits import Commit
    from anime_cli.history.status import Status
    from anime_cli.merge.diff import Change
    from anime_cli.studio.conflicts import Standing
    from anime_cli.studio.studio import Studio


@dataclass(frozen=True, slots=True)
class StoryStatus:
    """Where a story stands; `title` is None where story.yaml can't be read, `merge` where no merge is open."""

    folder: Path
    title: str | None
    counts: Mapping[str, int]
    git: Status
    merge: Standing | None = None


@dataclass(frozen=True, slots=True)
class Shown:
    """A commit and what it changed in the story; `files` are those that are no documents."""

    commit: Commit
    changes: tuple[Change, ...]
    files: tuple[str, ...]


def story_status(studio: Studio) -> StoryStatus:
    """Tell the branch, what the story holds and what is not committed; only what is left open needs the scenes read."""
    from anime_cli.history.status import status
    from anime_cli.studio.conflicts import standing

    repository = studio.repository
    git = status(repository)
    merge = standing(studio) if git.merging or git.underway else None
    return StoryStatus(repository.folder, _title(studio), counts(_paths(repository.folder)), git, merge)


def _paths(folder: Path) -> list[str]:
    """Return the paths of the documents in FOLDER by their names alone."""
    from anime_cli.model.kinds import FOLDERS

    return [f"{name}/{path.name}" for name in FOLDERS.values() for path in (folder / name).glob("*.yaml")]


def _title(studio: Studio) -> str | None:
    from anime_cli.studio.documents import title_of

    try:
        return title_of(studio, "story.yaml")
    except AnimeError:
        return None


def story_log(studio: Studio, revision: str | None = None, *, limit: int | None = None) -> tuple[Commit, ...]:
    """List the commits that led to REVISION (by default HEAD), the newest first.

    Raises:
        RevisionNotFound: there is no such revision.
        UnbornBranch: nothing was committed yet.
    """
    from anime_cli.history.commits import log

    return log(studio.repository, revision, limit)


def show_commit(studio: Studio, revision: str = "HEAD") -> Shown:
    """Show what the commit that REVISION names changed against its first parent, in story terms.

    Raises:
        RevisionNotFound: there is no such revision.
    """
    from anime_cli.history.commits import show
    from anime_cli.studio.comparing import changes_of

    commit, touched = show(studio.repository, revision)
    changes, others = changes_of(studio, touched)
    return Shown(commit, changes, others)
