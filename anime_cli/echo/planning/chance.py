"""Chance that is the same everywhere: streams of random numbers named by what they decide."""

from __future__ import annotations

from hashlib import sha256
from random import Random

ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
"""Crockford's base 32: no i, l, o, u."""


def chance(*parts: object) -> Random:
    """Return the stream of random numbers that belongs to PARTS."""
    text = "\x1f".join(str(part) for part in parts)
    return Random(int.from_bytes(sha256(text.encode("utf-8", "surrogatepass")).digest()[:8], "big"))  # noqa: S311


def item_id(*parts: object) -> str:
    """Return a script item's id: seven characters of Crockford's base 32, the first a letter."""
    number = int.from_bytes(sha256("\x1f".join(str(part) for part in parts).encode()).digest()[:8], "big")
    number, first = divmod(number, 22)
    letters = [ALPHABET[10 + first]]
    for _ in range(6):
        number, digit = divmod(number, 32)
        letters.append(ALPHABET[digit])
    return "".join(letters)
