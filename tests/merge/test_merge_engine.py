"""Documents merged: the cases that writers meet."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from stories import PATH, Scene, scenes, text, triples, words

from anime_cli.merge.conflicts import MISSING, from_json, to_json
from anime_cli.merge.engine import Merged, Versions, merge_document, merge_documents, values_of
from anime_cli.merge.errors import UnresolvedConflict
from anime_cli.merge.fidelity import Weaver
from anime_cli.merge.identity import match
from anime_cli.merge.resolve import resolve
from anime_cli.text.errors import GitConflict, TextError

SCENE = """\
title: Rain
place: roof
day: 3
# who is here
cast:
  mio: {emotion: sad}
  ren: {emotion: happy}
script:
  - shot: wide
  - who: mio
    say: It's warm. Like it knows me.
    id: d1
  - action: Petals turn.
    id: a1
  - who: ren
    say: Mio?
    id: d2
tags: [magic, secret]
"""
CHAPTER = "title: A\nscenes: [a, b, c, d]\n"
STORY = """\
format: anime/1
title: T
chapters: [one]
facts:
  petals:
    text: Mio can move petals.
    secret: true
    known_by: [mio]
relations:
  - {from: ren, to: mio, trust: 0.2}
"""


def merge(base: str | None, ours: str | None, theirs: str | None, path: str = PATH) -> Merged:
    return merge_document(base, ours, theirs, path)


def clean(base: str, ours: str, theirs: str, path: str = PATH) -> str:
    result = merge(base, ours, theirs, path)
    assert not result.conflicts
    assert result.text is not None
    return result.text


def test_two_writers_in_one_scene() -> None:
    """Neighbouring lines, and one line's two sentences, are no conflict, and no other byte changes."""
    ours = SCENE.replace("It's warm.", "It's cold.").replace("place: roof", "place: street")
    theirs = SCENE.replace("Like it knows me.", "Like it hates me.").replace("day: 3", "day: 4")
    expected = SCENE.replace("say: It's warm. Like it knows me.", "say: |\n      It's cold.\n      Like it hates me.")
    expected = expected.replace("place: roof\nday: 3", "place: street\nday: 4")
    assert clean(SCENE, ours, theirs) == clean(SCENE, theirs, ours) == expected


def test_two_dialogues_at_one_place() -> None:
    """Both stay, each whole, in an order that does not depend on who merges."""
    mine = "  - who: ren\n    say: X.\n    id: x1\n  - who: mio\n    say: Y!\n    id: x2\n"
    yours = "  # the bell\n  - who: mio\n    say: Hm.\n    id: k1\n"
    before, after = SCENE.split("  - who: ren\n", 1)
    after = "  - who: ren\n" + after
    merged = before + yours + mine + after
    assert clean(SCENE, before + mine + after, before + yours + after) == merged
    assert clean(SCENE, before + yours + after, before + mine + after) == merged


def test_moved_and_edited() -> None:
    """One moves a line, the other edits it: both happen."""
    action = "  - action: Petals turn.\n    id: a1\n"
    ours = SCENE.replace(action, "").replace("  - shot: wide\n", "  - shot: wide\n" + action)
    merged = clean(SCENE, ours, SCENE.replace("Petals turn.", "Petals fall."))
    assert merged == ours.replace("Petals turn.", "Petals fall.")


def test_removed_and_edited() -> None:
    """One removes what the other edits: asked in story words, with the texts, in valid YAML."""
    action = "  - action: Petals turn.\n    id: a1\n"
    result = merge(SCENE, SCENE.replace(action, ""), SCENE.replace("Petals turn.", "Petals fall."))
    (conflict,) = result.conflicts
    assert (conflict.id, conflict.entity, conflict.field) == ("c1", 'scene "Rain" > action a1', "")
    assert conflict.address == ("script", 2)
    assert (conflict.ours, conflict.theirs) == (MISSING, {"action": "Petals fall.", "id": "a1"})
    assert conflict.reason == "One side removed it, the other changed it."
    assert "  - !conflict\n    id: c1\n    base:\n" in (result.text or "")
    assert resolve(result.text or "", PATH, {"c1": "ours"}) == SCENE.replace(action, "")
    assert "Petals fall." in resolve(result.text or "", PATH, {"c1": "theirs"})
    assert from_json(to_json(conflict)) == conflict


def test_one_sentence_by_two_writers() -> None:
    result = merge(SCENE, SCENE.replace("warm", "cold"), SCENE.replace("warm", "hot"))
    (conflict,) = result.conflicts
    assert conflict.entity == 'scene "Rain" > line d1 (mio)'
    assert (conflict.field, conflict.ours) == ("say", "It's cold. Like it knows me.")
    assert "    say: !conflict\n      id: c1\n      base: |\n        It's warm.\n" in (result.text or "")


def test_review_is_a_decision() -> None:
    base = SCENE.replace("Mio?", "Mio stood in the rain and never looked back at us.")
    result = merge(base, base.replace("Mio stood", "She stood"), base.replace("at us", "at me"))
    assert "She stood in the rain and never looked back at me." in (result.text or "")
    assert [decision.what for decision in result.decisions] == ["review"]


def test_comments_of_both_survive() -> None:
    """Also where the lines they stand at were changed by the other side."""
    ours = SCENE.replace("place: roof", "place: street  # ours, beside").replace("say: Mio?", "say: Ren?")
    theirs = SCENE.replace("place: roof", "# theirs, above\nplace: roof").replace(
        "    id: d2", "    # inside\n    id: d2"
    )
    theirs = theirs.replace("happy", "angry") + "# the end\n"
    for one, other in ((ours, theirs), (theirs, ours)):
        merged = clean(SCENE, one, other)
        for comment in ("# ours, beside", "# theirs, above", "# who is here", "# inside", "# the end"):
            assert merged.count(comment) == 1


def test_a_comment_both_changed_is_kept_twice() -> None:
    ours = SCENE.replace("# who is here", "# who is here now").replace("roof", "street")
    theirs = SCENE.replace("# who is here", "# who stands here").replace("day: 3", "day: 4")
    merged = clean(SCENE, ours, theirs)
    assert "# who is here now\n" in merged
    assert "# who stands here\n" in merged


def test_a_comment_that_one_took_away_is_gone() -> None:
    merged = clean(SCENE, SCENE.replace("# who is here\n", ""), SCENE.replace("roof", "street"))
    assert "#" not in merged


def test_comment_with_its_removed_neighbour_goes_to_the_top() -> None:
    """A comment whose neighbours are all gone still stands somewhere."""
    base = "title: A\nplace: roof\nweather: rain\nscript: []\n"
    ours = "title: A\nplace: roof\nscript: []\n"
    theirs = "title: B\nplace: street\n# windy\nweather: rain\nscript: []\n"
    assert clean(base, ours, theirs).count("# windy") == 1


def test_line_ends_are_ours() -> None:
    crlf = SCENE.replace("\n", "\r\n")
    merged = clean(SCENE, crlf.replace("roof", "street"), SCENE.replace("day: 3", "day: 4"))
    assert merged == SCENE.replace("roof", "street").replace("day: 3", "day: 4").replace("\n", "\r\n")


def test_same_meaning_keeps_our_text() -> None:
    ours = SCENE.replace("[magic, secret]", "\n  - magic\n  - secret")
    assert clean(SCENE, ours, SCENE.replace("title: Rain", 'title: "Rain"')).count("magic") == 1


def test_items_without_ids_are_matched_and_reported() -> None:
    """By what they say, then by how much of it stayed."""
    base = SCENE.replace("    id: d1\n", "").replace("    id: d2\n", "").replace("    id: a1\n", "")
    ours = base.replace("Petals turn.", "Petals turn around her.")
    theirs = base.replace("Like it knows me.", "Like it hates me.").replace("shot: wide", "shot: close-up")
    result = merge(base, ours, theirs)
    assert not result.conflicts
    assert "Petals turn around her." in (result.text or "")
    assert (result.text or "").count("Like it") == 1
    assert "matched" in {decision.what for decision in result.decisions}
    stripped = merge(SCENE, SCENE.replace("Mio?", "Mio, is that you?"), base.replace("roof", "street"))
    assert not stripped.conflicts
    assert (stripped.text or "").count("who: ren") == 1


def test_equal_new_items_without_ids() -> None:
    """The same shot added by both at one place is one shot, at two places two."""
    shot = "  - shot: close-up\n"
    first = SCENE.replace("  - action", shot + "  - action")
    last = SCENE.replace("tags:", shot + "tags:")
    assert clean(SCENE, first, first.replace("roof", "street")).count(shot) == 1
    assert clean(SCENE, first, last).count(shot) == 2


def test_one_kind_of_item_becomes_another() -> None:
    """An action turned into a line by one side and edited by the other is not blended."""
    ours = SCENE.replace("  - action: Petals turn.\n", "  - who: mio\n    say: Petals turn.\n")
    result = merge(SCENE, ours, SCENE.replace("Petals turn.", "Petals fall."))
    assert [conflict.address for conflict in result.conflicts] == [("script", 2)]


def test_sets() -> None:
    ours = SCENE.replace("[magic, secret]", "[magic, rain]")
    theirs = SCENE.replace("[magic, secret]", "[secret, magic, night]")
    assert values_of(clean(SCENE, ours, theirs), PATH)["tags"] == ["magic", "night", "rain"]
    gone = SCENE.replace("tags: [magic, secret]\n", "")
    assert "tags: [night]" in clean(SCENE, gone, theirs)
    assert "tags" not in clean(SCENE, gone, SCENE.replace("[magic, secret]", "[secret]"))


def test_names_in_items() -> None:
    base = SCENE.replace("  - shot: wide\n", "  - shot: wide\n    on: mio\n")
    merged = clean(base, base.replace("on: mio", "on: [mio, ren]"), base.replace("on: mio", "on: [mio, hana]"))
    assert values_of(merged, PATH)["script"][0]["on"] == ["mio", "hana", "ren"]
    assert len(merge(base, base.replace("on: mio", "on: ren"), base.replace("on: mio", "on: hana")).conflicts) == 1
    swapped = base.replace("on: mio", "on: [ren]")
    assert "on: [ren" in clean(base, swapped, swapped.replace("roof", "street"))
    both = base.replace("on: mio", "on: [mio, ren]")
    merged = clean(both, both.replace("[mio, ren]", "[ren]"), both.replace("[mio, ren]", "[mio, ren, hana]"))
    assert values_of(merged, PATH)["script"][0]["on"] == ["ren", "hana"]


def test_cast() -> None:
    ours = SCENE.replace("{emotion: sad}", "{emotion: sad, outfit: uniform}").replace("  ren: {emotion: happy}\n", "")
    theirs = SCENE.replace("{emotion: sad}", "{emotion: angry}").replace("script:", "  hana: {pose: sitting}\nscript:")
    found = values_of(clean(SCENE, ours, theirs), PATH)["cast"]
    assert found == {"mio": {"emotion": "angry", "outfit": "uniform"}, "hana": {"pose": "sitting"}}
    result = merge(SCENE, ours, SCENE.replace("happy", "angry"))
    assert [conflict.entity for conflict in result.conflicts] == ['scene "Rain" > cast entry ren']


def test_chapters_are_ordered_lists() -> None:
    path = "chapters/one.yaml"
    merged = clean(CHAPTER, CHAPTER.replace("[a", "[x, a"), CHAPTER.replace("c, d", "d, c"), path)
    assert merged == "title: A\nscenes: [x, a, b, d, c]\n"
    result = merge(CHAPTER, "title: A\nscenes: [b, a, c, d]\n", "title: A\nscenes: [b, c, d]\n", path)
    assert not result.conflicts or result.conflicts[0].reason.startswith("One side removed it, the other moved it.")
    torn = merge(CHAPTER, "title: A\nscenes: [b, c, a, d]\n", "title: A\nscenes: [b, c, d, a]\n", path)
    (conflict,) = torn.conflicts
    assert conflict.reason.endswith("Ours: after scene c. Theirs: after scene d.")
    assert values_of(resolve(torn.text or "", path, {"c1": "theirs"}), path)["scenes"] == ["b", "c", "d", "a"]


def test_story_records() -> None:
    ours = STORY.replace("[mio]", "[mio, ren]").replace("0.2}", "0.3}")
    theirs = STORY.replace("[mio]", "[mio, hana]").replace(
        "0.2}\n", "0.2, fear: 0.1}\n  - {from: mio, to: ren, debt: 1}\n"
    )
    found = values_of(clean(STORY, ours, theirs, "story.yaml"), "story.yaml")
    assert found["facts"]["petals"]["known_by"] == ["mio", "hana", "ren"]
    assert found["relations"] == [
        {"from": "ren", "to": "mio", "trust": "0.3", "fear": "0.1"},
        {"from": "mio", "to": "ren", "debt": "1"},
    ]
    none = STORY[: STORY.index("facts:")]
    result = merge(STORY, STORY.replace("move petals", "move petals and leaves"), none, "story.yaml")
    assert [conflict.entity for conflict in result.conflicts] == ['story "T" > fact petals']
    both = merge(
        none,
        none + "relations: [{from: a, to: b, trust: 1}]\n",
        none + "relations: [{from: b, to: a, fear: 1}]\n",
        "story.yaml",
    )
    assert len(values_of(both.text or "", "story.yaml")["relations"]) == 2
    assert not merge(STORY, none, STORY.replace("0.2}", "0.2}\n  - {from: x, to: y}"), "story.yaml").conflicts


def test_unknown_keys_merge_by_shape() -> None:
    base = (
        SCENE + "mood:\n  red: 1\nlist: [a, b]\nrows:\n  - {id: x, v: 1}\nodd: [{a: 1}]\n"
        'notes: "one\\ntwo\\nthree"\nflag: a\n'
    )
    ours = base.replace("red: 1", "red: 2").replace("[a, b]", "[a, b, c]").replace("v: 1", "v: 2").replace("one", "won")
    theirs = base.replace("  red: 1\n", "  red: 1\n  blue: 1\n").replace("[a, b]", "[z, a, b]").replace("three", "tree")
    theirs = theirs.replace("{id: x, v: 1}", "{id: x, v: 1, w: 1}")
    found = values_of(clean(base, ours, theirs), PATH)
    assert found["mood"] == {"red": "2", "blue": "1"}
    assert found["list"] == ["z", "a", "b", "c"]
    assert found["rows"] == [{"id": "x", "v": "2", "w": "1"}]
    assert found["notes"] == "won\ntwo\ntree"
    torn = merge(
        base,
        base.replace("{a: 1}", "{a: 2}").replace("two", "2").replace("flag: a", "flag: b"),
        base.replace("{a: 1}", "{a: 3}").replace("two", "II").replace("flag: a", "flag: c"),
    )
    assert [conflict.field for conflict in torn.conflicts] == ["flag", "notes", "odd"]


@pytest.mark.parametrize(
    ("line", "ours", "theirs"),
    [
        ("cast:", "cast: none", "cast: [mio]"),
        ("script:", "script: none", "script: one"),
        ("tags:", "tags: {a: 1}", "tags: {b: 1}"),
        ("title:", "title: {a: 1}", "title: [b]"),
    ],
)
def test_another_shape_is_a_conflict(line: str, ours: str, theirs: str) -> None:
    base = "title: A\nplace: roof\ncast:\n  mio: {pose: x}\nscript: [{shot: wide}]\ntags: [a]\n"
    old = base[base.index(line) :].split("\n", 1)[0]
    if old == "cast:":
        old = "cast:\n  mio: {pose: x}"
    result = merge(base, base.replace(old, ours), base.replace(old, theirs))
    assert [conflict.field for conflict in result.conflicts] == [line.rstrip(":")]


def test_missing_null_and_empty_differ() -> None:
    base = SCENE.replace("day: 3", "weather: rain")
    result = merge(base, base.replace("weather: rain", "weather:"), base.replace("weather: rain", 'weather: ""'))
    assert (result.conflicts[0].ours, result.conflicts[0].theirs) == (None, "")
    assert "ours:\n" in (result.text or "")
    result = merge(base, base.replace("weather: rain", "weather:"), base.replace("weather: rain\n", ""))
    assert result.conflicts[0].theirs is MISSING


def test_whole_documents() -> None:
    """Deleted or added on one side is plain; deleted and changed is a conflict; both added merges field by field."""
    assert merge(SCENE, None, SCENE).text is None
    assert merge(SCENE, SCENE, None).text is None
    assert merge(None, SCENE, None).text == SCENE
    assert merge(SCENE, None, None) == Merged(None)
    reformatted = SCENE.replace("title: Rain", 'title: "Rain"')
    assert merge(SCENE, None, reformatted).text is None
    assert merge(SCENE, reformatted, None).text is None
    changed = SCENE.replace("Mio?", "Ren?")
    for ours, theirs in ((None, changed), (changed, None)):
        result = merge(SCENE, ours, theirs)
        assert result.text == changed
        assert result.conflicts[0].whole
        assert result.conflicts[0].entity == 'scene "Rain"'
    assert merge(SCENE, None, SCENE + "# a thought\n").conflicts[0].whole
    both = merge(None, SCENE, SCENE.replace("Petals turn.", "Petals fall.").replace("day: 3\n", ""))
    assert [conflict.field for conflict in both.conflicts] == ["script"]
    assert "day: 3" in (both.text or "")


def test_conflicts_are_numbered_through() -> None:
    changed = Versions(SCENE, SCENE.replace("roof", "a"), SCENE.replace("roof", "b"))
    merged = merge_documents({"scenes/b.yaml": changed, "scenes/a.yaml": changed})
    assert [merged[path].conflicts[0].id for path in ("scenes/a.yaml", "scenes/b.yaml")] == ["c1", "c2"]


def test_other_files_merge_by_line() -> None:
    path = ".gitignore"
    assert merge("a\nb\nc\n", "A\nb\nc\n", "a\nb\nC\n", path).text == "A\nb\nC\n"
    assert merge("a\n", "b\n", "c\n", path).conflicts[0].whole
    assert merge(None, "b\n", "c\n", path).text == "b\n"


def test_bad_input_is_refused() -> None:
    with pytest.raises(GitConflict):
        merge(SCENE, "<<<<<<< HEAD\n" + SCENE + "=======\n>>>>>>> other\n", SCENE.replace("roof", "street"))
    with pytest.raises(TextError):
        merge(SCENE, "title: [", SCENE.replace("roof", "street"))
    torn = merge(SCENE, SCENE.replace("roof", "a"), SCENE.replace("roof", "b")).text
    with pytest.raises(UnresolvedConflict, match=r"scenes/rain\.yaml still holds"):
        merge(SCENE, torn, SCENE.replace("roof", "street"))


def test_a_draft_that_cannot_be_read_is_passed_over() -> None:
    """Where a merge of the lines is no YAML, the changed nodes are replaced in ours."""
    base = "title: A\nplace: roof\nplan: {one: 1}\nscript: []\n"
    ours = base.replace("{one: 1}", "{one: 1,\n  two: 2}")
    theirs = base.replace("{one: 1}", "{zero: 0,\n  one: 1}").replace("roof", "street")
    found = values_of(clean(base, ours, theirs), PATH)
    assert found["place"] == "street"


def test_duplicate_ids_do_not_crash() -> None:
    base = SCENE.replace("id: d2", "id: d1")
    assert "street" in clean(base, base.replace("Mio?", "Ren?"), base.replace("roof", "street"))


def strip(scene: Scene) -> Scene:
    items = [{key: value for key, value in item.items() if key != "id"} for item in scene["script"]]
    return {**scene, "script": items}


@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
@given(triples())
def test_without_ids_nothing_is_lost(triple: tuple[Scene, Scene, Scene]) -> None:
    """Scripts whose items have no ids merge without losing or inventing a word."""
    base, ours, theirs = (text(strip(scene)) for scene in triple)
    merged = merge(base, ours, theirs).text or ""
    for side in (ours, theirs):
        assert words(side) - words(base) <= words(merged)
    assert merge(base, base, theirs).text == theirs


DISJOINT = st.permutations(["title", "place", "day", "weather", "tags", "summary", "item", "insert", "cast"])


@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
@given(scenes(), DISJOINT, st.integers(0, 9))
def test_edits_apart_never_conflict(base: Scene, fields: list[str], cut: int) -> None:
    """Edits of different fields give what applying both to the base gives, and no conflict."""
    ours, theirs, both = (dict(base) for _ in range(3))
    for number, field in enumerate(fields):
        for scene in (ours if number < cut else theirs, both):
            _apply(scene, field)
    result = merge(text(base), text(ours), text(theirs))
    assert not result.conflicts
    assert values_of(result.text or "", PATH) == values_of(text(both), PATH)


def _apply(scene: Scene, field: str) -> None:
    if field == "tags":
        scene["tags"] = [*scene["tags"], "new"]
    elif field == "item":
        scene["script"] = [{**scene["script"][0], "note": "New."}, *scene["script"][1:]]
    elif field == "insert":
        scene["script"] = [*scene["script"], {"who": "mio", "say": "New.", "id": "new"}]
    elif field == "cast":
        scene["cast"] = {**scene["cast"], "hana": {"pose": "new"}}
    elif field == "summary":
        scene["summary"] += " New."
    else:
        scene[field] = "8"


def test_matching_by_similarity_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("anime_cli.merge.identity.PAIR_LIMIT", 0)
    old = [{"say": "a b c d"}, {"action": "stay"}]
    assert match(old, [{"action": "stay"}, {"say": "a b c e"}]) == {0: 1}


def test_matching() -> None:
    old = [{"say": "a b c d"}, {"say": "x", "id": "k"}, {"say": "same"}, "odd"]
    new = [{"say": "same"}, {"say": "y", "id": "k"}, {"say": "a b c e"}, {"action": "a b c d"}]
    assert match(old, new) == {0: 2, 1: 1, 2: 0}
    assert match([{"say": "a", "id": "p"}], [{"say": "a", "id": "q"}]) == {0: 0}
    assert match([{"say": "a b c d", "id": "p"}], [{"say": "a b c e", "id": "q"}]) == {}


def test_a_text_that_would_lie_is_never_returned(monkeypatch: pytest.MonkeyPatch) -> None:
    """When no text reads as the merged values, the merge stops."""
    from anime_cli.merge.errors import MergedTextLost

    monkeypatch.setattr(Weaver, "_fitted", lambda *_: None)
    with pytest.raises(MergedTextLost):
        merge(SCENE, SCENE.replace("roof", "a"), SCENE.replace("roof", "b"))
