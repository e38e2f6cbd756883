"""Hunks: what they take away and put there turns the one text into the other."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from anime_cli.studio.hunks import Hunk, hunks

TEXTS = st.lists(st.sampled_from(["a", "b", "  c", ""]), max_size=12)


@given(TEXTS, TEXTS)
def test_hunks_turn_one_text_into_the_other(old: list[str], new: list[str]) -> None:
    """Applied from the last to the first, each finds the lines it takes away where it says."""
    before, after = "\n".join(old), "\n".join(new)
    text = before.splitlines()
    for hunk in reversed(hunks(before, after)):
        start = hunk.line - 1
        assert tuple(text[start : start + len(hunk.removed)]) == hunk.removed
        text[start : start + len(hunk.removed)] = hunk.added
    assert text == after.splitlines()


def test_an_added_item_is_shown_whole() -> None:
    """Of the places where the same lines could have been added, the first is told, which is where an item begins."""
    before = "- event: feels\n  who: mio\n"
    after = "- event: feels\n  who: ren\n- event: feels\n  who: mio\n"
    assert hunks(before, after) == (Hunk(1, (), ("- event: feels", "  who: ren")),)
