"""The format as JSON Schema, for editors."""

from __future__ import annotations

from typing import Any

from anime_cli.model.shapes import FORMAT, SHAPES


def schema_of(kind: str) -> dict[str, Any]:
    """Return the JSON Schema of the documents of KIND.

    Unknown keys are allowed, as the format keeps them. Numbers and times may stand as YAML reads them or as text.
    """
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"{FORMAT} {kind}",
        **SHAPES[kind].schema(),
    }
