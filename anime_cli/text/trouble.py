"""Finds and explains what keeps a text from being a document."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from anime_cli.text.errors import BrokenYaml, GitConflict, NotAllowed, NotReadable

if TYPE_CHECKING:
    from anime_cli.text.errors import TextError

LIMIT = 1 << 20
"""Bytes of a document: 1 MiB."""
CONFLICT_LIMIT = 4 << 20
"""Bytes of a document while it holds a `!conflict` mark."""

FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]")
_LONE_RETURN = re.compile(r"\r(?!\n)")
_GIT_MARK = re.compile(r"^(?:<{7}|\|{7}|={7}|>{7})(?:[ \r]|$)", re.MULTILINE)
_SEPARATORS = {"\x85": "next line", "\u2028": "line separator", "\u2029": "paragraph separator"}
_QUOTE = "Put the whole text in double quotes, or write it as a block under `|`."

_EXPLAINED = (
    ("mapping values are not allowed", "A colon and a space inside a text look like a key.", _QUOTE),
    ("block sequence entries are not allowed", "A text begins with '- ', which looks like a list.", _QUOTE),
    (
        "could not find expected ':'",
        "A line that is no key stands where a key should be.",
        "Write `key: value`; a text that goes on in the next line is indented deeper than its key.",
    ),
    (
        "while scanning an alias",
        "A text begins with '*', which YAML keeps for itself.",
        _QUOTE,
    ),
    (
        "while scanning an anchor",
        "A text begins with '&', which YAML keeps for itself.",
        _QUOTE,
    ),
    ("while scanning a tag", "A text begins with '!', which YAML keeps for itself.", _QUOTE),
    ("while parsing a tag", "A text begins with '!', which YAML keeps for itself.", _QUOTE),
    ("while parsing a node, found undefined tag", "A text begins with '!', which YAML keeps for itself.", _QUOTE),
    (
        "while scanning a directive",
        "A line begins with '%', which YAML keeps for itself.",
        _QUOTE,
    ),
    (
        "while scanning a block scalar",
        "The text under `|` or `>` is not indented evenly, or something stands after the sign.",
        "Put nothing after the sign and indent the lines below it alike.",
    ),
    ("unknown escape character", "After a backslash in double quotes stands a letter that means nothing there.", None),
    (
        "escape code",
        "A character is written as a code that is none.",
        "In double quotes a backslash is written twice.",
    ),
    (
        "while scanning a quoted scalar",
        "A quote opens a text and is never closed.",
        "Close it, or double it inside the text.",
    ),
    (
        "',' or ']'",
        "A list in brackets is not closed, or two of its entries lack a comma.",
        "Write [one, two].",
    ),
    (
        "',' or '}'",
        "A map in braces is not closed, or two of its entries lack a comma.",
        "Write {key: value, other: value}.",
    ),
    (
        "did not find expected '-' indicator",
        "A line inside a list is neither an item nor indented as a part of one.",
        "Begin an item with `- ` in the list's column.",
    ),
    (
        "did not find expected key",
        "A line is not indented like the keys around it, or words follow a closing quote.",
        "Give keys of one map the same indentation; put the whole text inside the quotes.",
    ),
)
_STARTS = {
    "\t": ("A tab stands where YAML wants spaces.", "Indent with spaces."),
    "@": ("A text begins with '@', which YAML keeps for itself.", _QUOTE),
    "`": ("A text begins with '`', which YAML keeps for itself.", _QUOTE),
    "%": ("A text begins with '%', which YAML keeps for itself.", _QUOTE),
}


def decoded(data: bytes | str, path: str) -> str:
    """Return DATA as text, its size checked.

    Raises:
        NotReadable: not UTF-8, or a byte order mark.
        NotAllowed: too large.
    """
    _check_size(data, path)
    if isinstance(data, str):
        return data
    try:
        return data.decode()
    except UnicodeDecodeError as fault:
        before = data[: fault.start].decode()
        line, column = where(before, len(before))
        what = "The file is UTF-16." if data[:2] in {b"\xff\xfe", b"\xfe\xff"} else "The file is not UTF-8 text."
        raise NotReadable(path, line, column, what, "Save it as UTF-8.") from None


def check_characters(text: str, path: str) -> None:
    """Refuse characters that YAML or an editor would take for something else, and git's conflict marks.

    Raises:
        NotReadable: a control character, a byte order mark, a Unicode line separator.
        GitConflict: marks of an unfinished merge.
    """
    bad = not _visible(text) and (FORBIDDEN.search(text) or ("\r" in text and _LONE_RETURN.search(text)))
    if bad:
        line, column = where(text, bad.start())
        raise NotReadable(path, line, column, *_character(bad.group(), bad.start()))
    if ("<<<<<<<" in text or "=======" in text or ">>>>>>>" in text) and (mark := _GIT_MARK.search(text)):
        raise GitConflict(path, where(text, mark.start())[0])


def _visible(text: str) -> bool:
    """Tell quickly whether TEXT surely holds nothing but what everybody can see, and line breaks."""
    return text.replace("\n", "").isprintable()


def where(text: str, index: int) -> tuple[int, int]:
    """Return line and column, both from 1, of the character at INDEX."""
    return text.count("\n", 0, index) + 1, index - text.rfind("\n", 0, index)


def explained(fault: Exception, text: str, path: str) -> TextError:
    """Return the parser's FAULT in words that help who wrote the file."""
    context, problem = getattr(fault, "context", None) or "", getattr(fault, "problem", None) or str(fault)
    mark: Any = getattr(fault, "problem_mark", None)
    opening: Any = getattr(fault, "context_mark", None)
    if "quoted scalar" in context and "unexpected" in problem:
        mark = opening
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    what, hint = _words(f"{context}, {problem}", text[mark.index : mark.index + 1] if mark else "")
    return BrokenYaml(path, line, column, what, hint)


def refused(event: Any) -> tuple[str, str]:
    """Return what is said of a node with an anchor, an alias or a tag, and the hint."""
    if event.__class__.__name__ == "AliasEvent":
        return f"'*{event.anchor}' refers to an anchor; a story has none.", _QUOTE
    if event.anchor is not None:
        return f"'&{event.anchor}' sets an anchor; a story has none.", _QUOTE
    return f"'{event.tag}' is a YAML tag; a story has none.", _QUOTE


def _words(fault: str, character: str) -> tuple[str, str | None]:
    if "cannot start any token" in fault:
        return _STARTS.get(character, (f"A text cannot begin with '{character}'.", _QUOTE))
    for sign, what, hint in _EXPLAINED:
        if sign in fault:
            return what, hint
    return f"This is not YAML: {fault.strip(', ')}.", None


def _character(character: str, index: int) -> tuple[str, str]:
    code = f"U+{ord(character):04X}"
    if character == "\ufeff" and index == 0:
        return "The file begins with a byte order mark.", "Save it as UTF-8 without a byte order mark."
    if character == "\r":
        return "A carriage return stands here without a line feed.", "Save the file with line feeds (LF or CRLF)."
    if character in _SEPARATORS:
        return f"The character {code} ({_SEPARATORS[character]}) stands here.", "Put an ordinary line break instead."
    return f"The character {code}, which nobody can see, stands here.", "Delete it, or save the file as UTF-8 text."


def _check_size(data: bytes | str, path: str) -> None:
    if len(data) * (1 if isinstance(data, bytes) else 4) <= LIMIT:
        return
    size = len(data if isinstance(data, bytes) else data.encode(errors="surrogatepass"))
    marked = (b"!conflict" in data) if isinstance(data, bytes) else ("!conflict" in data)
    limit = CONFLICT_LIMIT if marked else LIMIT
    if size > limit:
        what = f"The file is too large: {size:,} bytes, where {limit:,} are allowed."
        raise NotAllowed(path, 1, 1, what, "Split it into several documents.")
