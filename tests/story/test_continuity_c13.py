"""C13: what is set up is paid off, in this order and in time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from graver import found

if TYPE_CHECKING:
    from collections.abc import Callable

    from anime_cli.story.snapshot import Story

    Tell = Callable[..., Story]

SETS: dict[str, Any] = {"script": [{"event": "sets_up", "thread": "who", "id": "asks"}]}
PAYS: dict[str, Any] = {"script": [{"event": "pays_off", "thread": "who", "id": "tells"}]}


def thread(tell: Tell, *scenes: dict[str, Any], due: str | None = None) -> Story:
    """Return a story with a chapter for each of SCENES and a thread that is DUE in one of them."""
    names = [f"s{at}" for at in range(len(scenes))]
    entry = {"question": "Who?"} if due is None else {"question": "Who?", "due": due}
    chapters = {f"c{at}": [name] for at, name in enumerate(names)}
    return tell(dict(zip(names, scenes, strict=True)), chapters, threads={"who": entry})


def test_a_payoff_before_the_question(tell: Tell) -> None:
    (finding,) = found(thread(tell, PAYS, SETS), "C13")
    assert finding.message == "\"S0\" pays off the thread 'who', which is not set up by then."
    assert finding.hint == "Add `event: sets_up` with `thread: who` to a scene told before it."
    assert (finding.scene, finding.item, finding.severity) == ("s0", "tells", "error")
    assert found(thread(tell, SETS, PAYS), "C13") == ()


def test_a_payoff_without_a_question_is_told_once(tell: Tell) -> None:
    assert [each.scene for each in found(thread(tell, PAYS, PAYS), "C13")] == ["s0"]


def test_a_question_without_an_answer(tell: Tell) -> None:
    (finding,) = found(thread(tell, SETS, SETS), "C13")
    assert finding.message == "The thread 'who' is set up in \"S0\" and never paid off."
    assert finding.hint == "Add `event: pays_off` with `thread: who` where its question is answered."
    assert (finding.scene, finding.item, finding.severity) == ("s0", "asks", "warning")


def test_an_answer_that_comes_too_late(tell: Tell) -> None:
    (finding,) = found(thread(tell, SETS, {}, PAYS, due="c1"), "C13")
    assert finding.message == "The thread 'who' is due in the chapter 'c1' and paid off only in \"S2\"."
    assert finding.hint == "Pay it off by then, or write a later chapter as `due` of 'who' in story.yaml."
    assert (finding.scene, finding.severity) == ("s2", "warning")
    assert found(thread(tell, SETS, {}, PAYS, due="c2"), "C13") == ()
    assert found(thread(tell, SETS, PAYS, PAYS, due="c1"), "C13") == ()


def test_told_order_counts_and_every_mode(tell: Tell) -> None:
    """A flashback told first may ask, whenever it happened."""
    past = {"mode": "flashback", "day": "-3", "time": "10:00"}
    assert found(thread(tell, {**SETS, "mode": "dream"}, {**PAYS, **past}), "C13") == ()


def test_one_ending_may_leave_it_open(tell: Tell) -> None:
    fork = {"script": [*SETS["script"], {"choice": "L", "to": "s1"}, {"choice": "R", "to": "s2"}]}
    assert found(thread(tell, fork, {"next": "end"}, PAYS), "C13") == ()
