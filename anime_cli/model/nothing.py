"""A key with nothing after it counts as left out: how JSON Schema says so."""

from __future__ import annotations

from typing import Any


def or_nothing(schema: dict[str, Any], *, needed: bool) -> dict[str, Any]:
    """Return SCHEMA, unless the key is NEEDED, as one that also allows nothing after it."""
    kinds = schema.get("type")
    if needed or kinds is None:
        return schema
    told = [kinds] if isinstance(kinds, str) else kinds
    words = {"enum": [*schema["enum"], None]} if "enum" in schema else {}
    return {**schema, "type": [*told, *([] if "null" in told else ["null"])], **words}
