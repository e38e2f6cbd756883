"""A document is read exactly, or everything wrong with it is named."""

from __future__ import annotations

import sys
from subprocess import run
from typing import Any

import pytest

from anime_cli.model.documents import Chapter, Character, Place, Scene, StoryDocument, Style
from anime_cli.model.errors import ModelError, NotADocument
from anime_cli.model.load import build, dump, file_of, load, to_text, unknown_keys
from anime_cli.model.script import EVENTS, Arrives, Event, Learns, Line, RelationChange, Takes
from anime_cli.model.values import Born, Calendar, Duration
from anime_cli.text.errors import TextError

SCENE = """\
title: Rooftop at dusk
place: school-rooftop
day: 3
time: "18:40"
lasts: 20m
pov: sakura
summary: |
  Sakura tries her power where nobody can see her.
  Ren sees her.
cast:
  sakura: {emotion: surprised, intensity: 0.8, pose: reaching, outfit: uniform}
  ren: {as: voice, age: 16}
  hana:
mentions: mio
script:
  - shot: wide
    lasts: 3s
  - action: Petals turn around her hands.
    id: k3f9a2c
  - who: sakura
    say: It's warm. Like it knows me.
    emotion: happy
  - event: learns
    who: ren
    fact: sakura-has-magic
    id: e7d20b1
  - event: relation
    from: ren
    to: sakura
    trust: +0.3
    because: e7d20b1
  - event: arrives
    who: hana
    at: 18:50
  - choice: Run after her
    to: the-stairs
tags: [magic, secret]
"""


def scene(text: str) -> Scene:
    """Load TEXT as a scene."""
    document = load(text, "scenes/rooftop.yaml").document
    assert isinstance(document, Scene)
    return document


def problems(text: str, path: str = "scenes/rooftop.yaml") -> list[str]:
    """Return what is wrong with TEXT."""
    with pytest.raises(ModelError) as caught:
        load(text, path)
    return [str(problem) for problem in caught.value.problems]


def with_script(*lines: str) -> str:
    """Return a scene with these lines as its script."""
    return "title: T\nplace: p\nscript:\n" + "".join(f"  {line}\n" for line in lines)


def test_every_scalar_gets_its_type() -> None:
    read = scene(SCENE)
    assert (read.day, read.time, read.lasts) == (3, 18 * 60 + 40, Duration(0, 1200))
    assert read.mentions == ("mio",)
    assert read.cast["sakura"].intensity == 0.8
    assert (read.cast["ren"].presence, read.cast["ren"].age) == ("voice", 16)
    assert read.cast["hana"].emotion is None
    assert read.summary == "Sakura tries her power where nobody can see her. Ren sees her."
    shot, action, line, learns, relation, arrives, _ = read.script
    assert (action.id, action.named, shot.named, line.named) == ("k3f9a2c", True, False, False)
    assert isinstance(learns, Learns)
    assert isinstance(relation, RelationChange)
    assert (relation.source, relation.trust, relation.because) == ("ren", 0.3, "e7d20b1")
    assert isinstance(arrives, Arrives)
    assert (arrives.who, arrives.at) == (("hana",), 18 * 60 + 50)


def test_the_other_documents() -> None:
    story = load(
        "format: anime/1\ntitle: T\nchapters: one\ncalendar: {epoch: 2024-04-08, day: 30h}\n"
        "facts:\n  b: {text: B, secret: true, known_by: mio}\n  a: {text: A}\n"
        "relations:\n  - {from: a, to: b, debt: -1}\n",
        "story.yaml",
    ).document
    assert isinstance(story, StoryDocument)
    assert story.chapters == ("one",)
    assert story.calendar == Calendar("2024-04-08", 30 * 3600)
    assert list(story.facts) == ["a", "b"]
    assert story.facts["b"].secret
    assert story.relations[0].debt == -1
    mio = load(
        "name: Mio\npronouns: she\nborn: {year: 2008, day: 91}\nlook: {height: 1.56m}\n"
        "family: {mother: h, my dog: Rex}\n",
        "characters/mio.yaml",
    ).document
    assert isinstance(mio, Character)
    assert (mio.born, mio.look.height, mio.family["my dog"]) == (Born(2008, 91), 1.56, "Rex")
    style = load("size: 1280x720\nseed: 7\nsignature: {a: [b, {c: d}]}\n", "style.yaml").document
    assert isinstance(style, Style)
    assert (style.size, style.seed, style.signature) == ((1280, 720), 7, {"a": ["b", {"c": "d"}]})
    place = load("name: Roof\nroutes: {yard: 1h5m}\n", "places/roof.yaml").document
    assert isinstance(place, Place)
    assert place.routes["yard"].total() == 3900
    chapter = load("title: One\nscenes:\n", "chapters/one.yaml").document
    assert isinstance(chapter, Chapter)
    assert chapter.scenes == ()


def test_every_problem_of_a_file_is_named_with_its_line() -> None:
    text = SCENE.replace("day: 3", "day: tomorrow").replace("0.8", "loud").replace("event: learns", "event: learn")
    text = text.replace("title: Rooftop at dusk\n", "").replace("trust: +0.3", "trust: 7")
    assert problems(text) == [
        "scenes/rooftop.yaml:1:1: 'title' is missing.",
        "scenes/rooftop.yaml:2:1: day: expected a whole number of days, found 'tomorrow'.",
        "scenes/rooftop.yaml:10:32: cast.sakura.intensity: expected a number from 0 to 1, found 'loud'.",
        "scenes/rooftop.yaml:22:5: script[3].event: there is no event called 'learn'.",
        "scenes/rooftop.yaml:29:5: script[4].trust: expected a change from -2 to 2 such as +0.3, found '7'.",
    ]


def test_the_message_counts_the_problems_and_the_first_hint_is_given() -> None:
    with pytest.raises(ModelError) as caught:
        load("titel: T\nplace: p\nscript: [{event: learn}]\n", "scenes/s.yaml")
    assert caught.value.message.startswith("scenes/s.yaml has 2 problems.\nscenes/s.yaml:1:1: 'title' is missing.\n")
    assert caught.value.hint == "Is 'titel' meant to be 'title'?"
    with pytest.raises(ModelError) as caught:
        load("titel: T\nplace: p\nscript: []\n", "scenes/s.yaml")
    assert caught.value.message == "scenes/s.yaml:1:1: 'title' is missing."
    assert caught.value.hint == "Is 'titel' meant to be 'title'?"


WRONG = {
    "a map": ("cast: sakura", "expected a map, found 'sakura'."),
    "a record": ("cast: {sakura: [a]}", "expected a map, found a list."),
    "a list": ("script: {a: b}", "expected a list of script items, found a map."),
    "an empty title": ("title:", "expected text, found nothing."),
    "an empty id": ('place: ""', "expected the id of a place, found ''."),
    "a word": ("mode: flashbak", "expected flashback, dream, imagined or parallel, found 'flashbak'."),
    "a clock": ('time: "25:00"', "expected a time of day such as 18:40, found '25:00'."),
    "a length": ("lasts: 5", "expected a length of time such as 20m, 2h or 3d, found '5'."),
    "an empty length": ('lasts: ""', "expected a length of time such as 20m, 2h or 3d, found ''."),
    "a list in a list": ("tags: [a, [b]]", "expected text, found a list."),
    "a long text": (f"day: {'x' * 60}", f"expected a whole number of days, found '{'x' * 37}…'."),
    "a day alone": ("day: 3", "a day needs a time beside it."),
    "a flashback without its day": ('mode: flashback\ntime: "18:40"', "a flashback must say its day and its time."),
}


@pytest.mark.parametrize("wrong", WRONG, ids=str)
def test_what_was_expected_and_what_was_found(wrong: str) -> None:
    line, message = WRONG[wrong]
    key = line.partition(":")[0]
    rest = {"title": "T", "place": "p", "script": "[]"}
    text = line + "\n" + "".join(f"{name}: {value}\n" for name, value in rest.items() if name != key)
    (problem,) = problems(text)
    assert problem.endswith(f"{message}")


ITEMS = {
    "nothing known": (
        ["- camera: wide"],
        "this is no script item: none of shot, action, say, event, choice stands in it.",
    ),
    "only text": (
        ["- Petals fall."],
        "expected a script item (a shot, an action, who and say, an event or a choice), found",
    ),
    "two at once": (["- shot: wide", "  action: Rain."], "one item can't be both shot and action."),
    "who alone": (["- who: ren"], "'say' is missing."),
    "say alone": (["- say: Hello."], "'who' is missing."),
    "an event without a name": (["- event: [a]"], "expected the name of an event, found a list."),
    "a missing field": (["- event: gives", "  by: ren", "  item: key"], "'to' is missing."),
    "an id": (["- shot: wide", "  id: Wide"], "expected a lower-case word as the id, found 'Wide'."),
    "choice and next": (["- {choice: Go, to: b}", "next: b"], "a scene with choices goes on only where they lead."),
}


@pytest.mark.parametrize("wrong", ITEMS, ids=str)
def test_what_is_no_script_item(wrong: str) -> None:
    lines, message = ITEMS[wrong]
    text = with_script(*lines).replace("  next", "next")
    (problem,) = problems(text)
    assert message in problem


def test_ids_of_maps_are_checked() -> None:
    text = "format: anime/1\ntitle: T\nchapters: []\nfacts: {Magic: {text: M}}\n"
    assert "'Magic' is no id." in problems(text, "story.yaml")[0]
    assert (
        "this version reads anime/1, not 'anime/2'."
        in problems(text.replace("/1", "/2").replace("M", "m"), "story.yaml")[0]
    )


def test_a_conflict_is_refused_with_the_way_out() -> None:
    text = SCENE.replace("place: school-rooftop", "place: !conflict {base: a, ours: b, theirs: c}")
    text = text.replace("tags: [magic, secret]", "odd: {deep: [a, !conflict {ours: b}]}")
    with pytest.raises(ModelError) as caught:
        load(text, "scenes/rooftop.yaml")
    assert [problem.field for problem in caught.value.problems] == ["place", "odd.deep[1]"]
    assert "a merge left a conflict here." in caught.value.message
    assert "anime story resolve" in str(caught.value.hint)


def test_unknown_keys_are_kept_and_warned_about() -> None:
    text = SCENE.replace("weather", "x").replace("pose: reaching", "poze: reaching").replace("tags:", "tag:")
    text = text.replace("    to: the-stairs", "    to: the-stairs\n    mood: dark")
    loaded = load(text, "scenes/rooftop.yaml")
    assert [(each.field, each.line, each.hint) for each in loaded.warnings] == [
        ("cast.sakura.poze", 11, "Did you mean 'pose'?"),
        ("script[6].mood", 37, None),
        ("tag", 38, "Did you mean 'tags'?"),
    ]
    document = loaded.document
    assert document.extra == {"tag": ["magic", "secret"]}
    assert load(to_text(document), "scenes/rooftop.yaml").document == document
    assert {each.address for each in unknown_keys(document)} == {each.address for each in loaded.warnings}
    relation = build(
        "story",
        "story",
        {"format": "anime/1", "title": "T", "chapters": [], "relations": [{"from": "a", "to": "b", "love": "1"}]},
    )
    assert [each.field for each in unknown_keys(relation)] == ["relations[0].love"]


def test_only_documents_are_read() -> None:
    for path in ("README.md", "scenes/deep/a.yaml", "scenes/a.yml", "songs/a.yaml", "chapters"):
        with pytest.raises(NotADocument):
            load("title: T\n", path)
    assert "'Rooftop' is no id." in problems(SCENE, "scenes/Rooftop.yaml")[0]
    with pytest.raises(TextError):
        load("title: [\n", "scenes/rooftop.yaml")


def test_values_that_are_no_map_are_refused() -> None:
    wrong: Any = ["title"]
    with pytest.raises(ModelError, match="expected a map, found a list"):
        build("scene", "s", wrong)


def test_the_canonical_form_writes_each_type_its_way() -> None:
    plain = dump(scene(SCENE))
    assert (plain["time"], plain["lasts"], plain["day"]) == ("18:40", "20m", "3")
    script: Any = plain["script"]
    assert script[4] == {"event": "relation", "from": "ren", "to": "sakura", "trust": "+0.3", "because": "e7d20b1"}
    assert "id" not in script[0]
    assert script[5] == {"event": "arrives", "who": ["hana"], "at": "18:50"}
    assert file_of(scene(SCENE)) == "scenes/rooftop.yaml"


def test_every_event_is_read_and_written() -> None:
    """The tables of the events and their classes name the same fields."""
    values: dict[str, Any] = {
        "who": ["a"], "to": ["b"], "by": "a", "from": "b", "fact": "f", "item": "i", "injury": "a cut",
        "emotion": "sad", "field": "want", "outfit": "coat", "thread": "t",
    }  # fmt: skip
    for name, made in EVENTS.items():
        known = {key: [value[0]] if made is Arrives else value for key, value in values.items()}
        item = {"event": name, **{key: known[key] for key in _keys(made)}}
        for key in ("who", "to"):
            if key in item and name not in {"meets", "arrives", "leaves", "reveals"}:
                item[key] = values[key][0]
        if name == "leaves":
            item["to"] = "yard"
        document = build("scene", "s", {"title": "T", "place": "p", "script": [item]})
        assert isinstance(document, Scene)
        assert type(document.script[0]) is made
        assert dump(document)["script"] == [item]


def _keys(made: type[Event]) -> list[str]:
    renamed = {"source": "from", "field_": "field"}
    names = [name for name in made.__dataclass_fields__ if name not in Event.__dataclass_fields__]
    left_out = {"at", "trust", "affection", "rivalry", "fear", "debt", "intensity"}
    return [renamed.get(name, name) for name in names if name not in left_out]


def test_prose_is_its_words_whatever_its_lines() -> None:
    one = scene(with_script("- who: ren", "  say: |", "    Wait.", "    For me."))
    other = scene(with_script("- who: ren", '  say: "Wait. For me."'))
    assert one == other
    line = one.script[0]
    assert isinstance(line, Line)
    assert line.say == "Wait. For me."


def test_takes_from_nobody() -> None:
    read = scene(with_script("- event: takes", "  by: ren", "  item: key")).script[0]
    assert isinstance(read, Takes)
    assert read.source is None


def test_reading_a_document_needs_no_heavy_library() -> None:
    code = (
        "import sys; from anime_cli.model.facts import from_json; from anime_cli.story import check, fold, snapshot;"
        "print(sorted({'pydantic', 'yaml', 'networkx', 'pygit2', 'rich', 'typer'} & set(sys.modules)))"
    )
    done = run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
