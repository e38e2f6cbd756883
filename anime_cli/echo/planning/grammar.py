"""English as the authored lines need it: slots, pronouns, verbs, articles, sentences."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

PRONOUNS: Mapping[str, Mapping[str, str]] = {
    "she": {"they": "she", "them": "her", "their": "her", "theirs": "hers", "self": "herself"},
    "he": {"they": "he", "them": "him", "their": "his", "theirs": "his", "self": "himself"},
    "they": {"they": "they", "them": "them", "their": "their", "theirs": "theirs", "self": "themself"},
}
SINGULAR = {"is": "is", "was": "was", "has": "has", "does": "does", "isn't": "isn't", "doesn't": "doesn't"}
PLURAL = {"is": "are", "was": "were", "has": "have", "does": "do", "isn't": "aren't", "doesn't": "don't"}
SLOT = re.compile(r"\{([^{}]+)\}")
SENTENCE = re.compile(r"(?<=[.!?…])[\"”')]*\s+")
VOWEL = re.compile(r"^(?:[aeiou](?!ne\b|nce\b)|hour|honest|heir)", re.IGNORECASE)
LONG_U = re.compile(r"^(?:uni|use|usu|eu|one\b|once\b)", re.IGNORECASE)


class Slots:
    """The words that fill an authored line's slots, by name; a slot that starts with a capital gets one."""

    def __init__(self, words: Mapping[str, str]) -> None:
        self.words = dict(words)

    def person(self, role: str, name: str, pronouns: str) -> None:
        """Add the slots of a person: `{role}`, `{role.they}`, `{role.is}` and so on."""
        forms = PRONOUNS[pronouns]
        verbs = PLURAL if pronouns == "they" else SINGULAR
        given, _, family = name.partition(" ")
        self.words |= {role: given, f"{role}.full": name, f"{role}.family": family or given}
        self.words |= {f"{role}.{form}": word for form, word in (*forms.items(), *verbs.items())}
        self.words[f"{role}.number"] = "many" if pronouns == "they" else "one"

    def fill(self, text: str) -> str:
        """Return TEXT with every slot filled. A slot may hold words with slots of their own."""
        for _ in range(4):
            if "{" not in text:
                break
            text = SLOT.sub(lambda match: self._word(match[1]), text)
        return text

    def _word(self, slot: str) -> str:
        if ":" in slot:
            return self._formed(*slot.split(":", 1))
        before, dot, last = slot.rpartition(".")
        if last[:1].isupper():
            return capital(self._word(before + dot + last[0].lower() + last[1:]))
        return self.words[slot]

    def _formed(self, form: str, rest: str) -> str:
        if form == "a":
            return with_article(self._word(rest))
        if form == "A":
            return capital(with_article(self._word(rest)))
        return rest if self.words[f"{form}.number"] == "many" else third_person(rest)


def capital(text: str) -> str:
    """Return TEXT with its first letter large."""
    return text[:1].upper() + text[1:]


def with_article(noun: str) -> str:
    """Return NOUN with 'a' or 'an' before it."""
    return f"{'an' if VOWEL.match(noun) and not LONG_U.match(noun) else 'a'} {noun}"


def third_person(verb: str) -> str:
    """Return VERB as he or she does it."""
    irregular = {"have": "has", "be": "is", "do": "does", "go": "goes"}
    if verb in irregular:
        return irregular[verb]
    if verb.endswith(("ch", "sh", "s", "x", "z", "o")):
        return verb + "es"
    if verb.endswith("y") and verb[-2:-1] not in "aeiou":
        return verb[:-1] + "ies"
    return verb + "s"


def base_form(verb: str) -> str:
    """Return the plain form of a verb in the third person."""
    irregular = {"has": "have", "is": "be", "does": "do", "goes": "go", "dies": "die", "lies": "lie", "ties": "tie"}
    if verb in irregular:
        return irregular[verb]
    if verb.endswith("ies"):
        return verb[:-3] + "y"
    if verb.endswith(("ches", "shes", "sses", "xes", "zzes")):
        return verb[:-2]
    return verb[:-1] if verb.endswith("s") and not verb.endswith("ss") else verb


def sentences(text: str) -> list[str]:
    """Return the sentences of TEXT."""
    return [part.strip() for part in SENTENCE.split(text) if part.strip()]


def slug(text: str) -> str:
    """Return TEXT as an id: lower-case, ASCII, words joined by hyphens."""
    import unicodedata

    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")


def stem(word: str) -> str:
    """Return WORD without the endings that change its number or its owner."""
    return re.sub(r"(?:'s|s'|es|s)$", "", word) if len(word) > 3 else word  # noqa: PLR2004


def singular(noun: str) -> str:
    """Return NOUN as one of them: 'friends' → 'friend'; 'princess' stays."""
    if noun.endswith("ies"):
        return noun[:-3] + "y"
    return noun[:-1] if noun.endswith("s") and not noun.endswith(("ss", "us", "is")) else noun
