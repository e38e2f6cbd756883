"""One document, two writers: each keeps every word, and neither lets a word become a mark."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from anime_cli.figure.document import (
    Bullets,
    Document,
    Grid,
    Labelled,
    Link,
    Note,
    Prose,
    Section,
    Soft,
    Strong,
    Swatch,
    walk,
)
from anime_cli.figure.document_page import document_page
from anime_cli.figure.html import VOID
from anime_cli.figure.markdown import escaped, markdown

READER = MarkdownIt("commonmark").enable("table")
NASTY = st.text(st.sampled_from("ab *_`#<>[]()|!&;:+-=~\\/.1\"'\n\t花é\x07"), max_size=30)
"""Text of the signs that Markdown and HTML take for marks."""
WORDS = st.one_of(NASTY, NASTY.map(Strong), NASTY.map(Soft), NASTY.map(lambda text: Link(text, "s1")))
RUN = st.lists(WORDS, min_size=1, max_size=3).map(tuple)
BLOCK = st.one_of(
    NASTY.map(Prose),
    RUN.map(Note),
    st.lists(RUN, min_size=1, max_size=3).map(lambda points: Bullets(tuple(points))),
    st.lists(st.tuples(NASTY, RUN), min_size=1, max_size=2).map(lambda entries: Labelled(tuple(entries))),
    st.lists(st.tuples(RUN, RUN), max_size=2).map(lambda rows: Grid(("a", "b"), tuple(rows))),
)
BLOCKS = st.lists(BLOCK, max_size=4).map(tuple)
DOCUMENT = st.builds(
    lambda title, blocks, inner: Document(title, blocks, (Section("s1", title, inner, (Section("s2", title),)),)),
    NASTY,
    BLOCKS,
    BLOCKS,
)


class Page(HTMLParser):
    """Reads a page: its text, its tags in balance, its ids and where its links lead."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" not in self.open:
            self.words.append(data)

    def attribute(self, name: str) -> list[str]:
        return [str(found[name]) for _, found in self.tags if name in found]


def plain(text: str) -> str:
    """Return the words of TEXT as a reader sees them."""
    return " ".join(text.replace("\x07", "\N{REPLACEMENT CHARACTER}").split())


def rendered(text: str) -> str:
    return plain("".join(Page(f"<div>{READER.render(text)}</div>").words))


@settings(max_examples=300, deadline=None)
@given(NASTY)
def test_escaped_text_reads_as_it_is(text: str) -> None:
    """Whatever stands in a story is words to Markdown: at the start of a line, in a heading, in a table."""
    assert rendered(escaped(text, opening=True)) == plain(text)
    assert rendered(f"x{escaped(text)}x") == plain(f"x{text}x")
    if plain(text):
        tokens = [token.type for token in READER.parse(escaped(text, opening=True))]
        assert tokens == ["paragraph_open", "inline", "paragraph_close"]
    table = f"| a | b |\n| --- | --- |\n| {escaped(text)} | y |\n"
    assert rendered(table) == plain(f"a b {text} y")
    assert READER.render(table).count("<td>") == 2


@settings(max_examples=100, deadline=None)
@given(DOCUMENT)
def test_both_writers_say_the_same(document: Document) -> None:
    """Every word of the page stands in the Markdown, in the same order but for what only pages have."""
    page = Page(document_page(document))
    assert page.open == []
    read = rendered(markdown(document))
    for section in walk(document.sections):
        for block in section.blocks:
            if isinstance(block, Prose):
                assert plain(block.text.replace("\n", " ")).replace(" ", "") in read.replace(" ", "")


@settings(max_examples=100, deadline=None)
@given(DOCUMENT)
def test_a_page_needs_nothing_and_leads_nowhere_else(document: Document) -> None:
    page = Page(document_page(document))
    ids = page.attribute("id")
    assert len(ids) == len(set(ids))
    assert all(link.startswith("#") and link[1:] in ids for link in page.attribute("href"))
    assert not page.attribute("src")
    assert not {"script", "link", "img", "iframe"} & {tag for tag, _ in page.tags}


def one(*blocks: Any, **more: Any) -> Document:
    return Document("T", (), (Section("s1", "One", blocks), *more.get("sections", ())))


def test_lists_behind_each_other_stay_apart() -> None:
    """Two lists in a row would be one; the second takes the other sign."""
    text = markdown(one(Labelled((("who", ("Ren",)),)), Bullets((("A",), ("B",))), Bullets((("C",),))))
    assert READER.render(text).count("<ul>") == 4
    assert "- **who**: Ren\n\n* A\n* B\n\n- C\n" in text


def test_links_lead_to_the_headings_that_readers_make() -> None:
    """Anchors are those of GitHub: lower case, hyphens, a number behind the second of a kind."""
    sections = (Section("a", "It's 7.52, 花!"), Section("b", "One"), Section("c", "T"))
    links = Note((Link("x", "a"), " ", Link("y", "b"), " ", Link("z", "c"), " ", Link("plain", "nowhere")))
    text = markdown(one(links, sections=sections))
    assert "[x](#its-752-花) [y](#one-1) [z](#t-1) plain" in text


def test_paragraphs_tables_and_marks() -> None:
    blocks = (
        Prose("One\nline.\n\nAnother."),
        Grid(("a|b", ""), ((("1",), (Strong("x"), " ", Soft("y"))),)),
        Note((Swatch("#ff0000"), "red")),
    )
    assert markdown(one(*blocks)).split("## One\n\n")[1] == (
        "One line.\n\nAnother.\n\n| a\\|b |  |\n| --- | --- |\n| 1 | **x** *y* |\n\nred\n"
    )


def test_a_section_without_a_title_is_called_by_its_id() -> None:
    document = Document("T", (), (Section("scene-a", ""),))
    assert "## scene-a" in markdown(document)
    assert "scene-a" in Page(document_page(document)).words


@pytest.mark.parametrize(("colour", "shown"), [("#ff0000", True), ("red;background:url(//x)", False)])
def test_a_swatch_is_a_colour_or_nothing(colour: str, shown: bool) -> None:
    page = document_page(one(Note((Swatch(colour), "hair"))))
    assert ('style="background:' in page) == shown


def test_a_page_has_both_lights_and_its_language() -> None:
    page = document_page(Document("夜", (), (), language="ja"))
    assert '<html lang="ja">' in page
    assert "prefers-color-scheme: dark" in page
    assert not re.search(r"url\(|@import|https?:", page)
