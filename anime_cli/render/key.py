"""The key of a picture: a hash of everything that went into it.

Equal requests to the same version of the same renderer have the same key, on every machine and in every run: keys are
sorted, text is in NFC, numbers are written as Python's `repr` writes them.
"""

from __future__ import annotations

import json
from dataclasses import fields, is_dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Any
from unicodedata import normalize

if TYPE_CHECKING:
    from anime_cli.render.renderer import Renderer
    from anime_cli.render.request import RenderRequest

SCHEMA = 1
"""Raised when the same request comes to mean another picture."""


def canonical(request: RenderRequest) -> str:
    """Write REQUEST as canonical JSON."""
    return _json(request)


def key(request: RenderRequest, renderer: Renderer) -> str:
    """Return the key of the picture that RENDERER makes of REQUEST: 64 hexadecimal digits."""
    engine = {"name": renderer.name, "version": renderer.version}
    document = _json({"renderer": engine, "request": request, "schema": SCHEMA})
    return sha256(document.encode()).hexdigest()


def _json(value: object) -> str:
    text = json.dumps(
        value, default=_fields, sort_keys=True, ensure_ascii=False, allow_nan=False, separators=(",", ":")
    )
    return text if text.isascii() else normalize("NFC", text)


def _fields(value: object) -> dict[str, Any]:
    if is_dataclass(value):
        return {each.name: getattr(value, each.name) for each in fields(value)}
    raise TypeError(value)
