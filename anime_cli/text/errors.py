"""What can be wrong with a document as text.

    WorldError
    ├── TextError            always with path, line and column
    │   ├── NotReadable      bytes that are no UTF-8 text, or characters that text may not hold
    │   ├── BrokenYaml       the parser stopped
    │   ├── GitConflict      marks of an unfinished git merge
    │   ├── NotAllowed       YAML that this format does not use: anchors, tags, several documents …
    │   ├── DuplicateKey
    │   └── LostWords        a comment would swallow words
    ├── Unwritable           a value that no text of this format can hold
    ├── NoCanonicalForm      the canonical form would lose something
    └── SpliceError
        ├── NothingThere     the address leads nowhere
        ├── AlreadyThere     the key to insert exists
        └── SpliceFailed     the text that resulted did not read as it should
    EngineError
    └── NoParser             PyYAML came without its C parser

The class owns the sentence; whoever raises it says only where and what.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from anime_cli.errors import EngineError, WorldError

if TYPE_CHECKING:
    from anime_cli.text.nodes import Address


class TextError(WorldError):
    """A document cannot be read; LINE and COLUMN count from 1."""

    def __init__(self, path: str, line: int, column: int, what: str, hint: str | None = None) -> None:
        super().__init__(f"{path or '(text)'}:{line}:{column}: {what}", hint=hint)
        self.path = path
        self.line = line
        self.column = column
        self.what = what


class NotReadable(TextError):
    """The bytes are not text that a document may hold."""


class BrokenYaml(TextError):
    """The parser stopped; `what` says in words of the writer where and why."""


class GitConflict(TextError):
    """Lines of an unfinished git merge stand in the file."""

    def __init__(self, path: str, line: int, column: int = 1) -> None:
        super().__init__(
            path,
            line,
            column,
            "Git left its conflict marks here: two versions of these lines stand one above the other.",
            "Keep the lines that are right and delete the lines that start with <<<<<<<, ======= and >>>>>>>.",
        )


class NotAllowed(TextError):
    """This is YAML, but not the part of it that a story uses."""


class DuplicateKey(TextError):
    """A mapping has the same key twice."""

    def __init__(self, path: str, line: int, column: int, key: str, first_line: int) -> None:
        super().__init__(
            path,
            line,
            column,
            f"The key '{shortened(key)}' stands here a second time; the first is in line {first_line}.",
            "Keep one of the two.",
        )
        self.key = key


class LostWords(TextError):
    """A comment on the line of a text would swallow words that may belong to it."""

    def __init__(self, path: str, line: int, column: int, key: str, lost: str) -> None:
        super().__init__(
            path,
            line,
            column,
            f"YAML takes '{shortened(lost)}' as a comment, so these words would be lost from '{shortened(key)}'.",
            "Put the whole text in double quotes, or move the comment to a line of its own.",
        )
        self.key = key
        self.lost = lost


class Unwritable(WorldError):
    """A value cannot be written as a document."""

    def __init__(self, what: str, hint: str | None = None) -> None:
        super().__init__(f"This cannot be written as a document: {what}.", hint=hint)


class NoCanonicalForm(WorldError):
    """The canonical form of a document would say something else, or lose a comment."""

    def __init__(self, path: str) -> None:
        super().__init__(
            f"{path or 'The text'} can't be put in canonical form; it was left as it is.",
            cause="The form would not hold all that was written.",
            hint="Put comments on lines of their own, above what they speak of.",
        )


class SpliceError(WorldError):
    """A change to a document's text cannot be made."""

    def __init__(self, path: str, address: Address, what: str, hint: str | None = None) -> None:
        super().__init__(f"{path or '(text)'}: {what}", hint=hint)
        self.path = path
        self.address = address


class NothingThere(SpliceError):
    """The address leads nowhere."""

    def __init__(self, path: str, address: Address) -> None:
        super().__init__(path, address, f"There is nothing at {spoken(address)}.")


class AlreadyThere(SpliceError):
    """The key to insert exists."""

    def __init__(self, path: str, address: Address) -> None:
        super().__init__(path, address, f"There is already something at {spoken(address)}.")


class SpliceFailed(SpliceError):
    """The text that resulted did not read as it should; nothing was changed."""

    def __init__(self, path: str, address: Address) -> None:
        super().__init__(
            path,
            address,
            f"The change at {spoken(address)} would touch more than that; nothing was changed.",
            "Edit the file by hand.",
        )


class NoParser(EngineError):
    """PyYAML is installed without its C parser."""

    def __init__(self) -> None:
        super().__init__(
            "PyYAML is installed without its C parser, which reads every document.",
            hint="pip install --force-reinstall --only-binary :all: pyyaml",
        )


def spoken(address: Address) -> str:
    """Return ADDRESS as a person writes it: `script[3].say`; the root is `the document`."""
    words = ""
    for part in address:
        words += f"[{part}]" if isinstance(part, int) else f".{shortened(part)}"
    return words.removeprefix(".") or "the document"


def shortened(words: str, limit: int = 60) -> str:
    """Return WORDS on one line, cut to LIMIT characters."""
    line = " ".join(words.split())
    return line if len(line) <= limit else line[: limit - 1] + "…"
