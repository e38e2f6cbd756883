"""Who wrote what: a row for each line and field, with the commit that wrote it last."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any, NamedTuple

from anime_cli.cli.output import Styled, Table
from anime_cli.cli.printed import BLAME
from anime_cli.cli.typeset import cells, fitted, wrap
from anime_cli.cli.views.changes import value as said
from anime_cli.cli.views.history import commit_data
from anime_cli.merge.change import jsonable
from anime_cli.merge.identity import item_id, kind_key
from anime_cli.merge.naming import document_spot, spot_of
from anime_cli.merge.tracing import at

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from anime_cli.cli.output import Line, View
    from anime_cli.cli.results.past import Blame as BlameData
    from anime_cli.cli.results.past import Written as WrittenData
    from anime_cli.history.commits import Commit
    from anime_cli.studio.blaming import Blame, Written
    from anime_cli.text.nodes import Address

OPEN = "not committed yet"
ENTRY = 2
WHO = 12
"""How many cells a writer's name fills at most."""
LEAST = 24
"""How many cells are kept for what is said."""


class Row(NamedTuple):
    """Something that is said and the commit that wrote it; `item` is its id, if it has one."""

    written: Written
    text: str
    item: str = ""


def blame(told: Blame, width: int, *, interactive: bool) -> View:
    """Show who wrote what of a document, WIDTH cells wide where somebody looks."""
    commits = {each.commit.id: each.commit for each in told.written if each.commit is not None}
    data: BlameData = {
        "path": told.path,
        "position": list(told.address),
        "entity": spot_of(told.path, told.document, told.address).entity,
        "revision": told.revision,
        "commits": {name: commit_data(commit) for name, commit in commits.items()},
        "written": [_data(told, each) for each in told.written],
    }
    return BLAME.view(data, _drawn(told, width) if interactive else [_table(told)])


def _data(told: Blame, each: Written) -> WrittenData:
    spot = spot_of(told.path, told.document, each.address)
    entry = at(told.document, each.address[:ENTRY])
    return {
        "position": list(each.address),
        "entity": spot.entity,
        "field": spot.field or None,
        "item": item_id(entry) if each.address[0] == "script" else None,
        "value": jsonable(each.value),
        "commit": None if each.commit is None else each.commit.id,
        "path": each.path,
        "cut": each.cut,
    }


def _table(told: Blame) -> Table:
    """Return a row for each place: commit, time, writer, address, what is said."""
    rows = [(*_who(each), ".".join(map(str, each.address)), said(each.value)) for each in told.written]
    return Table(("commit", "when", "who", "where", "what"), rows)


def _who(each: Written) -> tuple[str, str, str]:
    if each.commit is None:
        return "-", "-", OPEN
    return (
        f"{'^' if each.cut else ''}{each.commit.short}",
        each.commit.at.strftime("%Y-%m-%d %H:%M"),
        each.commit.author,
    )


def _drawn(told: Blame, width: int) -> Iterator[Line]:
    """Name the document; then set its rows, those of one commit under its name."""
    yield [Styled(document_spot(told.path, told.document).entity, "bold"), "  ", Styled(told.path, "dim")]
    rows = list(_rows(told))
    names = max((cells(_author(row.written.commit)) for row in rows), default=0)
    margin = 10 + 1 + 10 + 2 + min(names, WHO) + 2
    before: Commit | str | None = ""
    for row in rows:
        commit = row.written.commit
        head = _head(row.written, min(names, WHO)) if commit != before else [" " * margin]
        before = commit
        for number, text in enumerate(_lines(row, max(LEAST, width - margin))):
            yield [*(head if number == 0 else [" " * margin]), *text]
    if any(row.written.cut for row in rows):
        yield Styled("^ The clone is shallow: this is its oldest commit, and what it has may be older.", "dim")


def _author(commit: Commit | None) -> str:
    return OPEN if commit is None else " ".join(commit.author.split())


def _head(each: Written, names: int) -> list[str | Styled]:
    if each.commit is None:
        return [Styled(fitted(OPEN, 10 + 1 + 10 + 2 + names), "magenta"), "  "]
    name = f"^{each.commit.short[:-1]}" if each.cut else each.commit.short
    day = f"{each.commit.at:%Y-%m-%d}"
    return [
        Styled(name, "yellow"),
        " ",
        Styled(day, "dim"),
        "  ",
        Styled(fitted(_author(each.commit), names), "cyan"),
        "  ",
    ]


def _lines(row: Row, width: int) -> Iterator[list[str | Styled]]:
    """Break what is said into lines; the id of an item stands behind it."""
    indent = len(row.text) - len(row.text.lstrip())
    room = width - (len(row.item) + 2 if row.item else 0)
    lines = wrap(row.text.strip(), max(LEAST // 2, room - indent)) or [""]
    for number, text in enumerate(lines):
        whole = " " * indent + text
        yield [whole, Styled(f"  {row.item}", "dim")] if row.item and number == 0 else [whole]


def _rows(told: Blame) -> Iterator[Row]:
    """Yield what a reader sees as one thing: an item of a script, an entry of a map, a field, a name of a list."""
    for head, group in groupby(told.written, key=_thing):
        own = list(group)
        if head[0] == "script" and len(head) == ENTRY:
            yield from _item(at(told.document, head), own)
        else:
            yield from _field(head, own)


def _thing(each: Written) -> Address:
    """Return where the thing stands that a place belongs to: an item, an entry of a map, or all of a list of names."""
    head = each.address[:ENTRY]
    return head if head[0] == "script" or all(isinstance(part, str) for part in head) else head[:1]


def _item(item: Any, own: Sequence[Written]) -> Iterator[Row]:
    """Yield an item by its words, then what of it another commit wrote."""
    if not isinstance(item, dict):
        yield from (Row(each, said(each.value)) for each in own)
        return
    kind = kind_key(item) or next(iter(item), "")
    main = next((each for each in own if each.address[ENTRY : ENTRY + 1] == (kind,)), own[0])
    with_it = {each.address[ENTRY] for each in own if each.commit == main.commit}
    yield Row(main, _told(item, kind, with_it), item_id(item) or "")
    others = (each for each in own if each.commit != main.commit and not _shown_by(main, each))
    for _, group in groupby(others, key=lambda each: each.commit):
        rest = list(group)
        yield Row(rest[0], "  " + _fields(item, dict.fromkeys(each.address[ENTRY] for each in rest)))


def _shown_by(main: Written, each: Written) -> bool:
    """Tell whether EACH is who says a line, and said it before its words were what they are now."""
    if main.address[ENTRY] != "say" or each.address[ENTRY] != "who" or each.commit is None:
        return False
    return main.commit is None or each.commit.at <= main.commit.at


def _told(item: dict[str, Any], kind: str, own: set[str | int]) -> str:
    """Say an item: who and the words of a line, any other by its kind and the fields that came with it."""
    if kind == "say":
        return f"{said(item.get('who', ''))}: {said(item['say'])}"
    if kind == "action":
        return said(item["action"])
    more = _fields(item, [key for key in item if key in own and key != kind])
    return f"{kind} {said(item[kind])}" + (f": {more}" if more else "")


def _fields(item: dict[str, Any], keys: Any) -> str:
    return ", ".join(f"{key} {said(item[key])}" for key in keys if key in item)


def _field(head: Address, own: Sequence[Written]) -> Iterator[Row]:
    """Yield a field, or an entry of a map; what several commits wrote of it stands in a row for each."""
    name = " ".join(str(part) for part in head if isinstance(part, str))
    for _, group in groupby(own, key=lambda each: each.commit):
        rest = list(group)
        words = ", ".join(filter(None, (_leaf(each, len(head)) for each in rest)))
        yield Row(rest[0], f"{name}: {words}" if words else name)


def _leaf(each: Written, depth: int) -> str:
    inner = ".".join(str(part) for part in each.address[depth:] if isinstance(part, str))
    words = "" if each.value in ({}, []) else said(each.value)
    return f"{inner} {words}".strip()
