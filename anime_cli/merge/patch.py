"""Apply a diff: documents as they were before, and the changes, make the documents that were compared with."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING

from anime_cli.errors import WorldError
from anime_cli.merge.conflicts import MISSING
from anime_cli.merge.engine import layout_for, values_of
from anime_cli.merge.entries import keyed, keys_of
from anime_cli.merge.relocated import made, rename_of
from anime_cli.merge.rules import SHAPE, Rule, Way
from anime_cli.merge.splicing import changes as edits_between
from anime_cli.merge.values import equivalent, normalised, rule_of
from anime_cli.model.kinds import kind_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from anime_cli.merge.change import Change
    from anime_cli.merge.relocated import Rename
    from anime_cli.text.plain import Plain


class ChangeDoesNotFit(WorldError):
    """A change speaks of something that its document does not hold."""

    def __init__(self, change: Change) -> None:
        super().__init__(
            f"This change does not fit {change.path}: {change.line()}.",
            cause="The files are not those that were compared.",
            hint="anime story diff",
        )


def apply_changes(before: Mapping[str, str | None], changes: Iterable[Change]) -> dict[str, str]:
    """Return the texts that CHANGES make of BEFORE, by path; what no change speaks of keeps every byte.

    Raises:
        TextError: a document can't be read.
        ChangeDoesNotFit: BEFORE is not what was compared.
        SpliceFailed: a text can't be changed without touching its surroundings.
    """
    found = tuple(changes)
    texts = {path: text for path, text in before.items() if text is not None}
    touched = {path for change in found for path in change.paths}
    old = {path: _value(text, path) for path, text in texts.items() if path in touched}
    new = apply_to_values(old, found)
    for change in found:
        if change.kind == "renamed" and change.source in texts:
            texts[change.path] = texts.pop(change.source)
    done = {path: text for path, text in texts.items() if path not in touched}
    return done | {path: _text(texts.get(path), value, path) for path, value in new.items()}


def apply_to_values(before: Mapping[str, Plain], changes: Sequence[Change]) -> dict[str, Plain]:
    """Return the values, by path, that CHANGES make of BEFORE.

    Raises:
        ChangeDoesNotFit: BEFORE is not what was compared.
    """
    done = made([_rename(change, before) for change in changes if change.kind == "renamed"], before)
    rest = [each for each in (*changes, *_departures(changes)) if each.kind != "renamed"]
    for path, own in groupby(sorted(rest, key=lambda change: change.path), key=lambda change: change.path):
        done[path] = _document(done.get(path), list(own), path)
        if done[path] is None:
            del done[path]
    return done


def _departures(changes: Iterable[Change]) -> Iterator[Change]:
    """Yield what moves to another document as removals from the one it leaves."""
    for change in changes:
        if change.kind == "moved" and change.source:
            yield replace(change, kind="removed", path=change.source, keys=change.origin, source=None, origin=())


def _rename(change: Change, documents: Mapping[str, Plain]) -> Rename:
    rename = rename_of(change)
    if rename is None or rename.source not in documents:
        raise ChangeDoesNotFit(change)
    return rename


def _document(value: Plain, changes: Sequence[Change], path: str) -> Plain:
    for change in changes:
        if change.whole:
            return None if change.after is MISSING else change.after
    return normalised(_patched(value, changes, rule_of(path), 0), rule_of(path))


def _patched(value: Plain, changes: Sequence[Change], rule: Rule, depth: int) -> Plain:
    if isinstance(value, dict):
        return _in_map(value, changes, rule, depth)
    if isinstance(value, str) and rule.way is Way.NAMES:
        value = [value]
    way = keyed(rule, value) if isinstance(value, list) else None
    if not isinstance(value, list) or way is None:
        raise ChangeDoesNotFit(changes[0])
    return _in_list(value, changes, rule, way, depth)


def _in_map(value: dict[str, Plain], changes: Sequence[Change], rule: Rule, depth: int) -> Plain:
    out = dict(value)
    for key, own in _by_key(changes, depth).items():
        last = own[-1]
        if (key in out) is (last.kind == "added" and len(last.keys) == depth + 1):
            raise ChangeDoesNotFit(last)
        if len(last.keys) > depth + 1:
            out[key] = _patched(out[key], own, rule.under(key), depth + 1)
        elif last.after is MISSING:
            del out[key]
        else:
            out[key] = last.after
    return out


def _in_list(items: list[Plain], changes: Sequence[Change], rule: Rule, way: Way, depth: int) -> Plain:
    entries = dict(zip(keys_of(items, rule, way), items, strict=True))
    here = [change for change in changes if len(change.keys) == depth + 1]
    _refuse_strangers(entries, here)
    order = _order(entries, here)
    for change in here:
        key = change.keys[depth]
        if change.kind in {"added", "changed"}:
            entries[key] = change.after  # type: ignore[assignment]  # only a removal lacks it
        elif change.kind == "moved" and change.source:
            entries[key] = change.before  # type: ignore[assignment]  # what moves was somewhere
    deeper = [change for change in changes if len(change.keys) > depth + 1]
    for key, own in _by_key(deeper, depth).items():
        if key not in entries:
            raise ChangeDoesNotFit(own[0])
        entries[key] = _patched(entries[key], own, rule.each or SHAPE, depth + 1)
    return [entries[key] for key in order]


def _refuse_strangers(entries: Mapping[str, Plain], changes: Iterable[Change]) -> None:
    for change in changes:
        new = change.kind == "added" or (change.kind == "moved" and bool(change.source))
        if (change.keys[-1] in entries) is new:
            raise ChangeDoesNotFit(change)


def _order(keys: Iterable[str], changes: Sequence[Change]) -> list[str]:
    """Take out what leaves its place and put what comes behind the entry it names, or first."""
    leaving = {change.keys[-1] for change in changes if change.kind in {"removed", "moved"}}
    followers: dict[str | None, list[Change]] = {}
    for change in changes:
        if change.kind in {"added", "moved"}:
            followers.setdefault(change.behind, []).append(change)
    order: list[str] = []
    todo: list[str | None] = [*reversed([key for key in keys if key not in leaving]), None]
    while todo:
        key = todo.pop()
        order += [] if key is None else [key]
        todo += (change.keys[-1] for change in followers.pop(key, ()))
    for stranded, *_ in followers.values():
        raise ChangeDoesNotFit(stranded)
    return order


def _by_key(changes: Iterable[Change], depth: int) -> dict[str, list[Change]]:
    found: dict[str, list[Change]] = {}
    for change in changes:
        found.setdefault(change.keys[depth], []).append(change)
    return found


def _value(text: str, path: str) -> Plain:
    return values_of(text, path) if kind_of(path) else text


def _text(text: str | None, value: Plain, path: str) -> str:
    """Return TEXT changed to read as VALUE, in as few places as can be; a new document is written whole."""
    from anime_cli.text.splice import splice
    from anime_cli.text.writer import write

    if not isinstance(value, dict):
        return str(value)
    if text is None:
        return write(value, layout_for(path))
    rule = rule_of(path)
    old = values_of(text, path)
    if equivalent(old, value, rule):
        return text
    return splice(text, edits_between(old, value, rule), path, layout_for(path))
