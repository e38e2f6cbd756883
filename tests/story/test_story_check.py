"""The check finds what is wrong and says what mends it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from graver import check

from anime_cli.model.load import build
from anime_cli.story.check import RULES, counting
from anime_cli.story.references import references, referrers
from anime_cli.story.snapshot import assemble

if TYPE_CHECKING:
    from collections.abc import Callable

    from anime_cli.story.continuity.finding import Finding
    from anime_cli.story.snapshot import Story

    Tell = Callable[..., Story]

ALL = {"ren": {}, "mio": {}}


def said(story: Story) -> list[str]:
    """Return what the check says."""
    return [finding.message for finding in check(story)]


def only(story: Story) -> Finding:
    """Return the one finding of STORY."""
    findings = check(story)
    assert len(findings) == 1, findings
    return findings[0]


def test_a_sound_story_has_no_findings(tell: Tell) -> None:
    story = tell(
        {
            "a": {
                "cast": ALL,
                "pov": "ren",
                "mentions": ["hana"],
                "script": [
                    {"shot": "wide", "on": ["ren", "mio"]},
                    {"who": "ren", "say": "Hm.", "emotion": "sad"},
                    {"event": "learns", "who": "ren", "fact": "f", "id": "e1"},
                    {"event": "feels", "who": "ren", "emotion": "odd", "because": "e1"},
                    {"action": "Ren goes.", "who": "ren", "uses": ["f", "key"]},
                    {"event": "leaves", "who": "ren", "to": "yard"},
                ],
            },
            "b": {"place": "yard", "cast": {"ren": {"outfit": "coat"}}, "next": "end"},
        },
        facts={"f": {"text": "F"}},
        items={"key": {"name": "a key", "holder": "ren"}},
        emotions={"odd": {"eyes": "wide"}},
        threads={"t": {"question": "Q?", "due": "one"}},
    )
    assert check(story) == ()


DANGLING = {
    "place": {"place": "rof"},
    "character": {"cast": {"renn": {}}},
    "pov": {"pov": "renn"},
    "mention": {"mentions": ["hanna"]},
    "speaker": {"cast": ALL, "script": [{"shot": "wide", "on": ["moi"]}]},
    "fact": {"cast": ALL, "script": [{"event": "learns", "who": "ren", "fact": "secrt"}]},
    "item": {"cast": ALL, "script": [{"event": "loses", "who": "ren", "item": "keyy"}]},
    "uses": {"cast": ALL, "script": [{"action": "A.", "uses": ["keyy"]}]},
    "thread": {"script": [{"event": "sets_up", "thread": "hoo"}]},
    "outfit": {"cast": {"ren": {"outfit": "coatt"}}},
    "wears": {"cast": ALL, "script": [{"event": "wears", "who": "ren", "outfit": "coatt"}]},
    "choice": {"script": [{"choice": "Go", "to": "ss"}]},
    "next": {"next": "ss"},
    "because": {"cast": ALL, "script": [{"event": "feels", "who": "ren", "emotion": "sad", "because": "e2"}]},
    "emotion": {"cast": {"ren": {"emotion": "sadd"}}},
}


@pytest.mark.parametrize("scene", DANGLING.values(), ids=DANGLING)
def test_a_reference_that_leads_nowhere_is_found(tell: Tell, scene: dict[str, Any]) -> None:
    facts, items = {"secret": {"text": "S"}}, {"key": {"name": "a key"}}
    finding = only(tell({"s": scene}, facts=facts, items=items, threads={"who": {"question": "Q?"}}))
    assert finding.rule == "C01"
    assert finding.path == "scenes/s.yaml"
    assert finding.scene == "s"
    assert finding.hint
    assert finding.severity == ("warning" if "sadd" in finding.message else "error")


def test_the_documents_of_the_story_are_checked_too(tell: Tell) -> None:
    people = {
        "ren": {"name": "Ren", "family": {"mother": "hana", "dog": "rex"}},
        "mio": {"name": "Mio", "temper": {"grumpyy": "0.5"}},
    }
    story = tell(
        {"s": {}},
        {"one": ["s", "zzz"], "two": []},
        people,
        threads={"t": {"question": "Q?", "due": "three"}},
        facts={"f": {"text": "F", "known_by": ["kei"]}},
        items={"i": {"name": "I", "holder": "kei"}},
        relations=[{"from": "kei", "to": "mio", "trust": "0"}],
        waivers=[{"rule": "C01", "scene": "qqq", "reason": "R"}],
    )
    found = {(finding.path, finding.address) for finding in check(story)}
    assert found == {
        ("characters/ren.yaml", ("family", "mother")),
        ("characters/mio.yaml", ("temper", "grumpyy")),
        ("chapters/one.yaml", ("scenes", 1)),
        ("story.yaml", ("threads", "t", "due")),
        ("story.yaml", ("facts", "f", "known_by", 0)),
        ("story.yaml", ("items", "i", "holder")),
        ("story.yaml", ("relations", 0, "from")),
        ("story.yaml", ("waivers", 0, "scene")),
    }


def test_messages_speak_of_the_story(tell: Tell) -> None:
    lost = build("place", "roof", {"name": "Roof", "routes": {"nowhere": "5m"}})
    story = tell({"s": {"title": "Rain", "script": [{"event": "learns", "who": "mioo", "fact": "f"}]}})
    messages = said(story)
    assert "In \"Rain\", the event 'learns' names the character 'mioo', which does not exist." in messages
    documents = [story.document, *story.chapters.values(), *story.scenes.values(), *story.characters.values(), lost]
    assert any(text.startswith("The place Roof names the place 'nowhere'") for text in said(assemble(documents)))


def test_a_doubled_reference_is_found(tell: Tell) -> None:
    finding = only(tell({"s": {"mentions": ["mio", "mio"]}}))
    assert finding.message == 'Scene "S" names Mio twice in one list.'
    assert finding.evidence[0].address == ("mentions", 0)


def test_a_cause_stands_in_the_file_once_and_is_an_event(tell: Tell) -> None:
    feels = {"event": "feels", "who": "ren", "emotion": "sad"}
    story = tell(
        {
            "a": {"cast": ALL, "script": [{**feels, "id": "e"}, {**feels, "because": "e", "intensity": "1"}]},
            "b": {"cast": ALL, "script": [{**feels, "id": "e"}, {**feels, "because": "e", "intensity": "1"}]},
            "c": {"cast": ALL, "script": [{"action": "Rain.", "id": "rain"}, {**feels, "because": "e"}]},
            "d": {"cast": ALL, "script": [{**feels, "because": "rain"}]},
        }
    )
    assert said(story) == [
        "In \"C\", the event 'feels' happens because of 'e', but 2 items have that id.",
        "In \"D\", the event 'feels' happens because of 'rain', which is the action \"Rain.\" and no event.",
    ]
    derived = tell({"a": {"cast": ALL, "script": [feels]}}).scenes["a"].script[0].id
    finding = only(tell({"a": {"cast": ALL, "script": [feels, {**feels, "intensity": "1", "because": derived}]}}))
    assert finding.hint == f"Write `id: {derived}` into that item, so that the id stands in the file."


def test_an_id_names_one_thing(tell: Tell) -> None:
    story = tell(
        {
            "s": {"cast": ALL, "script": [{"shot": "wide", "id": "x"}, {"choice": "Go", "to": "last", "id": "x"}]},
            "last": {"cast": ALL},
        },
        facts={"key": {"text": "K"}},
        items={"key": {"name": "K"}},
        relations=[{"from": "ren", "to": "mio", "trust": "0.1"}, {"from": "ren", "to": "mio", "fear": "0.1"}],
    )
    findings = [finding for finding in check(story) if finding.severity != "info"]
    assert [finding.rule for finding in findings] == ["C02"] * 3
    assert [finding.severity for finding in findings] == ["error"] * 3
    assert findings[2].message == 'In "S", the wide shot and the choice "Go" have the same id \'x\'.'
    assert findings[2].address == ("script", 1, "id")


def test_two_equal_events_are_a_warning(tell: Tell) -> None:
    feels = {"event": "feels", "who": "ren", "emotion": "sad"}
    finding = only(tell({"s": {"cast": ALL, "script": [{**feels, "id": "a"}, feels]}}))
    assert (finding.rule, finding.severity) == ("C02", "warning")
    assert counting(check(tell({"s": {"cast": ALL, "script": [feels, feels]}}))) == ()


def test_scenes_and_chapters_are_listed_once(tell: Tell) -> None:
    story = tell({"a": {}, "b": {}, "c": {}, "d": {}}, {"one": ["a", "b", "a"], "two": ["b"]})
    spare = build("chapter", "spare", {"title": "Spare", "scenes": ["d"]})
    document = build("story", "story", {"format": "anime/1", "title": "T", "chapters": ["one", "two", "one"]})
    parts = [story.chapters, story.scenes, story.characters, story.places]
    story = assemble([document, spare, *(each for part in parts for each in part.values())])
    assert said(story) == [
        'story.yaml does not list the chapter "Spare".',
        'No chapter lists the scene "C".',
        "Chapter 'one' is listed in story.yaml twice.",
        'Scene "A" is listed in chapters/one.yaml twice.',
        'Scene "B" is listed in chapters/one.yaml and chapters/two.yaml.',
    ]
    assert check(story)[1].hint == "Add c to `scenes` in chapters/one.yaml, or delete scenes/c.yaml."


def test_a_scene_that_is_listed_but_missing_may_be_doubled_too(tell: Tell) -> None:
    assert [f.rule for f in check(tell({}, {"one": ["x", "x"]}))] == ["C01", "C01", "C04"]
    loose = [
        build("story", "story", {"format": "anime/1", "title": "T", "chapters": []}),
        build("place", "p", {"name": "P"}),
        build("scene", "s", {"title": "S", "place": "p", "script": []}),
    ]
    assert "a chapter" in only(assemble(loose)).hint


SPEAK = {"who": "ren", "say": "Hello?"}


def test_the_dead_do_not_speak(tell: Tell) -> None:
    story = tell(
        {
            "a": {"title": "The fall", "cast": ALL, "script": [{"event": "dies", "who": "ren", "id": "d"}, SPEAK]},
            "b": {"cast": ALL, "script": [SPEAK, SPEAK, {"event": "dies", "who": "ren"}]},
        }
    )
    first, second = check(story)
    assert first.message == 'Ren speaks in "The fall" (the line "Hello?"), but died earlier in it.'
    assert second.message == 'Ren speaks in "B" (the line "Hello?"), but died in "The fall".'
    assert second.evidence[0].path == "scenes/a.yaml"
    assert second.evidence[0].address == ("script", 0)
    assert "as: ghost" in second.hint


@pytest.mark.parametrize(
    "entry",
    [
        {"cast": {"ren": {"as": "ghost"}}},
        {"cast": {"ren": {"as": "voice"}}},
        {"mode": "dream", "cast": {"ren": {}}},
        {"mode": "imagined", "cast": {"ren": {}}},
        {"mode": "flashback", "day": "-3", "time": "10:00", "cast": {"ren": {}}},
    ],
)
def test_ghosts_voices_dreams_and_flashbacks_are_free(tell: Tell, entry: dict[str, Any]) -> None:
    dead = {"cast": ALL, "script": [{"event": "dies", "who": "ren"}]}
    assert check(tell({"a": dead, "b": {**entry, "script": [SPEAK]}})) == ()


def test_the_unborn_do_not_act(tell: Tell) -> None:
    story = tell(
        {"a": {"cast": ALL, "script": [SPEAK]}, "b": {"cast": ALL, "script": [{"event": "born", "who": "ren"}]}}
    )
    assert only(story).message == 'Ren speaks in "A" (the line "Hello?"), but is not born yet.'


def test_the_absent_do_not_speak(tell: Tell) -> None:
    script = [
        {"who": "mio", "say": "Too early."},
        {"event": "arrives", "who": "mio"},
        {"event": "leaves", "who": ["mio"]},
        {"action": "Mio waves.", "who": ["mio", "ren"]},
        {"event": "gives", "by": "hana", "to": "ren", "item": "key"},
        {"event": "relation", "from": "hana", "to": "ren", "trust": "+0.1"},
    ]
    items = {"key": {"name": "a key", "holder": "hana"}}
    bond = {"from": "hana", "to": "ren", "trust": "0.5"}
    story = tell({"s": {"cast": ALL, "mentions": ["hana"], "script": script}}, items=items, relations=[bond])
    assert said(story) == [
        'Mio speaks in "S" (the line "Too early."), before coming into it.',
        'Mio acts in "S" (the action "Mio waves."), after leaving it.',
        "Hana gives something away in \"S\" (the event 'gives'), but is not in its cast.",
    ]


def test_who_arrives_stands_in_the_cast(tell: Tell) -> None:
    story = tell({"s": {"cast": ALL, "script": [{"event": "arrives", "who": ["hana"]}, {"who": "hana", "say": "Hi."}]}})
    assert only(story).hint == "Add `hana: {}` to `cast` in scenes/s.yaml."


def test_a_long_line_is_shortened(tell: Tell) -> None:
    assert "…" in only(tell({"s": {"script": [{"who": "ren", "say": "word " * 30}]}})).message


def test_time_runs_forward(tell: Tell) -> None:
    story = tell(
        {
            "a": {"day": "3", "time": "18:00"},
            "p": {"mode": "parallel", "day": "3", "time": "10:00"},
            "b": {"time": "09:00"},
            "c": {"day": "1", "time": "20:00"},
        }
    )
    early, wrong = check(story)
    assert early.message == '"B" starts on day 3 at 09:00, but is told after "A", which starts on day 3 at 18:00.'
    assert early.hint.startswith("Write `day: 4`")
    assert wrong.hint.startswith("Write `day: 3`")
    assert (wrong.rule, wrong.path, wrong.address) == ("C20", "scenes/c.yaml", ("time",))


def test_a_fault_on_any_path_is_found_once(tell: Tell) -> None:
    story = tell(
        {
            "s": {"day": "1", "time": "10:00", "script": [{"choice": "L", "to": "l"}, {"choice": "R", "to": "r"}]},
            "l": {"day": "0", "time": "10:00", "next": "e"},
            "r": {"day": "0", "time": "12:00", "next": "e"},
            "e": {},
        }
    )
    assert [finding.scene for finding in check(story)] == ["l", "r"]


def test_a_waived_finding_is_told_but_does_not_count(tell: Tell) -> None:
    waivers = [{"rule": "C07", "scene": "s", "reason": "A prank.", "until": "2024-05-01"}]
    story = tell({"s": {"script": [SPEAK]}}, waivers=waivers)
    last, after = check(story, date(2024, 5, 1)), check(story, date(2024, 5, 2))
    assert [finding.waived for finding in (*last, *after)] == [True, False]
    assert counting(last) == ()
    assert counting(after) == after
    assert check(story) == after


def test_a_waiver_without_a_scene_accepts_what_stands_at_none(tell: Tell) -> None:
    """What the rule finds at a scene still counts."""
    waivers = [{"rule": "C02", "reason": "Old names."}]
    script = [{"shot": "wide", "id": "x"}, {"shot": "close", "id": "x"}]
    both = {"facts": {"key": {"text": "K"}}, "items": {"key": {"name": "K"}}}
    findings = check(tell({"s": {"script": script}}, waivers=waivers, **both))
    assert [(finding.scene, finding.waived) for finding in findings] == [(None, True), ("s", False)]


def test_the_rules_are_a_registry() -> None:
    assert list(RULES) == [f"C{number:02}" for number in range(1, 21) if number != 19]
    assert all(rule.title and rule.explanation.endswith(".") for rule in RULES.values())


def test_references_both_ways(tell: Tell) -> None:
    story = tell(
        {
            "s": {
                "cast": {"ren": {"outfit": "coat"}},
                "script": [
                    {"event": "wears", "who": "mio", "outfit": "uniform", "because": "x"},
                    {"action": "A.", "uses": ["f", "i"]},
                ],
            },
        },
        facts={"f": {"text": "F"}},
        items={"i": {"name": "I"}},
    )
    assert [each.address for each in referrers(story, "outfit", "coat", "ren")] == [("cast", "ren", "outfit")]
    assert referrers(story, "outfit", "coat", "mio") == ()
    assert [each.address for each in referrers(story, "fact", "f")] == [("script", 1, "uses", 0)]
    assert [each.address for each in referrers(story, "item", "i")] == [("script", 1, "uses", 1)]
    assert [each.owner for each in referrers(story, "event", "x")] == ["s"]
    assert [each.path for each in referrers(story, "scene", "s")] == ["chapters/one.yaml"]
    assert ("places/roof.yaml", ("routes", "yard")) in {(each.path, each.address) for each in references(story)}
