"""Changes in story terms: what was added, removed, moved or said in other words."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING, Any

from anime_cli.cli.output import Styled
from anime_cli.studio.telling import listed, plural

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from anime_cli.cli.output import Line, Part
    from anime_cli.cli.results.changes import Change as ChangeData
    from anime_cli.cli.results.changes import Hunk as HunkData
    from anime_cli.merge.change import Change
    from anime_cli.merge.words import WordEdit
    from anime_cli.studio.hunks import Hunk

SIGNS = {"added": ("+", "green"), "removed": ("-", "red"), "changed": ("~", "yellow")}
TRAVELLED = (">", "cyan")
PROSE = ("say", "action", "choice", "text", "question", "name", "title")
"""The key whose words stand for a whole entry."""
MARKS = {"same": ("", "", ""), "removed": ("[-", "-]", "red strike"), "added": ("{+", "+}", "green")}
NAMED = 3
"""Documents that the line of a renamed one lists by name."""
SHOWN = 24
"""Changes that a command lists that was not asked for them; it names the command that lists all."""


def change_data(change: Change) -> ChangeData:
    """Return CHANGE as values of JSON; a side that lacks the thing has no key."""
    from anime_cli.merge.change import jsonable
    from anime_cli.merge.conflicts import MISSING

    data: ChangeData = {
        "path": change.path,
        "kind": change.kind,
        "entity": change.entity,
        "field": change.field or None,
        "item": change.item,
        "source": change.source,
        "former": change.former or None,
        "place": change.place or None,
        "behind": change.behind,
        "position": list(change.address),
        "keys": list(change.keys),
        "origin": list(change.origin),
        "words": [(edit.kind, edit.text) for edit in change.words],
        "updates": [{"path": each.path, "position": list(each.address)} for each in change.updates],
    }
    if change.before is not MISSING:
        data["before"] = jsonable(change.before)
    if change.after is not MISSING:
        data["after"] = jsonable(change.after)
    return data


def hunks_data(hunks: Iterable[Hunk]) -> list[HunkData]:
    """Return stretches of lines that change as values of JSON."""
    return [{"line": each.line, "removed": list(each.removed), "added": list(each.added)} for each in hunks]


def changes(found: Sequence[Change], files: Iterable[str] = ()) -> Iterator[Line]:
    """Set changes under their documents; FILES changed too and are no documents, or say the same in other bytes."""
    for path, group in groupby(found, key=lambda change: change.path):
        own = list(group)
        yield [Styled(own[0].document, "bold"), "  ", Styled(path, "dim")]
        for change in own:
            yield line(change)
    others = list(files)
    yield from map(_file, others)
    if not found and not others:
        yield "Nothing changed."


def brief(found: Sequence[Change], command: str, files: Sequence[str] = ()) -> Iterator[Line]:
    """Set changes as `changes` does, the first of them where there are many; COMMAND shows the others."""
    more = len(found) + len(files) - SHOWN
    if more <= 0:
        yield from changes(found, files)
        return
    yield from changes(found[:SHOWN], files[: max(0, SHOWN - len(found))])
    yield [f"… and {plural(more, 'more change')}: ", Styled(command, "cyan")]


def _file(path: str) -> Line:
    from anime_cli.model.kinds import kind_of

    said = Styled(" (formatting only)", "dim") if kind_of(path) else ""
    return [Styled("~", "yellow"), f" {path}", said]


def line(change: Change) -> Line:
    """Tell one change of a document that was named before."""
    sign, style = SIGNS.get(change.kind, TRAVELLED)
    parts: list[Part] = ["  ", Styled(sign, style), " "]
    if change.kind == "renamed":
        return [*parts, f"renamed {change.renaming}{_followers(change)}"]
    if change.whole:
        return [*parts, Styled(change.kind, style)]
    if change.kind == "moved":
        return [*parts, f"{_name(change)} moved", Styled(change.travel, "dim")]
    if change.naming:
        return _named(change)
    return [*parts, *told(change, _name(change))]


def _named(change: Change) -> Line:
    """Tell that an item only got, or lost, its id: nothing of it is new."""
    sign, style = SIGNS["changed"]
    what = change.inner.removesuffix(", id")
    said = "has an id now" if change.kind == "added" else f"lost its id {change.naming}"
    return ["  ", Styled(sign, style), f" {what} ", Styled(said, "dim")]


def _name(change: Change) -> str:
    """Name the changed thing; of an entry that is told in full its words are no part of the name."""
    if change.item or change.keys[:1] != ("script",) or change.kind not in {"added", "removed"} or change.field:
        return change.inner
    return re.sub(r' ".*"', "", change.inner)


def _followers(change: Change) -> str:
    """Name the documents that followed a renamed one."""
    paths = list(dict.fromkeys(update.path for update in change.updates))
    more = [plural(len(paths) - NAMED, "other file")] if len(paths) > NAMED else []
    return f": {listed([*paths[:NAMED], *more])}" if paths else ""


def told(change: Change, what: str) -> list[Part]:
    """Tell what happened to WHAT, the thing that was added, removed or changed."""
    if change.words:
        return [f"{what}: ", *words(change.words)]
    if change.kind == "changed":
        return [f"{what}: ", Styled(value(change.before), "red"), " → ", Styled(value(change.after), "green")]
    said = value(change.after if change.kind == "added" else change.before)
    style = SIGNS[change.kind][1]
    return [Styled(what, style)] if not said or what.endswith(f" {said}") else [f"{what}: ", Styled(said, style)]


def words(edits: Iterable[WordEdit]) -> list[Part]:
    """Set a comparison word by word."""
    return [word(edit.kind, edit.text) for edit in edits]


def word(kind: str, text: str) -> Part:
    """Mark removed and added words by signs as well as by colour."""
    before, after, style = MARKS[kind]
    return Styled(f"{before}{text}{after}", style) if style else text


def _pair(key: str, inner: Any) -> str:
    """Return one field of an entry; a shot's framing needs no name, and what holds fields of its own holds them so."""
    if key == "shot":
        return value(inner)
    return f"{key} ({value(inner)})" if isinstance(inner, dict) else f"{key} {value(inner)}"


def value(told: Any) -> str:
    """Return a value of a document on one line."""
    if isinstance(told, dict):
        if (prose := next((told[key] for key in PROSE if key in told), None)) is not None:
            return value(prose)
        return ", ".join(_pair(key, inner) for key, inner in told.items() if key not in {"id", "event"})
    if isinstance(told, list):
        return ", ".join(map(value, told)) if told else "nobody and nothing"
    if isinstance(told, str):
        return " ".join(told.split())
    return "in conflict" if hasattr(told, "sides") else "nothing"
