"""The stories that are edited: the sample story cut down, and small ones made of a few sentences, in two languages."""

from __future__ import annotations

from functools import cache
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

from world import World, grown

from anime_cli.model.kinds import kind_of
from anime_cli.model.layouts import layout_of
from anime_cli.text.plain import plain
from anime_cli.text.reader import read

if TYPE_CHECKING:
    from random import Random

SAMPLE = Path(__file__).parents[2] / "examples" / "sakura" / "story"
ENGLISH = [
    "The harbour lamps go out one after another before the ferry turns.",
    "Nobody in the boat house has slept since the letter came.",
    "She counts the steps down to the water and loses the number twice.",
    "A bicycle leans against the shrine wall with one wheel still turning.",
    "He folds the map along the crease that was never meant for it.",
    "The radio in the kitchen says rain and nobody believes the radio.",
    "Somewhere behind the school a dog barks at the noon bell.",
    "The old projector hums as if it knew the end of the film.",
    "Three cups stand on the table, and only one of them is warm.",
    "Her hands smell of oranges and of the paint on the new door.",
    "Under the bridge the boys have drawn a whale as long as a bus.",
    "They wait until the train has taken all of its noise away.",
    "I kept your umbrella because it was the only proof of you.",
    "You could have told me on the stairs instead of in a song.",
    "If the bell rings twice, leave by the garden and don't look round.",
    "My brother says the sea here has a floor made of bottles.",
    "Nothing in this town is ever thrown away, it is only moved.",
    "Tell the captain that the second engine wants to be asked politely.",
    "The snow began at four and made everybody kind until six.",
    "We were going to be famous for the smallest possible reason.",
    "There is a photograph of this room in which the window is open.",
    "The cat has chosen the one chair that has to be moved tonight.",
    "Grandmother writes the names on the jars in a language of her own.",
    "Every lantern on the hill belongs to somebody who did not come.",
    "It takes eleven minutes to walk home and a year to arrive.",
    "The teacher draws a circle and asks the class where it begins.",
    "Whoever painted the gate red did it with great patience in the dark.",
    "A moth beats against the lamp like a very small clock.",
]
JAPANESE = [
    "雨が止むまで駅の屋根の下で待っていた。",
    "祖母の店の時計は五分だけ進んでいる。",
    "屋上の扉には古い鍵がまだ残っていた。",
    "弟は海の底に町があると信じている。",
    "手紙の最後の一行だけが濡れて読めない。",
    "放課後の教室に夕日が長く伸びている。",
    "自転車の鈴が坂の上から聞こえてきた。",
    "彼女は名前を呼ばれるたびに窓を見る。",
    "提灯の明かりが川の上をゆっくり流れる。",
    "誰もいない体育館でボールが一度跳ねた。",
    "猫は一番大事な書類の上で眠っている。",
    "切符は片道だけで帰りの分は買わなかった。",
    "神社の階段を数えると毎回数が違う。",
    "桜の枝に赤い糸が結んであるのを見つけた。",
    "先生は黒板に円を描いて黙っていた。",
    "冬の海は写真よりもずっと静かだった。",
    "父の傘を借りたまま七年が過ぎた。",
    "最後の電車が行ってしまうと星が増えた。",
]
EMOTIONS = ("happy", "sad", "afraid", "angry", "calm", "curious", "worried", "proud")
NAMES = {"aki": "Aki Mori", "jun": "Jun Sato", "rei": "Rei Oda", "toma": "Toma Ise"}
PLACES = {"harbour": "The harbour", "boat-house": "The boat house", "hill-road": "The hill road"}


def story(rng: Random, number: int) -> tuple[str, World]:
    """Return the name and the world of base story NUMBER: every third is cut from the sample."""
    names = count(1)
    ids = ("all", "some", "none")[rng.randrange(3)]
    if number % 3 == 0:
        docs = _sample(rng)
        name = "sample"
    else:
        name = "japanese" if number % 3 == 1 and rng.random() < 0.7 else "english"
        docs = _made(rng, JAPANESE if name == "japanese" else ENGLISH)
    for path, doc in docs.items():
        if path.startswith("scenes/"):
            _give_ids(rng, doc["script"], ids)

    def fresh() -> str:
        return f"u{next(names)}"

    return name, World({path: grown(doc, "", path, fresh) for path, doc in docs.items()})


def _give_ids(rng: Random, script: list[dict[str, Any]], ids: str) -> None:
    for item in script:
        if "id" not in item and (ids == "all" or (ids == "some" and rng.random() < 0.5)):
            item["id"] = _identifier(rng)


def _identifier(rng: Random) -> str:
    letters = "abcdefghjkmnpqrstvwxyz"
    return rng.choice(letters) + "".join(rng.choice(letters + "0123456789") for _ in range(6))


@cache
def _sample_documents() -> dict[str, Any]:
    found = {}
    for file in sorted(SAMPLE.rglob("*.yaml")):
        path = file.relative_to(SAMPLE).as_posix()
        known = kind_of(path)
        assert known is not None
        found[path] = plain(read(file.read_bytes(), path, layout_of(known[0])).root)
    return found


def _sample(rng: Random) -> dict[str, Any]:
    """Return two chapters of the sample with two or three scenes each, and everybody in it."""
    whole = _sample_documents()
    story_document = whole["story.yaml"]
    at = rng.randrange(len(story_document["chapters"]) - 1)
    chapters = story_document["chapters"][at : at + 2]
    cut = _deep(story_document) | {"chapters": chapters}
    for thread in cut["threads"].values():
        thread["due"] = chapters[-1]
    docs = {"story.yaml": cut, "style.yaml": _deep(whole["style.yaml"])}
    for name in chapters:
        chapter = _deep(whole[f"chapters/{name}.yaml"])
        chapter["scenes"] = chapter["scenes"][: rng.randint(2, 3)]
        docs[f"chapters/{name}.yaml"] = chapter
        docs |= {f"scenes/{scene}.yaml": _deep(whole[f"scenes/{scene}.yaml"]) for scene in chapter["scenes"]}
    rest = {path: _deep(doc) for path, doc in whole.items() if path.startswith(("characters/", "places/"))}
    return docs | rest


def _deep(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _deep(part) for key, part in value.items()}
    return [_deep(part) for part in value] if isinstance(value, list) else value


def _made(rng: Random, bank: list[str]) -> dict[str, Any]:
    """Return a small story of sentences from BANK."""
    people, places = list(NAMES), list(PLACES)
    chapters = {"spring-tide": ["low-water", "the-letter", "red-gate"], "high-summer": ["the-ferry", "eleven-minutes"]}
    docs: dict[str, Any] = {"story.yaml": _story_document(rng, bank, list(chapters))}
    docs["style.yaml"] = {"renderer": "storyboard", "size": "1280x720", "words": {"positive": ["soft light"]}}
    for name, scenes in chapters.items():
        summary = _prose(rng, bank, 2)
        docs[f"chapters/{name}.yaml"] = {"title": name.title(), "summary": summary, "scenes": list(scenes)}
        docs |= {f"scenes/{scene}.yaml": _scene(rng, bank, scene, people, places) for scene in scenes}
    for name, whole in NAMES.items():
        docs[f"characters/{name}.yaml"] = _character(rng, bank, whole)
    for at, (name, whole) in enumerate(PLACES.items()):
        description = _prose(rng, bank, 2)
        routes = {places[at - 1]: f"{rng.randint(2, 40)}m"}
        docs[f"places/{name}.yaml"] = {"name": whole, "kind": "street", "description": description, "routes": routes}
    return docs


def _story_document(rng: Random, bank: list[str], chapters: list[str]) -> dict[str, Any]:
    return {
        "format": "anime/1",
        "title": "Low water",
        "logline": rng.choice(bank),
        "language": "ja" if bank is JAPANESE else "en",
        "chapters": chapters,
        "threads": {"who-wrote-it": {"question": rng.choice(bank), "due": chapters[-1]}},
        "facts": {
            "jun-can-swim": {"text": rng.choice(bank), "secret": "true", "known_by": ["jun"]},
            "letter-was-read": {"text": rng.choice(bank), "secret": "true"},
            "tide-was-wrong": {"text": rng.choice(bank)},
        },
        "items": {"letter": {"name": "a letter", "holder": "aki"}, "brass-lamp": {"name": "a brass lamp"}},
        "relations": [
            {"from": "aki", "to": "jun", "trust": "0.3"},
            {"from": "jun", "to": "rei", "trust": "-0.2", "fear": "0.4"},
        ],
    }


def _character(rng: Random, bank: list[str], name: str) -> dict[str, Any]:
    return {
        "name": name,
        "role": rng.choice(["friend", "rival", "stranger"]),
        "pronouns": "they",
        "look": {"hair": {"colour": "#3a2e3a", "style": "short"}, "eyes": rng.choice(["brown", "grey"])},
        "traits": rng.sample(["shy", "stubborn", "kind", "late", "loud"], 3),
        "want": rng.choice(bank),
        "backstory": "\n\n".join([_prose(rng, bank, 3), _prose(rng, bank, 2)]),
    }


def _prose(rng: Random, bank: list[str], size: int) -> str:
    return ("" if bank is JAPANESE else " ").join(rng.sample(bank, size))


def _scene(rng: Random, bank: list[str], name: str, people: list[str], places: list[str]) -> dict[str, Any]:
    there = rng.sample(people, 3)
    script: list[dict[str, Any]] = [{"shot": "wide"}]
    sentences = rng.sample(bank, len(bank))
    while len(script) < rng.randint(9, 13):
        script.append(_item(rng, sentences, there, wide=bank is JAPANESE))
    return {
        "title": name.replace("-", " ").capitalize(),
        "place": rng.choice(places),
        "weather": "clear",
        "pov": there[0],
        "summary": _prose(rng, bank, 3),
        "cast": {who: {"emotion": rng.choice(EMOTIONS), "intensity": "0.5"} for who in sorted(there)},
        "script": script,
        "tags": rng.sample(["sea", "night", "letter", "quiet"], 2),
    }


def _item(rng: Random, sentences: list[str], there: list[str], *, wide: bool) -> dict[str, Any]:
    kind = rng.random()
    said = ("" if wide else " ").join(sentences.pop() for _ in range(rng.choice([1, 1, 2])) if sentences)
    if kind < 0.5 and said:
        return {"who": rng.choice(there), "say": said}
    if kind < 0.75 and said:
        return {"action": said, "who": [rng.choice(there)]}
    if kind < 0.9:
        return {"shot": rng.choice(["medium", "close-up"]), "on": [rng.choice(there)]}
    return {"event": "feels", "who": rng.choice(there), "emotion": rng.choice(EMOTIONS), "intensity": "0.6"}
