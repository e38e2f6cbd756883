"""次は、水守: what it tells, what its other ending changes, what its people are called, what stands in its pictures."""

from __future__ import annotations

from example_stories import TELLINGS, files, read

from anime_cli.render.requests import request_for
from anime_cli.render.shots import shots_of
from anime_cli.story.calling import character_called, given_names
from anime_cli.story.fold import fold


def test_the_word_goes_from_mouth_to_mouth() -> None:
    """The boy's sister is the last to hear who let him off; the flashback that tells it happened first."""
    folded = fold(read(*TELLINGS["mizumori"]))
    assert "kakei-said-yes" in folded.before("tsugi-wa").person("kakei").knows
    assert "kakei-said-yes" not in folded.before("kaiso").person("fuki").knows
    assert "kakei-said-yes" in folded.after("kaiso").person("fuki").knows
    assert "kakei-said-yes" not in folded.before("seiriken").person("tsuya").knows
    assert "kakei-said-yes" in folded.after("seiriken").person("tsuya").knows


def test_the_drumsticks_come_together() -> None:
    """One lies in the lake, one on the altar; at the end both are with whom they belong to, and nobody holds them."""
    folded = fold(read(*TELLINGS["mizumori"]))
    assert folded.before("mizu-no-soko").holdings("fuki") == ("gansho",)
    assert "bachi-mizu" in folded.after("mizu-no-soko").holdings("fuki")
    assert {"bachi", "bachi-mizu"} <= {*folded.before("mizumori-de").holdings("tsuya")}
    assert not {"bachi", "bachi-mizu"} & {*folded.after("mizumori-de").holdings("tsuya")}
    assert {"bachi", "bachi-mizu"} <= {*fold(read(*TELLINGS["mizumori-shuten"])).after("okuribi").holdings("tsuya")}


def test_the_other_ending_says_so_and_changes_only_what_it_must() -> None:
    assert read(*TELLINGS["mizumori"]).document.ending is None
    ending = read(*TELLINGS["mizumori-shuten"]).document.ending
    assert ending is not None
    assert ending.title == "終点まで"
    assert {*files("mizumori/endings/shuten")} == {
        "chapters/shubasu.yaml",
        "scenes/mizumori-de.yaml",
        "scenes/okuribi.yaml",
        "scenes/oriru.yaml",
        "story.yaml",
    }


def test_people_are_called_by_the_name_that_stands_last() -> None:
    """Three of one family; whole names, given names and the one name of the driver all find who is meant."""
    story = read(*TELLINGS["mizumori"])
    called = given_names({name: person.name for name, person in story.characters.items()})
    assert called == {"fuki": "蕗", "gen": "弦", "kakei": "筧", "tomo": "朋", "tsuya": "ツヤ"}
    for name, word in {**called, "fuki": "澤登 蕗", "kakei": "筧 宗一"}.items():
        assert character_called(story, word) == name


def test_what_is_said_has_no_space_in_its_picture() -> None:
    """Neither between two sentences of a bubble nor in a subtitle, which is as wide as one of Latin letters."""
    story = read(*TELLINGS["mizumori"])
    folded = fold(story)
    asked = [request_for(story, folded, shot) for scene in story.told for shot in shots_of(story, scene)]
    words = [speech.text for each in asked for speech in each.speech]
    subtitles = [each.subtitle.partition(": ")[2] for each in asked if each.subtitle]
    assert len(words) > 100
    assert subtitles
    assert [text for text in (*words, *subtitles) if " " in text] == []
    assert all(len(text) <= 42 for text in words)
    assert all(len(text) <= 71 for text in subtitles)
    assert {speech.kind for each in asked for speech in each.speech} == {"speech", "shout", "whisper", "voice"}
