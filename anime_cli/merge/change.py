"""One change between two states of a story, as a plain value addressed by names that do not shift."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from anime_cli.merge.conflicts import MISSING
from anime_cli.merge.words import WordEdit, marked
from anime_cli.model.kinds import kind_of
from anime_cli.text.plain import Conflict

if TYPE_CHECKING:
    from anime_cli.merge.conflicts import Value
    from anime_cli.text.nodes import Address

Keys = tuple[str, ...]
"""The way to a thing by names: keys of maps, and of lists the entry's id, name, or the hash of what it says."""


NAMED = 3
"""Keys that lead to the id of a script's item."""


class Update(NamedTuple):
    """A place that named a renamed document: its document, and its address there before."""

    path: str
    address: Address


@dataclass(frozen=True, slots=True)
class Change:
    """One change. `kind` is 'added', 'removed', 'changed', 'moved' or 'renamed'.

    `keys` lead to the thing by names, `address` by positions in the later document, or in the earlier one where it was
    removed; both empty: the document itself. `item` is the id of the script item, if it has one. Of an entry that was
    put into a list, `behind` is the key of the entry before it and `place` says so in words. What came from another
    document has its path in `source`, how that was called in `former`, and its keys there in `origin`. `words` compares
    prose word by word. `updates` are the places that name a renamed document. `document` is how the document is called,
    the beginning of `entity`.
    """

    path: str
    kind: str
    entity: str
    field: str
    address: Address
    before: Value = MISSING
    after: Value = MISSING
    words: tuple[WordEdit, ...] = ()
    item: str | None = None
    source: str | None = None
    keys: Keys = ()
    behind: str | None = None
    place: str = ""
    former: str = ""
    origin: Keys = ()
    updates: tuple[Update, ...] = ()
    document: str = ""

    @property
    def whole(self) -> bool:
        """Tell whether the change is about the document itself."""
        return not self.keys

    @property
    def naming(self) -> str:
        """Return the id that an item only got or lost, '' for any other change: what it says stayed as it was."""
        named = len(self.keys) == NAMED and self.keys[0] == "script" and self.keys[-1] == "id"
        value = self.after if self.kind == "added" else self.before
        return value if named and self.kind in {"added", "removed"} and isinstance(value, str) else ""

    @property
    def inner(self) -> str:
        """Return what the changed thing is called inside its document: 'line d4 (mio), say'."""
        thing = self.entity.removeprefix(self.document).removeprefix(" > ")
        return ", ".join(part for part in (thing, self.field.replace("_", " ")) if part)

    @property
    def paths(self) -> frozenset[str]:
        """The documents that the change touches."""
        return frozenset(
            {self.path, *(update.path for update in self.updates), *((self.source,) if self.source else ())}
        )

    def line(self) -> str:
        """Tell the change on one line."""
        what = f"{self.entity} > {self.field}" if self.field else self.entity
        if self.naming:
            return f"named {self.entity}" if self.kind == "added" else f"unnamed {self.entity}: {self.naming}"
        if self.kind == "renamed":
            return f"renamed {self.renaming}"
        if self.words:
            return f"changed {what}: {marked(self.words)}"
        if self.kind == "changed":
            return f"changed {what}: {_told(self.before)} → {_told(self.after)}"
        if self.kind == "moved":
            return f"moved {what}{self.travel}"
        value = _told(self.after if self.kind == "added" else self.before)
        told = f": {value}" if self.address and not what.endswith(f" {value}") else ""
        return f"{self.kind} {what}{told}"

    @property
    def travel(self) -> str:
        """Say where a moved thing came from and where it stands: ' from scene "Rain", after line d4 (mio)'."""
        origin = f" from {self.former}" if self.former else ""
        return f"{origin}, {self.place}" if origin and self.place else f"{origin} {self.place}".rstrip()

    @property
    def renaming(self) -> str:
        """Say which document was renamed: 'character ren → rin (in 12 places)'."""
        kind, name = kind_of(self.path) or ("file", self.path)
        places = len(self.updates)
        where = f" (in {places} place{'' if places == 1 else 's'})" if places else ""
        return f"{kind} {(kind_of(self.source or '') or ('', self.source))[1]} → {name}{where}"


def jsonable(value: Any) -> Any:
    """Return VALUE with the marks of conflicts as maps under `!conflict`."""
    if isinstance(value, Conflict):
        return {"!conflict": jsonable(value.sides)}
    if isinstance(value, dict):
        return {key: jsonable(inner) for key, inner in value.items()}
    return [jsonable(inner) for inner in value] if isinstance(value, list) else value


def _told(value: Value) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{key}: {_told(inner)}" for key, inner in value.items() if key != "id")
    if isinstance(value, list):
        return "[" + ", ".join(map(_told, value)) + "]"
    return "in conflict" if isinstance(value, Conflict) else value if isinstance(value, str) else "nothing"
