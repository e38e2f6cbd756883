"""Stories of every kind for property tests: sound ones, and ones that break each rule."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

from anime_cli.model.load import build

if TYPE_CHECKING:
    from collections.abc import Iterator

    from anime_cli.model.documents import Document

    Plain = dict[str, Any]
    Wild = dict[str, dict[str, Plain]]

SCENES = ("a", "b", "c", "d", "e", "f")
CHAPTERS = ("one", "two")
PEOPLE = ("ren", "mio", "hana")
PLACES = ("roof", "yard")
IDS = ("x1", "x2", "x3")

names = st.sampled_from((*PEOPLE, *PEOPLE, *PEOPLE, "nobody"))
several = st.lists(names, min_size=1, max_size=2)
scenes = st.sampled_from((*SCENES, *SCENES, "nowhere"))
places = st.sampled_from((*PLACES, *PLACES, "island"))
facts = st.sampled_from(("f", "g", "lost"))
things = st.sampled_from(("key", "f", "lost"))
emotions = st.sampled_from(("happy", "sad", "odd", "unheard-of"))
outfits = st.sampled_from(("uniform", "coat"))
texts = st.sampled_from(("Hm.", "Well."))
ids = st.one_of(st.none(), st.none(), st.sampled_from(IDS))


def _some(needed: dict[str, Any], **optional: Any) -> st.SearchStrategy[Plain]:
    return st.fixed_dictionaries(needed, optional=optional)


def _event(kind: str, **needed: Any) -> st.SearchStrategy[Plain]:
    return _some({"event": st.just(kind), **needed}, because=st.sampled_from((*IDS, "x9")))


items = st.one_of(
    _some({"who": names, "say": texts}, uses=st.lists(things, max_size=2), emotion=emotions),
    _some({"action": texts}, who=several, uses=st.lists(facts, max_size=2)),
    _some({"shot": st.just("wide")}, on=several),
    _event("meets", who=several),
    _event("learns", who=names, fact=facts),
    _event("reveals", by=names, to=several, fact=facts),
    _event("gives", by=names, to=names, item=things),
    _event("takes", by=names, item=things),
    _event("loses", who=names, item=things),
    _event("destroys", item=things),
    _event("destroys", by=names, item=things),
    _event("arrives", who=several),
    _event("leaves", who=several, to=places),
    _event("injured", who=names, injury=texts),
    _event("heals", who=names, injury=texts),
    _event("dies", who=names),
    _event("dies", who=names),
    _event("born", who=names),
    _event("feels", who=names, emotion=emotions),
    _event("relation", **{"from": names, "to": names, "trust": st.just("+0.2")}),
    _event("grows", who=names, field=st.just("want"), to=texts),
    _event("wears", who=names, outfit=outfits),
    _event("sets_up", thread=st.sampled_from(("t", "u"))),
    _event("pays_off", thread=st.just("t")),
)


@st.composite
def _script(draw: st.DrawFn) -> list[Plain]:
    script = draw(st.lists(items, max_size=5))
    for item in script:
        name = draw(ids)
        if name is not None:
            item["id"] = name
    return script


entries = _some(
    {}, outfit=outfits, emotion=emotions, intensity=st.just("0.5"), **{"as": st.sampled_from(("ghost", "voice"))}
)
clock = {"day": st.sampled_from(("0", "1", "2")), "time": st.sampled_from(("06:00", "12:00", "18:00"))}


@st.composite
def _scene(draw: st.DrawFn) -> Plain:
    scene = {"title": draw(st.sampled_from(("Dawn", "Dusk", ""))), "place": draw(places), "script": draw(_script())}
    scene |= {"cast": draw(st.dictionaries(st.one_of(names, st.sampled_from(PEOPLE)), entries, max_size=4))}
    scene |= {"mentions": draw(st.lists(names, max_size=2))}
    mode = draw(st.sampled_from((None, None, None, "flashback", "dream", "imagined", "parallel")))
    if mode == "flashback" or draw(st.booleans()):
        scene |= {key: draw(each) for key, each in clock.items()}
    elif draw(st.booleans()):
        scene |= {"time": draw(clock["time"])}
    scene |= {"lasts": draw(st.sampled_from(("20m", "3d")))}
    scene |= {"mode": mode} if mode else {}
    return scene | draw(st.sampled_from(({}, {}, {"next": "end"}, {"next": draw(scenes)}, {"choices": None})))


def _with_choices(draw: st.DrawFn, scene: Plain) -> Plain:
    if "choices" in scene:
        del scene["choices"]
        scene["script"] += [{"choice": "Go", "to": draw(scenes)}, {"choice": "Stay", "to": draw(scenes)}]
    return scene


@st.composite
def wild(draw: st.DrawFn) -> Wild:
    """Draw a story as plain values by kind and id; everything in it may be read, much of it may be wrong."""
    told = draw(st.lists(st.sampled_from(SCENES), min_size=1, unique=True))
    lists = st.one_of(st.just(list(told)), st.lists(scenes, max_size=4))
    chapters = {name: {"title": name, "scenes": draw(lists)} for name in CHAPTERS}
    people = {name: {"name": name.title(), "outfits": {"uniform": {}}} for name in PEOPLE}
    people["ren"]["family"] = {"mother": draw(names), "cat": "Tama"}
    people["mio"]["temper"] = {draw(emotions): "0.5"}
    return {
        "story": {"story": _story(draw)},
        "chapter": chapters,
        "character": people,
        "place": {name: {"name": name, "routes": {draw(places): "5m"}} for name in PLACES},
        "scene": {name: _with_choices(draw, draw(_scene())) for name in told},
    }


def _story(draw: st.DrawFn) -> Plain:
    return {
        "format": "anime/1",
        "title": "Wild",
        "chapters": draw(st.lists(st.sampled_from((*CHAPTERS, "three")), min_size=1, max_size=3)),
        "facts": {"f": {"text": "F", "known_by": draw(several)}, "g": {"text": "G"}},
        "items": {"key": {"name": "a key", "holder": draw(names)}, **draw(st.sampled_from(({}, {"f": {"name": "F"}})))},
        "threads": {"t": {"question": "Q?", "due": draw(st.sampled_from(("one", "three")))}},
        "emotions": {"odd": {"eyes": "wide"}},
        "relations": draw(st.lists(st.fixed_dictionaries({"from": names, "to": names}), max_size=2)),
        "waivers": [{"rule": draw(st.sampled_from(("C01", "C07"))), "scene": draw(scenes), "reason": "So."}],
    }


def documents(story: Wild) -> Iterator[Document]:
    """Yield the documents of a drawn story."""
    for kind, group in story.items():
        for name, values in group.items():
            yield build(kind, name, values)
