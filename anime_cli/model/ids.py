"""Ids: names that never change, so that two branches speak of the same thing."""

from __future__ import annotations

import re
from hashlib import sha256
from json.encoder import encode_basestring_ascii as _quoted
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Container

    from anime_cli.text.plain import Plain

ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
"""Crockford's base32, lower-case: no i, l, o, u."""

LETTERS = ALPHABET[10:]
"""What a script item's id begins with, so that YAML never reads it as a number."""

_PAIRS = [first + second for second in ALPHABET for first in ALPHABET]
LONGEST = 80
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def valid_id(text: str) -> bool:
    """Tell whether TEXT may be an id: lower-case ASCII words joined by single hyphens."""
    return len(text) <= LONGEST and _ID.fullmatch(text) is not None


def slug(text: str) -> str:
    """Make an id from a title or a name; a text without a Latin letter gets one from its hash."""
    from unicodedata import normalize

    plain = normalize("NFKD", text.replace("'", "").replace("\N{RIGHT SINGLE QUOTATION MARK}", ""))
    words = re.findall(r"[a-z0-9]+", plain.encode("ascii", "ignore").decode().lower())
    name = "-".join(words)
    if len(name) > LONGEST // 2:
        name = name[: LONGEST // 2].rpartition("-")[0] or name[: LONGEST // 2]
    return name or spelled(text.encode("utf-8", "surrogatepass"))


def fresh_slug(text: str, taken: Container[str]) -> str:
    """Make an id from TEXT that is not TAKEN, with a number behind it where needed."""
    first = name = slug(text)
    number = 2
    while name in taken:
        name = f"{first}-{number}"
        number += 1
    return name


def spelled(data: bytes) -> str:
    """Spell the hash of DATA as an id of seven characters, the first a letter."""
    number = int.from_bytes(sha256(data).digest()[:8], "big")
    number, first = divmod(number, len(LETTERS))
    return LETTERS[first] + _PAIRS[number & 1023] + _PAIRS[number >> 10 & 1023] + _PAIRS[number >> 20 & 1023]


def derived_id(scene_id: str, item: dict[str, Plain], occurrence: int = 0) -> str:
    """Return the id of a script item that has none of its own.

    It follows from the scene, all other keys of the item as their canonical form has them (so that quotes, wrapping and
    the order of keys don't matter), and how many equal items stand before it in the script, with ids or without.
    """
    from anime_cli.model.items import canonical_item

    return spelled_item(scene_id, canonical_item(item), occurrence)


def spelled_item(scene_id: str, canonical: dict[str, Plain], occurrence: int) -> str:
    """Return the derived id of an item already in canonical form and without its `id`."""
    return spelled(f"[{_quoted(scene_id)}, {occurrence}, {_spelt(canonical)}]".encode())


def _spelt(value: Plain) -> str:
    """Return VALUE as `json.dumps` writes it with sorted keys, in half the time: every item of a script is spelt."""
    if isinstance(value, str):
        return _quoted(value)
    if isinstance(value, dict):
        return f"{{{', '.join([f'{_quoted(key)}: {_spelt(value[key])}' for key in sorted(value)])}}}"
    if isinstance(value, list):
        return f"[{', '.join([_spelt(part) for part in value])}]"
    return "null" if value is None else _quoted(str(value))


def fresh_id(taken: Container[str]) -> str:
    """Return a new random id for a script item: no branch can have chosen the same."""
    from secrets import token_bytes

    while (name := spelled(token_bytes(16))) in taken:
        pass
    return name
