"""Writes plain values as a document in canonical form: keys in the layout's order, prose a sentence a line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from anime_cli.text import scalars
from anime_cli.text.errors import Unwritable
from anime_cli.text.layout import PLAIN, WIDTH, child, item
from anime_cli.text.plain import Conflict
from anime_cli.text.reader import CONFLICT, MAX_DEPTH
from anime_cli.text.trouble import CONFLICT_LIMIT, LIMIT

if TYPE_CHECKING:
    from anime_cli.text.layout import Layout
    from anime_cli.text.plain import Plain


def write(value: Plain, layout: Layout = PLAIN) -> str:
    """Return VALUE, a mapping, as canonical text. Reading it gives VALUE again; prose may be wrapped otherwise.

    Raises:
        Unwritable: no document can hold it.
    """
    if not isinstance(value, dict | Conflict):
        raise Unwritable("a document is made of keys and values")
    text = Writer(layout).root(value) + "\n"
    limit = CONFLICT_LIMIT if CONFLICT in text else LIMIT
    if len(text) * 4 > limit and len(text.encode()) > limit:
        raise Unwritable(f"it is larger than {limit:,} bytes", "Split it into several documents.")
    return text


class Writer:
    """Writes values in one layout. `shape` is a value's shape path, `key` the nearest key above it."""

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self.shapes = layout.shapes()

    def root(self, value: dict[str, Plain] | Conflict, indent: int = 0) -> str:
        """Return a whole document without its final newline."""
        return self.after(value, "", "", indent - 2, 0).removeprefix(" ").removeprefix("\n")

    def entry(self, key: str, value: Plain, shape: str, indent: int, depth: int = 1) -> str:
        """Return `key: value`, its first line without indentation; SHAPE is the mapping's."""
        written = scalars.key_text(key)
        column = indent + len(written) + 1
        return f"{written}:" + self.after(value, child(self.shapes, shape, key), key, indent, column, depth)

    def item(self, value: Plain, shape: str, key: str, indent: int, depth: int = 1) -> str:
        """Return `- value`, its first line without indentation; SHAPE is the item's own."""
        text = self.after(value, shape, key, indent, indent + 1, depth)
        return "-" + (f" {text[1:].lstrip(' ')}" if text.startswith("\n") else text)

    def after(self, value: Plain, shape: str, key: str, indent: int, column: int, depth: int = 0) -> str:
        """Return what follows `key:` or `-` at INDENT; it begins with a space, a line break, or nothing is there."""
        if value is None:
            return ""
        if isinstance(value, str):
            prose = key in self.layout.prose
            return scalars.prose_after_key(value, indent, column) if prose else scalars.after_key(value, indent)
        if depth >= MAX_DEPTH:
            raise Unwritable(f"collections are nested more than {MAX_DEPTH} deep")
        if isinstance(value, Conflict):
            return f" {CONFLICT}" + (self._sides(value, shape, key, indent, depth) or " {}")
        flow = self.flow(value, shape, key)
        fits = flow is not None and column + 1 + len(flow) <= WIDTH
        return f" {flow}" if fits else self._block(value, shape, key, indent + 2, depth + 1)

    def _block(self, value: list[Plain] | dict[str, Plain], shape: str, key: str, indent: int, depth: int) -> str:
        margin = "\n" + " " * indent
        if isinstance(value, list):
            return "".join(margin + self.item(each, item(shape), key, indent, depth) for each in value)
        keys = self.layout.arranged(shape, tuple(value))
        return "".join(margin + self.entry(each, value[each], shape, indent, depth) for each in keys)

    def flow(self, value: Plain, shape: str, key: str) -> str | None:
        """Return VALUE as it stands inside a line, or None where it asks for a block."""
        if value is None or isinstance(value, Conflict):
            return None
        if isinstance(value, str):
            return self._flow_text(value, key)
        if isinstance(value, list):
            parts = [self.flow(each, shape, key) if isinstance(each, str) else None for each in value]
            return None if None in parts else f"[{', '.join(part or '' for part in parts)}]"
        return self._flow_map(value, shape)

    def flow_entry(self, key: str, value: Plain, shape: str) -> str | None:
        """Return `key: value` as it stands inside a flow map at SHAPE, or None where it asks for a block."""
        text = self.flow(value, child(self.shapes, shape, key), key)
        return None if text is None else f"{scalars.key_text(key)}: {text}"

    def _flow_map(self, value: dict[str, Plain], shape: str) -> str | None:
        if value and shape not in self.layout.flow:
            return None
        keys = self.layout.arranged(shape, tuple(value))
        parts = [self.flow_entry(key, value[key], shape) for key in keys]
        return None if None in parts else f"{{{', '.join(part or '' for part in parts)}}}"

    def _flow_text(self, value: str, key: str) -> str | None:
        if key in self.layout.prose:
            return scalars.inline_prose(value)
        return None if "\n" in value else scalars.inline(value, flow=True)

    def _sides(self, value: Conflict, shape: str, key: str, indent: int, depth: int) -> str:
        margin = "\n" + " " * (indent + 2)
        text = ""
        for side, content in value.sides.items():
            name = scalars.key_text(side)
            after = self.after(content, shape, key, indent + 2, indent + len(name) + 3, depth + 1)
            text += f"{margin}{name}:{after}"
        return text
