"""Keys: everything that went into a picture, and nothing else."""

from __future__ import annotations

import json
from dataclasses import replace
from unicodedata import normalize

import pytest
from drawings import Tiny, tell
from hypothesis import given
from hypothesis import strategies as st

from anime_cli.render.key import canonical, key
from anime_cli.render.request import Figure, RenderRequest, Setting, Slate, Speech
from anime_cli.render.requests import request_for
from anime_cli.render.shots import shots_of
from anime_cli.story.fold import fold

REQUEST = RenderRequest(
    shot="medium",
    angle="eye",
    setting=Setting(place="roof", name="Roof", kind="rooftop"),
    figures=(Figure(id="aki", name="Aki", hair="black", intensity=0.1 + 0.2),),
    speech=(Speech(who="aki", text="Voilà."),),
    slate=Slate(number="SC 01", title="One", where="EXT. ROOFTOP — DUSK", seconds=2.5),
)


def test_canonical_json_has_sorted_keys_and_floats_as_python_writes_them() -> None:
    text = canonical(REQUEST)
    values = json.loads(text)
    assert text == json.dumps(values, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    assert '"intensity":0.30000000000000004' in text


def test_texts_that_look_the_same_have_the_same_key() -> None:
    composed, apart = (replace(REQUEST, subtitle=normalize(form, "Ça déjà vu")) for form in ("NFC", "NFD"))
    assert composed != apart
    assert key(composed, Tiny()) == key(apart, Tiny())


@pytest.mark.parametrize("other", [Tiny(version="2"), Tiny(name="pencil")])
def test_another_engine_or_version_makes_another_picture(other: Tiny) -> None:
    assert key(REQUEST, Tiny()) != key(REQUEST, other)


@given(st.text(max_size=20), st.floats(0, 1))
def test_any_change_of_a_figure_changes_the_key(hair: str, intensity: float) -> None:
    changed = replace(REQUEST, figures=(replace(REQUEST.figures[0], hair=hair, intensity=intensity),))
    assert (canonical(changed) == canonical(REQUEST)) == (key(changed, Tiny()) == key(REQUEST, Tiny()))


def test_the_key_of_a_known_request_never_changes() -> None:
    """A changed key would draw every story's pictures again: raise SCHEMA knowingly, then change this."""
    assert key(REQUEST, Tiny()) == "f5616b6778f2494ad854be303bc9f86e8a8d9e448413c0900db222457a18e889"


def test_a_number_that_is_none_has_no_key() -> None:
    with pytest.raises(ValueError, match="JSON"):
        key(replace(REQUEST, slate=Slate(number="1", title="t", where="w", seconds=float("nan"))), Tiny())


def test_only_plain_values_have_a_key() -> None:
    with pytest.raises(TypeError):
        canonical(replace(REQUEST, theme=object()))  # type: ignore[arg-type]


def test_the_same_story_has_the_same_keys_each_time_it_is_read() -> None:
    script = [{"shot": "wide"}, {"who": "aki", "say": "Hm."}]
    keys = []
    for _ in range(2):
        story = tell(script)
        keys.append([key(request_for(story, fold(story), shot), Tiny()) for shot in shots_of(story, story.told[0])])
    assert keys[0] == keys[1]
