"""How the command line behaves: exit codes, streams, errors, help, start-up."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from typer.main import get_command

from anime_cli import __version__
from anime_cli.cli import root
from anime_cli.cli.failure import failure_of
from anime_cli.cli.main import run
from anime_cli.cli.options import group
from anime_cli.errors import ExitCode, NotAStory

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ANIME = [sys.executable, "-m", "anime_cli"]
HEAVY = {"pydantic", "pygit2", "yaml", "networkx", "PIL", "resvg_py", "rich", "sqlite3", "anime_cli.studio.studio"}


def every_command() -> Iterator[tuple[tuple[str, ...], Any]]:
    """Walk over every command, the groups included, by the words that call it."""
    for entry in root.COMMANDS:
        command = get_command(import_module(entry.module).app)
        yield (entry.name,), command
        yield from (((entry.name, name), inner) for name, inner in getattr(command, "commands", {}).items())


COMMANDS = dict(every_command())
VERBS = {words: command for words, command in COMMANDS.items() if not hasattr(command, "commands")}


def modules_after(code: str) -> set[str]:
    """Return the modules that CODE loads in a process of its own, beyond those that the process begins with."""
    program = f"import sys\nbefore = set(sys.modules)\n{code}\nprint('\\n'.join(set(sys.modules) - before))"
    alone = {name: value for name, value in os.environ.items() if not name.startswith("COV")}
    done = subprocess.run([sys.executable, "-c", program], env=alone, capture_output=True, text=True, check=True)
    return set(done.stdout.splitlines())


def test_the_start_loads_nothing_heavy() -> None:
    """The entry point, and even the root with its help, stand without any heavy library."""
    assert not HEAVY & modules_after("import anime_cli.cli.main")
    assert not HEAVY & modules_after("import anime_cli.cli.root")
    assert "typer" not in modules_after("import anime_cli.cli.main")


def test_every_lazy_command_is_there() -> None:
    """What the table names can be imported, and its help begins with what the table says of it."""
    for entry in root.COMMANDS:
        command = COMMANDS[(entry.name,)]
        assert command.help
        assert hasattr(command, "commands") or command.help.startswith(entry.help.rstrip(".").split(":")[0])


def test_a_group_commands_help_is_the_tables() -> None:
    """A group tells of itself in the same words as the root does."""
    for entry in root.COMMANDS:
        command = COMMANDS[(entry.name,)]
        if hasattr(command, "commands"):
            assert command.help == entry.help


@pytest.mark.parametrize("words", [words for words in COMMANDS if words not in VERBS], ids=" ".join)
def test_no_help_breaks_off(words: tuple[str, ...], anime: Callable[..., Any]) -> None:
    """What a command does is told whole in the list of its group, on a narrow terminal too."""
    listed = anime(*words, "--help").out.splitlines()[1:]
    assert not [line for line in listed if line.endswith("...")]


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_every_help_shows_two_examples(words: tuple[str, ...], anime: Callable[..., Any]) -> None:
    """Each help ends with two examples that call the command, or a command of its group, as it is called."""
    done = anime(*words, "--help")
    assert (done.code, done.err) == (0, "")
    examples = done.out.split("Examples:\n")[1].strip().splitlines()
    assert len(examples) == 2
    noun = "new" if words == ("echo",) else " ".join(words)
    assert any(re.search(rf"\banime (-C \S+ )?{noun}\b", line) for line in examples)


@pytest.mark.parametrize("words", VERBS, ids=" ".join)
def test_every_option_is_explained(words: tuple[str, ...]) -> None:
    """No argument and no option stands without its sentence, and every result is there as JSON."""
    parameters = {parameter.name: parameter for parameter in VERBS[words].params}
    assert all(getattr(parameter, "help", None) for name, parameter in parameters.items() if name != "help")
    assert "json" in parameters


def test_the_version_is_as_quick_as_python(anime: Callable[..., Any]) -> None:
    """`--version` alone is answered before Typer; anywhere else it is an option like others."""
    done = subprocess.run([*ANIME, "--version"], capture_output=True, text=True, check=True)
    assert done.stdout == f"anime {__version__}\n"
    assert anime("--quiet", "--version").out == f"anime {__version__}\n"
    code = "import sys; sys.argv[1:] = ['--version']; from anime_cli.__main__ import main; main()"
    assert not {"typer", "anime_cli.cli.main"} & modules_after(code)


def test_how_much_is_said_may_be_told_behind_the_command(story: Path, anime: Callable[..., Any]) -> None:
    """`--quiet` and `--verbose` mean the same before the command, behind its group and behind it."""
    loud = anime("-C", story, "story", "log", "--verbose")
    assert (loud.code, "Story in " in loud.err) == (ExitCode.DONE, True)
    (story / ".git/config").write_text("[core]\n\tbare = false\n")
    assert "lacks the story's merge driver" in anime("-C", story, "story", "status").err
    for words in (("-q", "story", "status"), ("story", "-q", "status"), ("story", "status", "--quiet")):
        done = anime("-C", story, *words)
        assert (done.code, done.err) == (ExitCode.DONE, "")
    assert "quiet" not in anime("story", "status", "--help").out


def test_no_command_shows_the_help(anime: Callable[..., Any]) -> None:
    """`anime` alone is asked for help; a group alone lacks its command, which is wrong usage."""
    assert anime().out == anime("--help").out
    assert anime("-h").out == anime("--help").out
    done = anime("story")
    assert done.code == ExitCode.USAGE
    assert done.err == "Error: 'anime story' needs a command.\nHint: anime story --help\n"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("stori",), "Error: No such command 'stori'. Did you mean 'story'?\nHint: anime --help\n"),
        (
            ("story", "reed"),
            "Error: No such command 'reed'. Did you mean 'redo', 'read', 'revert'?\nHint: anime story --help\n",
        ),
        (("story", "switch"), "Error: Missing argument 'BRANCH'.\nHint: anime story switch --help\n"),
        (("story", "log", "--limit", "x"), "Error: Invalid value for '--limit': 'x' is not a valid int range.\n"),
        (
            ("story", "log", "--bogus"),
            "Error: No such option: --bogus (Possible options: --verbose)\nHint: anime story log --help\n",
        ),
        (("-C", "nowhere", "story", "log"), "Error: There is no folder nowhere.\nHint: anime -C DIR COMMAND\n"),
    ],
)
def test_wrong_usage_is_two(arguments: tuple[str, ...], said: str, anime: Callable[..., Any]) -> None:
    """A call that can't be understood says so, names the help, and prints no result."""
    done = anime(*arguments)
    assert (done.code, done.out) == (ExitCode.USAGE, "")
    assert done.err.startswith(said)


def test_a_folder_without_a_story_is_five(tmp_path: Path, anime: Callable[..., Any]) -> None:
    """No story: exit code 5, with the command that begins one."""
    done = anime("-C", tmp_path, "story", "status")
    assert done.code == ExitCode.NOT_A_STORY
    assert done.err.startswith(f"Error: There is no story in {tmp_path}.\nCaused by: ")
    assert "Hint: anime new DIR --premise TEXT\n" in done.err


def test_the_folder_where_one_stands_is_here() -> None:
    """A full stop behind a dot would name the folder above."""
    assert NotAStory(Path()).message == "There is no story here."


def test_an_error_is_an_object_where_json_was_asked(tmp_path: Path, anime: Callable[..., Any]) -> None:
    """Programs read the same error as values, on stderr; stdout stays empty."""
    done = anime("-C", tmp_path, "story", "status", "--json")
    told = json.loads(done.err)
    assert done.out == ""
    assert told["schema"] == "anime/error/1"
    assert (told["kind"], told["exit_code"]) == ("NotAStory", 5)
    assert told["error"] == f"There is no story in {tmp_path}."


@pytest.mark.parametrize(
    ("error", "message", "cause"),
    [
        (ValueError("odd"), "This is a defect in anime, not in your story.", "ValueError: odd."),
        (KeyError(), "This is a defect in anime, not in your story.", "KeyError."),
        (PermissionError(13, "Permission denied", "a.yaml"), "a.yaml can't be used.", "Permission denied."),
        (OSError("no device"), "The system refused what this command asked of it.", "no device."),
    ],
)
def test_nothing_ends_in_a_traceback(error: Exception, message: str, cause: str | None) -> None:
    """What nobody foresaw is one sentence as well, and ends with 1."""
    failure = failure_of(error)
    assert (failure.message, failure.cause, failure.exit_code) == (message, cause, ExitCode.NO)


def test_debug_shows_the_traceback(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """ANIME_DEBUG=1 lets the error through."""
    monkeypatch.setenv("ANIME_DEBUG", "1")
    with pytest.raises(Exception, match="There is no story"):
        run(["-C", str(tmp_path), "story", "status"])


def test_ctrl_c_is_130(story: Path, monkeypatch: pytest.MonkeyPatch, anime: Callable[..., Any]) -> None:
    """An interrupted command says so and nothing else."""

    def interrupt(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("anime_cli.studio.recalling.story_log", interrupt)
    done = anime("-C", story, "story", "log")
    assert (done.code, done.out, done.err) == (ExitCode.INTERRUPTED, "", "\nInterrupted.\n")


def test_a_closed_pipe_is_141(story: Path) -> None:
    """A reader that has enough ends the command quietly."""
    reader, writer = os.pipe()
    os.close(reader)
    call = [*ANIME, "-C", str(story), "story", "read"]
    done = subprocess.run(call, stdout=writer, stderr=subprocess.PIPE, check=False)
    os.close(writer)
    assert (done.returncode, done.stderr) == (ExitCode.BROKEN_PIPE, b"")


def test_a_stream_without_unicode_loses_no_line(story: Path) -> None:
    """Where the page can't hold a letter its code stands there."""
    environment = {**os.environ, "PYTHONIOENCODING": "ascii"}
    call = [*ANIME, "-C", str(story), "story", "read", "rooftop-dusk"]
    done = subprocess.run(call, capture_output=True, text=True, check=False, env=environment)
    assert done.returncode == 0
    assert "EXT. SCHOOL ROOFTOP \\u2014 DUSK" in done.stdout


def test_quiet_leaves_notes_out(story: Path, home: Path, anime: Callable[..., Any]) -> None:
    """Who isn't known to git hears of it, unless quiet was asked; the result is the same."""
    (home / ".gitconfig").write_text("")
    (story / "style.yaml").write_text("theme: ink\n")
    loud = anime("-C", story, "story", "commit", "-m", "One")
    assert "git config --global user.name" in loud.err
    (story / "style.yaml").write_text("theme: chalk\n")
    quiet = anime("--quiet", "-C", story, "story", "commit", "-m", "Two")
    assert (quiet.code, quiet.err) == (0, "")


def test_completion_knows_the_commands() -> None:
    """The shell is told what may follow."""
    environment = {**os.environ, "_ANIME_COMPLETE": "complete_bash", "COMP_WORDS": "anime sto", "COMP_CWORD": "1"}
    done = subprocess.run(ANIME, capture_output=True, text=True, check=False, env=environment)
    assert done.stdout.split() == ["story"]


def test_the_front_door_opens_on_first_use() -> None:
    """The library's names are there, listed, and imported only when asked for."""
    import anime_cli

    assert "anime_cli.studio.studio" not in modules_after("import anime_cli")
    assert all(getattr(anime_cli, name) is not None for name in dir(anime_cli))
    with pytest.raises(AttributeError, match="no attribute 'Nonsense'"):
        anime_cli.Nonsense  # noqa: B018  # asking is the point


def test_verbose_says_where_and_how_long(story: Path, anime: Callable[..., Any]) -> None:
    """On stderr, beside the same result."""
    done = anime("-v", "-C", story, "story", "log")
    assert done.out == anime("-C", story, "story", "log").out
    assert done.err.startswith(f"Story in {story}, cache in {story}/.git/anime.\nTook 0.")


def test_a_stranger_to_git_is_told_once(tmp_path: Path, home: Path, anime: Callable[..., Any]) -> None:
    """A new story by somebody git doesn't know has a clear default name, and a hint on stderr."""
    (home / ".gitconfig").write_text("")
    done = anime("new", tmp_path / "petals")
    assert done.err.count("git config --global user.name") == 1
    assert "git config" not in done.out
    assert "Writer" in anime("-C", tmp_path / "petals", "story", "log").out


def test_paths_are_seen_from_the_folder_that_was_named(story: Path, anime: Callable[..., Any]) -> None:
    """`-C` moves relative paths as well, dots and all."""
    (story / "places/shrine.yaml").write_text("name: The shrine\n")
    (story / "places/bridge.yaml").write_text("name: The bridge\n")
    done = anime("-C", story / "scenes" / "..", "story", "commit", "-n", "places/shrine.yaml", "--json")
    assert json.loads(done.out)["files"] == ["places/shrine.yaml"]
    assert anime("-C", story, "story", "commit", "nowhere.yaml").code == ExitCode.NO
    assert anime("-C", story, "story", "branch", "--delete").code == ExitCode.USAGE


def test_a_command_of_a_group_is_built_when_it_is_asked_for() -> None:
    """To call one command of a group takes no work for its others: one that can't be built is in nobody's way."""
    app = group("A group.", "anime story read")
    app.callback()(lambda: None)

    @app.command()
    def good() -> None:
        """Do it."""

    @app.command("bad-one")
    def bad(_: object) -> None:
        """Ask for what no command line can give."""

    built: Any = get_command(app)
    assert list(built.commands) == ["good", "bad-one"]
    assert built.commands["good"] is built.commands["good"]
    assert built.commands["good"].help == "Do it."
    with pytest.raises(RuntimeError, match="Type not yet supported"):
        built.commands["bad-one"]
