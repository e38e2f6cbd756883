"""A flat TOML table as text: one setting changes its own line, and no other byte.

Every change is proved: the text is read again and must say what is expected, else the next way to write it is tried.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_VALUE = r"""(?:"(?:[^"\\\n]|\\.)*"|'[^'\n]*'|[^\s"'\[{#][^\s#]*)"""
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"}
_ODD = re.compile(r'[\\"\x00-\x1f\x7f]')


class NoPlace(ValueError):
    """The text is no flat table of single lines, so one of them can't be changed alone."""


def assigned(text: str, name: str, value: str) -> str:
    """Return the table TEXT with NAME set to VALUE, as text; what stands beside it on its line stays there.

    Raises:
        NoPlace: the setting can't be written without touching others.
        tomllib.TOMLDecodeError: the text is no TOML.
    """
    return _first(_assignments(text, name, value), {**_read(text), name: value})


def dropped(text: str, name: str) -> str:
    """Return the table TEXT without the line of NAME; one that isn't there is no error.

    Raises:
        NoPlace: the setting can't be taken away without touching others.
        tomllib.TOMLDecodeError: the text is no TOML.
    """
    table = _read(text)
    if name not in table:
        return text
    rest = {key: value for key, value in table.items() if key != name}
    return _first((text[: line.start()] + text[line.end() :] for line in _lines(text, name)), rest)


def _read(text: str) -> dict[str, object]:
    import tomllib

    return tomllib.loads(text)


def _first(candidates: Iterator[str], expected: dict[str, object]) -> str:
    import tomllib

    for candidate in candidates:
        try:
            if tomllib.loads(candidate) == expected:
                return candidate
        except tomllib.TOMLDecodeError:
            continue
    raise NoPlace


def _assignments(text: str, name: str, value: str) -> Iterator[str]:
    """Yield TEXT with the value of NAME's line replaced, or with a new line at its end."""
    written = quoted(value)
    for line in _lines(text, name):
        yield text[: line.start("value")] + written + text[line.end("value") :]
    ending = "\r\n" if "\r\n" in text else "\n"
    before = text if not text or text.endswith("\n") else f"{text}{ending}"
    yield f"{before}{name} = {written}{ending}"


def _lines(text: str, name: str) -> Iterator[re.Match[str]]:
    key = re.escape(name)
    pattern = rf"""^[ \t]*(?:{key}|"{key}"|'{key}')[ \t]*=[ \t]*(?P<value>{_VALUE})[^\n]*(?:\n|\Z)"""
    yield from re.finditer(pattern, text, re.MULTILINE)


def quoted(value: str) -> str:
    """Return VALUE as a basic string of TOML."""
    return f'"{_ODD.sub(_escaped, value)}"'


def _escaped(match: re.Match[str]) -> str:
    sign = match.group()
    return _ESCAPES.get(sign) or f"\\u{ord(sign):04x}"
