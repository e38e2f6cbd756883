"""Read a premise: who it is about, what happens to them, which engine can carry it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from anime_cli.echo.errors import EmptyPremise
from anime_cli.echo.planning.grammar import base_form
from anime_cli.echo.planning.material import material

LIMIT = 300
"""Characters of a premise that are read; a story is made of one sentence."""

WORD = re.compile(r"[^\W_]+(?:['-][^\W_]+)*")
SETTING = re.compile(
    r"\b(?:in|inside|under|behind|beneath|at|on|near) ((?:the|a|an|his|her|their|our) [\w' -]+?)"
    r"(?= that\b| which\b| who\b| and\b| before\b| by\b|[.,;!?]|$)"
)
LEAD = re.compile(
    r"(?:when|whenever|after|if|while|once|in|on|at|every|each|before|during|as|because|since)\b[^,]*,", re.IGNORECASE
)
DEADLINE = re.compile(r"\b(?:before|by|until) ((?:the|her|his|their|a|next) [\w' -]+?)(?=[.,;!?]|$)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Premise:
    """What was read. `words` are the content words that the story owes its reader, lower-case."""

    text: str
    told: str = ""
    name: str = ""
    noun: str = ""
    adjectives: tuple[str, ...] = ()
    trait: str = ""
    temper: str = ""
    pronouns: str = ""
    age: str = "youth"
    milieu: str = "school"
    plural: bool = False
    verb: str = ""
    predicate: str = ""
    setting: str = ""
    deadline: str = ""
    words: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def read(text: str) -> Premise:
    """Read TEXT as far as it can be read; what can't be used is said in the notes.

    Raises:
        EmptyPremise: TEXT holds no word.
    """
    text = text.replace("\u2019", "'")
    text = " ".join("".join(char if char.isprintable() else " " for char in text).split())
    if not text:
        raise EmptyPremise
    told, notes = _first_part(text)
    if _unsafe(told):
        note = "The premise was not used: the planner writes stories for all ages."
        return Premise(text="", notes=(*notes, note))
    if not _is_english(told):
        note = "The planner reads English; this premise is kept as the logline, and the story stands beside it."
        return Premise(text=told, notes=(*notes, note))
    return _read_english(told, notes)


def _read_english(told: str, notes: tuple[str, ...]) -> Premise:
    words = WORD.findall(told)
    start, verb = _hero_span(words, _lead(told))
    hero = _hero_words(words[start:verb])
    adjectives, noun, name = hero
    predicate = _predicate(told, words, verb)
    return Premise(
        text=told,
        told=told.rstrip(".!?… "),
        name=name,
        noun=noun,
        adjectives=adjectives,
        trait=adjectives[-1] if adjectives else "",
        temper=_temper(adjectives),
        pronouns=_pronouns(noun, words[verb:]),
        age=_age(noun, adjectives),
        milieu=_milieu(noun, adjectives, words),
        plural=bool(words) and words[start].lower() in material("premise")["plural"],
        verb=words[verb].lower() if verb < len(words) else "",
        predicate=predicate,
        setting=_group(SETTING, predicate),
        deadline=_deadline(predicate),
        words=content_words(told),
        notes=notes,
    )


def content_words(text: str) -> tuple[str, ...]:
    """Return the words of TEXT that carry meaning, lower-case, in order, once each."""
    empty = set(material("premise")["function_words"].split())
    words = (word.lower() for word in WORD.findall(text))
    return tuple(dict.fromkeys(word for word in words if word not in empty and len(word) > 1))


def _first_part(text: str) -> tuple[str, tuple[str, ...]]:
    if len(text) <= LIMIT:
        return text, ()
    sentence = re.split(r"(?<=[.!?。])\s", text, maxsplit=1)[0]
    told = sentence if len(sentence) <= LIMIT else text[:LIMIT].rsplit(" ", 1)[0].rstrip(",;:- ")
    return told, (f"The premise is long: the first {len(told)} of its {len(text)} characters were read.",)


def _unsafe(text: str) -> bool:
    unsafe = set(material("premise")["unsafe"].split())
    return any(word.lower() in unsafe for word in WORD.findall(text))


def _is_english(text: str) -> bool:
    letters = [char for char in text if char.isalpha()]
    if not letters or sum(char.isascii() for char in letters) < len(letters) * 0.7:
        return False
    words = {word.lower().split("'")[0] for word in WORD.findall(text)}
    rules = material("premise")
    known = (
        {word for word in rules["function_words"].split() if len(word) > 1} | {"a", "i"} | set(rules["verbs"].split())
    )
    return bool(words & known) or len(words) == 1


def _hero_span(words: list[str], lead: int) -> tuple[int, int]:
    """Return where the hero's words start, and where the first verb after them stands."""
    verbs = set(material("premise")["verbs"].split())
    determiners = set(material("premise")["determiners"])
    low = [word.lower() for word in words]
    start = next((at for at in range(lead, len(low)) if low[at] in determiners or words[at][0].isupper()), lead)
    inside = next((at for at in range(start, len(low)) if low[at] in {"who", "that", "whose", "which"}), None)
    found = [at for at in range(start + 1, len(low)) if low[at] in verbs]
    if found[:2] == [start + 1, start + 2] and low[start] in determiners:
        found = found[1:]
    if inside is not None and found and found[0] == inside + 1 and len(found) > 1:
        finite = [at for at in found[1:] if low[at].endswith("s") or low[at] in {"must", "can", "will"}]
        return start, (finite or found[1:])[0]
    return start, found[0] if found else len(words)


def _lead(told: str) -> int:
    """Return how many words stand in an opening clause: 'When the rain stops, a girl …'."""
    clause = LEAD.match(told)
    lead = len(WORD.findall(clause[0])) if clause else 0
    return lead if lead < len(WORD.findall(told)) else 0


def _hero_words(words: list[str]) -> tuple[tuple[str, ...], str, str]:
    """Return the adjectives, the noun and the given name in the hero's WORDS."""
    rules = material("premise")
    name = next((words[at + 1] for at, word in enumerate(words[:-1]) if word.lower() in rules["names_follow"]), "")
    low = [word.lower() for word in words]
    if low and low[0] not in rules["determiners"] and len(words) > 1 and "a" in low[1:3]:
        name, words, low = words[0], words[low.index("a") :], low[low.index("a") :]
    stop = next((at for at, word in enumerate(low) if word in rules["stops"]), len(low))
    group = [word for word in low[:stop] if word not in rules["determiners"] or word == "young"]
    group = group[_behind_owners(group) :]
    if low in (["i"], ["we"], ["she"], ["he"], ["they"]):
        return (), "", name
    if len(low) == 1 and words[0][0].isupper() and not _is_noun(low[0]):
        return (), "", words[0]
    return tuple(group[:-1]), group[-1] if group else "", name


def _behind_owners(words: list[str]) -> int:
    """Return where what is said of the hero begins: 'a lighthouse keeper's shy daughter' → 'shy daughter'."""
    return max((at + 1 for at, word in enumerate(words[:-1]) if word.endswith(("'s", "s'"))), default=0)


def _is_noun(word: str) -> bool:
    rules = material("premise")
    return word in rules["determiners"] or word.endswith("s") or any(word in nouns for nouns in rules["nouns"].values())


def _predicate(told: str, words: list[str], verb: int) -> str:
    if verb >= len(words):
        return ""
    at = 0
    for word in words[:verb]:
        at = told.index(word, at) + len(word)
    return told[at:].strip(" .!?…")


def _temper(adjectives: tuple[str, ...]) -> str:
    families: dict[str, list[str]] = material("premise")["traits"]
    return next((name for name, words in families.items() for word in adjectives if word in words), "")


def _pronouns(noun: str, rest: list[str]) -> str:
    nouns = material("premise")["nouns"]
    for pronouns in ("she", "he"):
        if noun in nouns[pronouns]:
            return pronouns
    table = {"she": "she", "her": "she", "hers": "she", "he": "he", "his": "he", "him": "he", "their": "they"}
    return next((table[word.lower()] for word in rest if word.lower() in table), "")


def _age(noun: str, adjectives: tuple[str, ...]) -> str:
    rules = material("premise")
    if noun in rules["nouns"]["elder"] or set(adjectives) & set(rules["elder_adjectives"]):
        return "elder"
    youth = noun in rules["nouns"]["youth"] or not noun or "young" in adjectives or "teenage" in adjectives
    return "youth" if youth else "adult"


def _milieu(noun: str, adjectives: tuple[str, ...], words: list[str]) -> str:
    low = {word.lower() for word in words}
    if noun in material("premise")["nouns"]["hospital"] or "hospital" in low:
        return "hospital"
    school = low & {"school", "class", "classroom", "student", "students", "teacher", "academy", "pupil"}
    return "school" if school or _age(noun, adjectives) == "youth" else "town"


def _group(pattern: re.Pattern[str], text: str) -> str:
    found = pattern.search(text)
    return found[1].strip() if found else ""


def _deadline(predicate: str) -> str:
    """Return the day that PREDICATE names ('the festival'), not a clause ('the sun sets')."""
    words = _group(DEADLINE, predicate).split()
    clause = words[2:] and words[-1].endswith("s") and not words[-1].endswith("ss")
    return "" if clause or words[4:] else " ".join(words)


def engine_of(premise: Premise) -> str:
    """Return the engine that the premise's words speak for; the weights of its cues are added up."""
    scores: dict[str, int] = {}
    cues: dict[str, list[list[Any]]] = material("premise")["engines"]
    for name, patterns in cues.items():
        scores[name] = sum(weight for weight, pattern in patterns if re.search(pattern, premise.told, re.IGNORECASE))
    return max(scores, key=lambda name: scores[name])


def infinitive(predicate: str) -> str:
    """Return what somebody means to do, as a bare infinitive: 'must win the cup' → 'win the cup'."""
    words = predicate.split()
    while words and words[0].lower() in {
        "must",
        "wants",
        "want",
        "has",
        "have",
        "tries",
        "try",
        "needs",
        "to",
        "hopes",
    }:
        words = words[1:]
    if not words:
        return predicate
    return " ".join([base_form(words[0].lower()), *words[1:]])
