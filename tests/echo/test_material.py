"""The authored material: every file loads, every line of it can be told."""

from __future__ import annotations

import pytest

from anime_cli.echo.planning.chance import chance, item_id
from anime_cli.echo.planning.grammar import (
    PRONOUNS,
    Slots,
    base_form,
    sentences,
    singular,
    slug,
    third_person,
    with_article,
)
from anime_cli.echo.planning.lines import Teller, cue, cues, holds
from anime_cli.echo.planning.material import material, names
from anime_cli.echo.planning.plan import Telling
from anime_cli.echo.planning.premise import read
from anime_cli.model.emotions import vocabulary
from anime_cli.model.ids import valid_id

ENGINES = sorted(material("premise")["engines"])
STOCK = {"elara", "elias", "mara", "lyra", "kael", "aria", "elena", "thorne", "luna", "seraphina"}
PACKS = [
    (engine, pack)
    for engine in ENGINES
    for pack in (material(f"{engine}_packs")["packs"] if "packs" in material(f"{engine}_cast") else [""])
]
ASKED = {
    "gift": "learns to use magic powers",
    "memory": "finds a robot that remembers the war",
    "warning": "hears tomorrow's news",
    "search": "must find a missing brother",
    "rivals": "and a rival share one oven",
    "stand": "wants to hum",
}


@pytest.mark.parametrize("name", names())
def test_every_file_loads(name: str) -> None:
    assert material(name)


@pytest.mark.parametrize(("engine", "pack"), PACKS)
@pytest.mark.parametrize("noun", ["girl", "nurse", "tailor"])
@pytest.mark.parametrize("pronouns", PRONOUNS)
def test_every_variant_of_every_line_can_be_filled(engine: str, pack: str, noun: str, pronouns: str) -> None:
    """Whatever is chosen: no slot is unknown, in any milieu, for any pronoun, with any pack."""
    telling = Telling(read(f"A shy {noun} {ASKED[engine]}"), None, 1)
    assert telling.engine == engine
    if pack:
        telling.slots.words |= {key: str(value) for key, value in material(f"{engine}_packs")["packs"][pack].items()}
    for player in telling.players.values():
        if not player.being:
            telling.slots.person(player.role, player.name, pronouns)
    telling.slots.words |= {"can": "hum", "lost": telling.lost}
    scenes = [scene for chapter in telling.data["chapters"] for scene in chapter["scenes"]]
    for scene in scenes:
        spoken = [one.text for one in cues(scene["script"], telling.teller.tags | {"owed"})]
        for variant in " | ".join([scene["title"], scene["summary"], *spoken]).split(" | "):
            assert "{" not in telling.slots.fill(variant)


@pytest.mark.parametrize("engine", ENGINES)
def test_emotions_are_of_the_vocabulary(engine: str) -> None:
    for chapter in material(engine)["chapters"]:
        for scene in chapter["scenes"]:
            moods = [mood.split()[0] for mood in scene["cast"].values()]
            moods += [
                one.mood.split(";")[0].split()[0]
                for one in cues(scene["script"], set())
                if one.mood.split(";")[0].strip()
            ]
            assert set(moods) <= set(vocabulary()), scene["id"]


def test_no_stock_names_of_machine_written_stories() -> None:
    given = material("people")["given"]
    assert not STOCK & {name.lower() for group in given.values() for one in group.values() for name in one}


def test_the_notation() -> None:
    assert cue("@close hero low").head == ("close", "hero", "low")
    assert cue("> It rains.").text == "It rains."
    assert cue(">hero,friend+key: They run.").head == ("hero", "friend")
    line = cue("hero(sad .4; whispering)+secret: No.")
    assert (line.kind, line.mood, line.uses, line.text) == ("line", "sad .4; whispering", ("secret",), "No.")
    assert cue("!learns who=hero #saw").head == ("learns", "who=hero", "#saw")
    assert [one.text for one in cues("?wet > Rain.\n?!wet > Sun.\n# a note", {"wet"})] == ["Rain."]
    with pytest.raises(ValueError, match="notation"):
        cue("nothing of the kind")


def test_conditions() -> None:
    assert holds("a,!b", {"a"})
    assert not holds("a,!b", {"a", "b"})


def test_a_variant_with_a_tag_goes_first_and_no_sentence_comes_twice() -> None:
    teller = Teller(Slots({}), {"soft"})
    assert teller.tell("One. | ~soft Two. | ~blunt Three.", chance(1)) == "Two."
    assert teller.tell("Two. | Four.", chance(1)) == "Four."
    assert teller.tell("Two.", chance(1)) == "Two."
    assert teller.tell("~blunt Five.", chance(1)) == ""


def test_an_answer_follows_its_question() -> None:
    for seed in range(8):
        teller = Teller(Slots({}), set())
        asked = teller.tell("Who? | Where?", chance(seed))
        assert teller.tell("= Me. | Here.", chance(seed + 100)) == {"Who?": "Me.", "Where?": "Here."}[asked]


@pytest.mark.parametrize(
    ("pronouns", "expected"),
    [
        ("she", "Zoe sees herself. She walks. It is hers."),
        ("he", "Zoe sees himself. He walks. It is his."),
        ("they", "Zoe sees themself. They walk. It is theirs."),
    ],
)
def test_pronouns_and_their_verbs(pronouns: str, expected: str) -> None:
    slots = Slots({})
    slots.person("hero", "Zoe Abe", pronouns)
    assert slots.fill("{hero} sees {hero.self}. {hero.They} {hero:walk}. It is {hero.theirs}.") == expected


def test_english() -> None:
    assert [third_person(verb) for verb in ("have", "go", "wash", "carry", "play", "see", "do", "be")] == [
        "has", "goes", "washes", "carries", "plays", "sees", "does", "is",
    ]  # fmt: skip
    assert [base_form(verb) for verb in ("has", "carries", "washes", "opens", "miss", "must")] == [
        "have", "carry", "wash", "open", "miss", "must",
    ]  # fmt: skip
    assert [with_article(noun) for noun in ("oven", "radio", "hour", "one-eyed cat", "unicorn")] == [
        "an oven", "a radio", "an hour", "a one-eyed cat", "a unicorn",
    ]  # fmt: skip
    assert [singular(noun) for noun in ("friends", "princess", "fairies", "cat")] == [
        "friend",
        "princess",
        "fairy",
        "cat",
    ]
    assert sentences('He said "No." Then he left. Why?') == ['He said "No.', "Then he left.", "Why?"]
    assert slug("Café of the 3 Moons!") == "cafe-of-the-3-moons"
    assert Slots({"thing": "oven"}).fill("{A:thing}, {Thing}, {a:thing}") == "An oven, Oven, an oven"


def test_ids_of_items_are_seven_letters_of_crockford() -> None:
    made = {item_id("scene", number) for number in range(2000)}
    assert len(made) == 2000
    assert all(len(one) == 7 and one[0].isalpha() and valid_id(one) for one in made)
