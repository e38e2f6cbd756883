"""What holds of the planner's proposals in any story."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lives import grown, tell

from anime_cli.echo.planning.material import material
from anime_cli.story.check import check
from anime_cli.story.fold import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from anime_cli.echo.tasks.growth import Growth
    from anime_cli.story.snapshot import Story

WORDS = sorted(word for words in material("growth")["families"].values() for word in words)
people = st.sampled_from(("ren", "ren", "mio", "hana"))
changes = st.sampled_from(("+0.5", "-0.5", "+0.3", "-0.3"))


def event(kind: str, **keys: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries({"event": st.just(kind), **keys})


items = st.one_of(
    event("relation", **{"from": people, "to": people}, trust=changes),
    event("relation", **{"from": people, "to": people}, affection=changes, rivalry=changes),
    event("learns", who=people, fact=st.just("f")),
    event("reveals", by=people, to=people, fact=st.just("f")),
    event("gives", by=people, to=people, item=st.sampled_from(("key", "map"))),
    event("takes", by=people, item=st.just("key"), **{"from": people}),
    event("injured", who=people, injury=st.just("a cut"), by=people),
    event("heals", who=people, injury=st.just("a cut")),
    event("feels", who=people, emotion=st.sampled_from(("afraid", "determined"))),
    event("dies", who=people, by=people),
    event("grows", who=people, field=st.just("trait"), **{"from": st.sampled_from(WORDS)}, to=st.sampled_from(WORDS)),
    event("grows", who=people, field=st.sampled_from(("want", "fear", "flaw", "voice")), to=st.just("To go.")),
    event("sets_up", thread=st.just("t")),
    event("pays_off", thread=st.just("t")),
    event("leaves", who=people),
    event("arrives", who=people),
)
characters = st.fixed_dictionaries(
    {"traits": st.lists(st.sampled_from(WORDS), max_size=3, unique=True), "need": st.just("To stay.")},
    optional={
        "want": st.just("To go."),
        "fear": st.just("Rain."),
        "flaw": st.just("Hides."),
        "voice": st.just({"register": "soft"}),
    },
)
modes = st.sampled_from(({}, {}, {}, {"mode": "dream"}, {"mode": "flashback", "day": "-1", "time": "08:00"}))


@st.composite
def stories(draw: st.DrawFn) -> Story:
    scripts = draw(st.lists(st.lists(items, max_size=6), min_size=1, max_size=4))
    scenes = {f"s{number}": {"script": script, **draw(modes)} for number, script in enumerate(scripts)}
    return tell(
        draw(characters),
        scenes,
        facts={"f": {"text": "It dies.", "secret": "true", "known_by": ["mio"]}},
        threads={"t": {"question": "Will Ren go?"}},
        items={"key": {"name": "a key", "holder": "ren"}, "map": {"name": "a map", "holder": "ren"}},
        relations=[{"from": "ren", "to": "mio", "affection": "0.6", "trust": "0.2"}],
    )


def applied(story: Story, growths: Sequence[Growth]) -> Story:
    """Return STORY with the events in their places, the last of a scene first; none names its cause."""
    for each in sorted(growths, key=lambda growth: growth.index)[::-1]:
        scene = story.scenes[each.scene]
        event = replace(each.event, id=f"grown-{each.rule}", because=None)
        script = (*scene.script[: each.index + 1], event, *scene.script[each.index + 1 :])
        story = replace(story, scenes={**story.scenes, each.scene: replace(scene, script=script)})
    return story


def holds(story: Story) -> None:
    """Assert what must hold of all that is proposed for Ren."""
    growths = grown(story)
    assert grown(story) == growths
    assert len({each.rule for each in growths}) == len(growths)
    after = applied(story, growths)
    along = fold(after)
    for each in growths:
        ident = f"grown-{each.rule}"
        before, now = (
            state.person("ren") for state in (along.before(each.scene, ident), along.after(each.scene, ident))
        )
        assert now.alive.value
        if each.event.field_ == "trait":
            assert each.event.source is None or each.event.source in before.traits.value
            assert each.event.to not in before.traits.value
            assert each.event.to in now.traits.value
    assert not {each.rule for each in grown(after)} & {each.rule for each in growths}
    assert errors(after) <= errors(story)


def errors(story: Story) -> set[tuple[str, str | None, str]]:
    return {(each.rule, each.scene, each.message) for each in check(story)}


@settings(max_examples=60, deadline=None)
@given(stories())
def test_proposals_fit_the_story(story: Story) -> None:
    """They are the same each time, hold where they stand, add no finding, and settle what they were proposed for."""
    holds(story)


@pytest.mark.slow
@settings(max_examples=1000, deadline=None)
@given(stories())
def test_proposals_fit_any_story(story: Story) -> None:
    """The same for many."""
    holds(story)
