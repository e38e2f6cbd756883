"""The writer's commands killed on their way: whoever looks next finds a change of many files whole or not at all."""

from __future__ import annotations

import os
import random
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from crash import Crash, running, seen

from anime_cli.history.repository import Repository
from anime_cli.history.undo import undo
from anime_cli.studio.studio import Studio

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from crash import Run

EXAMPLE = Path(__file__).parents[2] / "examples/sakura/story"
ROOF = "school-rooftop"
SECRET = "sakura-has-magic"
EDITOR = "#!/bin/sh\nsed -i 's/SAKURA (happy)/SAKURA (proud)/; s/Petals/White petals/' \"$1\"\n"
COMMANDS: dict[str, tuple[str, ...]] = {
    "scene rename": ("scene", "rename", "rooftop-dusk", "dusk"),
    "chapter rename": ("chapter", "rename", "awakening", "begin"),
    "character rename": ("character", "rename", "sakura", "hanako"),
    "place rename": ("place", "rename", ROOF, "roof"),
    "fact rename": ("fact", "rename", SECRET, "magic"),
    "thread rename": ("thread", "rename", "who-saw-her", "saw-her"),
    "scene move": ("scene", "move", "rooftop-dusk", "--chapter", "spring-again", "--first"),
    "chapter move": ("chapter", "move", "spring-again", "--first"),
    "scene remove": ("scene", "remove", "rooftop-dusk", "--cascade"),
    "chapter remove": ("chapter", "remove", "awakening", "--cascade"),
    "character remove": ("character", "remove", "mio", "--cascade"),
    "place remove": ("place", "remove", "pier", "--cascade"),
    "fact remove": ("fact", "remove", SECRET, "--cascade"),
    "thread remove": ("thread", "remove", "who-saw-her", "--cascade"),
    "scene add": ("scene", "add", "The quay", "--place", ROOF, "--chapter", "awakening"),
    "scene edit": ("scene", "edit", "rooftop-dusk", "--title", "Dusk"),
    "scene write": ("scene", "write", "rooftop-dusk"),
    "fmt": ("story", "fmt"),
    "migrate": ("story", "migrate"),
    "evolve": ("character", "evolve", "ren", "--apply", "all"),
}
COMMITTED = {f"{name}, committed": (*words, "--commit") for name, words in COMMANDS.items() if "--cascade" in words}
COMMITTED |= {f"{name}, committed": (*words, "--commit") for name, words in COMMANDS.items() if "rename" in words}
EVERY = {**COMMANDS, **COMMITTED, "undo": ("story", "undo"), "redo": ("story", "redo")}
RENAME = COMMANDS["character rename"]
PIER = (("place", "add", "The pier", "--id", "pier"), ("place", "edit", ROOF, "--set", "routes.pier=5m"))
EARLIER = {
    "undo": (RENAME,),
    "redo": (RENAME, ("story", "undo")),
    "place remove": PIER,
    "place remove, committed": PIER,
}
POINTS = 50


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Run]:
    """Run commands in a process that may be killed; their editor changes words of a script."""
    editor = tmp_path_factory.mktemp("editor") / "editor.sh"
    editor.write_text(EDITOR)
    editor.chmod(0o755)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("VISUAL", str(editor))
        patch.setenv("GIT_AUTHOR_DATE", "2026-04-08T08:25:00+00:00")
        patch.setenv("GIT_COMMITTER_DATE", "2026-04-08T08:25:00+00:00")
        patch.setenv("PYTHONPATH", str(Path(__file__).parent))
        patch.setenv("GIT_CONFIG_GLOBAL", str(editor.with_name("config")))
        editor.with_name("config").write_text("[user]\n\tname = Mio Writer\n\temail = mio@example.org\n")
        with running("old_format") as run:
            yield run


@pytest.fixture
def struck(tmp_path: Path, server: Run) -> Callable[[str], Crash]:
    """Return a command by its name, on the example story, ready to be killed."""

    def ready(name: str) -> Crash:
        files = {path.relative_to(EXAMPLE).as_posix(): path.read_bytes() for path in EXAMPLE.rglob("*.yaml")}
        base = Repository.create(tmp_path / "base", files, "Begin").folder
        for path in base.glob("scenes/*.yaml"):
            before = path.read_text()
            changed = {"fmt": ("\nplace: ", "\nplace:   "), "migrate": ("\nplace:", "\nlocation:")}.get(name, ("", ""))
            path.write_text(before.replace(*changed, 1))
        if name == "migrate":
            told = (base / "story.yaml").read_text()
            (base / "story.yaml").write_text(told.replace("format: anime/1", "format: draft/1"))
        (base / "notes.txt").write_text("mine\n")
        return Crash(base, server, EVERY[name], earlier=EARLIER.get(name, ()), dirty=["notes.txt"])

    return ready


@pytest.mark.parametrize("name", ["character rename", "scene remove, committed", "undo"])
def test_killed_halfway(name: str, struck: Callable[[str], Crash]) -> None:
    """Amid the files and near the end: the next command puts it back, or finds it done."""
    command = struck(name)
    for strike in (command.changes // 2, command.changes - 2):
        command.struck(strike=strike)


def test_who_only_looks_finds_it_put_back(struck: Callable[[str], Crash]) -> None:
    """A rename that was killed amid its files is put back by a command that reads, which says so in a sentence."""
    command = struck("character rename")
    for strike in range(command.changes // 2, command.changes, 8):
        command.again()
        command.anime(command.site, *RENAME, strike=strike)
        if seen(command.site) not in (command.before, command.after):
            break
    studio = Studio.open(command.site)
    assert seen(command.site) == command.before
    told = "'anime character rename sakura hanako' had been killed; what it had changed was put back."
    assert studio.repository.notes == [told]
    assert undo(studio.repository).command == "character rename"
    assert Studio.open(command.site).repository.notes == []


@pytest.mark.slow
@pytest.mark.parametrize("name", EVERY)
def test_killed_at_many_points(name: str, struck: Callable[[str], Crash]) -> None:
    """Before changes and at any time, inside libgit2 and git as well."""
    command = struck(name)
    chance = random.Random(os.environ.get("CRASH_SEED", name))
    many = POINTS if name in {"character rename", "undo"} else POINTS // 5
    for strike in sorted(chance.sample(range(1, command.changes + 1), min(many, command.changes))):
        command.struck(strike=strike)
    for _ in range(many // 5):
        command.struck(seconds=max(0.001, chance.uniform(0, command.seconds)))


@pytest.mark.slow
@pytest.mark.parametrize("name", EVERY)
def test_interrupted_at_many_points(name: str, struck: Callable[[str], Crash]) -> None:
    """Ctrl-C puts all back at once."""
    command = struck(name)
    chance = random.Random(os.environ.get("CRASH_SEED", name))
    for strike in sorted(chance.sample(range(1, command.changes + 1), min(POINTS // 5, command.changes))):
        command.interrupted(strike)
