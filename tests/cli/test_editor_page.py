"""The page about editors, and the schemas it speaks of: its settings are right, and its commands run."""

from __future__ import annotations

import json
import re
import tomllib
from fnmatch import fnmatch
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from anime_cli.errors import ExitCode
from anime_cli.model.kinds import KINDS, path_of
from anime_cli.model.load import load
from anime_cli.model.schema import published

if TYPE_CHECKING:
    from collections.abc import Callable

PAGE = (Path(__file__).parents[2] / "docs/how-to/editor.md").read_text(encoding="utf-8")


def block(language: str) -> str:
    """Return the first block of LANGUAGE on the page."""
    found = re.search(rf"```{language}\n(.*?)```", PAGE, re.DOTALL)
    assert found
    return found[1]


def settings(language: str) -> dict[str, str]:
    """Return which files each schema is for, as the page tells the editor of LANGUAGE."""
    if language == "json":
        return json.loads(block("json"))["yaml.schemas"]
    if language == "toml":
        return tomllib.loads(block("toml"))["language-server"]["yaml-language-server"]["config"]["yaml"]["schemas"]
    return {f"/{name}": glob for name, glob in re.findall(r'schema \.\. "(.+?)"\] = "(.+?)"', block("lua"))}


@pytest.mark.parametrize("language", ["json", "lua", "toml"])
def test_each_editor_is_told_every_kind(language: str) -> None:
    """Each kind's files match the pattern of its schema, and no other one's."""
    told = {Path(path).stem: glob.removeprefix("/") for path, glob in settings(language).items()}
    assert set(told) == set(KINDS)
    for kind in KINDS:
        assert [name for name, glob in told.items() if fnmatch(path_of(kind, "a"), glob)] == [kind]


def test_the_modeline_stands_in_a_scene_that_is_right() -> None:
    """The example is a document, and its first line names the schema of its kind."""
    text = block("yaml")
    assert load(text, "scenes/rooftop-dusk.yaml").warnings == ()
    assert re.match(r"# yaml-language-server: \$schema=\S+/scene\.json\n", text)


def test_the_schemas_are_written(tmp_path: Path, anime: Callable[..., Any]) -> None:
    """Outside of a story too, as seen from -C; they are what is published."""
    done = anime("-C", tmp_path, "story", "schema", "new/schema", "--json")
    told = json.loads(done.out)
    assert (done.code, told["schema"]) == (0, "anime/schemas/1")
    assert {Path(path).name: Path(path).read_text() for path in told["files"]} == published()
    assert anime("-C", tmp_path, "story", "schema", "new/schema").out.count("new/schema/") == len(KINDS)


def test_no_place_for_the_schemas(tmp_path: Path, anime: Callable[..., Any]) -> None:
    """A file stands where the folder should be."""
    (tmp_path / "schema").write_text("")
    done = anime("-C", tmp_path, "story", "schema", "schema")
    assert (done.code, "was not written." in done.err) == (ExitCode.NO, True)
