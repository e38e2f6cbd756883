"""Events as sentences in brackets: [Ren learns sakura-has-magic because e7d20b1 #q7]."""

from __future__ import annotations

from typing import TYPE_CHECKING

from anime_cli.errors import did_you_mean
from anime_cli.model.fields import Many
from anime_cli.model.items import EVENTS
from anime_cli.story.screenplay.errors import Misread
from anime_cli.story.screenplay.forms import read, written
from anime_cli.story.screenplay.grammar import SENTENCES
from anime_cli.story.screenplay.words import quoted, tokens

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from anime_cli.model.fields import Record
    from anime_cli.story.screenplay.forms import Values
    from anime_cli.story.screenplay.grammar import Sentence
    from anime_cli.story.screenplay.names import Names
    from anime_cli.story.screenplay.words import Token
    from anime_cli.text.plain import Plain

BECAUSE = "because"
_BY_VERB = {tuple(verb.split()): kind for kind, said in SENTENCES.items() for verb in said.verbs}


def write_event(names: Names, values: Mapping[str, Plain], shown: bool) -> str:
    """Return an event as its sentence, with its id where it is SHOWN."""
    return f"[{' '.join(word for word in _sentence(names, values, shown) if word)}]"


def _sentence(names: Names, values: Mapping[str, Plain], shown: bool) -> Iterator[str]:
    kind = str(values["event"])
    said, record = SENTENCES[kind], EVENTS[kind]

    def value(key: str) -> str:
        return written(names, record.by_key[key].codec, values[key])

    subject = values[said.subject] if said.subject else None
    yield value(said.subject) if said.subject else ""
    yield said.verbs[-1 if isinstance(subject, list) and len(subject) > 1 else 0]
    told = [f"{word} {value(key)}".strip() for word, key in said.words.items() if key in values]
    if said.object:
        single = said.number is not None and " " in str(values[said.object])
        thing = quoted(str(values[said.object])) if single else value(said.object)
        yield f"{thing}:" if said.listed and told else thing
    yield str(values.get(said.number, "")) if said.number else ""
    yield (", " if said.listed else " ").join(told)
    yield f"{BECAUSE} {value(BECAUSE)}" if BECAUSE in values else ""
    yield f"#{values['id']}" if shown and "id" in values else ""


def read_event(names: Names, sentence: str) -> Values:
    """Return the event that SENTENCE tells.

    Raises:
        Misread: it tells none, or names what is not there.
    """
    words = list(tokens(sentence))
    ids = [token.text for token in words if token.sign == "id"]
    words = [token for token in words if token.sign != "id"]
    place, length, kind = _verb(words)
    said, record = SENTENCES[kind], EVENTS[kind]
    found: Values = {"event": kind}
    _put(names, record, found, said.subject, words[:place])
    for key, own in _chunks(said, words[place + length :]):
        _put(names, record, found, key, own)
    if len(ids) > 1:
        raise Misread(f"An event has one id, not {len(ids)}.")
    return found | {"id": ids[0]} if ids else found


def _verb(words: Sequence[Token]) -> tuple[int, int, str]:
    """Return where the verb stands, of how many words it is, and the event that it tells."""
    for place in range(len(words)):
        for verb, kind in _BY_VERB.items():
            here = words[place : place + len(verb)]
            if len(here) == len(verb) and all(token.says(word) for token, word in zip(here, verb, strict=True)):
                return place, len(verb), kind
    known = [word for verb in _BY_VERB for word in verb]
    near = next((hint for token in words if (hint := did_you_mean(token.text, known))), None)
    raise Misread("No event is told by these words.", near or "An event is told as in [Ren learns sakura-has-magic].")


def _chunks(said: Sentence, words: Sequence[Token]) -> Iterator[tuple[str | None, list[Token]]]:
    """Yield each key with the words that stand for it, the object's first."""
    keys = {**said.words, BECAUSE: BECAUSE}
    key: str | None = said.object
    own: list[Token] = []
    for token in words:
        new = keys.get(token.text.casefold()) if token.sign == "word" else None
        if new is None:
            own.append(token)
        else:
            yield from _split(said, key, own)
            key, own = new, []
    yield from _split(said, key, own)


def _split(said: Sentence, key: str | None, own: list[Token]) -> Iterator[tuple[str | None, list[Token]]]:
    """Part the number behind an object from it."""
    number = said.number is not None and key == said.object and len(own) > 1 and own[-1].number
    yield key, own[:-1] if number else own
    if number:
        yield said.number, own[-1:]


def _put(names: Names, record: Record, found: Values, key: str | None, words: Sequence[Token]) -> None:
    said = [token for token in words if token.sign != ":"]
    if key is None:
        if [token for token in said if token.sign != ","]:
            raise Misread(f"'{' '.join(token.text for token in said)}' has no place in this sentence.")
        return
    if key in found:
        raise Misread(f"'{key}' is said twice.")
    codec = record.by_key[key].codec
    if said or isinstance(codec, Many):
        found[key] = read(names, codec, said)
    elif not record.by_key[key].required:
        raise Misread(f"Nothing stands behind '{key}'.")
