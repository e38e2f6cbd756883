"""A document as plain values: text, None, lists, dicts, and the conflicts that a merge left."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from anime_cli.text.nodes import Mapping, Scalar, Sequence

if TYPE_CHECKING:
    from anime_cli.text.nodes import Node, Raw

Plain: TypeAlias = "str | list[Plain] | dict[str, Plain] | Conflict | None"


@dataclass(frozen=True, slots=True)
class Conflict:
    """What stands under a `!conflict` mark: usually `base`, `ours` and `theirs`, and whatever else the merge noted."""

    sides: dict[str, Plain]


def plain(node: Node) -> Plain:
    """Return NODE without its marks. Recursion is bounded by the reader's limit on depth."""
    return node.value if isinstance(node, Scalar) else raw_plain(node)


def raw_plain(raw: Raw) -> Plain:
    """Return RAW, a collection or the parser's event of a scalar, without its marks."""
    if isinstance(raw, Mapping):
        found = {key.value: raw_plain(value) for key, value in zip(raw.keys, raw.values, strict=True)}
        return Conflict(found) if raw.conflict else found
    if isinstance(raw, Sequence):
        return [raw_plain(each) for each in raw.values]
    return raw.value or ("" if raw.style else None)
