"""What changed between two requests, in the words of a story: 'Sakura: hair colour #f59cb8 → black'."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from anime_cli.story.calling import given_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

WORDS = {
    "accent": "accent colour",
    "bottom": "bottom of the outfit",
    "clothes": "outfit",
    "eyes": "eye colour",
    "eyes_shape": "eyes",
    "hair": "hair colour",
    "hair_style": "hair style",
    "mouth_shape": "mouth",
    "negative_prompt": "words to avoid",
    "number": "scene number",
    "prompt": "words for the picture",
    "seconds": "length in seconds",
    "skin": "skin colour",
    "top": "top of the outfit",
    "where": "place on the slate",
}
"""Field names whose plain word says too little."""

ECHOES = {"prompt", "seconds", "where", "eyes_shape", "mouth_shape"}
"""Fields that follow from others: told only when nothing else changed."""


def changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[str, ...]:
    """Say what changed from the request BEFORE to the request AFTER, both as plain values."""
    found = list(_fields(before, after, ""))
    main = [sentence for name, sentence in found if name not in ECHOES]
    return tuple(dict.fromkeys(main or (sentence for _, sentence in found)))


def _fields(before: Mapping[str, Any], after: Mapping[str, Any], who: str) -> Iterator[tuple[str, str]]:
    for name in sorted({*before, *after}):
        old, new = before.get(name), after.get(name)
        if old == new:
            continue
        if name == "figures":
            yield from _figures(old or (), new or ())
        elif name == "speech":
            yield name, "what is said in it"
        elif isinstance(old, dict) and isinstance(new, dict):
            yield from _fields(old, new, who or ("" if name != "setting" else "place"))
        else:
            yield name, _sentence(who, name, old, new)


def _figures(before: Sequence[Mapping[str, Any]], after: Sequence[Mapping[str, Any]]) -> Iterator[tuple[str, str]]:
    was, now = ({figure["id"]: figure for figure in figures} for figures in (before, after))
    for who in [who for who in was if who not in now]:
        yield "figures", f"{_first(was[who])} is no longer in it"
    for who, figure in now.items():
        if who in was:
            yield from _fields(was[who], figure, _first(figure))
        else:
            yield "figures", f"{_first(figure)} is in it now"
    if list(was) != list(now) and {*was} == {*now}:
        yield "figures", "people stand in another order"


def _first(figure: Mapping[str, Any]) -> str:
    return given_name(str(figure["name"]))


def _sentence(who: str, name: str, old: object, new: object) -> str:
    subject = f"{who}: " if who else ""
    return f"{subject}{WORDS.get(name, name.replace('_', ' '))} {_short(old)} → {_short(new)}"


def _short(value: object) -> str:
    if isinstance(value, list | tuple):
        return ", ".join(map(str, value)) or "none"
    text = " ".join(str(value).split()) if value not in {None, ""} else "none"
    return text if len(text) <= 48 else f"{text[:47]}…"  # noqa: PLR2004  # a glance's worth
