"""The planner's rules of growth: what each proposes, and that none speaks against the story."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from lives import grown, life, tell

from anime_cli.echo.brains.planner import Planner
from anime_cli.echo.planning.growth import FIELDS, rules
from anime_cli.echo.planning.material import material
from anime_cli.echo.planning.occasions import OCCASIONS
from anime_cli.echo.tasks.growth import TASK, GrowthInput, growth_request
from anime_cli.model.emotions import vocabulary
from anime_cli.story.course import course
from anime_cli.story.sentence import Teller

if TYPE_CHECKING:
    from anime_cli.model.script import Grows
    from anime_cli.story.snapshot import Story

Plain = dict[str, Any]


def towards(to: str, source: str = "ren", **levels: str) -> Plain:
    return {"event": "relation", "from": source, "to": to, **levels}


def told(kind: str, **keys: Any) -> Plain:
    return {"event": kind, **keys}


TRUST = [towards("mio", trust="+0.3"), towards("hana", trust="+0.2")]
SECRET: Plain = {"facts": {"f": {"text": "The tree is dying.", "secret": "true", "known_by": ["mio"]}}}
OWN: Plain = {"facts": {"f": {"text": "The tree is dying.", "secret": "true", "known_by": ["ren"]}}}
THREAD: Plain = {"threads": {"t": {"question": "Will Ren stay?"}}}
DEAR: Plain = {"relations": [{"from": "ren", "to": "mio", "affection": "0.5"}]}
THINGS: Plain = {"items": {"key": {"name": "a key", "holder": "ren"}, "map": {"name": "a map", "holder": "ren"}}}
LEARNS = told("learns", who="ren", fact="f")
CUT = told("injured", who="ren", injury="a cut")
LINE = {"action": "Rain."}
ANSWER = [told("sets_up", thread="t"), told("pays_off", thread="t")]
AFRAID = [
    told("feels", who="ren", emotion="afraid", intensity="0.7"),
    told("feels", who="ren", emotion="determined", intensity="0.6"),
]

CASES: dict[str, tuple[Story, tuple[str, str | None, str | None], str]] = {
    "trust-opens": (life({"traits": ["lonely", "tall"]}, TRUST), ("trait", "lonely", "open"), "s1:1"),
    "betrayal-makes-wary": (
        life({"traits": ["trusting"]}, [LINE, towards("mio", trust="-0.4")]),
        ("trait", "trusting", "wary"),
        "s1:1",
    ),
    "robbery-makes-suspicious": (
        life({"traits": ["Naive"]}, [told("takes", by="mio", item="key", **{"from": "ren"})], **THINGS),
        ("trait", "Naive", "suspicious"),
        "s1:0",
    ),
    "an-answer-brings-the-need-forward": (
        life({"want": "To go.", "need": "To\nstay."}, ANSWER, **THREAD),
        ("want", "To go.", "To stay."),
        "s1:1",
    ),
    "loss-grieves": (life({}, [told("dies", who="mio")], **DEAR), ("trait", None, "grieving"), "s1:0"),
    "killing-haunts": (
        life({"traits": ["cheerful"]}, [told("dies", who="mio", by="ren")]),
        ("trait", "cheerful", "haunted"),
        "s1:0",
    ),
    "a-wound-leaves-fear": (life({}, [CUT], [LINE]), ("fear", None, "Being hurt like that again: a cut."), "s1:0"),
    "a-wound-teaches-care": (
        life({"traits": ["reckless"], "fear": "Rain."}, [CUT], [LINE]),
        ("trait", "reckless", "careful"),
        "s1:0",
    ),
    "a-blow-closes": (
        life({"traits": ["candid"], "fear": "Rain."}, [{**CUT, "by": "mio"}]),
        ("trait", "candid", "guarded"),
        "s1:0",
    ),
    "a-secret-closes": (
        life({"traits": ["frank"]}, [LEARNS], [LINE], [LINE], [LINE], **SECRET),
        ("trait", "frank", "guarded"),
        "s4:0",
    ),
    "telling-frees": (
        life({"traits": ["secretive"]}, [told("reveals", by="ren", to="mio", fact="f")], **OWN),
        ("trait", "secretive", "candid"),
        "s1:0",
    ),
    "telling-loosens-the-flaw": (
        life({"flaw": "Keeps secrets."}, [told("reveals", by="ren", to="mio", fact="f")], **OWN),
        ("flaw", "Keeps secrets.", None),
        "s1:0",
    ),
    "fear-that-is-faced-makes-brave": (life({"traits": ["shy"]}, AFRAID), ("trait", "shy", "brave"), "s1:1"),
    "rivalry-that-cools-makes-gracious": (
        life(
            {"traits": ["jealous"]},
            [towards("mio", rivalry="-0.3")],
            relations=[{"from": "ren", "to": "mio", "rivalry": "0.8"}],
        ),
        ("trait", "jealous", "gracious"),
        "s1:0",
    ),
    "affection-warms": (
        life({"traits": ["aloof"]}, [towards("mio", affection="+0.3")]),
        ("trait", "aloof", "tender"),
        "s1:0",
    ),
    "being-trusted-steadies": (
        life({"traits": ["ashamed"]}, [towards("ren", name, trust="+0.4") for name in ("mio", "hana")]),
        ("trait", "ashamed", "confident"),
        "s1:1",
    ),
    "giving-makes-generous": (
        life(
            {"traits": ["greedy"]},
            [told("gives", by="ren", to="mio", item="key"), told("gives", by="ren", to="hana", item="map")],
            **THINGS,
        ),
        ("trait", "greedy", "generous"),
        "s1:1",
    ),
    "a-child-makes-responsible": (
        life({"traits": ["careless"]}, [told("born", who="kei", by="ren")]),
        ("trait", "careless", "responsible"),
        "s1:0",
    ),
    "the-voice-follows": (
        life(
            {"traits": ["shy"], "voice": {"register": "soft"}},
            [told("grows", who="ren", field="trait", to="bold", **{"from": "shy"})],
        ),
        ("voice", "soft", "clear"),
        "s1:0",
    ),
}
"""For each rule a story that calls for it: what grows, from what to what, and behind which item."""

NOTHING: dict[str, Story] = {
    "one person is not several": life({"traits": ["lonely"]}, [TRUST[0], towards("mio", trust="+0.4")]),
    "trust that is gone again": life({"traits": ["lonely"]}, TRUST, [towards("mio", trust="-0.3")]),
    "a break that mends": life({"traits": ["trusting"]}, [towards("mio", trust="-0.4")], [TRUST[0]]),
    "a trait that isn't there": life({"traits": ["tall"]}, [*TRUST, *AFRAID]),
    "somebody dear dies elsewhere": tell({}, {"a": {"cast": {"mio": {}}, "script": [told("dies", who="mio")]}}, **DEAR),
    "a stranger dies": life({}, [told("dies", who="hana")], **DEAR),
    "the dead don't grow": life({"traits": ["lonely"]}, [told("dies", who="ren")], TRUST),
    "a wound that heals": life({}, [CUT], [told("heals", who="ren", injury="a cut")]),
    "the last wound of the story": life({}, [LINE], [CUT]),
    "a fear that is there": life({"fear": "Rain."}, [CUT], [LINE]),
    "a secret told later": life(
        {"traits": ["open"]},
        [LEARNS],
        [LINE],
        [LINE],
        [LINE],
        [told("reveals", by="ren", to="hana", fact="f")],
        **SECRET,
    ),
    "a secret among those who know": life(
        {"traits": ["open"]}, [LEARNS, told("learns", who="hana", fact="f")], [LINE], [LINE], [LINE], **SECRET
    ),
    "what everybody knows": life(
        {"traits": ["secretive"]}, [told("reveals", by="ren", to="mio", fact="f")], facts={"f": {"text": "It rains."}}
    ),
    "a secret that they don't know": life(
        {"traits": ["secretive"]}, [told("reveals", by="ren", to="hana", fact="f")], **SECRET
    ),
    "a question that nobody asked": life({"want": "To go.", "need": "To stay."}, ANSWER[1:], **THREAD),
    "a question about another": life(
        {"want": "To go.", "need": "To stay."}, ANSWER, threads={"t": {"question": "Will Rene stay?"}}
    ),
    "no need": life({"want": "To go."}, ANSWER, **THREAD),
    "fear and courage in two scenes": life({"traits": ["shy"]}, AFRAID[:1], AFRAID[1:]),
    "a bold voice": life(
        {"traits": ["shy"], "voice": {"register": "loud"}},
        [told("grows", who="ren", field="trait", to="bold", **{"from": "shy"})],
    ),
}
"""Stories that come near a rule and call for nothing."""

TOLD: dict[str, Story] = {
    "the same growth, later": life(
        {"traits": ["lonely"]}, TRUST, [told("grows", who="ren", field="trait", to="warm", **{"from": "lonely"})]
    ),
    "its opposite, later": life({"traits": ["lonely"]}, TRUST, [told("grows", who="ren", field="trait", to="wary")]),
    "they are so already": life({"traits": ["lonely", "frank"]}, TRUST),
    "they stay its opposite": life({"traits": ["lonely", "guarded"]}, TRUST),
    "another want, later": life(
        {"want": "To go.", "need": "To stay."},
        ANSWER,
        [told("grows", who="ren", field="want", to="To wait.")],
        **THREAD,
    ),
}
"""Stories that tell it themselves, or say what would contradict it."""


@pytest.mark.parametrize("rule", CASES)
def test_each_rule_proposes(rule: str) -> None:
    """What the story calls for, behind the event that completes it, with that event as the cause."""
    story, (field, source, to), place = CASES[rule]
    (each,) = [each for each in grown(story) if each.rule == rule]
    assert (each.event.field_, each.event.source, each.event.to) == (field, source, to)
    assert f"{each.scene}:{each.index}" == place
    assert each.event.because == each.reasons[-1].item
    assert each.why.startswith(("Ren ", "Mio", "The last question about Ren"))
    assert "{" not in each.why + each.title


def test_every_rule_has_a_story() -> None:
    """No rule goes untested, and none has measures, families or fields that nothing knows."""
    assert [rule.id for rule in rules()] == list(CASES)
    assert len(CASES) >= 12
    families = material("growth")["families"]
    for rule in rules():
        assert rule.field in FIELDS
        assert rule.occasion in OCCASIONS
        assert rule.field != "trait" or any(rule.to in words for words in families.values())
    assert all(name in families for pair in material("growth")["opposites"] for name in pair)
    assert {word for words in material("growth")["emotions"].values() for word in words} <= set(vocabulary())


@pytest.mark.parametrize("story", NOTHING.values(), ids=NOTHING)
def test_what_calls_for_nothing(story: Story) -> None:
    """Near is not enough."""
    assert grown(story) == ()


@pytest.mark.parametrize("story", TOLD.values(), ids=TOLD)
def test_nothing_contradicts_the_story(story: Story) -> None:
    """What an event of the story changes is left to it; nobody is made the opposite of what they stay."""
    assert grown(story) == ()


@pytest.mark.parametrize("rule", CASES)
def test_once_applied_a_rule_proposes_nothing_more(rule: str) -> None:
    """With the event in its place the same rule finds it told."""
    story, _, _ = CASES[rule]
    (each,) = [each for each in grown(story) if each.rule == rule]
    assert rule not in {again.rule for again in grown(with_event(story, each.scene, each.index, each.event))}


def with_event(story: Story, name: str, index: int, event: Grows) -> Story:
    scene = story.scenes[name]
    script = (*scene.script[: index + 1], event, *scene.script[index + 1 :])
    return replace(story, scenes={**story.scenes, name: replace(scene, script=script)})


def test_a_flashback_is_no_occasion() -> None:
    """What was long ago has made them what they are."""
    past = {"mode": "flashback", "day": "-9", "time": "08:00", "script": TRUST}
    scenes = {"now": {"day": "1", "time": "08:00", "script": []}, "then": past}
    assert grown(tell({"traits": ["lonely"]}, scenes)) == ()


def test_proposals_never_speak_against_each_other() -> None:
    """Of two that do, the earlier in the story stays."""
    script = [*TRUST, LEARNS]
    (only,) = grown(life({"traits": ["lonely"], "flaw": "Talks."}, script, [LINE], [LINE], [LINE], **SECRET))
    assert only.rule == "trust-opens"
    both = grown(life({"traits": ["naive", "shy"]}, [towards("mio", trust="-0.5"), *AFRAID]))
    assert [each.rule for each in both] == ["betrayal-makes-wary", "fear-that-is-faced-makes-brave"]


def test_only_what_happens_between_the_moments_counts() -> None:
    """A moment further on, the first trust is no reason any more."""
    story = life({"traits": ["lonely"]}, TRUST[:1], TRUST[1:])
    assert grown(story)
    assert grown(story, until="s1") == ()
    assert grown(story, since="s1") == ()


def test_a_brain_that_reads_language_is_told_everything() -> None:
    """The request carries who they are and what happens to them, in words."""
    story = CASES["trust-opens"][0]
    request = growth_request(GrowthInput("ren", course(story), Teller(story, {"ren": "Ren", "mio": "Mio"})))
    assert request.task == TASK
    assert request.messages[0].content.splitlines() == [
        "How does Ren grow by what happens here?",
        "Traits: lonely, tall.",
        '"s1": Ren changes towards hana: trust +0.2.',
        '"s1": Ren changes towards Mio: trust +0.3.',
    ]
    assert list(Planner().stream(request)) == ["Ren comes to trust Mio and hana.\n"]


def test_the_page_tells_every_rule() -> None:
    """Each by its id, with its title, in the order of the file."""
    page = (Path(__file__).parents[2] / "docs" / "how-to" / "growth.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `([a-z-]+)` \| (.*?) \|", page, re.MULTILINE)
    assert rows == [(rule.id, rule.title) for rule in rules()]
