"""Changes in story terms: what was added, removed, moved or said in other words."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any

from anime_cli.cli.output import Styled, View

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from anime_cli.cli.output import Line, Part
    from anime_cli.merge.diff import Change
    from anime_cli.merge.words import WordEdit
    from anime_cli.studio.comparing import Comparison

SIGNS = {"added": ("+", "green"), "removed": ("-", "red"), "changed": ("~", "yellow")}
TRAVELLED = (">", "cyan")
PROSE = ("say", "action", "choice", "text", "question", "name", "title")
"""The key whose words stand for a whole entry."""
MARKS = {"same": ("", "", ""), "removed": ("[-", "-]", "red strike"), "added": ("{+", "+}", "green")}


def comparison(told: Comparison) -> View:
    """Show what changed from one revision to another."""
    data = {
        "before": told.before,
        "after": told.after,
        "changes": [change_data(change) for change in told.changes],
        "files": list(told.files),
    }
    return View("diff", data, changes(told.changes, told.files))


def change_data(change: Change) -> dict[str, Any]:
    """Return CHANGE as values of JSON."""
    return change.to_json()


def changes(found: Sequence[Change], files: Iterable[str] = ()) -> Iterator[Line]:
    """Set changes under their documents; FILES changed too and are no documents."""
    for path, group in groupby(found, key=lambda change: change.path):
        own = list(group)
        title = next((change.entity.partition('" > ')[0] for change in own), path)
        yield [Styled(_closed(title), "bold"), "  ", Styled(path, "dim")]
        for change in own:
            yield change_parts(change)
    for path in files:
        yield ["  ", Styled("~", "yellow"), f" {path}"]
    if not found and not tuple(files):
        yield "Nothing changed."


def _closed(title: str) -> str:
    """Close the quote that the cut opened."""
    return f'{title}"' if title.count('"') % 2 else title


def change_parts(change: Change) -> list[Part]:
    """Set one change on a line: its sign, what it is about, before and after."""
    sign, style = SIGNS.get(change.kind, TRAVELLED)
    inner = change.entity.partition('" > ')[2]
    what = ", ".join(part for part in (inner, change.field.replace("_", " ")) if part)
    parts: list[Part] = ["  ", Styled(sign, style), " "]
    if not change.address and change.kind in {"added", "removed"}:
        return [*parts, Styled(change.kind, style)]
    if change.kind in {"moved", "renamed"}:
        origin = f" from {change.source}" if change.source else ""
        return [*parts, f"{what or change.entity} {change.kind}{origin}"]
    if change.words:
        return [*parts, f"{what}: ", *words(change.words)]
    if change.kind == "changed":
        return [*parts, f"{what}: ", Styled(value(change.before), "red"), " → ", Styled(value(change.after), "green")]
    told = value(change.after if change.kind == "added" else change.before)
    return [*parts, what] if what.endswith(f" {told}") else [*parts, f"{what}: ", Styled(told, style)]


def words(edits: Iterable[WordEdit]) -> list[Part]:
    """Set a comparison word by word."""
    return [_word(edit.kind, edit.text) for edit in edits]


def _word(kind: str, text: str) -> Part:
    """Mark removed and added words by signs as well as by colour."""
    before, after, style = MARKS[kind]
    return Styled(f"{before}{text}{after}", style) if style else text


def value(told: Any) -> str:
    """Return a value of a document on one line."""
    if isinstance(told, dict):
        if (prose := next((told[key] for key in PROSE if key in told), None)) is not None:
            return value(prose)
        return ", ".join(f"{key} {value(inner)}" for key, inner in told.items() if key != "id")
    if isinstance(told, list):
        return ", ".join(map(value, told)) if told else "nobody and nothing"
    if isinstance(told, str):
        return " ".join(told.split())
    return "in conflict" if hasattr(told, "sides") else "nothing"
