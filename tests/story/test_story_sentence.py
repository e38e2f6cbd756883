"""Every event can be told in a few words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from anime_cli.model.script import EVENTS, Event
from anime_cli.story.sentence import SENTENCES, Teller, closed

if TYPE_CHECKING:
    from collections.abc import Callable

TOLD: dict[str, tuple[dict[str, Any], str]] = {
    "meets": ({"who": ["ren", "mio"]}, "Ren and Mio meet"),
    "learns": ({"who": "ren", "fact": "magic"}, "Ren learns: Mio moves petals"),
    "reveals": ({"by": "mio", "to": ["ren"], "fact": "magic"}, "Mio tells Ren: Mio moves petals"),
    "gives": ({"by": "mio", "to": "ren", "item": "key"}, "Mio gives Ren a brass key"),
    "takes": ({"by": "mio", "item": "key"}, "Mio takes a brass key"),
    "loses": ({"who": "mio", "item": "key"}, "Mio loses a brass key"),
    "destroys": ({"item": "key"}, "a brass key is destroyed"),
    "arrives": ({"who": ["ren", "hana"]}, "Ren and Hana arrive"),
    "leaves": ({"who": ["ren"]}, "Ren leaves"),
    "injured": ({"who": "ren", "injury": "a cut"}, "Ren is hurt: a cut"),
    "heals": ({"who": "ren", "injury": "a cut"}, "Ren heals: a cut"),
    "dies": ({"who": "ren"}, "Ren dies"),
    "born": ({"who": "kei"}, "kei is born"),
    "feels": ({"who": "ren", "emotion": "sad"}, "Ren feels sad"),
    "relation": ({"from": "ren", "to": "mio", "trust": "0.1"}, "Ren changes towards Mio: trust +0.1"),
    "grows": ({"who": "mio", "field": "trait", "to": "brave"}, "Mio grows, trait to brave"),
    "wears": ({"who": "ren", "outfit": "coat"}, "Ren puts on: coat"),
    "sets_up": ({"thread": "who"}, "the question is asked: Who saw?"),
    "pays_off": ({"thread": "gone"}, "the question is answered: 'gone'"),
}


def test_every_event_has_its_words() -> None:
    assert set(SENTENCES) == set(EVENTS.values())
    assert set(TOLD) == set(EVENTS)


@pytest.mark.parametrize("kind", TOLD)
def test_an_event_in_words(kind: str, tell: Callable[..., Any]) -> None:
    """With names and texts of the story; what no document tells of by its id."""
    fields, words = TOLD[kind]
    story = tell(
        {"s": {"script": [{"event": kind, **fields}]}},
        facts={"magic": {"text": "Mio moves petals."}},
        items={"key": {"name": "a brass key"}},
        threads={"who": {"question": "Who saw?"}},
    )
    (event,) = story.scenes["s"].script
    assert isinstance(event, Event)
    assert Teller(story).said(event) == words


@pytest.mark.parametrize("said", ["She stays.", "Who?", "No!", "\u7740\u304f\u3002", "\u8ab0\uff1f", "\u8ab0\uff01"])
def test_a_sentence_ends_once(said: str) -> None:
    """A question of a Japanese story brings its own end."""
    assert closed(said) == said
    assert closed(said[:-1]) == f"{said[:-1]}."
