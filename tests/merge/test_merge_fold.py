"""What two branches make happen apart has all happened once they are merged."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hypothesis import given, settings
from hypothesis import strategies as st

from anime_cli.merge.engine import merge_document
from anime_cli.model.load import build, load, to_text
from anime_cli.story.fold import fold
from anime_cli.story.snapshot import assemble

if TYPE_CHECKING:
    from anime_cli.story.snapshot import Story
    from anime_cli.story.state import State

    Events = list[tuple[str, int, dict[str, Any]]]

SCENES = ("dawn", "noon", "dusk")
LINES = 4


def events_of(who: str, item: str) -> st.SearchStrategy[Events]:
    """Draw what happens to WHO alone: a scene, a place between its lines, an event."""
    event = st.sampled_from(
        [
            {"event": "learns", "who": who, "fact": f"of-{who}"},
            {"event": "feels", "who": who, "emotion": "sad", "intensity": "0.7"},
            {"event": "injured", "who": who, "injury": f"the cut of {who}"},
            {"event": "loses", "who": who, "item": item},
            {"event": "leaves", "who": [who], "to": "yard"},
            {"event": "grows", "who": who, "field": "want", "to": f"What {who} wants."},
            {"event": "relation", "from": who, "to": who, "trust": "+0.2"},
        ]
    )
    return st.lists(st.tuples(st.sampled_from(SCENES), st.integers(0, LINES - 1), event), max_size=4)


def scenes_of(changes: Events, mark: str) -> dict[str, str]:
    """Return the scenes with CHANGES after their lines, as text; MARK makes the ids of the events."""
    texts = {}
    for name in SCENES:
        script: list[dict[str, Any]] = []
        for line in range(LINES):
            script.append({"action": f"The light of {name} turns {line} times over.", "id": f"l{line}"})
            happened = enumerate(changes)
            script += [
                {**event, "id": f"{mark}{number}"}
                for number, (at, place, event) in happened
                if (at, place) == (name, line)
            ]
        cast = {"ren": {}, "mio": {}}
        values = {"title": name.title(), "place": "roof", "lasts": "10m", "cast": cast, "script": script}
        texts[name] = to_text(build("scene", name, values))
    return texts


def story_of(texts: dict[str, str]) -> Story:
    """Return the story of three scenes."""
    head = {"format": "anime/1", "title": "T", "chapters": ["one"], "items": {}}
    head["items"] = {"key": {"name": "K", "holder": "ren"}, "map": {"name": "M", "holder": "mio"}}
    return assemble(
        [
            build("story", "story", head),
            build("chapter", "one", {"title": "One", "scenes": list(SCENES)}),
            *(build("character", name, {"name": name.title()}) for name in ("ren", "mio")),
            *(build("place", name, {"name": name.title()}) for name in ("roof", "yard")),
            *(load(text.encode(), f"scenes/{name}.yaml").document for name, text in texts.items()),
        ]
    )


def held(state: State, who: str, item: str) -> object:
    """Return all that is true of WHO and of an ITEM."""
    return state.person(who), state.items[item], state.relations.get((who, who))


@settings(max_examples=40, deadline=None)
@given(events_of("ren", "key"), events_of("mio", "map"))
def test_events_apart_all_hold_after_the_merge(ours: Events, theirs: Events) -> None:
    """Whoever a branch leaves alone is, at each end of a scene, as the other branch has them."""
    base, mine, other = scenes_of([], "b"), scenes_of(ours, "o"), scenes_of(theirs, "t")
    merged = {name: merge_document(base[name], mine[name], other[name], f"scenes/{name}.yaml") for name in SCENES}
    assert not any(each.conflicts for each in merged.values())
    whole = fold(story_of({name: str(each.text) for name, each in merged.items()}))
    here, there = fold(story_of(mine)), fold(story_of(other))
    for name in SCENES:
        assert held(whole.after(name), "ren", "key") == held(here.after(name), "ren", "key")
        assert held(whole.after(name), "mio", "map") == held(there.after(name), "mio", "map")
