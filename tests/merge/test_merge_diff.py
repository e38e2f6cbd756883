"""A diff tells what a writer did: a rename once, a move as a move, words as words."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from anime_cli.merge.beside import Row, rows, stretches
from anime_cli.merge.change import jsonable
from anime_cli.merge.diff import Change, diff_documents, unsaid
from anime_cli.merge.engine import layout_for, values_of
from anime_cli.merge.mentions import mentions, renamed
from anime_cli.merge.patch import ChangeDoesNotFit, apply_changes, apply_to_values
from anime_cli.merge.pointers import pointers
from anime_cli.merge.tally import tallies, total
from anime_cli.model.kinds import FOLDERS
from anime_cli.text.errors import TextError
from anime_cli.text.reader import place, read

SAKURA = Path(__file__).parents[2] / "examples" / "sakura" / "story"

STORY = {
    "story.yaml": "format: anime/1\ntitle: Rain\nchapters: [one, two]\nrelations: [{from: ren, to: mio, trust: 0.2}]\n",
    "chapters/one.yaml": "title: One\nscenes: [rain, roof]\n",
    "chapters/two.yaml": "title: Two\nscenes: [bell]\n",
    "characters/mio.yaml": "name: Mio Kanda\nfamily: {brother: ren, mother: ren}\ntraits: [shy, loud]\n",
    "characters/ren.yaml": "name: Ren Abe\nwant: To leave before anybody asks him why he came.\n",
    "scenes/rain.yaml": """\
title: Rain
place: street  # wet
cast:
  ren: {emotion: sad}
script:
  - who: ren
    say: Rain again, and nobody on the road.
    id: d1
  - action: Ren waits.
    who: ren
    id: d2
  - who: mio
    say: You are late.
    id: d3
""",
    "scenes/roof.yaml": "title: Roof\nplace: roof\nscript:\n  - who: mio\n    say: Come up here.\n    id: r1\n",
    "scenes/bell.yaml": "title: Bell\nplace: roof\nscript:\n  - action: A bell rings twice over the town.\n",
}


def edited(**edits: tuple[str, str]) -> dict[str, str]:
    """Return the story with one text replaced by another in the documents called by their stems."""
    story = dict(STORY)
    for stem, (old, new) in edits.items():
        path = next(path for path in story if path.endswith(f"{stem}.yaml"))
        assert old in story[path]
        story[path] = story[path].replace(old, new)
    return story


def lines(before: dict[str, str], after: dict[str, str]) -> list[str]:
    return [change.line() for change in diff_documents(before, after)]


def without_ren() -> dict[str, str]:
    """Return the story with ren called rin, everywhere."""
    done = {path: text.replace("ren", "rin") for path, text in STORY.items()}
    done["characters/rin.yaml"] = STORY["characters/ren.yaml"]
    del done["characters/ren.yaml"]
    return done


def test_a_rename_is_one_change() -> None:
    """The places that follow are counted, not listed; a free word of `family` is no place."""
    after = without_ren() | {"characters/mio.yaml": STORY["characters/mio.yaml"].replace("mother: ren", "mother: rin")}
    (change,) = diff_documents(STORY, after)
    assert change.line() == "renamed character ren → rin (in 5 places)"
    assert {(update.path, update.address) for update in change.updates} == {
        ("characters/mio.yaml", ("family", "mother")),
        ("scenes/rain.yaml", ("cast", "ren")),
        ("scenes/rain.yaml", ("script", 0, "who")),
        ("scenes/rain.yaml", ("script", 1, "who")),
        ("story.yaml", ("relations", 0, "from")),
    }


def test_a_rename_with_an_edit_tells_the_edit_too() -> None:
    after = without_ren()
    after["characters/rin.yaml"] = after["characters/rin.yaml"].replace("Ren Abe", "Rin Abe")
    after["characters/mio.yaml"] = STORY["characters/mio.yaml"].replace("mother: ren", "mother: rin")
    assert lines(STORY, after)[:2] == [
        "renamed character ren → rin (in 5 places)",
        'changed character "Rin Abe" > name: Ren Abe → Rin Abe',
    ]


def test_a_person_and_a_scene_of_theirs_renamed_at_once() -> None:
    """The lines of a scene that has a new name itself follow the person too: only the edit is told besides."""
    after = without_ren() | {"characters/mio.yaml": STORY["characters/mio.yaml"].replace("mother: ren", "mother: rin")}
    after["scenes/shower.yaml"] = after.pop("scenes/rain.yaml").replace("You are late.", "You are very late.")
    after["chapters/one.yaml"] = STORY["chapters/one.yaml"].replace("rain", "shower")
    changes = diff_documents(STORY, after)
    assert [change.line() for change in changes] == [
        "renamed character ren → rin (in 5 places)",
        "renamed scene rain → shower (in 1 place)",
        'changed scene "Rain" > line d3 (mio) > say: You are {+very +}late.',
    ]
    assert diff_documents(apply_changes(STORY, changes), after) == ()


def test_a_place_that_keeps_the_old_name_is_told() -> None:
    """Where a document still says the old id nothing is folded: what dangles must not hide."""
    after = without_ren() | {
        "scenes/rain.yaml": STORY["scenes/rain.yaml"].replace("who: ren\n    id", "who: rin\n    id")
    }
    told = lines(STORY, after)
    assert 'changed scene "Rain" > action d2 (rin) > who: ren → rin' in told


def test_two_short_documents_are_no_rename() -> None:
    """Boilerplate in common is no kinship; equal content is."""
    before = {"places/a.yaml": "name: The roof\nkind: street\n"}
    assert [c.kind for c in diff_documents(before, {"places/b.yaml": "name: The gate\nkind: street\n"})] == [
        "removed",
        "added",
    ]
    assert [c.kind for c in diff_documents(before, {"places/b.yaml": before["places/a.yaml"]})] == ["renamed"]


def test_a_line_in_another_scene_moved() -> None:
    """From and to are told; what was edited on the way as well, once."""
    line = "  - who: ren\n    say: Rain again, and nobody on the road.\n    id: d1\n"
    after = edited(rain=(line, ""), roof=("script:\n", "script:\n" + line.replace("again", "still")))
    moved, changed = diff_documents(STORY, after)
    assert moved.line() == 'moved scene "Roof" > line d1 (ren) from scene "Rain", first'
    assert (moved.source, moved.origin, moved.keys) == ("scenes/rain.yaml", ("script", "d1"), ("script", "d1"))
    assert (
        changed.line() == 'changed scene "Roof" > line d1 (ren) > say: Rain [-again-]{+still+}, and nobody on the road.'
    )


def test_an_entry_without_an_id_moves_by_what_it_says() -> None:
    line = "  - action: A bell rings twice over the town.\n"
    after = edited(bell=(f"\n{line}", " []\n"), roof=("script:\n", f"script:\n{line}"))
    assert 'moved scene "Roof" > action "A bell rings twice over the town." from scene "Bell", first' in lines(
        STORY, after
    )


def test_a_scene_in_another_chapter_moved() -> None:
    after = edited(one=("[rain, roof]", "[rain]"), two=("[bell]", "[bell, roof]"))
    assert lines(STORY, after) == ['moved chapter "Two" > scene roof from chapter "One", after scene bell']


def test_a_scene_cut_in_two_and_made_one() -> None:
    """Lines that stand in a new scene moved there, and back: none of them is new, none is gone."""
    first, *lines_of = STORY["scenes/rain.yaml"].partition("  - action: Ren waits.")
    second = "title: Wait\nplace: street\nscript:\n" + "".join(lines_of).replace("late", "very late")
    after = {**STORY, "scenes/rain.yaml": first, "scenes/wait.yaml": second}
    there = diff_documents(STORY, after)
    assert [change.line() for change in there] == [
        'added scene "Wait"',
        'moved scene "Wait" > action d2 (ren) from scene "Rain", first',
        'moved scene "Wait" > line d3 (mio) from scene "Rain", after action d2 (ren)',
        'changed scene "Wait" > line d3 (mio) > say: You are {+very +}late.',
    ]
    back = diff_documents(after, STORY)
    assert [change.kind for change in back] == ["moved", "moved", "changed", "removed"]
    assert [(row.lines_added, row.lines_removed, row.lines_moved) for row in tallies(there)] == [(0, 0, 1)]
    assert [(row.lines_added, row.lines_removed, row.lines_moved) for row in tallies(back)] == [(0, 0, 1), (0, 0, 0)]
    assert [row.kind for row in aligned(STORY, after, "scenes/wait.yaml")] == ["moved", "moved"]
    assert [row.kind for row in aligned(after, STORY, "scenes/wait.yaml")] == ["left", "left"]
    for one, other, changes in ((STORY, after, there), (after, STORY, back)):
        assert diff_documents(apply_changes(one, changes), other) == ()


def test_an_item_that_only_got_an_id_is_not_new() -> None:
    """It is named, beside one that is new and names it; taken away again, it lost its id and nothing else."""
    item = "  - event: grows\n    who: mio\n    field: trait\n    to: brave\n"
    before = edited(rain=("script:\n", f"script:\n{item}"))
    after = edited(rain=("script:\n", f"script:\n{item}    id: g1\n  - who: mio\n    say: Ah.\n    because: g1\n"))
    there, back = diff_documents(before, after), diff_documents(after, before)
    assert [change.line() for change in there] == [
        "named scene \"Rain\" > event 'grows' g1 (mio)",
        'added scene "Rain" > line "Ah." (mio): who: mio, say: Ah., because: g1',
    ]
    assert [change.line() for change in back][1:] == ["unnamed scene \"Rain\" > event 'grows' (mio): g1"]
    assert [changed.naming for changed in (*there, *back)] == ["g1", "", "", "g1"]
    for one, other, changes in ((before, after, there), (after, before, back)):
        assert diff_documents(apply_changes(one, changes), other) == ()


def test_a_line_at_another_place_moved() -> None:
    line = "  - who: ren\n    say: Rain again, and nobody on the road.\n    id: d1\n"
    (change,) = diff_documents(STORY, {**STORY, "scenes/rain.yaml": STORY["scenes/rain.yaml"].replace(line, "") + line})
    assert change.line() == 'moved scene "Rain" > line d1 (ren) after line d3 (mio)'
    assert (change.behind, change.keys, change.source) == ("d3", ("script", "d1"), None)


def test_sets_tell_names() -> None:
    """Their order is nothing; one name and several are the same kind of thing."""
    assert lines(STORY, edited(mio=("[shy, loud]", "[loud, shy]"))) == []
    assert lines(STORY, edited(mio=("[shy, loud]", "[loud, brave]"))) == [
        'removed character "Mio Kanda" > traits: shy',
        'added character "Mio Kanda" > traits: brave',
    ]
    assert lines(STORY, edited(rain=("who: ren\n    id: d2", "who: [ren, mio]\n    id: d2"))) == [
        'added scene "Rain" > action d2 (ren, mio) > who: mio'
    ]


@pytest.mark.parametrize("values", [("", " ~"), ("", ' ""'), (' ""', " []"), (" {}", " []"), (" {}", "")])
def test_nothing_empty_and_missing_differ(values: tuple[str, str]) -> None:
    """A key without a value, an empty text, list and map, and no key at all are five things."""
    texts = [{"story.yaml": f"title: Rain\nmood:{value}\n"} for value in values]
    missing = {"story.yaml": "title: Rain\n"}
    for before, after in (texts, texts[::-1], (missing, texts[0]), (texts[1], missing)):
        (change,) = diff_documents(before, after)
        assert change.keys == ("mood",)
        assert apply_changes(before, [change]) == after or not diff_documents(apply_changes(before, [change]), after)


def test_cjk_prose_differs_by_character() -> None:
    before, after = ({"story.yaml": f"title: 雨\nlogline: {text}\n"} for text in ("彼女は走った。", "彼女は歩いた。"))
    assert lines(before, after) == ['changed story "雨" > logline: 彼女は[-走っ-]{+歩い+}た。']


def test_formatting_alone_is_no_change_but_said() -> None:
    after = edited(rain=("# wet", "# very wet"), roof=("title: Roof\nplace: roof", "place: roof\ntitle: 'Roof'"))
    changes = diff_documents(STORY, after)
    assert changes == ()
    assert unsaid(STORY, after, changes) == ("scenes/rain.yaml", "scenes/roof.yaml")
    assert unsaid(STORY, without_ren(), diff_documents(STORY, without_ren())) == ()


def test_applied_changes_leave_the_rest_alone() -> None:
    """Comments and quotes of what nobody changed stay; a document nobody changed keeps every byte."""
    after = edited(rain=("You are late.", "You are early."), roof=("place: roof", "place: roof\nweather: rain"))
    assert apply_changes(STORY, diff_documents(STORY, after)) == after


def test_a_file_that_is_no_document_is_its_text() -> None:
    """One in a folder of documents as well; it has no id that could change."""
    assert [c.kind for c in diff_documents({"scenes/a.txt": "one"}, {"scenes/b.txt": "one"})] == ["removed", "added"]
    before, after = {"notes.txt": "one\n"}, {"notes.txt": "two\n", "more.txt": ""}
    changes = diff_documents(before, after)
    assert [change.line() for change in changes] == ["added file more.txt", "changed file notes.txt: one\n → two\n"]
    assert apply_changes(before, changes) == after


LINE = "  - who: mio\n    say: Come up here.\n    id: r1\n"


@pytest.mark.parametrize(
    ("edit", "other"),
    [
        (("place: roof\n", "place: roof\nweather: rain\n"), ("place: roof\n", "place: roof\nweather: rain\n")),
        (("place: roof\n", ""), ("place: roof\n", "")),
        (("say: Come", "say: Go"), (f"\n{LINE}", " []\n")),
        ((LINE, f"{LINE}  - action: Rain.\n    id: r2\n"), ("id: r1", "id: r2")),
        ((LINE, f"{LINE}  - action: Rain.\n    id: r2\n"), ("id: r1", "id: r9")),
        (("say: Come", "say: Go"), (f"\n{LINE}", " Come\n")),
    ],
)
def test_a_change_that_does_not_fit_is_refused(edit: tuple[str, str], other: tuple[str, str]) -> None:
    """A diff is for what was compared: with anything else it says so instead of guessing."""
    changes = diff_documents(STORY, edited(roof=edit))
    with pytest.raises(ChangeDoesNotFit, match=r"This change does not fit scenes/roof.yaml"):
        apply_changes(edited(roof=other), changes)


def test_a_rename_that_does_not_fit_is_refused() -> None:
    renames = [change for change in diff_documents(STORY, without_ren()) if change.kind == "renamed"]
    with pytest.raises(ChangeDoesNotFit, match="renamed character ren → rin"):
        apply_changes({}, renames)


def test_what_can_not_be_read_is_an_error() -> None:
    with pytest.raises(TextError):
        diff_documents(STORY, edited(roof=("title: Roof", "title: [Roof")))


def test_a_mark_is_a_map_in_json() -> None:
    """What a conflict left in a file has a key that no document has."""
    mark = "title: Rain\nmood: !conflict {id: c1, ours: wet, theirs: dry}\n"
    (torn,) = diff_documents({"story.yaml": "title: Rain\n"}, {"story.yaml": mark})
    assert jsonable([torn.after]) == [{"!conflict": {"id": "c1", "ours": "wet", "theirs": "dry"}}]


def test_mentions_follow_the_tables() -> None:
    """A name counts where the format says that it names a document of that kind, nowhere else."""
    scene = values_of(STORY["scenes/rain.yaml"], "scenes/rain.yaml")
    assert mentions(scene, "scenes/rain.yaml", "place", "street")
    assert not mentions(scene, "scenes/rain.yaml", "character", "street")
    both = {"cast": {"ren": {}, "rin": {}}}
    assert renamed(both, "scenes/rain.yaml", "character", "ren", "rin") == (both, ())
    onward = {"next": "end", "script": [{"choice": "Go", "to": "end"}, {"odd": "end"}, "end"]}
    assert renamed(onward, "scenes/rain.yaml", "scene", "end", "fin")[1] == (("next",), ("script", 0, "to"))


def test_mentions_are_the_pointers_of_the_text() -> None:
    """What a diff takes for a name, in values, and what a merge changes, in the text, are the same places."""
    seen = Counter[str]()
    for file in sorted(SAKURA.rglob("*.yaml")):
        path, text = file.relative_to(SAKURA).as_posix(), file.read_text(encoding="utf-8")
        parsed, value = read(text, path, layout_for(path)), values_of(text, path)
        named = {(each.kind, each.name, each.span.line) for each in pointers(parsed, path)}
        for kind in FOLDERS:
            for name in sorted({name for _, name, _ in named}):
                places = renamed(value, path, kind, name, "")[1]
                said = {kind, "next"} if kind == "scene" else {kind}
                assert {place(parsed, at)[0] for at in places} == {
                    n for k, who, n in named if k in said and who == name
                }
                seen[kind] += len(places)
    assert all(seen[kind] > 1 for kind in FOLDERS)


def aligned(before: dict[str, str], after: dict[str, str], path: str) -> tuple[Row, ...]:
    changes = diff_documents(before, after)
    old, new = ({each: values_of(text, each) for each, text in side.items()} for side in (before, after))
    return rows(path, old.get(path), new.get(path), changes)


def test_rows_stand_beside_each_other() -> None:
    """What left stands where it was, what came where it is, the same entry once."""
    line = "  - who: ren\n    say: Rain again, and nobody on the road.\n    id: d1\n"
    new = "  - who: ren\n    say: I know.\n    id: n1\n"
    after = {
        **STORY,
        "scenes/rain.yaml": STORY["scenes/rain.yaml"].replace(line, "").replace("late", "early") + line + new,
    }
    told = [(row.kind, row.key) for row in aligned(STORY, after, "scenes/rain.yaml")]
    assert told == [("left", "d1"), ("same", "d2"), ("changed", "d3"), ("moved", "d1"), ("added", "n1")]
    gone = edited(rain=(line, ""), roof=("script:\n", "script:\n" + line))
    assert [r.kind for r in aligned(STORY, gone, "scenes/rain.yaml")] == ["left", "same", "same"]
    assert [(r.kind, r.key) for r in aligned(STORY, gone, "scenes/roof.yaml")] == [("moved", "d1"), ("same", "r1")]
    alone = {path: text for path, text in STORY.items() if path != "scenes/roof.yaml"}
    assert [row.kind for row in aligned(STORY, alone, "scenes/roof.yaml")] == ["removed"]


def test_long_stretches_are_folded() -> None:
    found = [Row("same", str(n)) for n in range(9)]
    found[4] = Row("added", "4")
    assert [(len(part.rows), part.folded) for part in stretches(found)] == [(2, True), (5, False), (2, True)]
    assert list(stretches([])) == []


def test_numbers_add_up() -> None:
    """Lines said are counted by what happened to them, words where prose is written."""
    line = "  - who: mio\n    say: Come up here.\n    id: r1\n"
    after = edited(roof=(line, line.replace("here", "at once") + "  - who: ren\n    say: I am coming.\n    id: n1\n"))
    del after["scenes/rain.yaml"]
    rain, roof = tallies(diff_documents(STORY, after))
    assert (rain.entity, rain.lines_removed, rain.words_removed) == ('scene "Rain"', 2, 12)
    assert (roof.lines_added, roof.lines_changed, roof.words_added, roof.words_removed) == (1, 1, 5, 1)
    assert total([rain, roof]).numbers == {
        "changes": 3,
        "lines_added": 1,
        "lines_removed": 2,
        "lines_changed": 1,
        "lines_moved": 0,
        "words_added": 5,
        "words_removed": 13,
    }


def test_changes_are_made_on_values_too() -> None:
    old, new = ({p: values_of(t, p) for p, t in story.items()} for story in (STORY, without_ren()))
    changes: tuple[Change, ...] = diff_documents(STORY, without_ren())
    assert apply_to_values(old, changes) == new
