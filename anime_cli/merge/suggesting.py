"""What kind of conflict it is, and the command that most likely settles it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from anime_cli.merge.choosing import rule_at
from anime_cli.merge.conflicts import MISSING
from anime_cli.merge.diff import diff_documents
from anime_cli.merge.fields import BOTH_MOVED, REMOVED_MOVED
from anime_cli.merge.rules import Way
from anime_cli.merge.values import normalised
from anime_cli.merge.words import marked, word_diff
from anime_cli.model.kinds import kind_of

if TYPE_CHECKING:
    from anime_cli.merge.conflicts import MergeConflict
    from anime_cli.text.plain import Plain

OTHER = {"ours": "theirs", "theirs": "ours"}
TOLD = 3
"""How many changes of a document a suggestion names."""
LONGEST = 160
STAY = ("Nothing contradicts itself if both stay: {call} --both.",)
ONE = "Or take one: {call} --ours, or --theirs."
ADVICE = {
    "document": ("Merge it in the story's words: anime story merge --again.", ONE),
    "file": ("Write the file yourself, then git add it.", ONE),
    "place": ("It can stand at one place only: {call} --ours, or --theirs.",),
    "prose": ("Write a text that does justice to both: {call} --edit.", ONE),
    "value": ("Only one can be so: {call} --ours, or --theirs.",),
    "entry": STAY,
    "list": STAY,
}
"""What to try first for each kind of conflict, a sentence each."""
PLACE = (BOTH_MOVED, REMOVED_MOVED)


def kind_of_conflict(conflict: MergeConflict) -> str:
    """Return 'document', 'file', 'place', 'removed', 'prose', 'entry', 'list' or 'value'."""
    if conflict.whole:
        return "document" if kind_of(conflict.path) else "file"
    if conflict.reason.startswith(PLACE):
        return "place"
    if gone_side(conflict):
        return "removed"
    if rule_at(conflict.path, conflict.address).way is Way.PROSE:
        return "prose"
    if isinstance(conflict.address[-1], int):
        return "entry"
    return "list" if _lists(conflict) else "value"


def gone_side(conflict: MergeConflict) -> str | None:
    """Return the side that removed the thing, if one did."""
    return next((side for side in OTHER if conflict.value(side) is MISSING), None)


def _lists(conflict: MergeConflict) -> bool:
    way = rule_at(conflict.path, conflict.address).way
    named = way in {Way.SET, Way.NAMES, Way.ORDER}
    return named or (isinstance(conflict.ours, list) and isinstance(conflict.theirs, list))


def suggestion(conflict: MergeConflict, name: str | None = None) -> tuple[str, ...]:
    """Return sentences with the command to try first; NAME is what the conflict is called there."""
    call = f"anime story resolve {name or conflict.id}"
    gone, more = gone_side(conflict), _superset(conflict)
    if conflict.ours is MISSING and conflict.theirs is MISSING:
        return (f"Neither side has it any more: {call} --ours.",)
    if gone is not None:
        kept = OTHER[gone]
        told = f"{gone.capitalize()} removed it; {kept} {_changed_by(conflict, kept)}."
        return told, f"Keep it: {call} --{kept}. Let it go: {call} --{gone}."
    kind = kind_of_conflict(conflict)
    if more and kind not in {"document", "file", "place"}:
        return (f"{more.capitalize()} has all that {OTHER[more]} has, and more: {call} --{more}.",)
    if kind == "prose" and _only_added(conflict):
        kind = "list"
    return tuple(sentence.format(call=call) for sentence in ADVICE[kind])


def _superset(conflict: MergeConflict) -> str | None:
    """Return the side that says all that the other says."""
    for side, other in OTHER.items():
        if _holds(conflict.value(side), conflict.value(other)):  # type: ignore[arg-type]
            return side
    return None


def _holds(more: Plain, less: Plain) -> bool:
    if isinstance(more, list) and isinstance(less, list):
        return all(each in more for each in less)
    if isinstance(more, dict) and isinstance(less, dict):
        return all(more.get(key) == value for key, value in less.items() if key != "id")
    if isinstance(more, str) and isinstance(less, str):
        return bool(less) and all(edit.kind != "removed" for edit in word_diff(less, more))
    return False


def _only_added(conflict: MergeConflict) -> bool:
    """Tell whether both sides only added words to a text, or began it."""
    if not isinstance(conflict.base, str):
        return True
    sides = (conflict.ours, conflict.theirs)
    return all(isinstance(side, str) and _holds(side, conflict.base) for side in sides)


def _changed_by(conflict: MergeConflict, side: str) -> str:
    """Tell what SIDE made of the base, as the end of a sentence that begins with the side."""
    base, now = conflict.base, conflict.value(side)
    if base is MISSING:
        return "added it"
    if conflict.whole and isinstance(base, str) and isinstance(now, str) and kind_of(conflict.path):
        lines = [change.line() for change in diff_documents({conflict.path: base}, {conflict.path: now})]
        more = f"; and {len(lines) - TOLD} more" if len(lines) > TOLD else ""
        return f"changed it ({_cut('; '.join(lines[:TOLD]))}{more})" if lines else "changed its lines"
    if isinstance(base, str) and isinstance(now, str) and not conflict.whole:
        return f"changed it: {_cut(marked(word_diff(base, now)))}"
    if isinstance(base, dict) and isinstance(now, dict):
        rule = rule_at(conflict.path, conflict.address)
        old, new = normalised(base, rule), normalised(now, rule)
        assert isinstance(old, dict)
        assert isinstance(new, dict)
        keys = [key for key in {**old, **new} if old.get(key) != new.get(key)]
        return f"changed its {', '.join(keys)}" if keys else "moved it"
    return "changed it"


def _cut(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= LONGEST else f"{flat[: LONGEST - 1]}…"


def ways(conflict: MergeConflict) -> tuple[str, ...]:
    """Return the options of `anime story resolve` that can settle CONFLICT."""
    kind = kind_of_conflict(conflict)
    base = () if conflict.base is MISSING else ("--base",)
    sides = ("--ours", "--theirs", *base)
    if kind == "place":
        return sides
    both = ("--both",) if kind in {"prose", "list", "entry"} else ()
    return (*sides, *both, "--set TEXT", "--edit")
