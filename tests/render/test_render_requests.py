"""Requests: who is in the picture, how they look by now, where, when, and what is said."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from drawings import event, line, sakura, tell

from anime_cli.render.requests import request_for
from anime_cli.render.shots import shots_of
from anime_cli.story.fold import fold

if TYPE_CHECKING:
    from anime_cli.render.request import RenderRequest
    from anime_cli.story.snapshot import Story


def pictures(story: Story, scene: str = "s1") -> list[RenderRequest]:
    folded = fold(story)
    return [request_for(story, folded, shot) for shot in shots_of(story, story.scenes[scene])]


def one(*script: dict[str, Any], **scene: Any) -> RenderRequest:
    """Return the request of a scene's last shot."""
    return pictures(tell(list(script), **scene))[-1]


def people(request: RenderRequest) -> list[str]:
    return [figure.id for figure in request.figures]


WIDE, MEDIUM, CLOSE = ({"shot": shot} for shot in ("wide", "medium", "close-up"))
FIVE = {name: {} for name in ("aki", "bo", "chi", "dai", "emi")}


class TestFrame:
    def test_the_shot_says_who_is_on_it(self) -> None:
        assert people(one({"shot": "medium", "on": ["bo", "aki"]}, line("aki", "Hm."))) == ["bo", "aki"]

    def test_else_who_speaks_or_acts_in_the_order_of_the_cast(self) -> None:
        request = one(MEDIUM, line("bo", "Hm."), {"action": "Turns.", "who": ["aki"]}, cast=FIVE)
        assert people(request) == ["aki", "bo"]

    def test_else_all_who_are_there_at_most_four(self) -> None:
        assert people(one(WIDE, {"action": "Wind."}, cast=FIVE)) == ["aki", "bo", "chi", "dai"]

    def test_an_establishing_shot_without_anybody_acting_is_empty(self) -> None:
        assert people(one({"shot": "establishing"}, {"action": "Wind."})) == []

    def test_a_close_up_has_one_face_the_one_that_feels_most(self) -> None:
        weak, strong = line("aki", "Hm."), line("bo", "No!", emotion="angry", intensity="0.9")
        assert people(one(CLOSE, weak, strong)) == ["bo"]

    def test_a_close_up_of_nothing_said_is_of_who_sees_the_scene(self) -> None:
        assert people(one(CLOSE, {"action": "Wind."}, pov="bo")) == ["bo"]

    def test_who_has_not_arrived_or_has_left_or_died_is_not_drawn(self) -> None:
        before, after, later = pictures(
            tell(
                [
                    WIDE,
                    {"action": "Wind."},
                    event("arrives", who=["bo"]),
                    {"shot": "wide", "id": "x"},
                    {"action": "Rain."},
                    event("dies", who="aki"),
                    {"shot": "wide", "id": "y"},
                    {"action": "Snow."},
                ]
            )
        )
        assert [people(each) for each in (before, after, later)] == [["aki"], ["aki", "bo"], ["bo"]]

    def test_a_ghost_is_drawn_as_one_and_a_voice_is_not(self) -> None:
        request = one(
            WIDE, line("bo", "Boo."), line("chi", "Hm."), cast={"bo": {"as": "ghost"}, "chi": {"as": "voice"}}
        )
        assert [(figure.id, figure.ghost) for figure in request.figures] == [("bo", True)]
        assert [(speech.who, speech.kind) for speech in request.speech] == [("bo", "speech"), ("Mr Chiba", "voice")]

    def test_an_empty_shot_is_drawn_too(self) -> None:
        assert people(one(WIDE)) == ["aki", "bo"]

    def test_a_shot_of_bare_events_shows_what_they_leave(self) -> None:
        assert people(one(MEDIUM, event("leaves", who=["bo"]))) == ["aki"]


class TestLooks:
    def test_an_outfit_is_worn_until_it_is_changed(self) -> None:
        first, second = pictures(
            tell([WIDE, line("aki", "Hm."), event("wears", who="aki", outfit="coat"), MEDIUM, line("aki", "Warm.")])
        )
        assert [each.figures[0].clothes.kind for each in (first, second)] == ["sailor", "coat"]

    def test_emotion_is_the_line_s_own_then_felt_then_cast_then_temper(self) -> None:
        script = [WIDE, line("chi", "One."), event("feels", who="chi", emotion="afraid", intensity="0.6")]
        script += [MEDIUM, line("chi", "Two."), MEDIUM, line("chi", "Three.", emotion="happy", intensity="1")]
        tempered = pictures(tell(script, cast={"chi": {}}))
        cast = pictures(tell(script, cast={"chi": {"emotion": "angry", "intensity": "0.9"}}))
        assert [each.figures[0].emotion for each in cast] == ["afraid", "afraid", "happy"]
        assert tempered[2].figures[0].intensity == 1.0
        quiet = one(WIDE, line("chi", "One."), cast={"chi": {}})
        assert (quiet.figures[0].emotion, quiet.figures[0].intensity) == ("sad", 0.4)

    def test_two_faces_each_show_their_own_line(self) -> None:
        lines = (
            line("aki", "Yes!", emotion="happy", intensity="0.9"),
            line("bo", "No.", emotion="sad", intensity="0.5"),
        )
        assert [figure.emotion for figure in one(MEDIUM, *lines).figures] == ["happy", "sad"]

    def test_a_drawing_row_comes_from_the_story_or_the_vocabulary_or_is_neutral(self) -> None:
        story = sakura()
        shots = {shot.address: shot for shot in shots_of(story, story.scenes["the-platform"])}
        wistful = next(iter(shots.values()))
        request = request_for(story, fold(story), list(shots.values())[1])
        assert wistful.shot == "establishing"
        assert (request.figures[0].eyes_shape, request.figures[0].mouth_shape) == ("downcast", "smile")
        strange = one(WIDE, line("aki", "Hm.", emotion="gloomish"))
        assert strange.figures[0].eyes_shape == "neutral"

    def test_a_pose_is_kept_until_something_is_felt(self) -> None:
        script = [WIDE, line("aki", "One."), event("feels", who="aki", emotion="sad"), MEDIUM, line("aki", "Two.")]
        first, second = pictures(tell(script, cast={"aki": {"pose": "reaching"}}))
        assert [each.figures[0].pose for each in (first, second)] == ["", ""]
        calm = pictures(tell([WIDE, line("aki", "One.")], cast={"aki": {"pose": "reaching"}}))
        assert calm[0].figures[0].pose == "reaching"

    def test_who_speaks_and_who_is_spoken_to_look_at_each_other(self) -> None:
        request = one(MEDIUM, line("aki", "You?"), line("bo", "Me."))
        assert [figure.gaze for figure in request.figures] == [0.35, -0.35]

    def test_a_face_alone_looks_to_where_the_other_stands(self) -> None:
        close = pictures(tell([CLOSE, line("bo", "You."), MEDIUM, line("aki", "Me?")]))[0]
        assert close.figures[0].gaze == -0.45

    def test_nobody_to_look_at_looks_ahead(self) -> None:
        assert one(CLOSE, line("aki", "Hm."), cast={"aki": {}}).figures[0].gaze == 0.0

    def test_somebody_without_a_document_is_drawn_by_name(self) -> None:
        request = one(WIDE, line("zed", "Hm."), cast={"zed": {}})
        assert (request.figures[0].name, request.speech[0].who) == ("zed", "zed")


class TestWhereAndWhen:
    @pytest.mark.parametrize(
        ("time", "light"),
        [
            ("04:59", "night"),
            ("05:00", "morning"),
            ("10:00", "day"),
            ("16:30", "dusk"),
            ("19:29", "dusk"),
            ("19:30", "night"),
        ],
    )
    def test_light_follows_the_hour(self, time: str, light: str) -> None:
        assert one(WIDE, time=time).setting.light == light

    def test_a_scene_without_a_time_has_the_light_of_when_it_comes(self) -> None:
        story = tell([WIDE], [WIDE], time="19:00", lasts="2h")
        told = story.scenes["s2"]
        assert told.time is not None
        assert pictures(story, "s2")[0].setting.light == "dusk"

    def test_weather_is_carried_over(self) -> None:
        assert pictures(tell([WIDE], [WIDE], weather="rain"), "s2")[0].setting.weather == "rain"

    def test_the_slate_says_number_title_place_and_light(self) -> None:
        slate = one(WIDE, weather="rain").slate
        assert slate is not None
        assert (slate.number, slate.title, slate.where, slate.seconds) == (
            "SC 01",
            "A scene",
            "EXT. ROOFTOP — DUSK, RAIN",
            2.5,
        )

    def test_indoors_the_slate_says_so_and_leaves_the_weather_out(self) -> None:
        slate = pictures(sakura(), "the-photograph")[0].slate
        assert slate is not None
        assert (slate.number, slate.where) == ("SC 05", "INT. CLASSROOM — MORNING")

    def test_an_unknown_place_is_named_by_its_id(self) -> None:
        request = one(WIDE, place="moon")
        assert (request.setting.name, request.setting.kind) == ("moon", "")
        assert request.slate is not None
        assert request.slate.where == "EXT. NOWHERE — DUSK"

    def test_style_sets_size_seed_theme_and_words(self) -> None:
        style = {
            "size": "640x360",
            "seed": "7",
            "theme": "ink",
            "words": {"positive": ["soft"], "negative": ["gore", "text"]},
        }
        story = tell([WIDE], style=style)
        request = pictures(story)[0]
        assert (request.width, request.height, request.seed, request.theme) == (640, 360, 7, "ink")
        assert request.negative_prompt == "gore, text"
        assert request.prompt.endswith(", soft")
        shot = shots_of(story, story.told[0])[0]
        assert request_for(story, fold(story), shot, size=(320, 180)).width == 320


class TestWords:
    def test_two_short_lines_are_bubbles(self) -> None:
        request = one(MEDIUM, line("aki", "One."), line("bo", "Two.", how="whispering"))
        assert [(speech.who, speech.text, speech.kind) for speech in request.speech] == [
            ("aki", "One.", "speech"),
            ("bo", "Two.", "whisper"),
        ]
        assert request.subtitle == ""

    def test_shouting_is_drawn_as_such(self) -> None:
        assert one(MEDIUM, line("aki", "No!", how="shouting")).speech[0].kind == "shout"

    def test_a_long_line_is_a_subtitle_cut_at_a_sentence(self) -> None:
        say = (
            "This is the first sentence of a rather long speech. And this is the second one of it, as long. "
            + "More. " * 20
        )
        request = one(MEDIUM, line("chi", say), cast={"chi": {}})
        assert request.speech == ()
        assert request.subtitle.startswith("Mr Chiba: This is the first sentence")
        assert request.subtitle.endswith(". …")
        assert len(request.subtitle) < 160

    def test_one_endless_sentence_is_cut_at_a_word(self) -> None:
        subtitle = one(MEDIUM, line("aki", "on and " * 60)).subtitle
        assert subtitle.endswith((" on …", " and …"))
        assert len(subtitle) < 160

    def test_a_short_line_beside_a_long_one_keeps_its_bubble(self) -> None:
        request = one(MEDIUM, line("aki", "Why?"), line("bo", "Because. " * 20))
        assert [speech.text for speech in request.speech] == ["Why?"]
        assert request.subtitle.startswith("Bo: Because.")

    def test_of_many_lines_the_two_around_the_strongest_feeling_are_shown(self) -> None:
        lines = [line(("aki", "bo")[n % 2], f"{n}.") for n in range(6)]
        lines[3] |= {"emotion": "angry", "intensity": "0.9"}
        assert [speech.text for speech in one(MEDIUM, *lines).speech] == ["2.", "3."]

    def test_of_many_calm_lines_the_first_two_are_shown(self) -> None:
        lines = [line(("aki", "bo")[n % 2], f"{n}.") for n in range(4)]
        assert [speech.text for speech in one(MEDIUM, *lines).speech] == ["0.", "1."]

    def test_lines_after_the_last_feeling_are_not_needed(self) -> None:
        lines = [line(("aki", "bo")[n % 2], f"{n}.") for n in range(4)]
        felt = event("feels", who="aki", emotion="sad", intensity="0.9")
        assert [speech.text for speech in one(MEDIUM, *lines, felt).speech] == ["2.", "3."]

    def test_the_prompt_names_people_clothes_feeling_place_light_and_camera(self) -> None:
        said = line("aki", "Hm.", emotion="sad", intensity="0.9")
        prompt = one({"shot": "medium", "angle": "low"}, said, line("bo", "Hm."), weather="snow").prompt
        for words in ("1boy, 1girl, Aki Mori, black bob hair", "brown eyes", "sailor, white top", "very sad"):
            assert words in prompt
        assert prompt.endswith("old roof, rooftop, wind, dusk light, snow, medium shot, low angle")

    def test_an_empty_frame_s_prompt_says_that_nobody_is_there(self) -> None:
        assert one({"shot": "establishing"}).prompt.startswith("no humans, ")
