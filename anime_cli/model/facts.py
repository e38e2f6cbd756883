"""A document as JSON, for remembering: read back without YAML or any checking."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, cast

from anime_cli.model.errors import StaleFacts

if TYPE_CHECKING:
    from anime_cli.model.documents import Document

VERSION = 2
"""The shape of remembered facts: another number means that they are read again from the file."""


def to_json(document: Document) -> str:
    """Return the document as one line of JSON."""
    from anime_cli.model.shapes import KIND_OF_CLASS, SHAPES

    kind = KIND_OF_CLASS[type(document)]
    row = {"id": document.id, **SHAPES[kind].pack(document)}
    return json.dumps([VERSION, kind, row], ensure_ascii=False, separators=(",", ":"))


def from_json(text: str, path: str) -> Document:
    """Return the document that `to_json` wrote; PATH names it in the error.

    Raises:
        StaleFacts: the text is damaged, or another version wrote it.
    """
    from anime_cli.model.shapes import SHAPES

    try:
        version, kind, row = json.loads(text)
        if version != VERSION:
            raise StaleFacts(path)
        return cast("Document", SHAPES[kind].unpack(row))
    except (ValueError, TypeError, LookupError, AttributeError) as error:
        raise StaleFacts(path) from error


def title_in(text: str, path: str) -> str:
    """Return the title of the document that `to_json` wrote, without making it; PATH names it in the error.

    Raises:
        StaleFacts: the text is damaged, or another version wrote it.
    """
    try:
        version, _, row = json.loads(text)
        if version == VERSION:
            return str(row["title"])
    except (ValueError, TypeError, LookupError) as error:
        raise StaleFacts(path) from error
    raise StaleFacts(path)
