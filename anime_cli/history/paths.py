"""Which paths are a story's, and which may be written at all."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

from anime_cli.history.errors import UnsafePath

SINGLE = frozenset({"story.yaml", "style.yaml"})
FOLDERS = ("chapters", "characters", "places", "scenes")


def is_story_file(path: str) -> bool:
    """Tell whether PATH is the path of a document of a story."""
    folder, _, name = path.rpartition("/")
    return path in SINGLE or (folder in FOLDERS and is_document_name(name))


def is_document_name(name: str) -> bool:
    """Tell whether NAME, of a file in one of the FOLDERS, is that of a document."""
    return name.endswith(".yaml") and not name.startswith(".")


def inside(folder: Path, path: str) -> Path:
    """Return where PATH, relative to the story and written with '/', stands below FOLDER.

    Raises:
        UnsafePath: it is absolute, leads out of the story or into a repository, or one of its folders is a link.
    """
    parts = PurePosixPath(path).parts
    if not parts or path.startswith("/") or "\0" in path or "\\" in path:
        raise UnsafePath(path, "It is no plain path inside the story.")
    if ".." in parts:
        raise UnsafePath(path, "It leads upwards with '..'.")
    if any(part.lower() == ".git" for part in parts):
        raise UnsafePath(path, "It leads into the repository's own files.")
    at = folder
    for part in parts[:-1]:
        at /= part
        if at.is_symlink():
            raise UnsafePath(path, f"{at} is a link.")
    return at / parts[-1]


def plain_file(folder: Path, path: str) -> Path:
    """Return where PATH stands below FOLDER, sure that reading or writing it follows no link.

    Raises:
        UnsafePath: as `inside`, and where the file itself is a link.
    """
    target = inside(folder, path)
    if target.is_symlink():
        raise UnsafePath(path, f"{target} is a link.")
    return target
