"""The way back along a diff: every place either was written since, or stood somewhere and said the same."""

from __future__ import annotations

import os

import pytest
from hypothesis import HealthCheck, given, settings
from tellings import Values, pairs, texts

from anime_cli.merge.engine import values_of
from anime_cli.merge.tracing import Place, Trace, at, leaves
from anime_cli.model.kinds import kind_of

QUICK = settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
EXAMPLES = int(os.environ.get("MERGE_EXAMPLES", "5000"))
DEEP = settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))

RAIN = {
    "scenes/rain.yaml": """\
title: Rain
place: street
cast: {ren: {emotion: sad}}
script:
  - who: ren
    say: Rain again, and nobody on the road.
    id: d1
  - action: Ren waits.
    who: [ren, mio]
    id: d2
""",
    "scenes/roof.yaml": "title: Roof\nplace: roof\nscript:\n  - who: mio\n    say: Come up.\n    id: r1\ntags: [wet]\n",
    "characters/ren.yaml": "name: Ren Abe\nwant: To leave before anybody asks him why he came.\n",
}
LINE = "  - who: ren\n    say: Rain again, and nobody on the road.\n    id: d1\n"


def values(story: dict[str, str]) -> Values:
    return {path: values_of(text, path) if kind_of(path) else text for path, text in story.items()}


def trace(after: dict[str, str]) -> Trace:
    return Trace(values(RAIN), values(after))


def check(before: Values, after: Values) -> None:
    found = Trace(before, after)
    ids = {change.path.partition("/")[2]: change.source for change in found.changes if change.kind == "renamed"}
    for path, value in after.items():
        for leaf in leaves(value) if kind_of(path) else ():
            there, now = found.former(path, leaf), at(value, leaf)
            if there is None:
                assert any(c.path == path and c.address == leaf[: len(c.address)] for c in found.changes) or leaf == ()
            elif now not in ({}, []):
                then = at(before[there.path], there.address)
                assert then == now or f"{now}.yaml" in ids or (isinstance(then, str) and then in {"", now})


@QUICK
@given(pairs())
def test_what_was_not_written_stood_somewhere(pair: tuple[Values, Values]) -> None:
    check(*(values(texts(each)) for each in pair))


@pytest.mark.slow
@DEEP
@given(pairs())
def test_what_was_not_written_stood_somewhere_deep(pair: tuple[Values, Values]) -> None:
    """The same, at length."""
    check(*(values(texts(each)) for each in pair))


def test_a_line_that_went_to_another_scene_is_found_there() -> None:
    after = {
        **RAIN,
        "scenes/rain.yaml": RAIN["scenes/rain.yaml"].replace(LINE, ""),
        "scenes/roof.yaml": RAIN["scenes/roof.yaml"].replace("script:\n", "script:\n" + LINE.replace("again", "still")),
    }
    found = trace(after)
    assert found.former("scenes/roof.yaml", ("script", 0, "who")) == Place("scenes/rain.yaml", ("script", 0, "who"))
    assert found.former("scenes/roof.yaml", ("script", 0, "say")) is None
    assert found.former("scenes/roof.yaml", ("script", 1, "say")) == Place("scenes/roof.yaml", ("script", 0, "say"))


def test_a_renamed_document_and_what_names_it_is_found_under_its_old_name() -> None:
    """Keys of maps as well as names that stand as values."""
    after = {path: text.replace("ren", "rin") for path, text in RAIN.items()}
    after["characters/rin.yaml"] = RAIN["characters/ren.yaml"]
    del after["characters/ren.yaml"]
    found = trace(after)
    assert found.former("characters/rin.yaml", ("name",)) == Place("characters/ren.yaml", ("name",))
    scene = "scenes/rain.yaml"
    assert found.former(scene, ("cast", "rin", "emotion")) == Place(scene, ("cast", "ren", "emotion"))
    assert found.former(scene, ("script", 0, "who")) == Place(scene, ("script", 0, "who"))
    assert found.former(scene, ("script", 1, "who", 0)) == Place(scene, ("script", 1, "who", 0))
    assert found.document("characters/rin.yaml") == "characters/ren.yaml"


def test_one_name_and_several_are_one_kind_of_thing() -> None:
    """What stands alone now stood in a list, and the other way round."""
    scene = "scenes/rain.yaml"
    alone = RAIN[scene].replace("who: [ren, mio]", "who: mio")
    assert trace({**RAIN, scene: alone}).former(scene, ("script", 1, "who")) == Place(scene, ("script", 1, "who", 1))
    several = RAIN[scene].replace("- who: ren\n", "- who: [hana, ren]\n")
    found = trace({**RAIN, scene: several})
    assert found.former(scene, ("script", 0, "who", 1)) == Place(scene, ("script", 0, "who"))
    assert found.former(scene, ("script", 0, "who", 0)) is None


def test_the_id_of_an_item_is_no_writing() -> None:
    assert list(leaves(values(RAIN)["scenes/roof.yaml"])) == [
        ("title",),
        ("place",),
        ("script", 0, "who"),
        ("script", 0, "say"),
        ("tags", 0),
    ]
