"""HTML as values: elements that escape what is put into them, and a page that needs nothing besides itself."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

UNFIT = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
"""Characters that no page can hold: controls, and halves of a pair."""

VOID = frozenset({"br", "hr", "img", "meta"})


class Markup(str):
    """Text that is HTML already; any other text is escaped."""

    __slots__ = ()


Content = str | None


def element(name: str, /, *content: Content, **attributes: str | bool | None) -> Markup:
    """Make an element of CONTENT (None is nothing). Of attributes, `class_` is `class`, True has no value, None is not.

    Characters that no page can hold are shown as U+FFFD.
    """
    written = "".join(_attribute(key, value) for key, value in attributes.items() if value not in {None, False})
    if name in VOID:
        return Markup(f"<{name}{written}>")
    return Markup(f"<{name}{written}>{joined(content)}</{name}>")


def joined(content: Iterable[Content]) -> Markup:
    """Put pieces of content one after the other."""
    return Markup("".join(part if isinstance(part, Markup) else _text(part) for part in content if part is not None))


def page(title: str, style: str, *content: Content, language: str = "en") -> str:
    """Return a whole page with its style inside. It loads nothing, runs nothing and sends nothing.

    Raises:
        ValueError: the style would end its own element.
    """
    if "</" in style:
        raise ValueError("a style sheet has no tags")
    head = element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", **{"http-equiv": "Content-Security-Policy", "content": POLICY}),
        element("meta", name="color-scheme", content="light dark"),
        element("title", title),
        Markup(f"<style>{style}</style>"),
    )
    return f"<!DOCTYPE html>\n{element('html', head, element('body', *content), lang=language)}\n"


POLICY = "default-src 'none'; style-src 'unsafe-inline'"
"""What the page may do: show itself."""


def _attribute(key: str, value: str | bool | None) -> str:
    name = key.rstrip("_").replace("_", "-")
    return f" {name}" if value is True else f' {name}="{_text(str(value))}"'


def _text(text: str) -> str:
    return escape(UNFIT.sub("\N{REPLACEMENT CHARACTER}", text))
