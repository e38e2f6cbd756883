"""Words inside a PNG file, so that a picture can say for itself what it was drawn from. The pixels are not touched."""

from __future__ import annotations

import struct
import zlib
from typing import TYPE_CHECKING

from anime_cli.render.errors import NotAPicture

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

SIGNATURE = b"\x89PNG\r\n\x1a\n"
_HEADER_END = len(SIGNATURE) + 25
"""The header chunk IHDR always takes 25 bytes."""
_FRAME = 12
"""Bytes of a chunk around its data: length, name, checksum."""


def stamp(picture: bytes, words: Mapping[str, str]) -> bytes:
    """Put WORDS into PICTURE, one text chunk each, right behind its header.

    Raises:
        NotAPicture: PICTURE is no whole PNG file.
    """
    if not any(name == b"IEND" for name, _ in _chunks(picture)):
        raise NotAPicture("It has no end.")
    chunks = b"".join(_chunk(b"iTXt", _text(keyword, text)) for keyword, text in words.items())
    return picture[:_HEADER_END] + chunks + picture[_HEADER_END:]


def words_of(picture: bytes) -> dict[str, str]:
    """Read the words that `stamp` put into PICTURE.

    Raises:
        NotAPicture: PICTURE is no PNG file.
    """
    found = {}
    for name, data in _chunks(picture):
        if name == b"iTXt":
            keyword, _, rest = data.partition(b"\0")
            found[keyword.decode("latin-1")] = rest[4:].decode()
    return found


def _text(keyword: str, text: str) -> bytes:
    """Lay out an iTXt chunk: keyword, not compressed, no language, the text in UTF-8."""
    return keyword.encode("latin-1") + b"\0\0\0\0\0" + text.encode()


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def _chunks(picture: bytes) -> Iterator[tuple[bytes, bytes]]:
    if not picture.startswith(SIGNATURE):
        raise NotAPicture("It doesn't begin like one.")
    at = len(SIGNATURE)
    while at < len(picture):
        if at + _FRAME > len(picture):
            raise NotAPicture("It breaks off.")
        length, name = struct.unpack_from(">I4s", picture, at)
        if at + _FRAME + length > len(picture):
            raise NotAPicture("It breaks off.")
        yield name, picture[at + 8 : at + 8 + length]
        at += _FRAME + length
