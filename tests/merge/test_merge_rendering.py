"""A document as lines to be compared."""

from __future__ import annotations

import stories
from hypothesis import given, settings
from hypothesis import strategies as st

from anime_cli.merge.rendering import rendered

SCENE = """\
# by Mio
title: Rain
lasts: 20m   # too long?
place: roof
summary: |
  It rains. Nobody
  is there.

  Then she comes.
cast: {mio: {emotion: sad}, ren: {}}
empty:
none: ""
tags: []
script:
  # the first line
  - who: mio
    say: It rains. Again.
    id: a1
  - shot: wide
weather: !conflict {id: c1, ours: rain, theirs: [snow, fog]}
# the end
"""
SHOWN = """\
# by Mio
title: Rain
place: roof
# too long?
lasts: 20m
weather: !conflict
  id:
    c1
  ours:
    rain
  theirs:
    - snow
    - fog
summary:
  It rains.
  Nobody is there.

  Then she comes.
cast:
  mio:
    emotion: sad
  ren: {}
script:
  # the first line
  - who: mio
    say:
      It rains.
      Again.
    id: a1

  - shot: wide
tags: []
empty:
none: ""
# the end
"""


def test_every_form_of_a_document() -> None:
    """Keys in their order, a sentence a line, items as blocks, comments above what they speak of, nothing left out."""
    assert rendered(SCENE) == SHOWN


@settings(max_examples=25, deadline=None)
@given(stories.scenes(), st.sampled_from([style for style in stories.STYLES if style != "commented"]))
def test_the_same_in_every_style(scene: stories.Scene, style: str) -> None:
    """Quotes, wrapping, line ends, key order and flow make no difference, so that they never show as a change."""
    assert rendered(stories.restyled(scene, style)) == rendered(stories.text(scene))


@settings(max_examples=25, deadline=None)
@given(stories.scenes())
def test_every_word_is_shown(scene: stories.Scene) -> None:
    """Nothing that a document says is missing from its lines."""
    text = stories.text(scene)
    assert stories.words(text) <= stories.words(rendered(text))
