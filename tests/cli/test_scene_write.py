"""`anime scene write`: in real editors, which are small shell scripts here, and from a pipe; nothing is ever lost."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING, Any

import pytest
from test_story_commands import edit

from anime_cli.errors import ExitCode

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

PATH = "scenes/rooftop-dusk.yaml"
SCRIPT = """\
Title: Rooftop at dusk
Place: School rooftop
Day: 0
Time: 18:40
Lasts: 20m
Summary: Sakura tries her power where nobody can see her. Ren sees her.
Cast:
  Sakura (surprised 0.8, outfit uniform)
  Ren (sad, outfit uniform)

SHOT: wide

[sets up who-saw-her]

Petals turn around her hands.

SHOT: close-up, on Sakura, angle low

SAKURA (happy): It's warm. Like it knows me.

[Ren learns has-magic]

REN (whispering): Sakura?
"""


@pytest.fixture
def editor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Path]:
    """Let a shell script be the person's editor; the file to edit is its $1, `$round` counts its calls."""

    def become(script: str) -> Path:
        path = tmp_path / "editor.sh"
        count = tmp_path / "rounds"
        path.write_text(
            f"#!/bin/sh\nset -e\necho x >> '{count}'\nround=$(wc -l < '{count}')\ncp \"$1\" '{tmp_path}/seen.'$round\n"
            f"{script}\n"
        )
        path.chmod(0o755)
        monkeypatch.setenv("VISUAL", str(path))
        return tmp_path

    return become


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Let a text stand on the standard input."""
    return lambda text: monkeypatch.setattr("sys.stdin", io.StringIO(text))


def kept(story: Path) -> list[Path]:
    """Return the texts that are kept for the person."""
    return sorted((story / ".git/anime/scripts").glob("*"))


def test_print(story: Path, anime: Callable[..., Any]) -> None:
    """The script of the scene as it is, ids beside the items where they are wanted."""
    assert anime("-C", story, "scene", "write", "rooftop-dusk", "--print").out == SCRIPT
    told = json.loads(anime("-C", story, "scene", "write", "rooftop-dusk", "--print", "--ids", "--json").out)
    assert told["schema"] == "anime/scene-script/1"
    assert "REN (whispering, #h8j9k1m): Sakura?\n" in told["text"]
    assert "[Ren learns has-magic #e7d20b1]\n" in told["text"]


def test_an_editor_changes_a_line(story: Path, anime: Callable[..., Any], editor: Callable[[str], Path]) -> None:
    """One hunk, told in story terms, and taken back."""
    before = (story / PATH).read_text()
    seen = editor("sed -i 's/REN (whispering): Sakura?/REN (aloud): Sakura!/' \"$1\"")
    done = anime("-C", story, "scene", "write", "rooftop-dusk")
    assert (done.code, done.err) == (0, "")
    assert done.out.splitlines() == [
        "Changed 2 lines in 1 place of scenes/rooftop-dusk.yaml.",
        'scene "Rooftop at dusk"  scenes/rooftop-dusk.yaml',
        "  ~ line h8j9k1m (ren), say: Sakura[-?-]{+!+}",
        "  ~ line h8j9k1m (ren), how: whispering → aloud",
    ]
    assert (seen / "seen.1").read_text().startswith(SCRIPT)
    assert (story / PATH).read_text() == before.replace("Sakura?", "Sakura!").replace("whispering", "aloud")
    assert kept(story) == []
    assert anime("-C", story, "story", "undo").out.startswith("Took back anime scene write rooftop-dusk.\n")
    assert (story / PATH).read_text() == before


@pytest.mark.parametrize("script", ["true", ': > "$1"', 'sed -i "/^[^#]/d" "$1"'])
def test_left_alone_or_emptied(
    script: str, story: Path, anime: Callable[..., Any], editor: Callable[[str], Path]
) -> None:
    """Nothing changes, and nothing is left behind."""
    before = (story / PATH).read_text()
    editor(script)
    done = anime("-C", story, "scene", "write", "rooftop-dusk")
    assert (done.code, done.out, done.err) == (0, "Nothing changed.\n", "")
    assert (story / PATH).read_text() == before
    assert kept(story) == []
    assert anime("-C", story, "story", "undo").code == ExitCode.NO


def test_a_mistake_comes_back_marked(story: Path, anime: Callable[..., Any], editor: Callable[[str], Path]) -> None:
    """Above its line; once mended the scene is written, and the marks are no part of it."""
    seen = editor(
        "if [ $round = 1 ]; then sed -i 's/^REN/REM/; s/^SHOT: wide/[Ren lerns has-magic]/' \"$1\"; "
        "else sed -i 's/^REM/REN/; s/lerns/learns/' \"$1\"; fi"
    )
    done = anime("-C", story, "scene", "write", "rooftop-dusk")
    assert done.code == 0
    marked = (seen / "seen.2").read_text()
    assert "\n# !! There is no character called 'REM'. Did you mean 'Ren'?\nREM (whispering): Sakura?\n" in marked
    assert "\n# !! No event is told by these words. Did you mean 'learns'?\n[Ren lerns has-magic]\n" in marked
    assert "#" not in (story / PATH).read_text()
    assert kept(story) == []


def test_who_gives_up_keeps_the_text(
    story: Path, anime: Callable[..., Any], editor: Callable[[str], Path], typed: Callable[[str], None]
) -> None:
    """With its mistakes marked, in a file that the error names; mended, it goes in through the pipe."""
    before = (story / PATH).read_text()
    editor("if [ $round = 1 ]; then sed -i 's/^REN (whispering): /REM (aloud): /' \"$1\"; fi")
    done = anime("-C", story, "scene", "write", "rooftop-dusk")
    (path,) = kept(story)
    lines = path.read_text().splitlines()
    wrong = lines.index("REM (aloud): Sakura?") + 1
    assert (done.code, done.out) == (ExitCode.NO, "")
    assert f"  line {wrong}: There is no character called 'REM'." in done.err
    assert f"Your text is kept: {path}\n" in done.err
    assert f"Hint: anime scene write rooftop-dusk - < {path}" in done.err
    assert (story / PATH).read_text() == before
    typed(path.read_text().replace("REM", "REN"))
    assert anime("-C", story, "scene", "write", "rooftop-dusk", "-").code == 0
    assert (story / PATH).read_text() == before.replace("whispering", "aloud")


def test_a_text_that_was_kept_is_never_written_over(
    story: Path, anime: Callable[..., Any], editor: Callable[[str], Path]
) -> None:
    """The next one has a name of its own."""
    editor('if [ $round != 2 ]; then echo "REM $round: Hm." >> "$1"; fi; if [ $round = 3 ]; then false; fi')
    assert anime("-C", story, "scene", "write", "rooftop-dusk").code == ExitCode.NO
    assert anime("-C", story, "scene", "write", "rooftop-dusk").code == ExitCode.NO
    assert [path.name for path in kept(story)] == ["rooftop-dusk-2.txt", "rooftop-dusk.txt"]
    assert ["REM 3: Hm." in path.read_text() for path in kept(story)] == [True, False]


def test_an_editor_that_writes_the_same_again(
    story: Path, anime: Callable[..., Any], editor: Callable[[str], Path]
) -> None:
    """A script that knows nothing of marks would write its text for ever: the second time it is given up, and kept."""
    editor('printf "Title: Rooftop\\nPlace: roof\\n\\nREM: Hm.\\n" > "$1"')
    done = anime("-C", story, "scene", "write", "rooftop-dusk")
    assert done.code == ExitCode.NO
    assert "line 5: " in done.err
    assert kept(story)[0].read_text().splitlines()[3:] == [
        "# !! There is no character called 'REM'. Did you mean 'Ren'?",
        "REM: Hm.",
    ]


def test_an_editor_that_fails(story: Path, anime: Callable[..., Any], editor: Callable[[str], Path]) -> None:
    """Before anything was written nothing is kept; after, the text is."""
    before = (story / PATH).read_text()
    editor("exit 7")
    done = anime("-C", story, "scene", "write", "rooftop-dusk")
    assert done.code == ExitCode.NO
    assert "ended with status 7; nothing was changed." in done.err
    assert kept(story) == []
    editor('echo "REN: And this." >> "$1"\nexit 7')
    done = anime("-C", story, "scene", "write", "rooftop-dusk")
    (path,) = kept(story)
    assert done.code == ExitCode.NO
    assert f"Your text is kept: {path}\n" in done.err
    assert "REN: And this." in path.read_text()
    assert (story / PATH).read_text() == before


def test_a_dry_run_in_an_editor(story: Path, anime: Callable[..., Any], editor: Callable[[str], Path]) -> None:
    """Shows what would change, and keeps what was typed; so is a file that the editor removed no text."""
    before = (story / PATH).read_text()
    editor("sed -i 's/Sakura?/Sakura!/' \"$1\"")
    done = anime("-C", story, "scene", "write", "rooftop-dusk", "--dry-run")
    (path,) = kept(story)
    assert done.out.startswith("Would change 1 line in 1 place of scenes/rooftop-dusk.yaml.\n")
    assert done.out.endswith(f"Your text is kept in {path}.\n")
    editor('rm "$1"')
    assert anime("-C", story, "scene", "write", "rooftop-dusk").out == "Nothing changed.\n"
    assert (story / PATH).read_text() == before


def test_no_editor(story: Path, anime: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> None:
    """Said so, and nothing is left behind."""
    for name in ("VISUAL", "EDITOR"):
        monkeypatch.delenv(name, raising=False)
    done = anime("-C", story, "scene", "write", "rooftop-dusk")
    assert (done.code, done.out) == (ExitCode.ENGINE, "")
    assert done.err == "Error: No editor is set.\nHint: Set VISUAL or EDITOR, as in EDITOR=nano.\n"
    assert kept(story) == []


def test_a_file_changed_meanwhile(
    story: Path, anime: Callable[..., Any], editor: Callable[[str], Path], typed: Callable[[str], None]
) -> None:
    """Both texts stay, and the error says how to go on."""
    editor(f"sed -i 's/Sakura?/Sakura!/' \"$1\"\nsed -i 's/Petals turn/Petals dance/' '{story / PATH}'")
    done = anime("-C", story, "scene", "write", "rooftop-dusk")
    (path,) = kept(story)
    assert done.code == ExitCode.NO
    assert "was changed by another program meanwhile" in done.err
    assert f"anime scene write rooftop-dusk - < {path}" in done.err
    assert "Petals dance" in (story / PATH).read_text()
    assert "Sakura?" in (story / PATH).read_text()
    assert "Sakura!" in path.read_text()
    typed(path.read_text())
    assert anime("-C", story, "scene", "write", "rooftop-dusk", "-").code == 0
    assert "Sakura!" in (story / PATH).read_text()


def test_what_is_no_text_is_kept(story: Path, anime: Callable[..., Any], editor: Callable[[str], Path]) -> None:
    """Bytes that are no UTF-8 are refused, not replaced."""
    editor("printf 'REN: \\377\\n' >> \"$1\"")
    done = anime("-C", story, "scene", "write", "rooftop-dusk")
    (path,) = kept(story)
    assert done.code == ExitCode.NO
    assert path.read_bytes().endswith(b"REN: \xff\n")


def test_from_a_pipe(story: Path, anime: Callable[..., Any], typed: Callable[[str], None]) -> None:
    """Dry or not, told as JSON; a mistake is told with its line, and nothing is written."""
    before = (story / PATH).read_text()
    typed(SCRIPT + "\nREN: And this.\n")
    told = json.loads(anime("-C", story, "scene", "write", "rooftop-dusk", "-", "--dry-run", "--json").out)
    assert (told["schema"], told["dry_run"]) == ("anime/scene-written/1", True)
    assert told["hunks"] == [{"line": 36, "removed": [], "added": ["  - who: ren", "    say: And this."]}]
    assert (story / PATH).read_text() == before
    typed(SCRIPT + "\nREM: And this.\n")
    done = anime("-C", story, "scene", "write", "rooftop-dusk", "-")
    assert (done.code, (story / PATH).read_text()) == (ExitCode.NO, before)
    assert "  line 25: There is no character called 'REM'. Did you mean 'Ren'?\n" in done.err
    typed("")
    assert anime("-C", story, "scene", "write", "rooftop-dusk", "-").code == ExitCode.USAGE
    typed(SCRIPT + "\nREN: And this.\n")
    assert anime("-C", story, "scene", "write", "rooftop-dusk", "-").code == 0
    assert (story / PATH).read_text() == before + "  - who: ren\n    say: And this.\n"


def test_bytes_that_are_no_text(story: Path, anime: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> None:
    """Are refused with their place."""
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"Title: D\xff\n"), encoding="utf-8"))
    done = anime("-C", story, "scene", "write", "rooftop-dusk", "-")
    assert done.code == ExitCode.NO
    assert done.err.startswith("Error: standard input:1:9: ")


def test_wrong_calls(story: Path, anime: Callable[..., Any]) -> None:
    """A scene that isn't there, a file where `-` belongs."""
    done = anime("-C", story, "scene", "write", "rooftop-dawn")
    assert done.err == "Error: There is no scene called 'rooftop-dawn'.\nHint: Did you mean 'rooftop-dusk'?\n"
    done = anime("-C", story, "scene", "write", "rooftop-dusk", "script.txt")
    assert (done.code, "anime scene write rooftop-dusk - < script.txt" in done.err) == (ExitCode.USAGE, True)


def test_read_as(story: Path, anime: Callable[..., Any], typed: Callable[[str], None]) -> None:
    """The script of any revision goes back in where it came from; Markdown and JSON say the same."""
    edit(story, PATH, "Sakura?", "Sakura!")
    now = anime("-C", story, "story", "read", "rooftop-dusk", "--as", "script").out
    then = anime("-C", story, "story", "read", "rooftop-dusk", "--as", "script", "--revision", "HEAD").out
    assert (now, then) == (SCRIPT.replace("Sakura?", "Sakura!"), SCRIPT)
    typed(then)
    assert anime("-C", story, "scene", "write", "rooftop-dusk", "-").code == 0
    assert "Sakura?" in (story / PATH).read_text()
    whole = anime("-C", story, "story", "read", "--as", "script").out
    assert [line for line in whole.splitlines() if line.startswith("# ")] == [
        "# first-bell",
        "# rooftop-dusk",
        "# the-platform",
    ]
    as_json = anime("-C", story, "story", "read", "--as", "json").out
    assert as_json == anime("-C", story, "story", "read", "--json").out
    marked = anime("-C", story, "story", "read", "rooftop-dusk", "--as", "markdown", "--events").out
    assert marked.startswith("# Rooftop at dusk\n\n*EXT. SCHOOL ROOFTOP — DUSK*\n")
    assert "\n**SAKURA** *(happy)*: It's warm. Like it knows me.\n" in marked
    assert "\n## Awakening\n" in anime("-C", story, "story", "read", "--as", "markdown").out
    assert anime("-C", story, "story", "read", "--as", "verse").code == ExitCode.USAGE
