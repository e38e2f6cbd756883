"""The canonical form of a document that a person wrote: keys in order, a sentence a line; not a word or comment less.

Texts stay in the quotes they were given where these do; an empty line between two entries stays, several become one.
The result is read again: it must say the same, with the same comments.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from anime_cli.text import scalars
from anime_cli.text.edits import same
from anime_cli.text.errors import NoCanonicalForm, TextError
from anime_cli.text.layout import PLAIN, WIDTH, child, item
from anime_cli.text.nodes import Mapping, Scalar
from anime_cli.text.plain import plain
from anime_cli.text.prose import lines
from anime_cli.text.reader import read
from anime_cli.text.remarks import BLANK, remarks

if TYPE_CHECKING:
    from collections.abc import Iterator

    from anime_cli.text.layout import Layout
    from anime_cli.text.nodes import Address, Node, Sequence
    from anime_cli.text.reader import Parsed
    from anime_cli.text.remarks import Remarks

SETTLED = 3
"""How often a document is formed at most: where a comment has left an entry, the entry may fit a line."""
SIDES = 2
"""Blanks before a comment beside something."""


def canonical(text: str, path: str = "", layout: Layout = PLAIN) -> str:
    """Return the document TEXT in canonical form.

    Raises:
        TextError: the text is no document.
        NoCanonicalForm: the form would not say the same, or lose a comment.
    """
    for _ in range(SETTLED):
        before, text = text, _formed(read(text, path, layout), layout)
        if text == before:
            break
    return text


def _formed(parsed: Parsed, layout: Layout) -> str:
    written = "".join(f"{line}\n" for line in _Form(parsed, layout).document())
    if not _holds(parsed, written, layout):
        raise NoCanonicalForm(parsed.path)
    return written.replace("\n", "\r\n") if parsed.returns else written


def _holds(parsed: Parsed, written: str, layout: Layout) -> bool:
    """Tell whether WRITTEN says what PARSED says and has every comment of it."""
    try:
        found = read(written, parsed.path, layout)
    except TextError:
        return False
    return same(plain(found.root), plain(parsed.root), layout) and _said(remarks(found)) == _said(remarks(parsed))


def _said(found: Remarks) -> Counter[str]:
    groups = [found.head, *found.above.values(), *found.beside.values(), *found.after.values()]
    return Counter(line for group in groups for line in group if line != BLANK)


class _Form:
    def __init__(self, parsed: Parsed, layout: Layout) -> None:
        self.root = parsed.root
        self.layout = layout
        self.shapes = layout.shapes()
        self.remarks = remarks(parsed)

    def document(self) -> list[str]:
        """Return the lines of the document, without two empty ones in a row or one at either end."""
        found: list[str] = []
        for line in (*self.remarks.head, *self._body()):
            if line or (found and found[-1]):
                found.append(line)
        while found and not found[-1]:
            found.pop()
        return found

    def _body(self) -> Iterator[str]:
        if self.root.flow:
            yield from (line for line in self.remarks.above.get((), []) if line)
        if not self.root.values:
            yield "{}"
        else:
            yield from self._map(self.root, (), "", 0)
        if self.root.flow:
            yield from self.remarks.after.get((), [])

    def _map(self, node: Mapping, address: Address, shape: str, column: int) -> Iterator[str]:
        values = {entry.key.value or "": entry.value for entry in node.entries}
        keys = sorted(values) if shape in self.layout.loose else self.layout.arranged(shape, tuple(values))
        for place, key in enumerate(keys):
            here = (*address, key)
            written = list(
                self._entry(scalars.key_text(key) + ":", values[key], here, child(self.shapes, shape, key), key, column)
            )
            yield from self._above(here, column, first=not place)
            yield from written
        yield from self._after(address, column) if not node.flow else ()

    def _list(self, node: Sequence, address: Address, shape: str, key: str, column: int) -> Iterator[str]:
        for index, each in enumerate(node.items):
            here = (*address, index)
            written = list(self._item(each, here, item(shape), key, column))
            yield from self._above(here, column, first=not index)
            yield from written
        yield from self._after(address, column) if not node.flow else ()

    def _item(self, node: Node, address: Address, shape: str, key: str, column: int) -> Iterator[str]:
        """Yield an item of a list; what stands above the first entry of a map in it stands above the item."""
        if isinstance(node, Scalar) or self._in_line(node, address, shape, key, column + 1) is not None:
            yield from self._entry("-", node, address, shape, key, column)
            return
        margin = " " * (column + 2)
        inner = [
            *(
                self._map(node, address, shape, column + 2)
                if isinstance(node, Mapping)
                else self._list(node, address, shape, key, column + 2)
            )
        ]
        while inner and (not inner[0] or inner[0].startswith(f"{margin}#")):
            self.remarks.above.setdefault(address, []).append(inner.pop(0).strip())
        beside = self.remarks.beside.pop(address, [])
        self.remarks.above.setdefault(address, []).extend(beside)
        yield f"{' ' * column}- {inner[0].removeprefix(margin)}"
        yield from inner[1:]

    def _entry(self, head: str, node: Node, address: Address, shape: str, key: str, column: int) -> Iterator[str]:
        first = " " * column + head
        beside = self.remarks.beside.pop(address, [])
        if isinstance(node, Scalar):
            value, *rest = self._text(node, key, column, len(first)).split("\n")
            inner = rest
            lost = key in self.layout.words and bool(value) and value.lstrip()[0] not in "\"'|"
        else:
            line = self._in_line(node, address, shape, key, len(first))
            value, lost = "" if line is None else f" {line}", False
            inner = [] if line is not None else [*self._block(node, address, shape, key, column + 2)]
        if beside and not lost:
            value += " " * SIDES + beside.pop(0)
        self.remarks.above.setdefault(address, []).extend(beside)
        yield first + value
        yield from inner

    def _block(self, node: Mapping | Sequence, address: Address, shape: str, key: str, column: int) -> Iterator[str]:
        if isinstance(node, Mapping):
            return self._map(node, address, shape, column)
        return self._list(node, address, shape, key, column)

    def _above(self, address: Address, column: int, *, first: bool) -> Iterator[str]:
        found = self.remarks.above.get(address, [])
        while first and found and not found[0]:
            found = found[1:]
        yield from (" " * column + line if line else "" for line in found)

    def _after(self, address: Address, column: int) -> Iterator[str]:
        yield from (" " * column + line if line else "" for line in self.remarks.after.get(address, []))

    def _text(self, node: Scalar, key: str, column: int, width: int) -> str:
        """Return what follows the colon or dash: a sentence a line for prose, quotes where they stood and do."""
        if node.value is None:
            return ""
        prose = key in self.layout.prose
        one = not prose or len(lines(node.value)) == 1
        kept = scalars.kept(node.value, node.style, prose=prose) if one else None
        if kept is not None:
            return f" {kept}"
        return scalars.prose_after_key(node.value, column, width) if prose else scalars.after_key(node.value, column)

    def _in_line(self, node: Mapping | Sequence, address: Address, shape: str, key: str, width: int) -> str | None:
        """Return a collection as it stands in a line, or None where it asks for a block."""
        if self.remarks.within(address):
            return None
        written = self._flow(node, shape, key)
        return written if written is not None and width + 1 + len(written) <= WIDTH else None

    def _flow(self, node: Node, shape: str, key: str) -> str | None:
        if isinstance(node, Scalar):
            return self._flow_text(node, key)
        if isinstance(node, Mapping):
            return self._flow_map(node, shape)
        parts = [self._flow(each, shape, key) if isinstance(each, Scalar) else None for each in node.items]
        return None if None in parts else f"[{', '.join(part or '' for part in parts)}]"

    def _flow_map(self, node: Mapping, shape: str) -> str | None:
        values = {entry.key.value or "": entry.value for entry in node.entries}
        if values and shape not in self.layout.flow:
            return None
        parts = []
        for key in self.layout.arranged(shape, tuple(values)):
            part = self._flow(values[key], child(self.shapes, shape, key), key)
            parts.append(None if part is None else f"{scalars.key_text(key)}: {part}")
        return None if None in parts else f"{{{', '.join(part or '' for part in parts)}}}"

    def _flow_text(self, node: Scalar, key: str) -> str | None:
        if node.value is None:
            return None
        if key in self.layout.prose:
            return scalars.inline_prose(node.value)
        if "\n" in node.value:
            return None
        return scalars.kept(node.value, node.style, prose=False) or scalars.inline(node.value, flow=True)
