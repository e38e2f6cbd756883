"""The engines that are here: who can write, what can draw, and why one can't."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Any, NamedTuple

from anime_cli import __version__
from anime_cli.errors import AnimeError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from importlib.metadata import EntryPoint

BUILT_IN = "built in"

FAILURES = (
    ImportError,
    SyntaxError,
    AttributeError,
    NameError,
    TypeError,
    ValueError,
    LookupError,
    ArithmeticError,
    AssertionError,
    OSError,
    RuntimeError,
    AnimeError,
)
"""What a guest's code may end in while it is imported and made."""


class Kind(NamedTuple):
    """A kind of engine: the module with its table, and the module and name of its protocol."""

    name: str
    table: str
    protocol: str


KINDS = (
    Kind("brain", "anime_cli.echo.brains.table", "anime_cli.echo.brain:Brain"),
    Kind("renderer", "anime_cli.render.renderers.table", "anime_cli.render.renderer:Renderer"),
)
"""Every kind of engine."""


@dataclass(frozen=True, slots=True)
class Engine:
    """An engine that is here: `origin` is 'built in' or the package that brings it.

    `problem` says in a sentence why it can't work, None where it can; `about` is what it says of itself.
    """

    kind: str
    name: str
    version: str
    origin: str
    problem: str | None = None
    about: str = ""


def list_engines() -> tuple[Engine, ...]:
    """Return every engine, the built-in ones of each kind first; each is made once to see whether it works."""
    return tuple(engine for kind in KINDS for engine in (*_ours(kind), *_guests(kind)))


def _ours(kind: Kind) -> Iterator[Engine]:
    for name, place in import_module(kind.table).BUILT_IN.items():
        module, _, attribute = place.partition(":")
        made = getattr(import_module(module), attribute)()
        yield _engine(kind, name, BUILT_IN, __version__, made)


def _guests(kind: Kind) -> Iterator[Engine]:
    from importlib.metadata import entry_points

    table = import_module(kind.table)
    for entry in sorted(entry_points(group=table.GROUP), key=lambda each: each.name):
        package, version = _package(entry)
        if entry.name in table.BUILT_IN:
            yield Engine(kind.name, entry.name, version, package, "A built-in engine has the same name.")
            continue
        try:
            made = entry.load()()
        except FAILURES as error:
            yield Engine(kind.name, entry.name, version, package, f"{type(error).__name__}: {error}".rstrip(": "))
        else:
            yield _engine(kind, entry.name, package, version, made)


def _package(entry: EntryPoint) -> tuple[str, str]:
    return (entry.dist.name, entry.dist.version) if entry.dist else (entry.value, "")


def _engine(kind: Kind, name: str, origin: str, version: str, made: Any) -> Engine:
    module, _, protocol = kind.protocol.partition(":")
    if not isinstance(made, getattr(import_module(module), protocol)):
        return Engine(kind.name, name, version, origin, f"It is no {kind.name}: it lacks what every {kind.name} has.")
    version = str(getattr(made, "version", version))
    if not hasattr(made, "health"):
        return Engine(kind.name, name, version, origin)
    try:
        health = made.health()
    except FAILURES as error:
        return Engine(kind.name, name, version, origin, f"{type(error).__name__}: {error}".rstrip(": "))
    return Engine(kind.name, name, version, origin, None if health.ready else health.sentence, health.sentence)
