"""Begin a story: from one sentence, from files that stand somewhere, or empty."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from anime_cli.errors import NotAStory
from anime_cli.history import attributes
from anime_cli.studio import echoing
from anime_cli.studio.documents import parse_documents
from anime_cli.studio.errors import NotAFile
from anime_cli.studio.telling import counts

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from anime_cli.echo.tasks.plot import Storyline
    from anime_cli.history.repository import Repository

SCAFFOLD = {
    ".gitignore": b"# Pictures are drawn again at any time.\n/storyboard*.png\n/renders/\n",
    attributes.FILE: f"*.yaml text eol=lf\n*.png binary\n{attributes.LINES}".encode(),
}
"""What every story has beside its documents."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewStory:
    """A story that was begun, or with `dry_run` would be. `hints` are for the person, not about the story."""

    folder: Path
    title: str
    files: tuple[str, ...]
    counts: Mapping[str, int]
    characters: tuple[str, ...] = ()
    chapters: tuple[str, ...] = ()
    brain: str | None = None
    source: str | None = None
    notes: tuple[str, ...] = ()
    hints: tuple[str, ...] = ()
    dry_run: bool = False


@dataclass(frozen=True, slots=True)
class _Beginning:
    """Files, the message of the first commit and what is told about them."""

    files: Mapping[str, bytes]
    message: str
    storyline: Storyline | None = None
    trailers: tuple[tuple[str, str], ...] = ()


def new_story(
    folder: Path,
    *,
    environment: Mapping[str, str],
    wish: echoing.Wish | None = None,
    source: Path | None = None,
    title: str | None = None,
    dry_run: bool = False,
) -> NewStory:
    """Begin a story in FOLDER: as WISH asks Echo for it, with the files of SOURCE, or empty.

    Raises:
        FolderNotEmpty: something stands there already.
        EmptyPremise: the premise holds no word.
        NotAStory: SOURCE holds no story.yaml.
        AnimeError: a file of SOURCE can't be read.
    """
    from anime_cli.history.repository import Repository

    beginning = _beginning(folder, environment, wish, source, title)
    if dry_run:
        return _told(folder, beginning)
    files = {**SCAFFOLD, **beginning.files}
    repository = Repository.create(folder, files, beginning.message, beginning.trailers)
    return _told(folder, beginning, repository)


def _beginning(
    folder: Path, environment: Mapping[str, str], wish: echoing.Wish | None, source: Path | None, title: str | None
) -> _Beginning:
    if wish is not None:
        storyline = echoing.develop_plot(wish, environment)
        message = f"Begin {storyline.title}\n\n{' '.join(wish.premise.split())}"
        return _Beginning(echoing.texts(storyline), message, storyline, echoing.trailers(storyline, wish))
    if source is not None:
        files = adopted(source)
        return _Beginning(files, f"Begin {_title(files)}\n\nAdopted from {source.resolve().name}.")
    files = empty(title or folder.resolve().name.replace("-", " ").capitalize())
    return _Beginning(files, f"Begin {_title(files)}")


def empty(title: str) -> dict[str, bytes]:
    """Return the files of a story called TITLE in which nothing happens yet."""
    from anime_cli.model.load import build, to_text

    document = build("story", "story", {"format": "anime/1", "title": title, "chapters": []})
    return {"story.yaml": to_text(document).encode()}


def adopted(source: Path) -> dict[str, bytes]:
    """Return the documents that stand in SOURCE, byte by byte, once all of them are valid.

    Raises:
        NotAStory: there is no story.yaml.
        NotAFile: one of them is a link.
        AnimeError: a file can't be read.
    """
    from anime_cli.model.kinds import FOLDERS

    if not (source / "story.yaml").exists():
        raise NotAStory(source, "There is no story.yaml in it.")
    single = [source / "story.yaml", source / "style.yaml"]
    many = [path for name in FOLDERS.values() for path in sorted((source / name).glob("*.yaml"))]
    files = {}
    for path in (path for path in (*single, *many) if path.exists() or path.is_symlink()):
        if not path.is_file() or path.is_symlink() or path.parent.is_symlink():
            raise NotAFile(path)
        files[path.relative_to(source).as_posix()] = path.read_bytes()
    parse_documents(files)
    return files


def _title(files: Mapping[str, bytes]) -> str:
    from anime_cli.model.load import load

    return str(getattr(load(files["story.yaml"], "story.yaml").document, "title", ""))


def _told(folder: Path, beginning: _Beginning, repository: Repository | None = None) -> NewStory:
    storyline = beginning.storyline
    documents = storyline.documents if storyline else ()
    named = {kind: [getattr(d, key) for d in documents if type(d).__name__ == kind] for kind, key in _NAMED.items()}
    return NewStory(
        folder=folder,
        title=_title(beginning.files),
        files=tuple(sorted(beginning.files)),
        counts=counts(beginning.files),
        characters=tuple(named["Character"]),
        chapters=tuple(named["Chapter"]),
        brain=storyline.brain if storyline else None,
        source=storyline.source if storyline else None,
        notes=storyline.notes if storyline else (),
        hints=tuple(repository.notes) if repository is not None else (),
        dry_run=repository is None,
    )


_NAMED = {"Character": "name", "Chapter": "title"}
