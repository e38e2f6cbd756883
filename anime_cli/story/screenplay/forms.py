"""How a single field of an item is written in a script and read from it, by the kind of the field."""

from __future__ import annotations

from typing import TYPE_CHECKING

from anime_cli.model.fields import Many, Text
from anime_cli.story.screenplay.errors import Misread
from anime_cli.story.screenplay.words import bare, joined, keyed, listed, phrase, quoted, single

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from anime_cli.model.fields import Codec, Record
    from anime_cli.story.screenplay.names import Names
    from anime_cli.story.screenplay.words import Part, Token
    from anime_cli.text.plain import Plain

Values = dict[str, "Plain"]


def named(names: Names, kind: str, name: str) -> str:
    """Return what the KIND of thing with the id NAME is called among other words."""
    return next((each for each in names.says(kind, name) if bare(each)), quoted(name))


def written(names: Names, codec: Codec, value: Plain, sign: str = "") -> str:
    """Return the VALUE of a field; the entries of a list are joined by SIGN, or as a sentence joins them."""
    if isinstance(codec, Many):
        assert isinstance(value, list)
        entries = [written(names, codec.entry, each) for each in value]
        return sign.join(entries) if sign and entries else joined(entries) if entries else ""
    text = str(value)
    if not isinstance(codec, Text) or codec.words:
        return text
    return named(names, codec.target, text) if codec.target else phrase(text)


def read(names: Names, codec: Codec, words: Sequence[Token]) -> Plain:
    """Return the plain value that WORDS say for a field.

    Raises:
        Misread: a name in it is nobody's.
    """
    if isinstance(codec, Many):
        return [_meant(names, codec.entry, entry) for entry in listed(words)]
    return _meant(names, codec, single(words))


def _meant(names: Names, codec: Codec, word: str) -> str:
    return names.means(codec.target, word) if isinstance(codec, Text) and codec.target else word


def parts_of(names: Names, record: Record, values: Mapping[str, Plain], shown: bool) -> Iterator[str]:
    """Yield VALUES of an item as parts: those of fields that RECORD knows, unknown ones, the id if it is SHOWN."""
    for key, value in values.items():
        known = record.by_key.get(key)
        if known is None or _is_prose(known.codec):
            yield keyed(key, value)
        elif key != "id":
            yield f"{key} {written(names, known.codec, value, ' and ')}"
    if shown and "id" in values:
        yield f"#{values['id']}"


def fields_of(names: Names, record: Record, parts: Sequence[Part]) -> tuple[Values, list[Part]]:
    """Return the fields of RECORD that PARTS say, and the parts that name no field.

    Raises:
        Misread: a field is said twice, or names what is not there.
    """
    found: Values = {}
    rest = []
    for part in parts:
        key, value = _field(names, record, part)
        if key is None:
            rest.append(part)
        elif key in found:
            raise Misread(f"'{key}' is said twice.")
        else:
            found[key] = value
    return found, rest


def _field(names: Names, record: Record, part: Part) -> tuple[str | None, Plain]:
    if part.key is not None:
        return part.key, part.value
    first, *more = part.tokens
    if first.sign == "id" and not more:
        return "id", first.text
    key = first.text.casefold() if first.sign == "word" else ""
    known = record.by_key.get(key)
    if known is None or not more or key == "id" or _is_prose(known.codec):
        return None, None
    return key, read(names, known.codec, more)


def _is_prose(codec: Codec) -> bool:
    return isinstance(codec, Text) and codec.prose


def felt_parts(names: Names, values: Mapping[str, Plain]) -> tuple[list[str], dict[str, Plain]]:
    """Return the emotion of VALUES as parts, 'happy 0.8', and the other values."""
    emotion, intensity = values.get("emotion"), values.get("intensity")
    rest = dict(values)
    if not isinstance(emotion, str) or emotion not in names.emotions or not bare(emotion) or " " in emotion:
        return [], rest
    del rest["emotion"]
    rest.pop("intensity", None)
    return [f"{emotion} {intensity}" if intensity is not None else emotion], rest


def felt(names: Names, part: Part) -> Values | None:
    """Return the emotion that PART says, with its intensity, None where it says none.

    Raises:
        Misread: a number stands behind a word that is no emotion.
    """
    words = part.tokens
    strong = len(words) > 1 and words[-1].number
    if any(token.sign != "word" for token in words) or len(words) > 1 + strong:
        return None
    name = words[0].text.lower()
    if name not in names.emotions:
        if strong:
            names.means("emotion", name)
        return None
    return {"emotion": name, "intensity": words[1].text} if strong else {"emotion": name}
