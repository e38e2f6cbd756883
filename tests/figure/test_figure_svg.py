"""SVG documents: well-formed, definitions once, text safe."""

from __future__ import annotations

from xml.etree import ElementTree as ET

from hypothesis import given
from hypothesis import strategies as st

from anime_cli.figure.svg import Lettering, Svg, fading, move, spread

PRINTABLE = st.text(st.characters(exclude_categories=("Cc", "Cs", "Cn", "Co")), max_size=40)


def parsed(svg: Svg) -> ET.Element:
    return ET.fromstring(svg.document(10, 10, (0, 0, 10, 10)))


@given(PRINTABLE)
def test_any_text_makes_a_well_formed_document(content: str) -> None:
    svg = Svg()
    svg.text(0, 0, content, Lettering(size=10, fill="#fff", outline="#000", outline_width=2, spacing=1, bold=True))
    texts = [element.text or "" for element in parsed(svg) if element.tag.endswith("text")]
    assert len(texts) == 2
    assert " ".join(texts[0].split()) == " ".join(content.split())


def test_what_xml_cannot_hold_is_left_out() -> None:
    svg = Svg()
    svg.text(0, 0, "a\x00\x08b\ufffe\ud800c", Lettering(size=10, fill="#fff"))
    assert parsed(svg)[1].text == "abc"


def test_equal_definitions_are_kept_once() -> None:
    svg = Svg("x")
    first = svg.linear(spread("#000000", "#ffffff"))
    assert svg.linear(spread("#000000", "#ffffff")) == first == "url(#x0)"
    assert svg.radial(fading("#ffffff", (0, 1), (1, 0))) == "url(#x1)"
    assert svg.linear(spread("#000000"), (0, 0), (10, 0), absolute=True) == "url(#x2)"
    assert svg.pattern(8, "<path d='M0,0'/>") == "url(#x3)"
    assert svg.document(1, 1, (0, 0, 1, 1)).count("<linearGradient") == 2


def test_groups_and_clips_nest() -> None:
    svg = Svg()
    with svg.group(move(1, 2), opacity=0.5), svg.inside("M0,0Z", "M1,1Z"):
        svg.path("M0,0Z", "#ff0000", stroke="#00ff00", width=2, opacity=0.5, dash="3 3", transform="rotate(3)")
        svg.ellipse(1, 2, 3, 4, "#000000", opacity=0.2)
        svg.rect(1, 2, 3, 4, "#000000", radius=2)
    root = parsed(svg)
    group = root[1]
    assert group.attrib == {"transform": "translate(1 2)", "opacity": "0.500"}
    path, ellipse, rect = group[0]
    assert path.attrib["stroke-dasharray"] == "3 3"
    assert path.attrib["fill-opacity"] == path.attrib["stroke-opacity"] == "0.500"
    assert ellipse.attrib["fill-opacity"] == "0.200"
    assert rect.attrib["rx"] == "2"
