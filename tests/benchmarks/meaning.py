"""What texts mean, read without any code of a merge, and whether two stories say the same."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from anime_cli.model.kinds import kind_of
from anime_cli.model.layouts import layout_of
from anime_cli.text.layout import PLAIN
from anime_cli.text.plain import Conflict, plain
from anime_cli.text.prose import normal
from anime_cli.text.reader import read

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_PROSE = frozenset(
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
_SETS = frozenset(
    [
        "on",
        "uses",
        "mentions",
        "tags",
        "traits",
        "aliases",
        "known_by",
        "accessories",
        "avoid",
        "tics",
        "positive",
        "negative",
    ]
)
"""Lists whose order says nothing; one name there is a list of one."""
_WHO = frozenset({"meets", "arrives", "leaves"})
_COMMENT = re.compile(r"(?:^|(?<=\s))# ([^\r\n]*)", re.MULTILINE)
_WORD = re.compile(r"[A-Za-z0-9]+|[^\x00-\x7f]")


@lru_cache(maxsize=4096)
def data(text: str, path: str) -> Any:
    """Return the document TEXT as plain data; nobody may change it.

    Raises:
        TextError: no story may hold such a text.
    """
    known = kind_of(path)
    return plain(read(text, path, layout_of(known[0]) if known else PLAIN).root)


def same(expected: Mapping[str, Any], got: Mapping[str, Any]) -> bool:
    """Tell whether two stories, plain data by path, say the same; ids that nobody expects don't count."""
    if expected.keys() != got.keys():
        return False
    return all(expected[path] == got[path] or _equal(expected[path], got[path], "") for path in expected)


def difference(expected: Mapping[str, Any], got: Mapping[str, Any]) -> list[str]:
    """Return in short words where two stories differ."""
    found = [f"{path}: {'missing' if path in expected else 'not expected'}" for path in expected.keys() ^ got.keys()]
    for path in sorted(expected.keys() & got.keys()):
        found += [f"{path}: {line}" for line in _differences(expected[path], got[path], "")]
    return found


def _equal(one: Any, two: Any, key: str) -> bool:
    one, two = told(one, key), told(two, key)
    if isinstance(one, dict) and isinstance(two, dict):
        known = two.keys() - ({"id"} if "id" not in one and key == "script" else set())
        return one.keys() == known and all(_equal(one[each], two[each], _key(one, each)) for each in one)
    if isinstance(one, list) and isinstance(two, list):
        inner = key if key == "script" else ""
        return len(one) == len(two) and all(_equal(mine, other, inner) for mine, other in zip(one, two, strict=True))
    return bool(one == two) and not isinstance(one, Conflict)


def _key(holder: Mapping[str, Any], key: str) -> str:
    """Return KEY, or the name of a set where this holder's KEY is one."""
    several = (key == "who" and ("action" in holder or holder.get("event") in _WHO)) or (
        key == "to" and holder.get("event") == "reveals"
    )
    return "mentions" if several else key


def told(value: Any, key: str) -> Any:
    """Return VALUE as what it says: prose without its lines, sets and relations in one order."""
    if key in _SETS and isinstance(value, str | list):
        return sorted([value] if isinstance(value, str) else value, key=str)
    if key in _PROSE and isinstance(value, str):
        return normal(value)
    if key == "relations" and isinstance(value, list):
        return sorted(
            value, key=lambda each: (str(each.get("from")), str(each.get("to"))) if isinstance(each, dict) else ("", "")
        )
    return value


def _differences(one: Any, two: Any, key: str) -> list[str]:
    if _equal(one, two, key):
        return []
    if key == "script" and isinstance(one, dict) and isinstance(two, dict) and "id" not in one:
        two = {name: value for name, value in two.items() if name != "id"}
    one, two = told(one, key), told(two, key)
    if isinstance(one, dict) and isinstance(two, dict):
        lines: list[str] = []
        for each in [*one, *(name for name in two if name not in one)]:
            if each not in two or each not in one:
                lines.append(f"{each}: expected {one.get(each, 'no such key')!r}, got {two.get(each, 'no such key')!r}")
            else:
                lines += [f"{each}.{line}" for line in _differences(one[each], two[each], _key(one, each))]
        return lines
    if isinstance(one, list) and isinstance(two, list) and key == "script":
        if len(one) == len(two) and _brief(one) == _brief(two):
            pairs = enumerate(zip(one, two, strict=True))
            return [f"[{at}].{line}" for at, (mine, other) in pairs for line in _differences(mine, other, key)]
        return [f"\n      expected {_brief(one)}\n      got      {_brief(two)}"]
    return [f"expected {one!r}\n      got      {two!r}"]


def _brief(script: list[Any]) -> str:
    return " | ".join(
        str(next((i[k] for k in ("say", "action", "shot", "event", "choice") if k in i), i))[:24] for i in script
    )


@lru_cache(maxsize=8192)
def words(text: str) -> frozenset[str]:
    """Return the words of TEXT; a character of a wide script is a word, and a line break written as such is none."""
    return frozenset(_WORD.findall(text.replace("\\n", "\n")))


@lru_cache(maxsize=8192)
def comments(text: str) -> frozenset[str]:
    """Return the comments in TEXT."""
    return frozenset(found.strip() for found in _COMMENT.findall(text))


def all_words(texts: Iterable[str]) -> set[str]:
    """Return the words of all TEXTS."""
    return set().union(*(words(text) for text in texts))


def all_comments(texts: Iterable[str]) -> set[str]:
    """Return the comments in all TEXTS."""
    return set().union(*(comments(text) for text in texts))
