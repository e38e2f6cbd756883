"""What a premise is about, in the words that each engine asks for."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from anime_cli.echo.planning.grammar import capital
from anime_cli.echo.planning.material import material
from anime_cli.echo.planning.premise import infinitive

if TYPE_CHECKING:
    from collections.abc import Callable

    from anime_cli.echo.planning.premise import Premise

SPLIT = re.compile(
    r"\s*(?:,|;|[.!?]\s|\bbefore\b|\band (?:must|has to|needs to)\b|\bbut\b|\buntil\b|\bwhile\b|\bwhen\b).*$"
)
PLACE = re.compile(r"\s+(?:in|inside|under|behind|beneath|at|on|near|from|with) (?:the|a|an|his|her|their|our) .*$")
FEAST = re.compile(r"festival|fair|parade|feast|celebration|wedding|carnival|market|concert|birthday|party|new year")
LEAD = re.compile(r"^(?:the same|the only|the|a|an|his|her|their|one|some|two|her own|his own) ", re.IGNORECASE)


def subject(engine: str, premise: Premise) -> dict[str, str]:
    """Return the slots that ENGINE's lines ask of PREMISE; what it doesn't say has an authored default."""
    asked: Callable[[Premise], dict[str, str]] = _READERS[engine]
    defaults: dict[str, str] = material(f"{engine}_cast")["defaults"]
    return defaults | {key: value for key, value in asked(premise).items() if value}


def _gift(premise: Premise) -> dict[str, str]:
    can = _after(r"\bcan ", premise.predicate) or _after(
        r"\b(?:ability|power|gift|talent)s? (?:to|of) ", premise.predicate
    )
    if can:
        return {"can": can, "gift": f"a way to {can}", "pack": _pack("gift_packs", can) or "plain"}
    own = _after(
        r"\b(?:has|have|having|gains?|gets?|inherits?|with|discovers?|learns?|finds?) (?:that \w+ has )?",
        premise.predicate,
    )
    own = re.sub(r"^(?:that )?(?:she|he|they|it) (?:has|have) ", "", own)
    return {"gift": _without_article(own), "pack": _pack("gift_packs", premise.predicate)}


def _memory(premise: Premise) -> dict[str, str]:
    found = re.search(
        r"\b(?:finds?|discovers?|meets?|inherits?|befriends?|unearths?|opens?|repairs?|buys?|keeps?|gets?|has|receives?"
        r"|reads?) (.+)",
        premise.predicate,
    )
    thing = _met(found[1]) if found else ""
    past = SPLIT.sub("", _after(r"\b(?:remembers?|memor(?:y|ies) of|about|from) ", premise.predicate))
    words = thing.split()
    being = words[-1] if words else ""
    if not being and premise.verb == "remembers":
        being = thing = premise.noun
    pack = _pack("memory_packs", being) or ("other" if being else "")
    if being.endswith("s") and pack in {"paper", "recording"}:
        being, thing = being[:-1], thing[:-1]
    past = re.sub(r"^(?:his|her|their|its|a|an) ", "the ", past)
    return {"being": being, "being_full": thing, "past": past, "hidden": _setting(premise), "pack": pack}


PRONOUNS = frozenset(["i", "me", "we", "us", "you", "he", "him", "she", "her", "it", "they", "them"])


def _met(told: str) -> str:
    """Return the being in what is TOLD of it: 'a ghost who remembers', 'that the lamp answers her'; '' for a 'her'."""
    clause = re.match(r"that (?:(?:the|a|an|his|her|their) ([\w'-]+))?", told)
    if clause:
        return clause[1] or ""
    group = re.split(r"\s(?:that|who|which|whose|full of)\s", told)[0]
    thing = _without_article(PLACE.sub("", SPLIT.sub("", group)))
    return "" if {*thing.lower().split()[-1:]} & PRONOUNS else thing


def _warning(premise: Premise) -> dict[str, str]:
    found = re.search(r"\b(?:a|an|the|his|her|their) ([\w' -]+?) (?:that|which) (.+)", premise.predicate)
    told = {"pack": _pack("warning_packs", found[1] if found else premise.predicate)}
    if found:
        return {**told, "thing": found[1], "does": SPLIT.sub("", found[2])}
    return {**told, **_DAWNS.get(told["pack"], {})}


def _search(premise: Premise) -> dict[str, str]:
    found = re.search(
        r"\b(?:missing|lost|vanished|runaway|kidnapped|disappeared) ([\w-]+)", premise.told, re.IGNORECASE
    )
    own = re.search(
        r"\b(?:find|finds|for|down) (?:his|her|their|a|the) (?:[\w-]+ )?([\w-]+)", premise.told, re.IGNORECASE
    )
    for match in (found, own):
        if match and kin(match[1].lower()):
            return {"lost": match[1].lower(), "deadline": premise.deadline if FEAST.search(premise.deadline) else ""}
    return {}


def missing_person(premise: Premise) -> str:
    """Return who is missing in PREMISE ('brother'), or '' where it is a thing or nobody."""
    return _search(premise).get("lost", "")


def kin(noun: str) -> str:
    """Return the pronouns of somebody who can go missing ('brother' → 'he'), or '' for a thing."""
    return str(material("search_cast")["kin"].get(noun, ""))


def _rivals(premise: Premise) -> dict[str, str]:
    shared = _after(r"\b(?:shares?|inherits?|fights? over|compete for|competes for|over|for) ", premise.predicate)
    noun = premise.noun
    craft = noun[:-1] if premise.plural and noun.endswith("s") and not noun.endswith("ss") else noun
    thing = _without_article(PLACE.sub("", shared))
    return {"craft": craft, "thing": thing, "pack": _pack("rivals_packs", f"{premise.noun} {thing}")}


def _stand(premise: Premise) -> dict[str, str]:
    if not premise.predicate or premise.verb in {"am", "is", "are"}:
        return {}
    goal = SPLIT.sub("", infinitive(premise.predicate))
    mine = _in_first_person(goal.split())
    return {"goal": goal, "wish": capital(mine), "mine": mine, "deadline": premise.deadline}


OWN = {
    **dict.fromkeys(("she", "he", "they"), "I"),
    **dict.fromkeys(("her", "his", "their"), "my"),
    **dict.fromkeys(("herself", "himself"), "myself"),
}
"""What somebody says of themselves."""


def _in_first_person(words: list[str]) -> str:
    """Return WORDS as the person says them whom they are about; a 'her' that owns nothing is 'me'."""
    after = {"", *material("premise")["after_object"].split()}
    return " ".join(
        "me" if word.lower() == "her" and following.lower() in after else OWN.get(word.lower(), word)
        for word, following in pairwise([*words, ""])
    )


def _after(pattern: str, text: str) -> str:
    found = re.search(pattern + r"(.+)", text, re.IGNORECASE)
    return SPLIT.sub("", found[1]).strip() if found else ""


def _without_article(text: str) -> str:
    return LEAD.sub("", text).strip()


def _setting(premise: Premise) -> str:
    return re.sub(r"^(?:his|her|their|our|a|an|the) ", "", premise.setting)


def _pack(name: str, text: str) -> str:
    packs: dict[str, dict[str, str]] = material(name)["packs"]
    return next(
        (
            pack
            for pack, entry in packs.items()
            if entry.get("cue") and re.search(str(entry["cue"]), text, re.IGNORECASE)
        ),
        "",
    )


_DAWNS = {
    "print": {"thing": "newspaper", "does": "prints tomorrow"},
    "dream": {"thing": "dream", "does": "shows tomorrow"},
}
"""What tells the future where a premise only says that it is told."""

_READERS = {
    "gift": _gift,
    "memory": _memory,
    "warning": _warning,
    "search": _search,
    "rivals": _rivals,
    "stand": _stand,
}
