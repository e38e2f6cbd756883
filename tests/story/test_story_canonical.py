"""The canonical form of a story's files: the story that is read is the same, with ids written or not."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from wild import wild

from anime_cli.model.kinds import path_of
from anime_cli.model.load import load, to_text
from anime_cli.studio.formatting import _meaning, canonical_document
from anime_cli.text.layout import PLAIN
from anime_cli.text.writer import write


def _shuffled(draw: st.DrawFn, value: Any, *, free: bool = True) -> Any:
    """Return VALUE with the keys of its maps in another order, where this means nothing."""
    if isinstance(value, list):
        return [_shuffled(draw, each) for each in value]
    if not isinstance(value, dict):
        return value
    keys = draw(st.permutations(list(value))) if free else list(value)
    return {key: _shuffled(draw, value[key], free=key not in {"outfits", "cast", "routes"}) for key in keys}


@st.composite
def files(draw: st.DrawFn) -> dict[str, str]:
    """Draw the files of a story, keys anyhow and comments between."""
    found = {}
    for kind, group in draw(wild()).items():
        for name, values in group.items():
            lines = write(_shuffled(draw, values), PLAIN).splitlines()
            at = draw(st.integers(0, len(lines)))
            found[path_of(kind, name)] = "\n".join([*lines[:at], "# A note.", *lines[at:], ""])
    return found


@settings(max_examples=25, deadline=None)
@given(files(), st.booleans())
def test_the_form_never_changes_a_story(texts: dict[str, str], ids: bool) -> None:
    """Every document says the same, in the same order, with the same ids; a second time nothing changes."""
    for path, text in texts.items():
        document = load(text, path).document
        after = canonical_document(text, path, document, ids=ids)
        again = load(after, path).document
        assert to_text(_meaning(again)) == to_text(_meaning(document))
        assert after.count("# A note.") == 1
        assert canonical_document(after, path, again, ids=ids) == after


@settings(max_examples=25, deadline=None)
@given(wild())
def test_what_the_tool_writes_is_canonical(story: dict[str, dict[str, Any]]) -> None:
    """A document that a command writes anew leaves nothing to format."""
    for kind, group in story.items():
        for name, values in group.items():
            path = path_of(kind, name)
            text = to_text(load(write(values, PLAIN), path).document)
            assert canonical_document(text, path, load(text, path).document) == text
