"""HTML as values: escaped by default, whole, alone."""

from __future__ import annotations

from html.parser import HTMLParser
from unicodedata import category

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anime_cli.figure.html import Markup, element, joined, page

ANY = st.text(st.characters())


def test_an_element_has_attributes_and_content() -> None:
    """`class_` is `class`, True stands alone, None and False are not there, underscores are hyphens."""
    made = element("p", "a", None, element("b", "c"), class_="x", hidden=True, id=None, open=False, aria_label="y")
    assert made == '<p class="x" hidden aria-label="y">a<b>c</b></p>'
    assert element("meta", name="viewport", content="w") == '<meta name="viewport" content="w">'


def test_only_markup_is_taken_as_it_is() -> None:
    assert (
        joined(["<b>", Markup("<i></i>"), "\"'&\x1b"]) == "&lt;b&gt;<i></i>&quot;&#x27;&amp;\N{REPLACEMENT CHARACTER}"
    )
    assert element("a", href='"><script>') == '<a href="&quot;&gt;&lt;script&gt;"></a>'


@given(ANY, ANY)
def test_what_goes_in_comes_out(content: str, attribute: str) -> None:
    """A parser finds one element, with the text and the attribute that were put in."""
    seen: list[object] = []
    parser = HTMLParser()
    parser.handle_starttag = lambda tag, attrs: seen.append((tag, attrs))  # type: ignore[method-assign]
    words: list[str] = []
    parser.handle_data = words.append  # type: ignore[method-assign]
    parser.feed(element("p", content, title=attribute))
    parser.close()

    def shown(text: str) -> str:
        unfit = {"Cc", "Cs"}
        return "".join(
            sign if sign in "\n\t" or category(sign) not in unfit else "\N{REPLACEMENT CHARACTER}" for sign in text
        )

    assert seen == [("p", [("title", shown(attribute))])]
    assert "".join(words) == shown(content)


def test_a_page_forbids_itself_everything() -> None:
    made = page("A <b>", "p { margin: 0 }", element("p", "x"), language="ja")
    assert made.startswith('<!DOCTYPE html>\n<html lang="ja">')
    assert "default-src &#x27;none&#x27;" in made
    assert "<title>A &lt;b&gt;</title>" in made
    assert "<style>p { margin: 0 }</style>" in made
    with pytest.raises(ValueError, match="no tags"):
        page("", "</style><script>")
