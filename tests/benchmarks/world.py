"""A story as data that remembers where things stood, so that operations commute where they should.

A list (a script, the scenes of a chapter, the sentences of a text) is kept as the slots of the base. What goes away
leaves its slot behind, and what a side puts in stands in the gap after a slot. So an operation means the same whether
the other side's were applied before it or not.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import combinations, product
from typing import TYPE_CHECKING, Any

from anime_cli.text.prose import paragraphs, sentences

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

Address = tuple[Any, ...]
PARAGRAPH = "¶"
MOST = 64
"""Alternatives that are looked at; a case with more is not asked."""
SEQUENCES = {"script", "scenes", "chapters"}
PROSE = frozenset(
    [
        "summary",
        "action",
        "say",
        "choice",
        "question",
        "text",
        "description",
        "logline",
        "backstory",
        "want",
        "need",
        "fear",
        "flaw",
        "note",
        "reason",
    ]
)


class TooMany(Exception):
    """A case has too many right results."""


@dataclass(slots=True)
class Sentence:
    """A sentence as cells of words; an emptied cell is a removed word. `wide` words stand without spaces."""

    words: list[str]
    wide: bool

    def text(self) -> str:
        return ("" if self.wide else " ").join(word for word in self.words if word)


@dataclass(slots=True)
class Row:
    """One thing in a list: a script item (a dict), an id, a Sentence or the mark between two paragraphs."""

    uid: str
    value: Any


@dataclass(slots=True)
class Slot:
    """A place of the base, and what each side put after it. The head of a list has no row."""

    row: Row | None
    gone: bool = False
    runs: dict[str, list[Row]] = field(default_factory=dict)

    @property
    def live(self) -> bool:
        return self.row is not None and not self.gone


class Ordered:
    """A list of the base with everything that happened to it."""

    __slots__ = ("slots",)

    def __init__(self, rows: list[Row]) -> None:
        self.slots = [Slot(None), *(Slot(row) for row in rows)]

    def base(self) -> list[Row]:
        """Return what stood there before anybody came."""
        return [slot.row for slot in self.slots if slot.row is not None]

    def place(self, uid: str | None) -> int:
        """Return the index of the slot that UID had in the base; 0, the head, for None."""
        if uid is None:
            return 0
        return next(at for at, slot in enumerate(self.slots) if slot.row is not None and slot.row.uid == uid)

    def readings(self) -> list[list[Row]]:
        """Return every right order: each side's runs in its own order, two that meet in any order."""
        groups: list[list[list[Row]]] = [[[]]]
        gaps: list[dict[str, list[Row]]] = []
        for slot in self.slots:
            if slot.live:
                assert slot.row is not None
                groups += [_met(gaps), [[slot.row]]]
                gaps = []
            gaps.append(slot.runs)
        groups.append(_met(gaps))
        if _size(groups) > MOST:
            raise TooMany
        return [[row for group in choice for row in group] for choice in product(*groups)]


def _size(groups: list[list[Any]]) -> int:
    size = 1
    for group in groups:
        size *= len(group)
    return size


def _met(gaps: list[dict[str, list[Row]]]) -> list[list[Row]]:
    """Return the right orders of the runs in GAPS that nothing living parts."""
    ours = [gap["ours"] for gap in gaps if gap.get("ours")]
    theirs = [gap["theirs"] for gap in gaps if gap.get("theirs")]
    found = _orders(ours, _besides(theirs, ours))
    return found + [order for order in _orders(_besides(ours, theirs), theirs) if order not in found]


def _besides(runs: list[list[Row]], others: list[list[Row]]) -> list[list[Row]]:
    """Return RUNS without the rows that OTHERS put there, too: a row of both belongs to the run of either."""
    known = {row.uid for run in others for row in run}
    rest = [[row for row in run if row.uid not in known] for run in runs]
    return [run for run in rest if run]


def _orders(ours: list[list[Row]], theirs: list[list[Row]]) -> list[list[Row]]:
    if not ours or not theirs:
        return [[row for run in ours or theirs for row in run]]
    found = list(_shuffles(ours, theirs))
    tidy = [runs for runs in found if not _torn(runs)]
    return [[row for run in runs for row in run] for runs in tidy or found]


def _torn(runs: list[list[Row]]) -> bool:
    """Tell whether a new paragraph stands before a sentence that was meant for the paragraph before it."""
    begins = [run[0].value == PARAGRAPH for run in runs]
    return begins != sorted(begins)


def _shuffles(ours: list[Any], theirs: list[Any]) -> Iterator[list[Any]]:
    total = len(ours) + len(theirs)
    for places in combinations(range(total), len(ours)):
        first, second = iter(ours), iter(theirs)
        yield [next(first) if at in places else next(second) for at in range(total)]


# Making, copying and reading data.


def is_wide(text: str) -> bool:
    """Tell whether TEXT is Japanese or Chinese."""
    return any("\u3040" <= letter <= "\u9fff" for letter in text)


def sentence(text: str) -> Sentence:
    """Return TEXT, one sentence, as its words; each character of a wide script is a word."""
    wide = is_wide(text)
    return Sentence(list(text) if wide else text.split(), wide)


def prose(text: str, owner: str) -> Ordered:
    """Return TEXT as its sentences."""
    values: list[Any] = []
    for paragraph in paragraphs(text):
        values += [PARAGRAPH] if values else []
        values += [sentence(each) for each in sentences(paragraph)]
    return Ordered([Row(f"{owner}/{index}", value) for index, value in enumerate(values)])


def prose_text(rows: list[Row]) -> str:
    """Return the text of sentences in a row."""
    text = ""
    wide = False
    for row in rows:
        if row.value == PARAGRAPH:
            text = text.rstrip() + ("\n\n" if text.strip() else "")
        elif said := row.value.text():
            text += said if not text or text.endswith("\n") or (wide and row.value.wide) else f" {said}"
            wide = row.value.wide
    return text.strip()


def grown(value: Any, key: str, owner: str, fresh: Callable[[], str]) -> Any:
    """Return plain VALUE, which stands under KEY, with its lists and texts as slots."""
    if key in PROSE and isinstance(value, str):
        return prose(value, owner)
    if isinstance(value, dict):
        return {name: grown(part, name, f"{owner}.{name}", fresh) for name, part in value.items()}
    if isinstance(value, list) and key in SEQUENCES:
        return Ordered([grown_row(part, fresh) for part in value])
    return list(value) if isinstance(value, list) else value


def grown_row(value: Any, fresh: Callable[[], str]) -> Row:
    """Return one row of a list: an id stands for itself, an item gets a name of its own."""
    if isinstance(value, str):
        return Row(f"={value}", value)
    uid = fresh()
    return Row(uid, grown(value, "", uid, fresh))


def copied(value: Any) -> Any:
    """Return a deep copy of grown data."""
    if isinstance(value, dict):
        return {key: copied(part) for key, part in value.items()}
    if isinstance(value, Ordered):
        made = Ordered([])
        made.slots = [
            Slot(slot.row and copied(slot.row), slot.gone, {side: copied(run) for side, run in slot.runs.items()})
            for slot in value.slots
        ]
        return made
    if isinstance(value, Row):
        return Row(value.uid, copied(value.value))
    if isinstance(value, Sentence):
        return Sentence(list(value.words), value.wide)
    return [copied(part) for part in value] if isinstance(value, list) else value


def plains(value: Any, key: str = "") -> list[Any]:
    """Return every right reading of grown data as plain data."""
    if isinstance(value, dict):
        return _products([[(name, each) for each in plains(part, name)] for name, part in value.items()], dict)
    if isinstance(value, Ordered):
        if key in PROSE:
            return [prose_text(rows) for rows in value.readings()]
        found: list[Any] = []
        for rows in value.readings():
            found += _products([plains(row.value) for row in rows], list)
        return found
    return [list(value) if isinstance(value, list) else value]


def _products(parts: list[list[Any]], made: Callable[[Any], Any]) -> list[Any]:
    if all(len(part) == 1 for part in parts):
        return [made(part[0] for part in parts)]
    if _size(parts) > MOST:
        raise TooMany
    return [made(choice) for choice in product(*parts)]


class World:
    """All documents of a story. A copy shares the documents of what it was copied from until it changes them."""

    def __init__(self, docs: dict[str, dict[str, Any]]) -> None:
        self.docs = docs
        self.data = {path: plains(doc)[0] for path, doc in docs.items()}
        """The base as plain data."""
        self.now = {path: path for path in docs}
        """Where the document that stood at a path of the base stands now."""
        self.renamed: dict[tuple[str, str], str] = {}
        self.own: set[str] = set()
        """The documents, by the path where they stand now, that differ from the base's or may."""
        self.homes: dict[str, tuple[str, str]] = {}
        """The document and the key in which a row of the base stood."""
        self.said = {path: repr(data) for path, data in self.data.items()}
        self.rows: dict[str, Row] = {}
        for path, doc in docs.items():
            self._learn(path, doc)

        self.single = self._single()
        """The script items that their own words tell from all others."""

    def _single(self) -> set[str]:
        seen: dict[str, list[str]] = {}
        for path, data in self.data.items():
            rows = self.docs[path]["script"].base() if isinstance(data.get("script"), list) else []
            for row, item in zip(rows, data.get("script") or [], strict=bool(rows)):
                seen.setdefault(repr(sorted((key, str(item[key])) for key in item if key != "id")), []).append(row.uid)
        return {uids[0] for uids in seen.values() if len(uids) == 1}

    def _learn(self, path: str, doc: dict[str, Any]) -> None:
        for key in SEQUENCES & doc.keys():
            for row in doc[key].base() if isinstance(doc[key], Ordered) else ():
                self.homes[row.uid] = path, key
                self.rows[row.uid] = row

    def copy(self) -> World:
        """Return a world in which everything may be changed without harm to this one."""
        made = object.__new__(World)
        made.docs, made.data, made.now = dict(self.docs), self.data, dict(self.now)
        made.renamed, made.own, made.homes, made.said = {}, set(), self.homes, self.said
        made.single = self.single
        made.rows = dict(self.rows)
        return made

    def doc(self, path: str) -> dict[str, Any]:
        """Return the document that stood at PATH in the base, to be changed."""
        now = self.now[path]
        if now not in self.own:
            self.own.add(now)
            self.docs[now] = copied(self.docs[now])
            for key in SEQUENCES & self.docs[now].keys():
                if isinstance(self.docs[now][key], Ordered):
                    self.rows |= {row.uid: row for row in self.docs[now][key].base()}
        return self.docs[now]

    def row(self, uid: str) -> Row:
        """Return the row UID of the base, to be changed."""
        self.doc(self.homes[uid][0])
        return self.rows[uid]

    def listed(self, uid: str) -> Ordered:
        """Return the list in which the row UID stood in the base, to be changed."""
        path, key = self.homes[uid]
        return self.doc(path)[key]  # type: ignore[no-any-return]

    def plains(self) -> dict[str, list[Any]]:
        """Return every right reading of each document; untouched ones are the base's own."""
        old = {now: was for was, now in self.now.items()}
        return {path: plains(doc) if path in self.own else [self.data[old[path]]] for path, doc in self.docs.items()}

    def owned(self) -> Iterator[tuple[str, str, Ordered]]:
        """Yield base path, key and list of every list in the documents that may differ from the base's."""
        for path, now in self.now.items():
            doc = self.docs.get(now) if now in self.own else None
            for key in SEQUENCES & doc.keys() if doc is not None else ():
                if isinstance(doc[key], Ordered):
                    yield path, key, doc[key]

    def holder(self, where: Address) -> dict[str, Any]:
        """Return the map at WHERE: ("doc", path, key …) or ("item", uid, key …)."""
        kind, name, *keys = where
        found = self.doc(name) if kind == "doc" else self.row(name).value
        for key in keys:
            found = self._below(found, key)
        return found  # type: ignore[no-any-return]

    def peek(self, where: Address) -> dict[str, Any]:
        """Return the map at WHERE to be looked at only."""
        kind, name, *keys = where
        found = self.docs[self.now[name]] if kind == "doc" else self.rows[name].value
        for key in keys:
            found = self._below(found, key)
        return found  # type: ignore[no-any-return]

    def alias(self, name: str) -> str:
        """Return the id that a side gave to what was called NAME, or NAME itself."""
        return next((new for (_, old), new in self.renamed.items() if old == name), name)

    def _below(self, found: Any, key: Any) -> Any:
        if isinstance(found, list):
            ends = tuple(self.alias(name) for name in key)
            return next(each for each in found if (each["from"], each["to"]) == ends)
        return found[key if key in found else self.alias(key)]
