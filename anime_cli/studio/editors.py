"""JSON Schemas as files: for editors, which complete and check a story's files, and for whoever reads our output."""

from __future__ import annotations

from typing import TYPE_CHECKING

from anime_cli.errors import WorldError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


class SchemaUnwritable(WorldError):
    """The schemas can't be written."""

    def __init__(self, path: Path, cause: str) -> None:
        super().__init__(f"{path} was not written.", cause=cause, hint="anime story schema ~/.local/share/anime/schema")


def write_schemas(folder: Path, texts: Mapping[str, str]) -> tuple[Path, ...]:
    """Write TEXTS by the names of their files into FOLDER, which is made where it is not there; return the files.

    Raises:
        SchemaUnwritable: the folder or the disk refuses.
    """
    from anime_cli.store.errors import StoreUnwritable
    from anime_cli.store.files import write_whole

    paths = []
    for name, text in texts.items():
        path = folder.expanduser() / name
        try:
            write_whole(path, text.encode())
        except StoreUnwritable as error:
            raise SchemaUnwritable(path, error.cause or "") from error
        paths.append(path)
    return tuple(paths)
