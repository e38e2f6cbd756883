"""A scene written as a script is read back as it was, whatever it says; a mistake has its line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from scripts import KINDS, PEOPLE, PLACES, SCENES, scenes_of

from anime_cli.model.load import build, dump
from anime_cli.story.screenplay.errors import BadScript
from anime_cli.story.screenplay.reader import read_script
from anime_cli.story.screenplay.writer import write_script
from anime_cli.story.snapshot import Story, assemble

if TYPE_CHECKING:
    from anime_cli.model.documents import Scene

# ruff: noqa: RUF001  # signs of other scripts are meant

RELAXED = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


HEAD = "Title: Dusk\nPlace: School rooftop\n\n"
HERE = build("scene", "here", {"title": "Dusk", "place": "roof", "script": []})


def _story() -> Story:
    values = {"format": "anime/1", "title": "Test", "chapters": [], "facts": {"has-magic": {"text": "She can."}}}
    values |= {"items": {"key": {"name": "a key"}}, "threads": {"who-saw-her": {"question": "Who?"}}}
    documents = [build("story", "story", values)]
    documents += [build("character", name, dict(each)) for name, each in PEOPLE.items()]
    documents += [build("place", name, dict(each)) for name, each in PLACES.items()]
    return assemble([*documents, HERE])


STORY = _story()


def _returned(scene: Scene) -> Scene:
    text = write_script(STORY, scene, {item.id for item in scene.script if item.named})
    return read_script(STORY, scene, text)


@RELAXED
@given(SCENES)
def test_a_scene_written_is_read_back(scene: Scene) -> None:
    """Every item, every key, unknown ones too, any prose, any name."""
    assert dump(_returned(scene)) == dump(scene)


@pytest.mark.parametrize("kind", KINDS)
@settings(RELAXED, max_examples=15)
@given(st.data())
def test_an_item_written_is_read_back(kind: str, data: st.DataObject) -> None:
    """Of each kind, with all its keys."""
    scene = data.draw(scenes_of(kind))
    assert dump(_returned(scene)) == dump(scene)


@pytest.mark.slow
@settings(RELAXED, max_examples=2000)
@given(SCENES)
def test_many_scenes_written_are_read_back(scene: Scene) -> None:
    """The same, for longer."""
    assert dump(_returned(scene)) == dump(scene)


def read(body: str) -> list[dict[str, Any]]:
    """Return the items that BODY tells."""
    return dump(read_script(STORY, HERE, HEAD + body))["script"]  # type: ignore[return-value]


EVENTS = {
    "[Sakura and Ren Aoyama meet]": {"event": "meets", "who": ["sakura", "ren"]},
    "[Sakura, Ren Aoyama, and 澪 meet]": {"event": "meets", "who": ["sakura", "ren", "mio"]},
    "[澪 learns has-magic from Sakura]": {"event": "learns", "who": "mio", "from": "sakura", "fact": "has-magic"},
    "[Sakura reveals has-magic to 澪 and Tanaka]": {
        "event": "reveals", "by": "sakura", "to": ["mio", "tanaka"], "fact": "has-magic",
    },
    "[Sakura gives key to 澪]": {"event": "gives", "by": "sakura", "to": "mio", "item": "key"},
    "[澪 takes key from Sakura]": {"event": "takes", "by": "mio", "from": "sakura", "item": "key"},
    "[澪 loses key]": {"event": "loses", "who": "mio", "item": "key"},
    "[key is destroyed by 澪]": {"event": "destroys", "by": "mio", "item": "key"},
    "[key is destroyed]": {"event": "destroys", "item": "key"},
    "[Sakura arrives at 09:05]": {"event": "arrives", "who": ["sakura"], "at": "09:05"},
    "[Sakura leaves for Classroom 2-B]": {"event": "leaves", "who": ["sakura"], "to": "b2"},
    '[Sakura is injured "a cut hand" by 澪]': {
        "event": "injured", "who": "sakura", "by": "mio", "injury": "a cut hand",
    },
    "[Sakura heals a cut hand]": {"event": "heals", "who": "sakura", "injury": "a cut hand"},
    "[Sakura dies by 澪]": {"event": "dies", "who": "sakura", "by": "mio"},
    "[澪 is born to Sakura]": {"event": "born", "who": "mio", "by": "sakura"},
    "[Sakura feels afraid 0.6]": {"event": "feels", "who": "sakura", "emotion": "afraid", "intensity": "0.6"},
    "[澪 towards Sakura: trust +0.3, fear -0.1]": {
        "event": "relation", "from": "mio", "to": "sakura", "trust": "+0.3", "fear": "-0.1",
    },
    '[Sakura grows trait from shy to "sure of it"]': {
        "event": "grows", "who": "sakura", "field": "trait", "from": "shy", "to": "sure of it",
    },
    "[Sakura wears uniform]": {"event": "wears", "who": "sakura", "outfit": "uniform"},
    "[sets up who-saw-her]": {"event": "sets_up", "thread": "who-saw-her"},
    "[pays off who-saw-her because e1 #e2] At last.": {
        "event": "pays_off", "thread": "who-saw-her", "because": "e1", "note": "At last.", "id": "e2",
    },
}  # fmt: skip


@pytest.mark.parametrize("line", EVENTS)
def test_every_event_is_a_sentence(line: str) -> None:
    """In brackets, with names as people say them."""
    assert read(line) == [EVENTS[line]]


TYPED = {
    "SAKURA (happy 0.8, whispering): It's warm.": {
        "who": "sakura", "say": "It's warm.", "emotion": "happy", "intensity": "0.8", "how": "whispering",
    },
    "saku: Hm.\n  Well.\n\n  So.": {"who": "sakura", "say": "Hm. Well.\n\nSo."},
    "澪（happy）：うん。\n  そう。": {"who": "mio", "say": "うん。そう。", "emotion": "happy"},
    "MR. TANAKA (softly, to nobody, uses has-magic): Yes: that.": {
        "who": "tanaka", "say": "Yes: that.", "how": "softly, to nobody", "uses": ["has-magic"],
    },
    "SHOT: close-up, on Sakura and 澪, angle low, lasts 4s": {
        "shot": "close-up", "on": ["sakura", "mio"], "angle": "low", "lasts": "4s",
    },
    'Petals turn\naround her.\n{who Sakura, uses has-magic, light="low"}': {
        "action": "Petals turn around her.", "who": ["sakura"], "uses": ["has-magic"], "light": "low",
    },
    "\\Then: nothing.": {"action": "Then: nothing."},
    "It is 18:40 by the clock.": {"action": "It is 18:40 by the clock."},
    "-> here: Run after her": {"choice": "Run after her", "to": "here"},
    "→ here (#c1): Run": {"choice": "Run", "to": "here", "id": "c1"},
}  # fmt: skip


@pytest.mark.parametrize("text", TYPED)
def test_what_people_type(text: str) -> None:
    """Capitals or not, signs of either width, lines at the margin or indented."""
    assert read(text) == [TYPED[text]]


def test_comments_and_other_line_ends() -> None:
    """Comments are left out, a byte order mark and CRLF are no matter."""
    plain = read("Petals.\n# a comment\n  They turn.\n\n#4 is hers.")
    assert plain == [{"action": "Petals. They turn."}, {"action": "#4 is hers."}]
    text = "\ufeff" + (HEAD + "Petals.\n").replace("\n", "\r\n")
    assert dump(read_script(STORY, HERE, text))["script"] == [{"action": "Petals."}]


MISTAKES = {
    "SAKRA: Hm.": "There is no character called 'SAKRA'.",
    "Then: nothing.": "There is no character called 'Then'.",
    "REN: Hm.": "'REN' is what 3 of them are called.",
    "SAKURA (hapy 0.8): Hm.": "There is no emotion called 'hapy'.",
    "SAKURA (happy 8): Hm.": "intensity: expected a number from 0 to 1, found '8'.",
    "SAKURA (uses has-magik): Hm.": "There is no fact and no item called 'has-magik'.",
    'SAKURA (softly, how "loud"): Hm.': "'softly' stands beside 'how'.",
    "SAKURA (happy: Hm.": "The parenthesis behind the name isn't closed.",
    "[Sakura lerns has-magic]": "No event is told by these words.",
    "[Sakura learns]": "'fact' is missing.",
    "[Sakura learns has-magic": "The bracket isn't closed on this line.",
    "[Sakura learns has-magic from]": "Nothing stands behind 'from'.",
    "[Sakura learns has-magic from 澪 from 澪]": "'from' is said twice.",
    "[now sets up who-saw-her]": "'now' has no place in this sentence.",
    "[Sakura learns has-magic #a #b]": "An event has one id, not 2.",
    "SHOT: wide, at dusk": "'at dusk' says nothing that is known here.",
    "SHOT:": "Nothing says what shot it is.",
    "SHOT: wide\n  A girl.": "Text stands under a shot.",
    "-> nowhere: Run": "There is no scene called 'nowhere'.",
    "-> Run": "A name and a colon are missing.",
    "Petals.\n  {who Sakura": "'}' is missing at the end.",
    "Petals.\n  {who Sakura} now": "'now' stands behind a closing brace.",
    "Petals.\n  {x=[}": "The value behind '{x=' can't be read.",
    "Petals.\n  SAKURA: Hm.": "'SAKURA: Hm.' is indented, so it goes on from the line above.",
    'SAKURA (how "a\\q"): Hm.': '"a\\q" holds a backslash that means nothing.',
}


@pytest.mark.parametrize("body", MISTAKES)
def test_a_mistake_has_its_line(body: str) -> None:
    """And a sentence that says what it is."""
    text = f"{HEAD}Hm.\n\n{body}\n"
    with pytest.raises(BadScript) as refused:
        read_script(STORY, HERE, text)
    (mistake,) = refused.value.mistakes
    assert mistake.message == MISTAKES[body]
    assert text.split("\n")[mistake.line - 1] in body.split("\n")


def test_many_quotes_cost_no_time() -> None:
    """A line that almost is one of dialogue is read in one go."""
    line = "Ren (" + '"a" ' * 2000 + ": no"
    with pytest.raises(BadScript, match="The parenthesis behind the name isn't closed"):
        read(line)
    assert read(f"\\{line}") == [{"action": line}]


def test_all_mistakes_are_found() -> None:
    """Of the heading, of the items, and ids that stand twice."""
    text = "Titel: Dusk\nPlace: Moon\nCast:\n  Sakura (sadd)\n\nSAKRA: Hm.\n\n[Sakura sets #x]\n\n"
    text += "A.\n{#x}\n\nB.\n{#x}\n"
    with pytest.raises(BadScript) as refused:
        read_script(STORY, HERE, text)
    assert [(each.line, each.hint) for each in refused.value.mistakes] == [
        (1, "Did you mean 'Title'?"),
        (2, None),
        (4, "Did you mean 'sad'?"),
        (6, "Did you mean 'Sakura'?"),
        (8, "Did you mean 'sets'?"),
        (13, "Leave it out: a new item gets an id of its own. It stands in line 10, too."),
    ]
    assert refused.value.message.startswith("The script has 6 mistakes:\n  line 1: The heading has no entry 'Titel'.")


HEADINGS = {
    "Title: Dawn": "'Title' is said twice.",
    "Cast:\n  Sakura\n  sakura": "'sakura' stands in the cast twice.",
    "Cast:\n  (sad)": "'(sad)' is no entry of a cast.",
    "Cast:\n  Sakura (sad) there": "'there' stands behind the parentheses.",
    "Cast:\n  Sakura (sad": "')' is missing at the end.",
    "Tags: magic\n  {magic}": "'magic' says nothing that is known here.",
    "Day: tomorrow": "day: expected a whole number of days, found 'tomorrow'.",
    "Day: 3": "day: a day needs a time beside it.",
    "Seen by: Ren": "'Ren' is what 3 of them are called.",
}


@pytest.mark.parametrize("entry", HEADINGS)
def test_a_mistake_in_the_heading_has_its_line(entry: str) -> None:
    """One of its entry."""
    with pytest.raises(BadScript) as refused:
        read_script(STORY, HERE, f"Title: Dusk\nPlace: roof\n{entry}\n\nHm.\n")
    (mistake,) = refused.value.mistakes
    assert mistake.message == HEADINGS[entry]
    assert mistake.line in range(3, 4 + entry.count("\n") + 1)
