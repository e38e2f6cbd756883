"""The engines that are here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from anime_cli.cli.output import Styled, Table, View
from anime_cli.cli.printed import ENGINES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from anime_cli.cli.output import Part
    from anime_cli.cli.results.machine import Engine as EngineData
    from anime_cli.cli.results.machine import Engines
    from anime_cli.studio.engines import Engine


def engines(found: Sequence[Engine]) -> View:
    """Show every engine, a row each."""
    rows = [_row(engine) for engine in found]
    data: Engines = {"engines": [_data(engine) for engine in found]}
    return ENGINES.view(data, [Table(("kind", "name", "version", "from", "state", ""), rows)])


def _row(engine: Engine) -> tuple[Part, ...]:
    well = engine.problem is None
    state = Styled("ready", "green") if well else Styled("not available", "red")
    why = engine.about if well else engine.problem or ""
    return engine.kind, Styled(engine.name, "cyan"), engine.version, engine.origin, state, Styled(why, "dim")


def _data(engine: Engine) -> EngineData:
    return {
        "kind": engine.kind,
        "name": engine.name,
        "version": engine.version,
        "origin": engine.origin,
        "available": engine.problem is None,
        "problem": engine.problem,
        "about": engine.about or None,
    }
