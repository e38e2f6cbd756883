"""Merges that concern several documents: renames followed, entries that travel."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from anime_cli.merge.conflicts import MISSING
from anime_cli.merge.engine import Merged, Versions, merge_documents, values_of
from anime_cli.merge.resolve import ALL, resolve

if TYPE_CHECKING:
    from collections.abc import Mapping

    Texts = Mapping[str, str]

STORY = {
    "story.yaml": """\
format: anime/1
title: T
chapters: [one, two]
threads:
  who-saw: {question: "Who saw?", due: two}
facts:
  petals:
    text: Mio can move petals.
    secret: true
    known_by: [mio]
items:
  key: {name: a brass key, holder: ren}
relations:
  - {from: ren, to: mio, trust: 0.2}
""",
    "chapters/one.yaml": "title: One\nscenes: [roof, stairs]\n",
    "chapters/two.yaml": "title: Two\nscenes: [street]\n",
    "characters/mio.yaml": "name: Mio Aoki\ntraits: [shy]\nwant: To be seen by nobody at all.\n",
    "characters/ren.yaml": "name: Ren Mori\ntraits: [loud]\nwant: To find out who she is.\nfamily: {mother: mio}\n",
    "places/top.yaml": "name: School roof\nkind: rooftop\nroutes: {gate: 5m}\n",
    "places/gate.yaml": "name: School gate\nkind: street\n",
    "scenes/roof.yaml": """\
title: Roof
place: top
pov: mio
cast:
  mio: {emotion: sad}
  ren: {emotion: happy}
script:
  - who: mio
    say: It's warm. Like it knows me.
    id: d1
  # he has seen it all
  - who: ren
    say: Mio?
    id: d2
  - event: learns
    who: ren
    fact: petals
    id: e1
  - action: Petals turn.
    who: mio
    id: a1
""",
    "scenes/stairs.yaml": """\
title: Stairs
place: gate
cast:
  ren: {emotion: sad}
script:
  - who: ren
    say: She was here.
    id: s1
  - action: Steps above.
    id: s2
""",
    "scenes/street.yaml": "title: Street\nplace: gate\nscript:\n  - action: Rain.\n    id: t1\n",
}


WAIT = "  - who: ren\n    say: Wait.\n    id: s3\n"
NEW = "title: New\nplace: gate\ncast:\n  ren: {}\nscript:\n  - who: ren\n    say: Ren, here.\n    id: n1\n"
EVENTS = {
    "petals": "learns\n    who: mio\n    fact: petals",
    "key": "loses\n    who: ren\n    item: key",
    "who-saw": "sets_up\n    thread: who-saw",
}


def merge(base: Texts, ours: Texts, theirs: Texts) -> dict[str, Merged]:
    paths = {*base, *ours, *theirs}
    return merge_documents({path: Versions(base.get(path), ours.get(path), theirs.get(path)) for path in paths})


def clean(base: Texts, ours: Texts, theirs: Texts) -> dict[str, str]:
    """Merge both ways round; without a conflict, and with the same meaning."""
    one, other = merge(base, ours, theirs), merge(base, theirs, ours)
    for result in (one, other):
        assert [conflict for each in result.values() for conflict in each.conflicts] == []
    told = [
        {path: values_of(each.text, path) for path, each in result.items() if each.text is not None}
        for result in (one, other)
    ]
    assert told[0] == told[1]
    return {path: each.text for path, each in one.items() if each.text is not None}


def changed(path: str, old: str, new: str, base: Texts = STORY) -> dict[str, str]:
    assert old in base[path]
    return {**base, path: base[path].replace(old, new)}


def everywhere(old: str, new: str, base: Texts = STORY) -> dict[str, str]:
    """Rename a word in all names of files and all texts."""
    return {path.replace(f"/{old}.", f"/{new}."): text.replace(old, new) for path, text in base.items()}


def test_a_renamed_character_is_followed_into_new_lines() -> None:
    ours = everywhere("ren", "rin")
    theirs = changed("scenes/stairs.yaml", "  - action: Steps", WAIT + "  - action: Steps")
    theirs["scenes/new.yaml"] = NEW
    theirs["chapters/two.yaml"] = "title: Two\nscenes: [street, new]\n"
    result = clean(STORY, ours, theirs)
    assert "characters/ren.yaml" not in result
    assert "who: rin\n    say: Wait." in result["scenes/stairs.yaml"]
    assert "  rin: {}" in result["scenes/new.yaml"]
    assert "who: rin\n    say: Ren, here." in result["scenes/new.yaml"]


def test_a_renamed_character_keeps_what_the_other_side_wrote_about_it() -> None:
    theirs = changed("characters/ren.yaml", "[loud]", "[loud, kind]")
    theirs = changed("story.yaml", "trust: 0.2", "trust: 0.5", theirs)
    result = clean(STORY, everywhere("ren", "rin"), theirs)
    assert "traits: [loud, kind]" in result["characters/rin.yaml"]
    assert "{from: rin, to: mio, trust: 0.5}" in result["story.yaml"]


def test_both_rename_different_things() -> None:
    result = clean(STORY, everywhere("ren", "rin"), everywhere("roof", "attic", everywhere("top", "summit")))
    assert "place: summit" in result["scenes/attic.yaml"]
    assert "  rin: {emotion: happy}" in result["scenes/attic.yaml"]
    assert "[attic, stairs]" in result["chapters/one.yaml"]
    assert "places/top.yaml" not in result


def test_both_rename_one_thing_alike() -> None:
    result = clean(STORY, everywhere("ren", "rin"), everywhere("ren", "rin"))
    assert "characters/rin.yaml" in result
    assert "characters/ren.yaml" not in result


def test_both_rename_one_thing_alike_and_change_it() -> None:
    """What each side changed besides the name stands; a stranger of the same name is no rename."""
    named = everywhere("roof", "terrace")
    ours = changed("scenes/terrace.yaml", "say: Mio?", "say: Mio, is it you?", named)
    theirs = changed("scenes/terrace.yaml", "Petals turn.", "Petals dance.", named)
    merged = clean(STORY, ours, theirs)
    assert "scenes/roof.yaml" not in merged
    assert "Mio, is it you?" in merged["scenes/terrace.yaml"]
    assert "Petals dance." in merged["scenes/terrace.yaml"]
    stranger = {
        path: text for path, text in {**STORY, "scenes/terrace.yaml": NEW}.items() if path != "scenes/roof.yaml"
    }
    asked = [conflict for each in merge(STORY, ours, stranger).values() for conflict in each.conflicts]
    assert "scenes/terrace.yaml" in {conflict.path for conflict in asked}


def test_both_rename_one_fact_alike_and_one_changes_it() -> None:
    named = everywhere("petals:", "magic:", everywhere("fact: petals", "fact: magic"))
    theirs = changed("story.yaml", "can move petals", "can make petals dance", named)
    merged = clean(STORY, named, theirs)
    assert "text: Mio can make petals dance.\n" in merged["story.yaml"]
    assert "petals:" not in merged["story.yaml"]


def test_two_names_for_one_fact_are_a_conflict_with_a_mark_at_each() -> None:
    ours = changed("story.yaml", "petals:", "her-gift:", changed("scenes/roof.yaml", "fact: petals", "fact: her-gift"))
    theirs = changed("story.yaml", "petals:", "the-gift:")
    result = merge(STORY, ours, theirs)
    found = {conflict.id: conflict for conflict in result["story.yaml"].conflicts}
    assert [conflict.reason for conflict in found.values()] == [
        "The two sides gave it different names. Ours: her-gift. Theirs: the-gift."
    ]
    text = result["story.yaml"].text or ""
    for side, name in (("base", "petals"), ("ours", "her-gift"), ("theirs", "the-gift")):
        facts = values_of(resolve(text, "story.yaml", {ALL: side}), "story.yaml")["facts"]
        assert isinstance(facts, dict)
        assert list(facts) == [name]


def test_two_names_for_one_thing_are_a_conflict() -> None:
    result = merge(STORY, everywhere("ren", "rin"), everywhere("ren", "ron"))
    found = [conflict for each in result.values() for conflict in each.conflicts]
    assert any(conflict.whole and conflict.path == "characters/ron.yaml" for conflict in found)
    assert result["characters/rin.yaml"].text is not None


def test_a_document_renamed_by_one_and_removed_by_the_other_is_a_conflict() -> None:
    theirs = {path: text.replace(", stairs", "") for path, text in STORY.items() if path != "scenes/stairs.yaml"}
    result = merge(STORY, everywhere("stairs", "steps"), theirs)
    (conflict,) = [conflict for each in result.values() for conflict in each.conflicts if conflict.whole]
    assert (conflict.path, conflict.reason) == ("scenes/steps.yaml", "One side removed it, the other renamed it.")


def test_a_deleted_person_and_another_who_came_are_no_rename() -> None:
    ours = {path: text for path, text in STORY.items() if path != "characters/ren.yaml"}
    ours["characters/hana.yaml"] = "name: Hana\ntraits: [old]\nwant: Peace and tea in the evening.\n"
    theirs = changed("scenes/stairs.yaml", "  - action: Steps", WAIT + "  - action: Steps")
    assert "who: ren\n    say: Wait." in clean(STORY, ours, theirs)["scenes/stairs.yaml"]


@pytest.mark.parametrize(("old", "new"), [("petals", "her-gift"), ("key", "old-key"), ("who-saw", "who-knows")])
def test_a_renamed_fact_is_followed(old: str, new: str) -> None:
    story = {
        path: text.replace(f"{old}:", f"{new}:").replace(f": {old}\n", f": {new}\n") for path, text in STORY.items()
    }
    event = f"script:\n  - event: {EVENTS[old]}\n    id: t2\n"
    theirs = changed("scenes/street.yaml", "script:\n", event)
    result = clean(STORY, story, theirs)
    assert f": {new}\n    id: t2" in result["scenes/street.yaml"]
    assert f"  {new}:" in result["story.yaml"]


def test_a_renamed_outfit_is_followed() -> None:
    base = changed("characters/mio.yaml", "traits:", "outfits:\n  uniform: {kind: sailor, top: white}\ntraits:")
    base = changed("scenes/roof.yaml", "mio: {emotion: sad}", "mio: {emotion: sad, outfit: uniform}", base)
    ours = {path: text.replace("uniform", "school") for path, text in base.items()}
    theirs = changed("scenes/stairs.yaml", "  ren: {", "  mio: {outfit: uniform}\n  ren: {", base)
    result = clean(base, ours, theirs)
    assert "mio: {outfit: school}" in result["scenes/stairs.yaml"]


def move(texts: Texts, lines: str, source: str, target: str, before: str = "") -> dict[str, str]:
    """Cut LINES out of one document and put them before others, or at the end."""
    out = changed(source, lines, "", texts)
    text = out[target]
    return {**out, target: text.replace(before, lines + before) if before else text + lines}


LINE = "  - who: ren\n    say: Mio?\n    id: d2\n"


def test_a_line_moved_to_another_scene_takes_the_other_sides_words_with_it() -> None:
    ours = move(STORY, LINE, "scenes/roof.yaml", "scenes/stairs.yaml", "  - action: Steps")
    theirs = changed("scenes/roof.yaml", "say: Mio?", "say: Mio, wait!")
    result = clean(STORY, ours, theirs)
    assert "d2" not in result["scenes/roof.yaml"]
    assert "say: Mio, wait!\n    id: d2\n  - action: Steps" in result["scenes/stairs.yaml"]


def test_a_line_moved_into_a_new_scene() -> None:
    """A scene split in two by one writer while the other edits it."""
    ours = changed("scenes/roof.yaml", LINE, "")
    ours["scenes/later.yaml"] = "title: Later\nplace: top\nscript:\n" + LINE
    ours["chapters/one.yaml"] = "title: One\nscenes: [roof, later, stairs]\n"
    theirs = changed("scenes/roof.yaml", "say: Mio?", "say: Mio, wait!")
    result = clean(STORY, ours, theirs)
    assert "d2" not in result["scenes/roof.yaml"]
    assert "say: Mio, wait!" in result["scenes/later.yaml"]


def test_two_scenes_joined_while_the_other_edits_the_one_that_goes() -> None:
    items = STORY["scenes/stairs.yaml"].split("script:\n")[1]
    ours = {path: text for path, text in STORY.items() if path != "scenes/stairs.yaml"}
    ours["scenes/roof.yaml"] += items
    ours["chapters/one.yaml"] = "title: One\nscenes: [roof]\n"
    theirs = changed("scenes/stairs.yaml", "She was here.", "She was here, I know.")
    result = clean(STORY, ours, theirs)
    assert "scenes/stairs.yaml" not in result
    assert "She was here, I know." in result["scenes/roof.yaml"]


def test_both_move_a_line_to_one_scene() -> None:
    ours = move(STORY, LINE, "scenes/roof.yaml", "scenes/stairs.yaml", "  - action: Steps")
    theirs = move(STORY, LINE, "scenes/roof.yaml", "scenes/stairs.yaml", "  - action: Steps")
    theirs = changed("scenes/stairs.yaml", "say: Mio?", "say: Mio, wait!", theirs)
    result = clean(STORY, ours, theirs)
    assert result["scenes/stairs.yaml"].count("d2") == 1
    assert "Mio, wait!" in result["scenes/stairs.yaml"]


def test_a_line_moved_to_two_scenes_is_a_conflict() -> None:
    ours = move(STORY, LINE, "scenes/roof.yaml", "scenes/stairs.yaml", "  - action: Steps")
    theirs = move(STORY, LINE, "scenes/roof.yaml", "scenes/street.yaml")
    result = merge(STORY, ours, theirs)
    found = {conflict.path: conflict for each in result.values() for conflict in each.conflicts}
    assert sorted(found) == ["scenes/stairs.yaml", "scenes/street.yaml"]
    assert "d2" not in (result["scenes/roof.yaml"].text or "")


def test_a_line_moved_by_one_and_removed_by_the_other_is_a_conflict() -> None:
    ours = move(STORY, LINE, "scenes/roof.yaml", "scenes/stairs.yaml", "  - action: Steps")
    theirs = changed("scenes/roof.yaml", LINE, "")
    result = merge(STORY, ours, theirs)
    (conflict,) = [conflict for each in result.values() for conflict in each.conflicts]
    assert conflict.path == "scenes/stairs.yaml"
    assert conflict.reason == "One side moved it to another document, the other removed it."


def test_a_line_without_an_id_is_known_again_though_its_mover_changed_it() -> None:
    bare = {
        path: text.replace("    id: d2\n", "").replace("Mio?", "Mio, is that you up there?")
        for path, text in STORY.items()
    }
    line = "  - who: ren\n    say: Mio, is that you up there?\n"
    ours = move(bare, line, "scenes/roof.yaml", "scenes/street.yaml")
    ours = changed("scenes/street.yaml", "up there?", "over there?", ours)
    theirs = changed("scenes/roof.yaml", line, "", bare)
    found = [conflict.reason for each in merge(bare, ours, theirs).values() for conflict in each.conflicts]
    assert found == ["One side moved it to another document, the other removed it."]


def test_a_line_moved_into_a_scene_that_the_other_removed_is_a_conflict() -> None:
    """Items that lost their ids came from nowhere, though an item of the removed scene says the same as one of them."""
    base = changed("scenes/street.yaml", "  - action: Rain.\n", "  - action: Petals turn.\n    who: mio\n")
    ours = move(base, LINE, "scenes/roof.yaml", "scenes/street.yaml")
    theirs = {path: text for path, text in base.items() if path != "scenes/street.yaml"}
    theirs["scenes/roof.yaml"] = re.sub(r"    id: [da]\d\n", "", theirs["scenes/roof.yaml"])
    for result in (merge(base, ours, theirs), merge(base, theirs, ours)):
        (conflict,) = [conflict for each in result.values() for conflict in each.conflicts]
        assert (conflict.path, conflict.reason) == ("scenes/street.yaml", "One side removed it, the other changed it.")


def test_both_move_a_line_without_an_id_to_where_one_removes_a_line_like_it() -> None:
    base = changed("scenes/street.yaml", "  - action: Rain.\n    id: t1\n", "  - action: Rain all over the old road.\n")
    base = changed("scenes/roof.yaml", LINE, "  - action: Rain all over the old roof.\n", base)
    line, alike = "  - action: Rain all over the old roof.\n", "  - action: Rain all over the old road.\n"
    ours = move(base, line, "scenes/roof.yaml", "scenes/street.yaml")
    theirs = changed("scenes/street.yaml", alike, "", ours)
    result = clean(base, ours, theirs)
    assert "old roof" not in result["scenes/roof.yaml"]
    assert result["scenes/street.yaml"].endswith(f"script:\n{line}")


def test_a_line_that_left_is_not_the_one_like_it_that_came() -> None:
    """Two lines share a sentence; one leaves the scene, the other comes to its place, and neither has an id."""
    told = "Her hands smell of oranges and of the paint on the new door."
    gone, came = f"  - action: {told}\n", f"  - action: She counts the steps down to the water. {told}\n"
    base = changed("scenes/street.yaml", "  - action: Rain.\n    id: t1\n", gone)
    base = changed("scenes/roof.yaml", LINE, came, base)
    theirs = move(base, gone, "scenes/street.yaml", "scenes/stairs.yaml")
    theirs = move(theirs, came, "scenes/roof.yaml", "scenes/street.yaml")
    ours = changed("scenes/street.yaml", told, f"{told} A bell.", base)
    result = clean(base, ours, theirs)
    here, there = (values_of(result[path], path)["script"] for path in ("scenes/street.yaml", "scenes/stairs.yaml"))
    assert here == [{"action": f"She counts the steps down to the water. {told}"}]
    assert {"action": f"{told} A bell."} in there  # type: ignore[operator]


def test_a_line_that_moved_is_not_the_one_like_it_that_both_removed() -> None:
    """The words that one side wrote into it go with it, though a scene that is gone had nearly the same line."""
    line = "  - who: ren\n    say: Seven years gone by under a borrowed umbrella.\n"
    base = changed("scenes/roof.yaml", LINE, line)
    base = changed("scenes/street.yaml", "  - action: Rain.\n    id: t1\n", line.replace("ren", "mio"), base)
    left = {path: text for path, text in base.items() if path != "scenes/street.yaml"}
    ours = changed("scenes/roof.yaml", "umbrella.", "umbrella. Rain again.", left)
    theirs = move(left, line, "scenes/roof.yaml", "scenes/stairs.yaml")
    result = clean(base, ours, theirs)
    assert "borrowed umbrella." not in result["scenes/roof.yaml"]
    assert "Rain again." in result["scenes/stairs.yaml"]


def test_a_line_moved_away_and_reordered_is_a_conflict_at_both_places() -> None:
    ours = move(STORY, LINE, "scenes/roof.yaml", "scenes/stairs.yaml", "  - action: Steps")
    theirs = move(STORY, LINE, "scenes/roof.yaml", "scenes/roof.yaml")
    result = merge(STORY, ours, theirs)
    found = {conflict.path: conflict for each in result.values() for conflict in each.conflicts}
    assert sorted(found) == ["scenes/roof.yaml", "scenes/stairs.yaml"]


def test_a_scene_moved_to_another_chapter() -> None:
    ours = {
        **STORY,
        "chapters/one.yaml": "title: One\nscenes: [roof]\n",
        "chapters/two.yaml": "title: Two\nscenes: [stairs, street]\n",
    }
    theirs = changed("chapters/one.yaml", "title: One", "title: First")
    result = clean(STORY, ours, theirs)
    assert result["chapters/one.yaml"] == "title: First\nscenes: [roof]\n"
    theirs = {**STORY, "chapters/one.yaml": "title: One\nscenes: [stairs, roof]\n"}
    found = [conflict for each in merge(STORY, ours, theirs).values() for conflict in each.conflicts]
    assert sorted(conflict.path for conflict in found) == ["chapters/one.yaml", "chapters/two.yaml"]


def test_comments_and_layout_survive_a_rename() -> None:
    theirs = changed("scenes/roof.yaml", "script:", "# all in one breath\nscript:")
    result = clean(STORY, everywhere("ren", "rin"), theirs)
    assert "# all in one breath\nscript:" in result["scenes/roof.yaml"]
    assert "# he has seen it all" in result["scenes/roof.yaml"]


def test_another_line_in_the_place_of_one_that_was_worked_on_is_asked() -> None:
    """A line without an id that shares only its place with one of the base may be that one, or its end."""
    path = "scenes/stairs.yaml"
    line = "  - who: ren\n    say: She was here.\n    id: s1\n"
    other = changed(path, line, "  - who: ren\n    say: Nobody climbs at noon.\n")
    longer = changed(path, "She was here.", "She was here. I know it.")
    for ours, theirs in ((other, longer), (longer, other)):
        result = merge(STORY, ours, theirs)[path]
        (conflict,) = result.conflicts
        assert MISSING in (conflict.ours, conflict.theirs)
    sad = changed(path, line, line.replace("    id", "    emotion: sad\n    id"))
    assert "Nobody climbs" in clean(STORY, other, sad)[path]
    assert "Nobody climbs" in clean(STORY, other, STORY)[path]
    assert "s1" not in clean(STORY, other, changed(path, "title: Stairs", "title: Up"))[path]


def test_a_line_that_both_sides_wrote_stands_once_whatever_was_removed_beside_it() -> None:
    """A new line without an id in the place of one that its side removed is the other side's new line."""
    path = "scenes/stairs.yaml"
    line, new = "  - who: ren\n    say: She was here.\n    id: s1\n", "  - who: ren\n    say: Nobody climbs at noon.\n"
    merged = clean(STORY, changed(path, line, new), changed(path, line, new + line))[path]
    assert merged.count("Nobody climbs") == 1
    assert "She was here" not in merged
