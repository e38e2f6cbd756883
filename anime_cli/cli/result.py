"""What commands print with --json: each document has a name, a shape and the commands that print it.

The shape of a document, in `results/`, is its one source; `printed.py` says which document has which. Views fill it,
so that the type checker refuses another one; its JSON Schema is made of it, with the words beside each field.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, is_dataclass
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from anime_cli.cli.output import View

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from anime_cli.cli.output import Line, Table

Shape = TypeVar("Shape")


@dataclass(frozen=True, slots=True)
class Result(Generic[Shape]):
    """A document called `name` whose fields are those of its shape, a TypedDict or a dataclass.

    `commands` print it, each by its words behind `anime`; none are named where every command may.
    """

    name: str
    commands: tuple[str, ...]

    @property
    def schema(self) -> str:
        """What the document says it is: 'anime/check/1'."""
        return f"anime/{self.name}/1"

    def view(self, data: Shape, blocks: Iterable[Line | Table]) -> View:
        """Show DATA to programs, BLOCKS to people."""
        return View(self.name, _values(data), blocks)


def _values(data: Any) -> Mapping[str, Any]:
    """Return DATA, which has the shape of a result, as a map."""
    return asdict(data) if is_dataclass(data) and not isinstance(data, type) else data


def every() -> dict[str, Result[Any]]:
    """Return every result by name, in order."""
    from anime_cli.cli import printed

    found = (each for each in vars(printed).values() if isinstance(each, Result))
    return {each.name: each for each in sorted(found, key=lambda each: each.name)}
