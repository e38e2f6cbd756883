"""A diff in numbers: lines said and words of prose, document by document."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

from anime_cli.merge.conflicts import MISSING
from anime_cli.merge.words import is_word, tokens
from anime_cli.model.layouts import PROSE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from anime_cli.merge.change import Change
    from anime_cli.merge.conflicts import Value

ENTRY = 2
"""Keys that lead to an item of a script."""


@dataclass(frozen=True, slots=True)
class Tally:
    """Numbers of one document, or of several: changes, lines said that came, went, moved or changed, words of prose."""

    path: str
    entity: str
    changes: int = 0
    lines_added: int = 0
    lines_removed: int = 0
    lines_changed: int = 0
    lines_moved: int = 0
    words_added: int = 0
    words_removed: int = 0

    @property
    def numbers(self) -> dict[str, int]:
        """The numbers by name."""
        return {each.name: getattr(self, each.name) for each in fields(self)[2:]}


def tallies(changes: Sequence[Change]) -> tuple[Tally, ...]:
    """Count CHANGES document by document, in their order."""
    found: dict[str, list[Change]] = {}
    for change in changes:
        found.setdefault(change.path, []).append(change)
    return tuple(_tally(path, own, _departed(path, changes)) for path, own in found.items())


def _departed(path: str, changes: Iterable[Change]) -> int:
    """Count the lines said that left the document at PATH for another."""
    return sum(_lines(change) for change in changes if change.kind == "moved" and change.source == path)


def total(rows: Sequence[Tally]) -> Tally:
    """Add up ROWS."""
    sums = {name: sum(row.numbers[name] for row in rows) for name in Tally("", "").numbers}
    return Tally("", "total", **sums)


def _tally(path: str, changes: Sequence[Change], departed: int) -> Tally:
    lines = {"added": 0, "removed": 0}
    words = {"added": 0, "removed": 0}
    edited: set[str] = set()
    for change in changes:
        if change.kind in lines:
            lines[change.kind] += _lines(change)
        elif change.kind == "changed" and change.keys[:1] == ("script",) and len(change.keys) > ENTRY:
            edited |= {change.keys[1]} if change.entity.rpartition(" > ")[2].startswith("line") else set()
        for kind, text in _words(change):
            words[kind] += sum(map(is_word, tokens(text)))
    moved = sum(_lines(change) for change in changes if change.kind == "moved")
    whole = changes[0].kind if changes[0].whole else ""
    lines["added"] -= moved if whole == "added" else 0
    lines["removed"] -= departed if whole == "removed" else 0
    return Tally(
        path=path,
        entity=changes[0].document,
        changes=len(changes),
        lines_added=lines["added"],
        lines_removed=lines["removed"],
        lines_changed=len(edited),
        lines_moved=moved,
        words_added=words["added"],
        words_removed=words["removed"],
    )


def _lines(change: Change) -> int:
    """Count the lines said in what came, went or moved."""
    value = change.before if change.after is MISSING else change.after
    if not isinstance(value, dict):
        return 0
    script = value.get("script") if change.whole else [value]
    return sum("say" in item for item in script if isinstance(item, dict)) if isinstance(script, list) else 0


def _words(change: Change) -> Iterator[tuple[str, str]]:
    if change.words:
        yield from ((edit.kind, edit.text) for edit in change.words if edit.kind != "same")
    elif change.kind in {"added", "removed", "changed"}:
        key = change.keys[-1] if change.keys else ""
        yield from (("removed", text) for text in _prose(change.before, key))
        yield from (("added", text) for text in _prose(change.after, key))


def _prose(value: Value, key: str) -> Iterator[str]:
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from _prose(inner, name)
    elif isinstance(value, list):
        for inner in value:
            yield from _prose(inner, key)
    elif isinstance(value, str) and key in PROSE:
        yield value
