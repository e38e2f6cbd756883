"""Read the authored material: YAML files beside the planner."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent.parent / "brains" / "planner"


@cache
def material(name: str) -> dict[str, Any]:
    """Return the material file NAME as plain values. Callers don't change what they get."""
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    with (FOLDER / f"{name}.yaml").open(encoding="utf-8") as file:
        loaded: dict[str, Any] = yaml.load(file, Loader=loader)  # noqa: S506 - a safe loader, and our own file
    return loaded


@cache
def engine(name: str) -> dict[str, Any]:
    """Return the engine NAME: what holds before its first scene, and its chapters of scenes."""
    return {**material(f"{name}_cast"), **material(name)}


def names() -> tuple[str, ...]:
    """Return the names of all material files."""
    return tuple(sorted(path.stem for path in FOLDER.glob("*.yaml")))
