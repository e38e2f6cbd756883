"""Bubbles: off every face, inside the picture, off each other; tails stop before faces."""

from __future__ import annotations

import math

from hypothesis import given, settings
from hypothesis import strategies as st
from panels import figure, request

from anime_cli.render.renderers.storyboard.bubbles import Box, Scene, best_spot, tail_tip
from anime_cli.render.renderers.storyboard.compose import Words, backdrop_of, words_of
from anime_cli.render.renderers.storyboard.shots import ANGLES, SHOTS, blocking, viewport
from anime_cli.render.renderers.storyboard.speech import BALLOONS, face_box
from anime_cli.render.request import RenderRequest, Speech

AREA = Box(20, 20, 1240, 600)
BOXES = st.builds(Box, st.floats(0, 1100), st.floats(0, 600), st.floats(20, 400), st.floats(20, 400))


@settings(deadline=None, max_examples=60)
@given(st.lists(BOXES, max_size=4), st.lists(BOXES, max_size=2), st.floats(80, 420), st.floats(50, 260), st.data())
def test_a_bubble_never_covers_a_face_nor_another_bubble(
    faces: list[Box], taken: list[Box], width: float, height: float, data: st.DataObject
) -> None:
    mouth = data.draw(st.none() | st.tuples(st.floats(0, 1280), st.floats(0, 720)))
    spot = best_spot((width, height), Scene(AREA, tuple(faces)), mouth, taken)
    if spot is None:
        return
    box = spot[1]
    assert box.left >= AREA.left
    assert box.top >= AREA.top
    assert box.right <= AREA.right + 1e-6
    assert box.bottom <= AREA.bottom + 1e-6
    assert not any(box.shared(other) for other in (*faces, *taken))


@given(st.lists(BOXES, max_size=4), BOXES, st.floats(0, 1280), st.floats(0, 720))
def test_a_tail_ends_outside_every_face(faces: list[Box], bubble: Box, x: float, y: float) -> None:
    tip = tail_tip(bubble, (x, y), Scene(AREA, tuple(faces)))
    if tip is not None:
        free = [face for face in faces if not face.grown(4).shared(bubble)]
        assert not any(face.holds(tip) for face in free)


def test_a_bubble_that_finds_no_room_is_refused() -> None:
    assert best_spot((300, 100), Scene(AREA, (Box(0, 0, 1280, 720),)), None) is None
    assert best_spot((3000, 100), Scene(AREA), None) is None


def test_the_first_bubble_is_read_first() -> None:
    """The second bubble is neither above the first nor left of it on the same height."""
    first = best_spot((200, 80), Scene(AREA), (300, 300))
    assert first is not None
    second = best_spot((200, 80), Scene(AREA), (100, 300), [first[1]])
    assert second is not None
    assert second[1].top >= first[1].top - 10
    assert second[1].top >= first[1].bottom or second[1].left >= first[1].left


def test_boxes() -> None:
    box = Box(0, 0, 10, 10)
    assert box.centre == (5, 5)
    assert box.grown(1) == Box(-1, -1, 12, 12)
    assert box.shared(Box(5, 5, 10, 10)) == 25
    assert box.shared(Box(20, 0, 1, 1)) == 0
    assert box.distance((13, 14)) == 5
    assert box.holds((5, 5))
    assert not box.holds((0, 5))


WORDS = st.text(st.sampled_from("ab cde fghi, jkl. 桜が咲いた。"), min_size=1, max_size=160)


def laid_out(panel: RenderRequest) -> tuple[Words, list[Box]]:
    backdrop = backdrop_of(panel, viewport(panel.width, panel.height))
    staged = blocking(panel, backdrop.view)
    words = words_of(panel, staged, backdrop.view)
    return words, [face_box(actor) for actor in words.people]


@settings(deadline=None, max_examples=40)
@given(
    shot=st.sampled_from(sorted(SHOTS)),
    angle=st.sampled_from(sorted(ANGLES)),
    count=st.integers(0, 4),
    said=st.lists(st.tuples(st.integers(0, 4), WORDS, st.sampled_from(sorted(BALLOONS))), max_size=4),
    size=st.sampled_from([(1280, 720), (960, 720), (320, 180), (720, 720), (1280, 480)]),
    subtitle=st.sampled_from(["", "A long line that tells what happens here, and more of it. " * 3]),
)
def test_no_panel_has_a_covered_face(
    shot: str, angle: str, count: int, said: list[tuple[int, str, str]], size: tuple[int, int], subtitle: str
) -> None:
    """Whatever is said by whomever in whatever shot: every word is shown, in a bubble off all faces or below."""
    panel = request(
        shot=shot,
        angle=angle,
        figures=tuple(figure(f"p{i}", height=1.4 + 0.15 * i) for i in range(count)),
        speech=tuple(Speech(who=f"p{who}", text=text, kind=kind) for who, text, kind in said),
        size=size,
        subtitle=subtitle,
    )
    words, faces = laid_out(panel)
    boxes = [bubble.box for bubble in words.bubbles]
    for i, box in enumerate(boxes):
        assert not any(box.shared(face) for face in faces)
        assert not any(box.shared(other) for other in boxes[:i])
        assert box.bottom < 676
    spoken = [text for _, text, _ in said if text.strip()]
    assert len(boxes) + len(words.homeless) == len(spoken)
    if words.homeless:
        assert words.subtitle
    assert all(math.isfinite(box.left) for box in boxes)


def test_a_voice_has_no_tail_and_a_speaker_has_one() -> None:
    panel = request(
        figures=(figure("mio"),),
        speech=(Speech(who="mio", text="Here."), Speech(who="mio", text="There.", kind="voice")),
    )
    here, there = laid_out(panel)[0].bubbles
    assert here.tip is not None
    assert there.tip is None
