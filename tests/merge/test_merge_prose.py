"""Prose merged by paragraph, sentence and word; prose compared by word."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from anime_cli.merge import prose
from anime_cli.merge.prose import merge_prose
from anime_cli.merge.words import WordEdit, is_word, marked, tokens, word_diff

QUICK = settings(max_examples=200, deadline=None)
LONG = "The old cat sat on the mat in the small blue house."


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "merged"),
    [
        # sentences side by side
        ("A one. B two. C three.", "A won. B two. C three.", "A one. B too. C three.", "A won. B too. C three."),
        # paragraphs
        ("A one.\n\nB two.", "A won.\n\nB two.", "A one.\n\nB too.\n\nC.", "A won.\n\nB too.\n\nC."),
        # both insert at one point, what they share stands once
        ("A one.", "A one. B two.", "A one. C three.", "A one. B two. C three."),
        ("A one.", "A one. Ex. B two.", "A one. Ex. C three.", "A one. Ex. B two. C three."),
        ("A.\n\nD.", "A.\n\nB.\n\nD.", "A.\n\nC.\n\nD.", "A.\n\nB.\n\nC.\n\nD."),
        # a paragraph and a sentence at one point: the sentence belongs to the paragraph that is there
        ("A one.", "A one.\n\nB two.", "A one. C three.", "A one. C three.\n\nB two."),
        ("A one.", "B two.\n\nA one.", "C three. A one.", "B two.\n\nC three. A one."),
        # two new paragraphs beside a changed sentence
        ("A one.", "A won.\n\nB two.", "A one.\n\nC three.", "A won.\n\nB two.\n\nC three."),
        ("A one.", "B two.\n\nA won.", "C three.\n\nA one.", "B two.\n\nC three.\n\nA won."),
        ("A one.", "A won. X.\n\nB two.", "A one. X.\n\nC three.", "A won. X.\n\nB two.\n\nC three."),
        # both add the same paragraph, one changes the sentence before it
        ("A one two.", "A one too.\n\nB three.", "A one two.\n\nB three.", "A one too.\n\nB three."),
        # one removes a sentence, the other edits its neighbour
        ("A one. B two. C three.", "A one. C three.", "A one. B two. C tree.", "A one. C tree."),
        # both remove, overlapping
        ("One. Two. Three. Four.", "One. Four.", "One. Two.", "One."),
        # a paragraph split by one side, a sentence edited by the other
        ("A one. B two.", "A one.\n\nB two.", "A one. B too.", "A one.\n\nB too."),
        # both put the same sentence in the place of another, one adds a sentence beside it
        ("A one.", "B two.", "C three. B two.", "C three. B two."),
        ("A one. D four.", "B two.\n\nC three. D four.", "B two. D four.", "B two.\n\nC three. D four."),
        # both put the same sentence at one place, whatever else one did beside it
        ("A one. B two. C three.", "A one. Gone. B two. C three.", "A one. Gone. C three.", "A one. Gone. C three."),
        ("A one. B two. C three.", "A one. B two. Gone. C three.", "A one. Gone. C three.", "A one. Gone. C three."),
        ("A one. B two.", "A one. Extra. Gone. B two.", "A one. Gone. Yet. B two.", "A one. Extra. Gone. Yet. B two."),
        ("A one. B two. C.", "A one. Gone. B two. C.", "A one. Extra. Gone. Yet. C.", "A one. Extra. Gone. Yet. C."),
        ("A one.\n\nB two.", "A one.\n\nGone.\n\nB two.", "A one.\n\nGone.", "A one.\n\nGone."),
        # the same, in paragraphs of their own
        ("A one.", "A one.\n\nCora. Dina.", "A one.\n\nCora.", "A one.\n\nCora. Dina."),
        ("A one.", "A one.\n\nCora. Elin.", "A one.\n\nCora. Dina.", "A one.\n\nCora. Dina. Elin."),
        ("A one.", "Bela.\n\nCora. Dina.", "Bela.\n\nCora.\n\nA one.", "Bela.\n\nCora.\n\nDina."),
        ("她走了。他来了。", "她走了。雨停了。他来了。", "她走了。雨停了。", "她走了。雨停了。"),
        # both make the same change
        ("A one. B two.", "A won. B two.", "A won. B too.", "A won. B too."),
        # CJK: no spaces between sentences
        (
            "她走了。他来了。雨停了。",
            "她跑了。他来了。雨停了。",
            "她走了。他来了。雨大了。",
            "她跑了。他来了。雨大了。",
        ),
        ("雨が降る。", "雨が降る。鐘が鳴る。", "雨が降る。夜は静かだ。", "雨が降る。夜は静かだ。鐘が鳴る。"),
    ],
)
def test_prose_that_merges(base: str, ours: str, theirs: str, merged: str) -> None:
    for one, other in ((ours, theirs), (theirs, ours)):
        result = merge_prose(base, one, other)
        assert (result.ours, result.conflict, result.review) == (merged, False, False)


def test_one_sentence_by_word_is_flagged_for_reading() -> None:
    result = merge_prose(LONG, LONG.replace("old", "young"), LONG.replace("blue", "red"))
    assert result.ours == "The young cat sat on the mat in the small red house."
    assert result.review
    assert not result.conflict


def test_cjk_characters_count_as_words() -> None:
    result = merge_prose("彼女は屋上で鐘の音を聞いた。", "私は屋上で鐘の音を聞いた。", "彼女は屋上で鐘の歌を聞いた。")
    assert result.ours == "私は屋上で鐘の歌を聞いた。"
    assert result.review


@pytest.mark.parametrize(
    ("base", "ours", "theirs"),
    [
        ("The cat sat.", "The dog sat.", "The cow sat."),
        (LONG, LONG.replace("old cat", "young cat"), LONG.replace("sat", "lay")),  # one word between
        (LONG, LONG.replace("old", "very old"), LONG.replace("old", "quite old")),
        ("The cat sat.", "", "The cat lay."),
        ("", "The cat sat.", "The cow sat."),
        ("A one. B two.", "A one.", "A one. B too."),  # removed and edited
        ("她走了。", "她跑了。", "她飞了。"),
    ],
)
def test_prose_that_asks(base: str, ours: str, theirs: str) -> None:
    result = merge_prose(base, ours, theirs)
    assert result.conflict
    assert (result.base, result.ours, result.theirs) == (base, ours, theirs)


def test_the_same_sentence_and_another_removed_asks() -> None:
    """Only where one sentence stood is what both put there surely its replacement."""
    assert merge_prose("A one. D four.", "B two.", "B two. E five.").conflict


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("A one. Gone. B two too. C.", "A one. Gone. C."),
        ("A one. B two too. Gone. C.", "A one. Gone. C."),
        ("A one. Gone. B two too. C.", "A one. Gone. B too two. C."),
    ],
)
def test_a_sentence_that_both_put_there_hides_no_other_change(ours: str, theirs: str) -> None:
    """What one side removed and the other changed is asked about, beside a sentence of both as anywhere."""
    for one, other in ((ours, theirs), (theirs, ours)):
        result = merge_prose("A one. B two. C.", one, other)
        assert result.conflict
        assert {result.ours, result.theirs} == {ours, theirs}


def test_the_same_new_paragraph_hides_no_change_of_its_neighbour() -> None:
    assert merge_prose("The cat sat here.", "The cat sat there.\n\nNew.", "New.").conflict


def test_a_conflict_keeps_what_else_merged() -> None:
    """Whichever side is picked, the sentences that were no matter of dispute have both sides' changes."""
    result = merge_prose("A one. The cat sat. C.", "A won. The dog sat. C.", "A one. The cow sat. C too.")
    assert result.ours == "A won. The dog sat. C too."
    assert result.theirs == "A won. The cow sat. C too."
    assert result.base == "A won. The cat sat. C too."


def test_very_long_sentences_are_not_merged_by_word(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(prose, "WORD_LIMIT", 5)
    assert merge_prose(LONG, LONG.replace("old", "young"), LONG.replace("blue", "red")).conflict


def test_a_megabyte_is_quick() -> None:
    parts = [f"Sentence number {number} goes on about the rain." for number in range(22_000)]
    base = " ".join(parts)
    ours = base.replace("number 500 goes", "number 500 runs")
    theirs = base.replace("number 21000 goes", "number 21000 walks")
    start = time.perf_counter()
    result = merge_prose(base, ours, theirs)
    assert time.perf_counter() - start < 3  # a third of a second alone; the rest is room for a busy machine
    assert "500 runs" in result.ours
    assert "21000 walks" in result.ours


text = st.text("ab .,雨。'\n", max_size=30)


@QUICK
@given(text, text)
def test_word_diff_holds_both_texts(before: str, after: str) -> None:
    edits = word_diff(before, after)
    assert "".join(edit.text for edit in edits if edit.kind != "added") == before
    assert "".join(edit.text for edit in edits if edit.kind != "removed") == after


def test_words() -> None:
    assert tokens("It's 雨天, ok") == ["It's", " ", "雨", "天", ",", " ", "ok"]
    assert is_word("雨")
    assert not is_word(", ")
    edits = word_diff("She walks home.", "She runs far home.")
    assert edits == (
        WordEdit("same", "She "),
        WordEdit("removed", "walks"),
        WordEdit("added", "runs far"),
        WordEdit("same", " home."),
    )
    assert marked(edits) == "She [-walks-]{+runs far+} home."
