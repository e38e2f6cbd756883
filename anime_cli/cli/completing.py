"""What a shell may offer: names of documents, branches and checkpoints. Files are listed, none is read."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import typer  # noqa: TC002  # Typer reads it

from anime_cli.errors import AnimeError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from anime_cli.history.repository import Repository

TRACKED = "refs/remotes/"


def scenes(ctx: typer.Context, incomplete: str) -> list[str]:
    """Offer scenes."""
    return _fitting(_documents(ctx, "scene"), incomplete)


def parts(ctx: typer.Context, incomplete: str) -> list[str]:
    """Offer scenes and chapters."""
    return _fitting(_documents(ctx, "scene", "chapter"), incomplete)


def characters(ctx: typer.Context, incomplete: str) -> list[str]:
    """Offer characters."""
    return _fitting(_documents(ctx, "character"), incomplete)


def places(ctx: typer.Context, incomplete: str) -> list[str]:
    """Offer places."""
    return _fitting(_documents(ctx, "place"), incomplete)


def things(ctx: typer.Context, incomplete: str) -> list[str]:
    """Offer scenes, chapters, characters and places."""
    return _fitting(_documents(ctx, "scene", "chapter", "character", "place"), incomplete)


def things_or_revisions(ctx: typer.Context, incomplete: str) -> list[str]:
    """Offer scenes, chapters, characters and places, then branches and checkpoints."""
    return [*things(ctx, incomplete), *revisions(ctx, incomplete)]


def chapters(ctx: typer.Context, incomplete: str) -> list[str]:
    """Offer chapters."""
    return _fitting(_documents(ctx, "chapter"), incomplete)


def of(kind: str | None) -> Callable[[typer.Context, str], list[str]] | None:
    """Return what offers things of a KIND, None where nothing does: they have no files of their own."""
    return {"scene": scenes, "chapter": chapters, "character": characters, "place": places}.get(kind or "")


def path(ctx: typer.Context, incomplete: str) -> list[str]:
    """Offer scenes, the next of several that commas part."""
    before, comma, last = incomplete.rpartition(",")
    return [f"{before}{comma}{name}" for name in _fitting(_documents(ctx, "scene"), last)]


def branches(ctx: typer.Context, incomplete: str) -> list[str]:
    """Offer branches."""
    return _fitting(_names(ctx, "refs/heads/"), incomplete)


def checkpoints(ctx: typer.Context, incomplete: str) -> list[str]:
    """Offer checkpoints."""
    return _fitting(_names(ctx, "refs/tags/"), incomplete)


def remotes(ctx: typer.Context, incomplete: str) -> list[str]:
    """Offer remotes that something was fetched from."""
    return _fitting((name.partition("/")[0] for name in _names(ctx, TRACKED)), incomplete)


def syncable(ctx: typer.Context, incomplete: str) -> list[str]:
    """Offer branches, those that only a remote has among them."""
    theirs = [name.partition("/")[2] for name in _names(ctx, TRACKED)]
    return _fitting((*_names(ctx, "refs/heads/"), *(name for name in theirs if name != "HEAD")), incomplete)


def revisions(ctx: typer.Context, incomplete: str) -> list[str]:
    """Offer branches and checkpoints; behind two or three dots the other side of a comparison."""
    before, dots, last = incomplete.rpartition("..")
    names = [*_names(ctx, "refs/heads/"), *_names(ctx, "refs/tags/")]
    third = "." if last.startswith(".") else ""
    return [f"{before}{dots}{third}{name}" for name in _fitting(names, last.removeprefix(third))]


def settings(incomplete: str) -> list[str]:
    """Offer settings."""
    from anime_cli.config import SETTINGS

    return _fitting(SETTINGS, incomplete)


def schemas(incomplete: str) -> list[str]:
    """Offer schemas, of files and of what commands print."""
    from anime_cli.cli.result import every
    from anime_cli.model.kinds import KINDS

    return _fitting((*KINDS, *(each.schema for each in every().values())), incomplete)


def topics(incomplete: str) -> list[str]:
    """Offer topics of help."""
    from anime_cli.cli.topic import TOPICS

    return _fitting(TOPICS, incomplete)


def _fitting(names: Iterable[str], incomplete: str) -> list[str]:
    return sorted(name for name in dict.fromkeys(names) if name.startswith(incomplete))


def _documents(ctx: typer.Context, *kinds: str) -> list[str]:
    from anime_cli.model.ids import valid_id
    from anime_cli.model.kinds import FOLDERS

    repository = _repository(ctx)
    if repository is None:
        return []
    files = (each for kind in kinds for each in (repository.folder / FOLDERS[kind]).glob("*.yaml"))
    return [each.stem for each in files if valid_id(each.stem)]


def _names(ctx: typer.Context, prefix: str) -> tuple[str, ...]:
    from anime_cli.history.names import names, tellings

    repository = _repository(ctx)
    return tellings(names(repository.common_dir, prefix)) if repository is not None else ()


def _repository(ctx: typer.Context) -> Repository | None:
    """Return the story that the command would work on, None where there is none."""
    from anime_cli.history.repository import Repository

    try:
        return Repository.discover(Path(ctx.find_root().params.get("folder") or "."))
    except (AnimeError, OSError):
        return None
