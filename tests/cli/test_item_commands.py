"""anime item: who holds what, through whose hands it goes, on a terminal and off it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from test_story_commands import edit, on_a_terminal

from anime_cli.errors import ExitCode

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

ITEMS = """\
items:
  brass-key: {name: a brass key, holder: sakura}
  kite: {name: a kite}
"""
GIVEN = """\
  - event: gives
    by: sakura
    to: ren
    item: brass-key
    id: g1v3n00
  - who: ren
    say: It opens nothing.
    uses: brass-key
    id: u5e5key
  - event: destroys
    item: kite
    id: d3stroy
"""
SHOWN = {
    "item-list": ("item", "list"),
    "item-list-at": ("item", "list", "--at", "first-bell"),
    "item-show": ("item", "show", "brass-key"),
}


@pytest.fixture
def held(story: Path) -> Path:
    """The story with a key that is given away and a kite that is torn."""
    edit(story, "story.yaml", "threads:", f"{ITEMS}threads:")
    path = story / "scenes/rooftop-dusk.yaml"
    path.write_text(path.read_text() + GIVEN)
    return story


@pytest.mark.parametrize("name", SHOWN)
def test_off_a_terminal(name: str, held: Path, anime: Callable[..., Any], golden: Callable[..., None]) -> None:
    done = anime("-C", held, *SHOWN[name])
    golden(f"{name}.txt", f"{done.out}--- {done.code}\n{done.err}")


@pytest.mark.parametrize("name", ["item-list", "item-show"])
def test_on_a_terminal(name: str, held: Path, golden: Callable[..., None]) -> None:
    code, said = on_a_terminal(held, *SHOWN[name])
    golden(f"{name}.tty.txt", f"{said}--- {code}\n")


def test_all_of_it_is_in_the_json(held: Path, anime: Callable[..., Any]) -> None:
    listed = json.loads(anime("-C", held, "item", "list", "--json").out)["items"]
    assert [(each["id"], each["holder"], each["destroyed"]) for each in listed] == [
        ("brass-key", "ren", False),
        ("kite", None, True),
    ]
    shown = json.loads(anime("-C", held, "item", "show", "brass-key", "--json").out)
    assert [each["holder"] for each in shown["hands"]] == ["sakura", "ren"]
    assert shown["uses"] == ["rooftop-dusk:u5e5key"]


def test_nothing_to_hold(story: Path, anime: Callable[..., Any]) -> None:
    code, said = on_a_terminal(story, "item", "list")
    assert (code, said) == (0, 'Nobody holds anything after "The platform".\r\n')
    assert anime("-C", story, "item", "show", "kite").code == ExitCode.NO
