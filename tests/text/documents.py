"""Generated documents: hostile words, nested values, a layout like a scene's."""

# ruff: noqa: E501, RUF001  # a table of odd words

from __future__ import annotations

from hypothesis import strategies as st

from anime_cli.text.layout import Layout

HOSTILE = (
    "no", "~", "null", "22:00", "+0.3", "1984", "- dash", "# hash", "room #4", "a #b", "a: b", "a:b", "{a}", "[a]", "*x",
    "&x", "!x", "|", ">", "%a", "@a", "`a`", "'", '"', "it's", 'say "hi"', "\\n", " lead", "trail ", "tab\tinside",
    "こんにちは。元気？", "emoji 🌸", "? a", "?", "-", "--- a", "...", "=======", "<<<<<<< ours", "a\u2028b", "\ufeffx",
    "x" * 300, "One. Two! Three?", "para\n\npara", "line\nline", "ends\n", "\n", " ", "", "\x07",
)  # fmt: skip
WORDS = st.sampled_from(HOSTILE) | st.text(st.characters(exclude_categories=("Cs",)), max_size=30)
KEYS = st.sampled_from(
    ("title", "say", "summary", "who", "cast", "script", "id", "day", "tags", "note", "ほ", "odd key")
)
VALUES = st.recursive(
    st.none() | WORDS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=12,
)
DOCUMENTS = st.dictionaries(KEYS, VALUES, min_size=1, max_size=6)
LAYOUT = Layout(
    order={"": ("title", "day", "summary", "cast", "script", "tags"), "script[]": ("who", "say", "note", "id")},
    prose=frozenset({"say", "summary", "note"}),
    words=frozenset({"say", "summary", "note", "title"}),
    flow=frozenset({"cast.*"}),
)
