"""Writes one piece of text: plain where YAML reads it back as it is, in quotes where it would not, or as a block."""

from __future__ import annotations

import re

from anime_cli.text.errors import Unwritable, shortened
from anime_cli.text.layout import WIDTH
from anime_cli.text.prose import lines, normal, paragraphs
from anime_cli.text.trouble import FORBIDDEN

KEY_LIMIT = 1000
"""Characters of a written key; YAML wants the colon within 1024."""

_PLAIN_START = r"(?:[^\s!-/:-@\[\]`{-}\x00-\x1f]|[(./$^+;<=~\\]|-(?=[^\s,\[\]{}-]))"
_PLAIN = re.compile(rf"{_PLAIN_START}(?:[^\s:#]|:(?=\S)|(?<=\S)\#| (?=[^\s#]))*")
_FLOW_STOPS = re.compile(r"[,\[\]{}?]|:(?!\d)|(?<!\d):")
_PLAIN_KEY = re.compile(r"[^\W_](?:[\w/+'-]|[ .](?=[^\W_]))*")
_NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?")
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r", "\x00": "\\0", "\x85": "\\N"} | {
    "\u2028": "\\L",
    "\u2029": "\\P",
}
_ESCAPED = re.compile(rf'[\\"\n\t\r]|{FORBIDDEN.pattern}')


def key_text(key: str) -> str:
    """Return KEY as it is written before its colon.

    Raises:
        Unwritable: longer than YAML allows.
    """
    written = key if _PLAIN_KEY.fullmatch(key) else double(key)
    if len(written) > KEY_LIMIT:
        raise Unwritable(f"the key '{shortened(key)}' is longer than {KEY_LIMIT} characters")
    return written


def is_plain(value: str, *, flow: bool = False) -> bool:
    """Tell whether VALUE can stand without quotes, in a line of its own or in a flow collection."""
    if not _PLAIN.fullmatch(value) or FORBIDDEN.search(value) or value.strip() != value:
        return False
    return not (flow and _FLOW_STOPS.search(value))


def quoted(value: str) -> str:
    """Return VALUE in quotes, on one line: in single ones where it holds double ones and nothing else asks for care."""
    if '"' in value and "'" not in value and "\\" not in value and not _ESCAPED.search(value.replace('"', "")):
        return f"'{value}'"
    return double(value)


def double(value: str) -> str:
    """Return VALUE in double quotes, on one line, with escapes for what cannot be seen.

    Raises:
        Unwritable: it holds half of a surrogate pair, which is no text.
    """
    return f'"{_ESCAPED.sub(_escape, value)}"'


def inline(value: str, *, flow: bool) -> str:
    """Return VALUE on one line, quoted only where it must be."""
    return value if is_plain(value, flow=flow) else quoted(value)


def inline_prose(value: str) -> str | None:
    """Return prose on one line, as it stands in a flow map, or None where it has several paragraphs.

    It is always quoted, save for a number: `fear` names a wound of a character and a level of a relation.
    """
    if _odd(value):
        return double(value)
    words = normal(value)
    if _NUMBER.fullmatch(words):
        return words
    return None if "\n" in words else quoted(words)


def after_key(value: str, indent: int) -> str:
    """Return what follows `key:` for VALUE: a line, or a literal block below INDENT. It reads back exactly."""
    if "\n" in value and _fits_literal(value):
        body = value.removesuffix("\n")
        return _block("|" if body != value else "|-", body.split("\n"), indent)
    return f" {inline(value, flow=False)}"


def prose_after_key(value: str, indent: int, column: int) -> str:
    """Return what follows `key:` for prose: one short sentence on the line, anything else a sentence a line.

    COLUMN is the one after the colon, INDENT the key's.
    """
    if _odd(value):
        return f" {double(value)}"
    written = lines(value)
    if not written:
        return ' ""'
    if len(written) == 1 and is_plain(written[0]) and column + 1 + len(written[0]) <= WIDTH:
        return f" {written[0]}"
    return _block("|", written, indent)


def prose_block(value: str, indent: int) -> str | None:
    """Return prose as a block whatever its length, or None where a block cannot hold it."""
    return None if _odd(value) or not lines(value) else _block("|", lines(value), indent)


def kept(value: str, style: str, *, prose: bool) -> str | None:
    """Return VALUE on one line in the quotes that stood there, or None where they would not do."""
    if style not in {"single", "double"} or "\n" in value or (prose and len(paragraphs(value)) != 1):
        return None
    words = normal(value) if prose and not _odd(value) else value
    if style == "double" or _ESCAPED.search(words.replace('"', "").replace("\\", "")):
        return double(words)
    return "'" + words.replace("'", "''") + "'"


def _block(header: str, body: list[str], indent: int) -> str:
    margin = " " * (indent + 2)
    return "\n".join([f" {header}", *(f"{margin}{line}" if line else "" for line in body)])


def _odd(value: str) -> bool:
    return "\r" in value or FORBIDDEN.search(value) is not None


def _fits_literal(value: str) -> bool:
    return (
        not _odd(value)
        and value[0] not in " \t\n"
        and not value.endswith("\n\n")
        and all(line.strip(" \t") or not line for line in value.split("\n"))
    )


def _escape(match: re.Match[str]) -> str:
    character = match.group()
    code = ord(character)
    if 0xD800 <= code <= 0xDFFF:  # noqa: PLR2004  # the surrogates
        raise Unwritable(f"half of a surrogate pair (U+{code:04X}) is no character", "Delete it.")
    return _ESCAPES.get(character) or (f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}")  # noqa: PLR2004  # bytes
