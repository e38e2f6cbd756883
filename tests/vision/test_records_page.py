"""The page on records tells of what is written."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from anime_cli.history.records import BRANCH, _path
from anime_cli.model.record import ID_LENGTH, WITHDRAWAL, Person, new_record, withdrawal, written
from anime_cli.render.key import canonical
from anime_cli.render.request import RenderRequest, Setting
from anime_cli.vision.taste import KIND, RatedPicture, body_of

PAGE = (Path(__file__).parents[2] / "docs/records.md").read_text(encoding="utf-8")
MIO = Person("Mio Writer", "mio@example.org")
NOON = datetime(2026, 4, 8, 12, tzinfo=UTC)
REQUEST = RenderRequest(
    shot="wide", angle="eye", setting=Setting(place="roof", name="Roof", kind="rooftop"), figures=()
)
PICTURE = RatedPicture("roof:a1", "0" * 64, "f" * 64, "storyboard", "1", json.loads(canonical(REQUEST)))


def example() -> dict[str, Any]:
    (found,) = re.findall(r"```json\n(.*?)```", PAGE, re.DOTALL)
    shown: dict[str, Any] = json.loads(found)
    return shown


def test_the_example_has_the_shape_of_a_rating() -> None:
    """Key by key, with the names that stand in a file."""
    record = new_record(KIND, "roof:a1", MIO, NOON, body=body_of(4, PICTURE, "why"), replaces=["0" * ID_LENGTH])
    real, shown = json.loads(written(record)), example()
    assert shown.keys() == real.keys()
    assert shown["who"].keys() == real["who"].keys()
    assert shown["body"].keys() == real["body"].keys()
    assert shown["body"]["picture"].keys() == real["body"]["picture"].keys()
    assert shown["body"]["picture"]["request"].keys() <= real["body"]["picture"]["request"].keys()
    assert (shown["kind"], shown["schema"]) == (real["kind"], real["schema"])


def test_the_tables_name_every_key() -> None:
    """Of a record, of a rating and of its picture."""
    shown = example()
    named = set(re.findall(r"`\.?([a-z0-9_.]+)`", "\n".join(line for line in PAGE.splitlines() if line[:1] == "|")))
    named = {name.removeprefix("picture.") for name in named}
    assert {*shown, "stars", "note", *shown["body"]["picture"]} <= named


def test_names_and_numbers_are_those_of_the_code() -> None:
    record = withdrawal([], "roof", MIO, NOON)
    assert f"first {ID_LENGTH} hexadecimal digits" in PAGE
    assert re.fullmatch(r"records/[0-9a-f]{2}/[0-9a-f]{32}\.json", _path(record.id))
    assert all(f"`{name}`" in PAGE for name in (KIND, WITHDRAWAL, BRANCH))
