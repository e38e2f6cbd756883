"""Type: widths, line breaks in Latin and Japanese."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from anime_cli.figure.fonts import font_files, width_of
from anime_cli.figure.typeset import balanced, clipped, is_wide, wrap

WORDS = st.text(st.sampled_from("abc défgh ijkl. 桜の木、「花」が咲いたー。 "), max_size=80)


def squeezed(text: str) -> str:
    return "".join(text.split())


@settings(deadline=None)
@given(WORDS, st.floats(60, 400), st.booleans())
def test_wrapping_loses_no_letter_and_fits(text: str, width: float, bold: bool) -> None:
    lines = wrap(text, 20, width, bold=bold)
    assert squeezed("".join(lines)) == squeezed(text)
    for line in lines:
        assert line
        assert len(line) == 1 or width_of(line, 20, bold=bold) <= width + 1e-6


@settings(deadline=None)
@given(WORDS, st.floats(60, 400))
def test_balancing_needs_no_more_lines_and_fits(text: str, width: float) -> None:
    plain, even = wrap(text, 20, width), balanced(text, 20, width)
    assert len(even) == len(plain)
    assert squeezed("".join(even)) == squeezed(text)
    assert all(width_of(line, 20) <= width + 1e-6 for line in even)


def test_latin_breaks_between_words() -> None:
    assert wrap("one two three", 20, width_of("one two", 20) + 1) == ["one two", "three"]


def test_no_japanese_line_begins_with_a_full_stop_or_ends_with_an_opening_bracket() -> None:
    text = "彼女は「はい。」と言った。そして「いいえ。」と言った。"
    for width in range(60, 300, 7):
        for line in wrap(text, 20, width)[1:]:
            assert line[0] not in "。、」"
        for line in wrap(text, 20, width)[:-1]:
            assert not line.endswith("「")


def test_a_word_too_long_is_cut() -> None:
    lines = wrap("a" * 40, 20, 100)
    assert len(lines) > 2
    assert "".join(lines) == "a" * 40


def test_clipping_ends_with_an_ellipsis() -> None:
    assert clipped("short", 20, 500) == "short"
    cut = clipped("a rather long title of a scene", 20, 120)
    assert cut.endswith("…")
    assert width_of(cut, 20) <= 120


def test_widths() -> None:
    """A width grows with the size, bold is wider, a kanji fills its em."""
    assert width_of("abc", 40) == 2 * width_of("abc", 20)
    assert width_of("abc", 20, bold=True) > width_of("abc", 20)
    assert width_of("桜", 20) == 20
    assert is_wide("桜")
    assert not is_wide("a")


def test_the_typeface_comes_with_its_licence() -> None:
    for file in font_files():
        assert file.is_file()
    licence = (font_files()[0].parent / "OFL.txt").read_text("utf-8")
    assert "M+ FONTS Project Authors" in licence
    assert "SIL OPEN FONT LICENSE" in licence
