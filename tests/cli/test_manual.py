"""The manual page, the reference and the topics of help: made of one source, and what is published is what is made."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from test_manners import COMMANDS
from test_story_commands import on_a_terminal

from anime_cli.cli.manual import entries, manual_page, reference
from anime_cli.cli.topic import TOPICS, topic
from anime_cli.config import SETTINGS
from anime_cli.errors import ExitCode

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).parents[2]
PUBLISHED = {
    ROOT / "docs/man/anime.1": manual_page(),
    **{ROOT / "docs/reference" / name: text for name, text in reference().items()},
}
VARIABLES = re.compile(r"""["'](ANIME_[A-Z]+|NO_COLOR|FORCE_COLOR|VISUAL|EDITOR|XDG_CONFIG_HOME|COLUMNS)["']""")
OURS = {"ANIME_RUNS_HOOK"}
"""Variables by which our own processes speak to each other."""


@pytest.mark.parametrize("path", PUBLISHED, ids=lambda path: path.name)
def test_what_is_published_is_what_help_says(path: Path) -> None:
    """REGENERATE_GOLDEN=1 publishes anew."""
    if os.environ.get("REGENERATE_GOLDEN") == "1":
        path.parent.mkdir(exist_ok=True)
        path.write_text(PUBLISHED[path], encoding="utf-8")
    assert path.read_text(encoding="utf-8") == PUBLISHED[path]


def test_nothing_else_is_published() -> None:
    """A command that is gone leaves no page behind."""
    assert {*(ROOT / "docs/man").iterdir(), *(ROOT / "docs/reference").iterdir()} == set(PUBLISHED)


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_the_reference_has_the_help_of_every_command(words: tuple[str, ...], anime: Callable[..., Any]) -> None:
    """To the letter, as eighty columns show it."""
    shown = "\n".join(line.rstrip() for line in anime(*words, "--help").out.splitlines()).strip()
    assert f"```text\n{shown}\n```\n" in reference()[f"{words[0]}.md"]


def test_the_manual_has_every_command_option_and_topic() -> None:
    """Each command with its examples, each topic with its terms; no line is taken for an order of roff."""
    page = manual_page()
    plain = page.replace("\\-", "-").replace("\\e", "\\")
    for entry in entries():
        assert f".SS {entry.words} " in plain or entry.words == "anime"
        assert all(f"\n.B {name}\n" in plain for name, _ in entry.rows)
        assert all(f"    {line}" in plain for line in entry.examples if entry.words != "anime")
    for name in TOPICS:
        assert f".SH {topic(name).title.upper()}\n" in page
        assert all(f"\n.B {part.term}\n" in plain for part in topic(name).parts if part.term)
    orders = {line.split(" ")[0] for line in page.splitlines() if line.startswith((".", "'"))}
    assert orders <= {".TH", ".SH", ".SS", ".TP", ".PP", ".B", ".BR", ".br"}


@pytest.mark.skipif(shutil.which("groff") is None, reason="groff is not installed")
def test_groff_has_nothing_to_complain_of() -> None:
    """With all its warnings on."""
    done = subprocess.run(
        ["groff", "-man", "-Tutf8", "-Kutf8", "-ww"], input=manual_page(), capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("name", TOPICS)
def test_a_topic_on_and_off_a_terminal(
    name: str, tmp_path: Path, anime: Callable[..., Any], golden: Callable[..., None]
) -> None:
    """Its text as it is written, eighty columns at most; terms are coloured on a terminal."""
    done = anime("help", name)
    assert done.out == (files("anime_cli.cli") / "topics" / f"{name}.txt").read_text(encoding="utf-8")
    assert max(map(len, done.out.splitlines())) <= 84
    assert json.loads(anime("help", name, "--json").out)["text"] == done.out
    code, said = on_a_terminal(tmp_path, "help", name)
    assert code == 0
    golden(f"help-{name}.tty.txt", said)


def test_topics_are_listed_and_told_by_near_names(anime: Callable[..., Any]) -> None:
    """Without a name all of them; a wrong one names the nearest, a command's its own help."""
    assert [line.split("\t")[0] for line in anime("help").out.splitlines()] == list(TOPICS)
    assert len(json.loads(anime("help", "--json").out)["topics"]) == len(TOPICS)
    wrong = anime("help", "exitcode")
    assert (wrong.code, "Did you mean 'exit-codes'?" in wrong.err) == (ExitCode.USAGE, True)
    assert "Hint: Of a command: anime COMMAND --help" in anime("help", "nobody").err
    assert anime("help", "--man").out == manual_page()


def test_every_variable_is_explained() -> None:
    """Each setting's, and each that the package reads."""
    terms = {word for part in topic("environment").parts if part.term for word in part.term.split(", ")}
    assert {setting.variable for setting in SETTINGS.values()} <= terms
    read = {name for path in (ROOT / "anime_cli").rglob("*.py") for name in VARIABLES.findall(path.read_text("utf-8"))}
    assert read - OURS <= terms
    known = {setting.variable for setting in SETTINGS.values()} | read
    assert {term for term in terms if term.startswith("ANIME_")} <= known


def test_every_exit_code_is_explained() -> None:
    """Each code once, in order."""
    assert [int(part.term) for part in topic("exit-codes").parts if part.term] == [int(code) for code in ExitCode]
