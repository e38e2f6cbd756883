"""A piece of a document says alone what it says in its place, or it is no piece."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from anime_cli.text.errors import TextError
from anime_cli.text.layout import PLAIN
from anime_cli.text.pieces import Piece, cut, read_pieces
from anime_cli.text.plain import Plain, plain, raw_plain
from anime_cli.text.reader import read

SCENES = Path(__file__).parents[2] / "examples" / "sakura" / "story" / "scenes"
EXAMPLES = [path.read_text(encoding="utf-8") for path in sorted(SCENES.glob("*.yaml"))]
LISTS = ("script",)
SHORT = "title: Rain\nscript:\n  - shot: wide\n  - who: ren\n    say: |\n      Go.\ntags: [wet]\n"
SHARDS = (
    "", "\n", "  - ", "- ", "  - shot: wide\n", "script:\n", "title: Snow\n", "title:\n", "--- a\n", "...\n", "%x\n",
    "? a\n", "? ", ": b\n", "|\n", "|+\n", ">-\n", '"', "'", "{a: b,\n", "c: d}\n", "[x,\n", "y]\n", "# c\n", "  # c\n",
    " # c", "\r\n", "!conflict ", "&a ", '"a\n  - b"\n', "'q\ntags: r'\n", "  x\n", "<<<<<<< ours\n", "\u2028", "\t",
)  # fmt: skip


class Reader:
    """Reads versions of one document, each piece once."""

    def __init__(self) -> None:
        self.known: dict[Piece, Plain] = {}

    def value(self, text: str) -> Plain:
        """Return what TEXT says by its pieces; None where it has none."""
        pieces = cut(text, LISTS)
        fresh = [piece for piece in dict.fromkeys(pieces) if piece not in self.known]
        found = read_pieces(fresh, "scene.yaml", PLAIN) if fresh else []
        if not pieces or found is None:
            return None
        self.known.update(zip(fresh, map(raw_plain, found), strict=True))
        value: dict[str, list[Plain]] = {}
        for piece in pieces:
            value.setdefault(piece.key, []).append(self.known[piece])
        entries = {piece.key for piece in pieces if piece.entry}
        return {key: said if key in entries else said[0] for key, said in value.items()}


def whole(text: str) -> Plain:
    """Return what TEXT says, read as one; None where it can't be read."""
    try:
        return plain(read(text, "scene.yaml").root)
    except TextError:
        return None


def test_a_document_is_cut_at_its_keys_and_a_list_at_its_entries() -> None:
    assert [(piece.key, piece.text, piece.entry) for piece in cut(SHORT, LISTS)] == [
        ("title", "title: Rain\n", False),
        ("script", "  - shot: wide\n", True),
        ("script", "  - who: ren\n    say: |\n      Go.\n", True),
        ("tags", "tags: [wet]\n", False),
    ]
    assert [piece.key for piece in cut(SHORT, ())] == ["title", "script", "tags"]


def test_what_was_read_is_not_read_again() -> None:
    reader = Reader()
    reader.value(SHORT)
    known = set(reader.known)
    assert reader.value(SHORT.replace("Go.", "Stay.")) == whole(SHORT.replace("Go.", "Stay."))
    assert [piece.text for piece in reader.known if piece not in known] == ["  - who: ren\n    say: |\n      Stay.\n"]


@pytest.mark.parametrize(
    "text",
    [
        'title: "a\nplace: b"\n',  # a key within quotes
        "cast: {a: b,\nplace: c}\n",  # a key within braces
        'script:\n  - say: "a\n  - b"\n',  # an entry within quotes
        '"title": a\nplace: b\n',  # a key that is not seen
        "script:\n  - shot: wide\n  -  shot: close-up\n",  # an entry that begins elsewhere
        "title: Rain\n  - who: ren\n",
        "",
    ],
)
def test_lines_that_only_look_like_pieces_are_none(text: str) -> None:
    assert Reader().value(text) is None


@pytest.mark.parametrize(
    "text", ["title: a\n...\nplace: b\n", "--- a: b\n", "title: a\ntitle: b\n", "odd:\n  !conflict {id: c1}\n"]
)
def test_what_concerns_the_whole_is_read_as_a_whole(text: str) -> None:
    assert cut(text, LISTS) == []


def test_a_large_document_is_read_as_a_whole() -> None:
    """Its size is looked at there."""
    assert cut(f"title: {'x' * (1 << 18)}\n", LISTS) == []


@pytest.mark.parametrize("text", EXAMPLES)
def test_examples_say_in_pieces_what_they_say(text: str) -> None:
    assert Reader().value(text) == whole(text) is not None
    returns = text.replace("\n", "\r\n")
    assert Reader().value(returns) == whole(returns) is not None


def changed(chance: random.Random, versions: list[str]) -> str:
    """Return one of VERSIONS with a stretch taken out, doubled, or put in from another or from SHARDS."""
    text, other = chance.choice(versions), chance.choice(versions)
    start = chance.randrange(len(text) + 1)
    start = text.rfind("\n", 0, start) + 1 if chance.random() < 0.6 else start
    end = min(len(text), start + chance.choice((0, 0, chance.randrange(60))))
    begin = other.rfind("\n", 0, chance.randrange(len(other) + 1)) + 1
    line = other[begin : other.find("\n", begin + chance.randrange(90)) + 1]
    return text[:start] + chance.choice(("", 2 * text[start:end], chance.choice(SHARDS), line)) + text[end:]


def agree(stories: int, seed: int) -> None:
    """Read versions of STORIES documents in pieces; what is said so is what the whole says, or the whole is asked."""
    chance = random.Random(seed)
    in_pieces = 0
    for _ in range(stories):
        reader, versions = Reader(), [chance.choice((SHORT, *EXAMPLES))]
        for _ in range(8):
            text = changed(chance, versions)
            expected, found = whole(text), reader.value(text)
            assert found is None or found == expected, text
            in_pieces += found is not None
            versions += [text] if expected is not None else []
    assert in_pieces > stories


def test_versions_say_in_pieces_what_they_say() -> None:
    agree(150, 7)


@pytest.mark.slow
def test_many_versions_say_in_pieces_what_they_say() -> None:
    agree(3_000, 11)
