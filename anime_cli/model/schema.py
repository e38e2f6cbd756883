"""The format as JSON Schema, for editors."""

from __future__ import annotations

from typing import Any

from anime_cli.model.shapes import FORMAT, SHAPES


def schema_of(kind: str) -> dict[str, Any]:
    """Return the JSON Schema of the documents of KIND.

    It is of draft 7, which the language servers of editors know. Unknown keys are allowed, as the format keeps them.
    Numbers and times may stand as YAML reads them or as text.
    """
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": f"{FORMAT} {kind}",
        **SHAPES[kind].schema(),
    }


def published() -> dict[str, str]:
    """Return the text of every kind's schema by the name of its file, such as scene.json."""
    import json

    return {f"{kind}.json": json.dumps(schema_of(kind), ensure_ascii=False, indent=2) + "\n" for kind in SHAPES}
