"""Small operations on a story as data. Each says what it touches and knows nothing of the other side's.

A touch is a verb and a key; keys are ways down: ("doc", path, key …) or ("item", uid, key …). `write` carries a value,
`rewrite` does so for a whole text and `add` for a sentence more, `erase` takes a thing away with all below it, `need`
relies on a thing being there, `mark` stands beside it, `words` is a range of words.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from naming import change_item, change_names, path_of
from world import PROSE, Ordered, Row, World, copied, prose

if TYPE_CHECKING:
    from world import Address

MISSING = "\0missing"


class Touch(NamedTuple):
    """What an operation has to do with one thing."""

    verb: str
    key: Address
    value: Any = None


class Edit(Protocol):
    """One operation."""

    def touches(self) -> list[Touch]: ...
    def apply(self, world: World, side: str) -> None: ...


@dataclass(frozen=True, slots=True)
class SetField:
    """Give the field KEY of what stands WHERE a value: text, None (a key with nothing after it), a map or MISSING."""

    where: Address
    key: str
    value: Any
    needs: tuple[Address, ...] = ()

    def touches(self) -> list[Touch]:
        verb = "erase" if self.value == MISSING else "rewrite" if self.key in PROSE and self.value else "write"
        value = repr(self.value)
        return [Touch(verb, (*self.where, self.key), value), Touch("need", self.where), *needed(self.needs)]

    def apply(self, world: World, side: str) -> None:  # noqa: ARG002  # every operation is told its side
        holder = world.holder(self.where)
        key = self.key if self.key in holder else world.alias(self.key)
        if self.value == MISSING:
            holder.pop(key, None)
            return
        if self.key in PROSE and isinstance(self.value, str):
            holder[key] = prose(self.value, f"{self.where}/{self.key}")
        else:
            holder[key] = copied(self.value)
        _catch_up(world, self.where)


@dataclass(frozen=True, slots=True)
class Member:
    """Put VALUE into a list whose order says nothing, or take it out."""

    where: Address
    key: str
    value: Any
    present: bool
    mark: str = ""

    def touches(self) -> list[Touch]:
        key = (*self.where, self.key, f"={self.mark or self.value}")
        return [Touch("write", key, (self.present, repr(self.value))), Touch("need", self.where)]

    def apply(self, world: World, side: str) -> None:  # noqa: ARG002
        holder = world.holder(self.where)
        listed = holder.get(self.key) or []
        listed = [listed] if isinstance(listed, str) else listed
        names = {self.value, world.alias(self.value)} if isinstance(self.value, str) else [self.value]
        rest = [each for each in listed if each not in names]
        holder[self.key] = [*rest, copied(self.value)] if self.present else rest
        _catch_up(world, self.where)


@dataclass(frozen=True, slots=True)
class EditWords:
    """Write WORDS in place of the cells START to STOP of one sentence."""

    where: Address
    key: str
    uid: str
    start: int
    stop: int
    words: str
    wide: bool

    def touches(self) -> list[Touch]:
        return [Touch("words", (*self.where, self.key, self.uid), (self.start, self.stop, self.words, self.wide))]

    def apply(self, world: World, side: str) -> None:  # noqa: ARG002
        listed = world.holder(self.where)[self.key]
        words = listed.slots[listed.place(self.uid)].row.value.words
        words[self.start : self.stop] = [self.words, *[""] * (self.stop - self.start - 1)]


@dataclass(frozen=True, slots=True)
class AddSentences:
    """Put sentences, or a whole new paragraph, after the sentence AFTER."""

    where: Address
    key: str
    after: str | None
    rows: tuple[tuple[str, Any], ...]

    def touches(self) -> list[Touch]:
        return [Touch("need", (*self.where, self.key)), Touch("add", (*self.where, self.key, self.rows[0][0]), 1)]

    def apply(self, world: World, side: str) -> None:
        listed: Ordered = world.holder(self.where)[self.key]
        made = [Row(uid, copied(value)) for uid, value in self.rows]
        listed.slots[listed.place(self.after)].runs.setdefault(side, []).extend(made)


@dataclass(frozen=True, slots=True)
class DropSentence:
    """Take one sentence away."""

    where: Address
    key: str
    uid: str

    def touches(self) -> list[Touch]:
        return [Touch("erase", (*self.where, self.key, self.uid)), Touch("need", (*self.where, self.key))]

    def apply(self, world: World, side: str) -> None:  # noqa: ARG002
        listed: Ordered = world.holder(self.where)[self.key]
        listed.slots[listed.place(self.uid)].gone = True


@dataclass(frozen=True, slots=True)
class AddRows:
    """Put rows into the list KEY of the document PATH after the row AFTER."""

    path: str
    key: str
    after: str | None
    rows: tuple[Row, ...]
    needs: tuple[Address, ...] = ()

    def touches(self) -> list[Touch]:
        placed = [Touch("write", ("item", row.uid, "~place"), (self.path, self.after)) for row in self.rows]
        return [*placed, Touch("need", ("doc", self.path)), *needed(self.needs)]

    def apply(self, world: World, side: str) -> None:
        listed: Ordered = world.doc(self.path)[self.key]
        made = [copied(row) for row in self.rows]
        for row in made:
            if isinstance(row.value, dict):
                change_item(row.value, lambda kind, name: world.renamed.get((kind, name), name))
        listed.slots[listed.place(self.after)].runs.setdefault(side, []).extend(made)


@dataclass(frozen=True, slots=True)
class DropRow:
    """Take the row UID out of its list."""

    path: str
    uid: str

    def touches(self) -> list[Touch]:
        return [Touch("erase", ("item", self.uid)), Touch("need", ("doc", self.path))]

    def apply(self, world: World, side: str) -> None:  # noqa: ARG002
        listed = world.listed(self.uid)
        listed.slots[listed.place(self.uid)].gone = True


@dataclass(frozen=True, slots=True)
class MoveRow:
    """Take the row UID out of its list and put it after AFTER in the list KEY of the document PATH."""

    uid: str
    source: str
    path: str
    key: str
    after: str | None

    def touches(self) -> list[Touch]:
        place = (self.path, self.after)
        docs = [Touch("need", ("doc", path)) for path in {self.source, self.path}]
        return [Touch("write", ("item", self.uid, "~place"), place), *docs]

    def apply(self, world: World, side: str) -> None:
        listed = world.listed(self.uid)
        listed.slots[listed.place(self.uid)].gone = True
        target: Ordered = world.doc(self.path)[self.key]
        target.slots[target.place(self.after)].runs.setdefault(side, []).append(world.row(self.uid))


@dataclass(frozen=True, slots=True)
class AddDocument:
    """Write a new document."""

    path: str
    doc: dict[str, Any]
    needs: tuple[Address, ...] = ()

    def touches(self) -> list[Touch]:
        return [Touch("write", ("doc", self.path), repr(self.doc)), *needed(self.needs)]

    def apply(self, world: World, side: str) -> None:  # noqa: ARG002
        world.docs[self.path] = copied(self.doc)
        world.now[self.path] = self.path
        world.own.add(self.path)
        change_names(self.path, world.docs[self.path], lambda kind, name: world.renamed.get((kind, name), name))


@dataclass(frozen=True, slots=True)
class DropDocument:
    """Delete a document, with the rows UIDS that stand in it."""

    path: str
    uids: tuple[str, ...] = ()

    def touches(self) -> list[Touch]:
        return [Touch("erase", ("doc", self.path)), *(Touch("erase", ("item", uid)) for uid in self.uids)]

    def apply(self, world: World, side: str) -> None:  # noqa: ARG002
        world.docs.pop(world.now[self.path], None)


@dataclass(frozen=True, slots=True)
class Rename:
    """Give a character, scene, place or fact another id, and write that id wherever it is named."""

    kind: str
    old: str
    new: str

    def touches(self) -> list[Touch]:
        thing = (
            ("doc", "story.yaml", "facts", self.old) if self.kind == "fact" else ("doc", path_of(self.kind, self.old))
        )
        return [Touch("write", (*thing, "~name"), self.new)]

    def apply(self, world: World, side: str) -> None:  # noqa: ARG002
        if (self.kind, self.old) in world.renamed:
            return
        world.renamed[self.kind, self.old] = self.new
        if self.kind != "fact":
            old, new = path_of(self.kind, self.old), path_of(self.kind, self.new)
            world.doc(old)
            world.docs = {new if path == old else path: doc for path, doc in world.docs.items()}
            world.own = {new if path == old else path for path in world.own}
            world.now[old] = new
        for was, now in world.now.items():
            if now in world.docs and (now in world.own or f"'{self.old}'" in world.said.get(was, "")):
                change_names(now, world.doc(was), self._said)

    def _said(self, kind: str, name: str) -> str:
        return self.new if (kind, name) == (self.kind, self.old) else name


@dataclass(frozen=True, slots=True)
class StripIds:
    """Lose the ids of a script's items, as careless editors do; those that `because` names stay."""

    path: str
    kept: frozenset[str]

    def touches(self) -> list[Touch]:
        return [Touch("need", ("doc", self.path))]

    def apply(self, world: World, side: str) -> None:  # noqa: ARG002
        for row in world.doc(self.path)["script"].base():
            if row.value.get("id") not in self.kept:
                row.value.pop("id", None)


def needed(needs: tuple[Address, ...]) -> list[Touch]:
    """Return the touches of relying on NEEDS."""
    return [Touch("need", key) for key in needs]


def _catch_up(world: World, where: Address) -> None:
    """Rename what was just written, if the things it names were renamed before."""
    if world.renamed:
        if where[0] == "doc":
            path = world.now[where[1]]
            change_names(path, world.docs[path], lambda kind, name: world.renamed.get((kind, name), name))
        else:
            change_item(world.row(where[1]).value, lambda kind, name: world.renamed.get((kind, name), name))
