"""What a merge has read is not read again by whoever asks what it brought."""

from __future__ import annotations

from anime_cli.merge.diff import diff_documents
from anime_cli.merge.engine import Versions, merge_documents
from anime_cli.merge.shelf import Shelf
from anime_cli.merge.values import normalised, rule_of
from anime_cli.model.layouts import layout_of
from anime_cli.text.plain import plain
from anime_cli.text.reader import read

PATH = "scenes/rain.yaml"
SCENE = """\
title: Rain
place: roof
summary: |
  It rains.

  And rains.
tags: dusk
cast:
  ren: {emotion: sad, pose: }
script:
  - who: [ren]
    say: "Wait  here."
    id: a1
  - shot: wide
    on: [ren, mio]
  - !conflict
    id: c1
    ours: {action: She runs.}
odd: [one, {two: [three, '']}]
"""


def test_a_value_is_made_in_one_pass() -> None:
    """It is the normal form of the plain value, whatever the shape."""
    parsed = read(SCENE, PATH, layout_of("scene"))
    expected = normalised(plain(parsed.root), rule_of(PATH))
    assert Shelf().says(parsed) == expected == Shelf().value(PATH, SCENE)


def test_what_a_merge_read_tells_what_it_brought() -> None:
    scene = SCENE.split("  - !conflict", maxsplit=1)[0]
    ours, theirs = scene.replace("title: Rain", "title: Snow"), scene.replace("Wait  here.", "Go now.")
    shelf = Shelf()
    merged = merge_documents({PATH: Versions(scene, ours, theirs)}, shelf)[PATH].text
    changes = diff_documents({PATH: ours}, {PATH: merged}, shelf)
    assert changes == diff_documents({PATH: ours}, {PATH: merged})
    assert [(change.kind, change.field, change.before) for change in changes] == [("changed", "say", "Wait here.")]
