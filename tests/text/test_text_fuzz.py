"""Whatever the bytes, reading gives a document or one clear error with its place."""

# ruff: noqa: E501  # a table of bytes

from __future__ import annotations

import random
from pathlib import Path

import pytest

from anime_cli.text.errors import TextError
from anime_cli.text.plain import plain
from anime_cli.text.reader import read

EXAMPLES = [path.read_bytes() for path in sorted((Path(__file__).parents[2] / "examples").glob("*/story/**/*.yaml"))]
SHARDS = (
    b"&a ", b"*a", b"!!python/object ", b"!conflict ", b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"\r", b"\t", b"---\n", b"...\n",
    b"%YAML 1.1\n", b"<<<<<<< ours\n", b"=======\n", b"? ", b": ", b"- ", b"{", b"}", b"[", b"]", b"'", b'"', b"|\n", b">\n",
    b"#", b" #", b"\xe2\x80\xa8", b"\\", b"@", b"`", b"[" * 200, b"{a: " * 200, b"- " * 200, b"x" * 70_000, b"\n\n", b"  ",
)  # fmt: skip


def mutated(chance: random.Random) -> bytes:
    """Return bytes made of noise, of YAML's own signs, or of a document with pieces cut, doubled and put in."""
    kind = chance.randrange(4)
    if kind == 0:
        return chance.randbytes(chance.randrange(200))
    if kind == 1:
        return b"".join(chance.choice(SHARDS) for _ in range(chance.randrange(12)))
    data = bytearray(chance.choice(EXAMPLES))
    for _ in range(chance.randrange(1, 6)):
        start = chance.randrange(len(data) + 1)
        end = min(len(data), start + chance.randrange(40))
        data[start:end] = chance.choice((b"", data[start:end] * 2, chance.choice(SHARDS), chance.randbytes(3)))
    return bytes(data)


def survive(count: int, seed: int) -> None:
    """Read COUNT inputs; each is a document or a TextError whose place is inside the text."""
    chance = random.Random(seed)
    refused = 0
    for _ in range(count):
        data = mutated(chance)
        error = refusal(data)
        if error is not None:
            refused += 1
            assert error.message.startswith(f"fuzz.yaml:{error.line}:{error.column}: ")
            assert 1 <= error.line <= data.count(b"\n") + data.count(b"\r") + 2
    assert 0 < refused < count


def refusal(data: bytes) -> TextError | None:
    try:
        plain(read(data, "fuzz.yaml").root)
    except TextError as error:
        return error
    return None


def test_no_input_crashes_the_reader() -> None:
    survive(3_000, seed=7)


@pytest.mark.slow
def test_a_hundred_thousand_inputs_do_not_crash_the_reader() -> None:
    survive(100_000, seed=11)


@pytest.mark.parametrize("opening", ["[", "{a: ", "- ", "? ", "a:\n "])
def test_bottomless_nesting_is_refused(opening: str) -> None:
    """Depth ends in an error with a place, not in the interpreter's limit or a crash."""
    with pytest.raises(TextError):
        read("key: " + opening * 5_000, "deep.yaml")
