"""The text of a scene, changed to say something else: items that moved are moved whole, and no comment is lost."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from anime_cli.merge.comments import comments, restored
from anime_cli.merge.engine import layout_for, values_of
from anime_cli.merge.identity import match
from anime_cli.merge.lists import moved
from anime_cli.merge.splicing import changes
from anime_cli.merge.values import equivalent, rule_of
from anime_cli.text.edits import Move, Remove
from anime_cli.text.errors import TextError
from anime_cli.text.reader import read
from anime_cli.text.splice import splice

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from anime_cli.text.edits import Edit
    from anime_cli.text.plain import Plain

SCRIPT = "script"


def rewritten(text: str, path: str, value: Mapping[str, Plain]) -> str:
    """Return the TEXT of the scene at PATH changed to say VALUE, which is in normal form.

    Raises:
        SpliceFailed: it can't be changed without touching its surroundings.
    """
    rule, layout = rule_of(path), layout_for(path)
    old, new = values_of(text, path).get(SCRIPT), value.get(SCRIPT)
    arranged = text
    if isinstance(old, list) and isinstance(new, list):
        arranged = splice(text, _arranged(old, new), path, layout)
    made = splice(arranged, changes(values_of(arranged, path), dict(value), rule), path, layout)
    return _with_comments(text, made, path)


def _arranged(old: Sequence[Plain], new: Sequence[Plain]) -> Iterator[Edit]:
    """Yield the edits that take out the items of OLD that NEW lacks, and bring the others into the order of NEW."""
    pairs = match(old, new)
    wanted = [str(pairs[place]) for place in range(len(new)) if place in pairs]
    if not wanted:
        return
    order = [str(place) for place in range(len(old))]
    for place in reversed(range(len(old))):
        if order[place] not in wanted:
            yield Remove((SCRIPT, place))
            del order[place]
    loose = moved(order, wanted)
    for place, item in enumerate(wanted):
        if item in loose:
            start = order.index(item)
            order.remove(item)
            goal = order.index(wanted[place - 1]) + 1 if place else 0
            order.insert(goal, item)
            if start != goal:
                yield Move((SCRIPT, start), goal)


def _with_comments(text: str, made: str, path: str) -> str:
    """Return MADE with the comments of TEXT that it lost."""
    found = comments(read(text, path, layout_for(path)))
    missing = _counted(text, path) - _counted(made, path)
    if not missing:
        return made
    value, wanted = values_of(made, path), missing.total()

    def sound(candidate: str) -> bool:
        try:
            same = equivalent(values_of(candidate, path), value, rule_of(path))
        except TextError:
            return False
        return same and (missing_at_first - _counted(candidate, path)).total() < wanted

    missing_at_first = Counter(missing)
    whole = restored(made.replace("\r\n", "\n"), missing, [(text, found)], sound)
    return whole.replace("\n", "\r\n") if "\r\n" in text else whole


def _counted(text: str, path: str) -> Counter[str]:
    return Counter(comment.text for comment in comments(read(text, path, layout_for(path))))
