"""A diff as a page: both sides beside each other, scene by scene, moves drawn as moves and linked at both ends."""

from __future__ import annotations

from importlib.resources import files
from itertools import groupby, zip_longest
from typing import TYPE_CHECKING, Any

from anime_cli.cli.views.changes import value
from anime_cli.cli.views.entry import Entry, words
from anime_cli.figure.html import Markup, element, joined, page
from anime_cli.merge.beside import stretches
from anime_cli.merge.conflicts import MISSING
from anime_cli.studio.telling import plural

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from anime_cli.merge.beside import Row
    from anime_cli.merge.change import Change
    from anime_cli.merge.tally import Tally
    from anime_cli.studio.comparing import Comparison

FILES = "the files as they are"
MINUS = "\N{MINUS SIGN}"


def comparison_page(told: Comparison) -> str:
    """Return the page of a comparison: what changed in numbers, then document by document."""
    sides = told.before or FILES, told.after or FILES
    style = files("anime_cli.cli.views").joinpath("page.css").read_text("utf-8")
    top = element("header", element("h1", told.title), _sides(*sides), _numbers(told), class_="top")
    body = element("main", _contents(told), *_sections(told, sides), *_others(told))
    foot = element("footer", "Made by anime story diff --html.")
    return page(f"{told.title}: {sides[0]} → {sides[1]}", style, top, body, foot)


def _sides(before: str, after: str) -> Markup:
    return element("p", "from ", element("b", before), " to ", element("b", after), class_="sides")


def _numbers(told: Comparison) -> Markup | None:
    from anime_cli.merge.tally import total

    found = told.tallies
    if not found:
        return element("p", "Nothing changed." if not told.found else "No document says anything else.", class_="sides")
    every = total(found)
    items = [
        (every.changes, plural(every.changes, "change"), None),
        (len(found), plural(len(found), "document"), None),
        (every.lines_added, f"+{plural(every.lines_added, 'line')}", "plus"),
        (every.lines_removed, f"{MINUS}{plural(every.lines_removed, 'line')}", "minus"),
        (every.lines_changed, f"{plural(every.lines_changed, 'line')} changed", "edits"),
        (every.lines_moved, f"{plural(every.lines_moved, 'line')} moved", "moves"),
        (every.words_added, f"+{plural(every.words_added, 'word')}", "plus"),
        (every.words_removed, f"{MINUS}{plural(every.words_removed, 'word')}", "minus"),
    ]
    shown = (element("li", text, class_=style) for number, text, style in items if number)
    return element("ul", *shown, class_="numbers")


def _contents(told: Comparison) -> Markup | None:
    from anime_cli.merge.tally import Tally

    rows = {row.path: row for row in told.tallies}
    left = {path: Tally(path, _title(told, path)) for path in told.scenes if path not in rows}
    entries = [_entry_of(row) for _, row in sorted({**rows, **left}.items())]
    return element("nav", element("ul", *entries), aria_label="Documents") if len(entries) > 1 else None


def _title(told: Comparison, path: str) -> str:
    """Return what the document at PATH is called; one that only lost something is known by the change that took it."""
    own = (change.document for change in told.changes if change.path == path)
    return next(own, None) or next(change.former for change in told.changes if change.source == path)


def _entry_of(row: Tally) -> Markup:
    counts = [
        ("plus", f"+{row.words_added}", row.words_added),
        ("minus", f"{MINUS}{row.words_removed}", row.words_removed),
        ("moves", f"{row.lines_moved} moved", row.lines_moved),
    ]
    shown = (element("span", text, class_=style) for style, text, number in counts if number)
    link = element("a", row.entity, " ", element("code", row.path), href=f"#{_anchor(row.path)}")
    return element("li", link, element("span", *shown, class_="counts"))


def _anchor(path: str) -> str:
    return "doc-" + path.removesuffix(".yaml").replace("/", "-")


def _sections(told: Comparison, sides: tuple[str, str]) -> Iterator[Markup]:
    scenes = set(told.scenes)
    by_path = {path: list(own) for path, own in groupby(told.changes, key=lambda change: change.path)}
    for path in sorted({*by_path, *scenes}):
        own = by_path.get(path, [])
        rows = [*_fields(own), *(_script(told, path) if path in scenes else ())]
        heads = [element("div", *(element("div", side) for side in sides), class_="row heads")] if rows else []
        yield element("section", _heading(told, path, own), *_renames(own), *heads, *rows, id=_anchor(path))


def _heading(told: Comparison, path: str, own: Sequence[Change]) -> Markup:
    whole = next((change.kind for change in own if change.whole), None)
    badge = element("span", whole, class_=f"badge {whole}") if whole else None
    return element("h2", element("span", _title(told, path)), badge, element("code", path))


def _renames(own: Sequence[Change]) -> Iterator[Markup]:
    for change in own:
        if change.kind == "renamed":
            places = (f"{update.path}: {'.'.join(map(str, update.address))}" for update in change.updates)
            items = element("ul", *(element("li", element("code", place)) for place in places))
            said = f"renamed {change.renaming}"
            note = element("details", element("summary", said), items) if change.updates else said
            yield element("div", note, class_="note")


def _fields(own: Sequence[Change]) -> Iterator[Markup]:
    """Show what changed outside a script; of a document that is new or gone, each of its fields."""
    for change in own:
        if change.whole and change.kind != "renamed":
            for key in dict.fromkeys((*_map(change.before), *_map(change.after))):
                if key != "script":
                    old, new = (_shown(_map(side).get(key, MISSING)) for side in (change.before, change.after))
                    yield _cells(key, old, new)
        elif change.keys[:1] not in {(), ("script",)}:
            yield _field(change)


def _map(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def _shown(told: Any) -> Markup | None:
    return None if told is MISSING else element("span", value(told), class_="value")


def _field(change: Change) -> Markup:
    """Show one field: its name over what it was and over what it is."""
    name = change.inner
    if change.kind == "moved":
        ends = change.former or "elsewhere in the list", f"{change.document}, {change.place}"
        old, new = (element("span", text, class_="value") for text in ends)
        return _cells(name, old, new, ("went", "here"))
    if change.words:
        old, new = (element("span", words(change.words, side), class_="value") for side in ("removed", "added"))
        return _cells(name, old, new, ("edited", "edited"))
    for told in (change.before, change.after):
        name = name.removesuffix(f" {told}") if isinstance(told, str) else name
    return _cells(name, _shown(change.before), _shown(change.after))


def _cells(name: str, old: Markup | None, new: Markup | None, styles: tuple[str, str] = ("gone", "came")) -> Markup:
    label = element("span", name.replace("_", " "), class_="label")
    pairs = zip((old, new), styles, strict=True)
    cells = (
        element("div", label, cell, class_=style) if cell else element("div", class_="void") for cell, style in pairs
    )
    return element("div", *cells, class_="row field")


def _script(told: Comparison, path: str) -> Iterator[Markup]:
    """Show a scene's script; stretches that did not change are folded."""
    for stretch in stretches(told.rows(path)):
        rows = [_row(told, path, *pair) for pair in _paired(stretch.rows)]
        if stretch.folded:
            yield element("details", element("summary", f"{len(rows)} more as before"), *rows)
        else:
            yield from rows


def _paired(rows: Iterable[Row]) -> Iterator[tuple[Row | None, Row | None]]:
    """Put what left a place beside what came there."""
    left: list[Row] = []
    came: list[Row] = []
    for row in rows:
        if row.kind in {"removed", "left"}:
            left.append(row)
        elif row.kind in {"added", "moved"}:
            came.append(row)
        else:
            yield from zip_longest(left, came)
            yield row, row
            left, came = [], []
    yield from zip_longest(left, came)


def _row(told: Comparison, path: str, *rows: Row | None) -> Markup:
    cells = (
        Entry(path, row, told.people).side(side) if row else element("div", class_="void")
        for side, row in zip(("before", "after"), rows, strict=True)
    )
    return element("div", *cells, class_="row")


def _others(told: Comparison) -> Iterator[Markup]:
    """Name the files that are no documents, and those that differ in their formatting alone."""
    for title, paths in (("Other files", told.files), ("Formatting only", told.formatting)):
        if paths:
            items = joined(element("li", element("code", path)) for path in paths)
            yield element("section", element("h2", title), element("div", element("ul", items), class_="note"))
