"""What somebody feels at a moment: which voice wins, how it fades, how pleasant and how stirred it is."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anime_cli.model.documents import EmotionEntry
from anime_cli.model.emotions import emotions_of, vocabulary
from anime_cli.model.shapes import EYES, MOUTHS, PRIMARIES
from anime_cli.story.affect import PLACES, UNMOVED, affect_at, affect_of
from anime_cli.story.feelings import feeling_at
from anime_cli.story.fold import fold
from anime_cli.story.state import Cause, EmotionAt

if TYPE_CHECKING:
    from collections.abc import Callable

SAID: dict[str, Any] = {"who": "ren", "say": "Wait."}
SHARES = st.floats(0, 1, allow_nan=False)
MIXES = st.dictionaries(st.sampled_from([*PRIMARIES, "boredom"]), SHARES)


def test_precedence_line_by_line(tell: Callable[..., Any]) -> None:
    """The line's own > the last `feels` event > the cast entry > what is carried, decayed > the temper."""
    script = [
        {**SAID, "id": "a"},
        {"event": "feels", "who": "ren", "emotion": "afraid", "intensity": "0.6", "id": "b"},
        {**SAID, "emotion": "angry", "intensity": "0.9", "id": "c"},
        {"who": "mio", "say": "No.", "emotion": "sad", "id": "d"},
        {**SAID, "intensity": "0.2", "id": "e"},
    ]
    scenes = {
        "one": {"cast": {"ren": {"emotion": "happy", "intensity": "0.8"}, "mio": {}}, "script": script},
        "two": {"cast": {"ren": {}, "hana": {}}},
        "three": {"cast": {"ren": {}}},
        "four": {"cast": {"ren": {}}},
    }
    story = tell(scenes)
    folded = fold(story)

    def at(scene: str, item: str | None = None, who: str = "ren") -> tuple[str, float, str, Cause | None]:
        found = feeling_at(story, folded, scene, item, who)
        return found.emotion.name, found.emotion.intensity, found.source, found.cause

    assert at("one") == ("happy", 0.8, "cast", Cause("one"))
    assert at("one", "a") == ("happy", 0.8, "cast", Cause("one"))
    assert at("one", "b") == ("afraid", 0.6, "event", Cause("one", "b"))
    assert at("one", "c") == ("angry", 0.9, "line", Cause("one", "c"))
    assert at("one", "d") == ("afraid", 0.6, "event", Cause("one", "b"))
    assert at("one", "e") == ("afraid", 0.2, "line", Cause("one", "e"))
    assert at("two") == ("afraid", 0.3, "carried", Cause("one", "b"))
    assert at("three") == ("afraid", 0.15, "carried", Cause("one", "b"))
    assert at("four") == ("calm", 0.2, "temper", None)
    assert at("two", who="hana") == ("neutral", 0.0, "nothing", None)


@given(st.floats(0, 1, allow_nan=False), st.integers(2, 8))
def test_decay_is_monotone(tell: Callable[..., Any], strength: float, scenes: int) -> None:
    """From scene to scene a carried emotion only weakens, and gives way to the temper when it is faint."""
    first = {"cast": {"mio": {"emotion": "sad", "intensity": str(round(strength, 4))}}}
    story = tell({"s0": first} | {f"s{n}": {"cast": {"mio": {}}} for n in range(1, scenes)})
    folded = fold(story)
    felt = [feeling_at(story, folded, f"s{n}", None, "mio").emotion for n in range(scenes)]
    strengths = [each.intensity for each in felt]
    assert strengths == sorted(strengths, reverse=True)
    assert all(each.name == ("sad" if each.intensity or not n else "neutral") for n, each in enumerate(felt))


def test_the_vocabulary_is_whole() -> None:
    """Sixteen emotions and more, each with a place among the primaries and a face of its own words."""
    assert len(vocabulary()) >= 16
    for name, entry in vocabulary().items():
        assert set(entry.plutchik) <= set(PRIMARIES)
        assert entry.plutchik or name == "neutral"
        assert (entry.eyes, entry.mouth) != ("neutral", "neutral") or name == "neutral"
        assert entry.eyes in EYES
        assert entry.mouth in MOUTHS
    assert len({(entry.eyes, entry.mouth) for entry in vocabulary().values()}) >= 16
    assert set(PLACES) == set(PRIMARIES)


@given(MIXES, SHARES)
def test_affect_is_bounded_and_grows_with_intensity(mix: dict[str, float], intensity: float) -> None:
    """Valence and arousal stay within -1…1, are nothing at intensity 0, and never change their sign."""
    entry = EmotionEntry(plutchik=mix)
    whole, weaker = affect_of(entry), affect_of(entry, intensity)
    assert -1 <= whole.valence <= 1
    assert -1 <= whole.arousal <= 1
    assert abs(weaker.valence) <= abs(whole.valence)
    assert weaker.valence * whole.valence >= 0
    assert affect_of(entry, 0.0) == UNMOVED


@pytest.mark.parametrize(
    ("better", "worse"), [("happy", "sad"), ("calm", "afraid"), ("tender", "angry"), ("neutral", "guilty")]
)
def test_pleasant_is_above_unpleasant(better: str, worse: str) -> None:
    """The order that everybody would give is the order that the formula gives."""
    assert affect_of(vocabulary()[better]).valence > affect_of(vocabulary()[worse]).valence


def test_anger_is_more_stirred_than_sadness() -> None:
    """Arousal tells two unpleasant emotions apart."""
    assert affect_of(vocabulary()["furious"]).arousal > 0 > affect_of(vocabulary()["grieving"]).arousal


def test_an_own_emotion_stands_beside_and_over_the_built_in(tell: Callable[..., Any]) -> None:
    """A story's own word has its own place, also one with a built-in name; an unknown word is neutral."""
    own = {"wistful": {"plutchik": {"sadness": "0.4", "joy": "0.2"}}, "happy": {"plutchik": {"sadness": "1"}}}
    story = tell({"one": {}}, emotions=own)
    assert list(emotions_of(story.document)) == [*vocabulary(), "wistful"]
    assert affect_at(story, EmotionAt("wistful", 1.0)).valence == pytest.approx(0.4 * -0.63 + 0.2 * 0.76)
    assert affect_at(story, EmotionAt("happy", 0.5)).valence == pytest.approx(-0.315)
    assert affect_at(story, EmotionAt("unheard-of", 1.0)) == UNMOVED


def test_the_page_has_the_figures_of_the_code() -> None:
    """docs/emotions.md tells the places of the primaries as they are."""
    page = (Path(__file__).parents[2] / "docs" / "emotions.md").read_text(encoding="utf-8")
    rows = [[cell.strip() for cell in line.split("|")[1:-1]] for line in page.splitlines() if line.startswith("|")]
    told = {row[0]: (float(row[1]), float(row[2])) for row in rows[2:]}
    assert told == dict(PLACES)
