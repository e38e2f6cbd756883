"""A story in Japanese on the command line: columns that stand, sentences that merge, words that are compared."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from PIL import Image
from test_story_commands import on_a_terminal
from two_branches import edit, git

from anime_cli.cli.typeset import cells
from anime_cli.errors import ExitCode
from anime_cli.model.load import load

if TYPE_CHECKING:
    from collections.abc import Callable

MIZUMORI = Path(__file__).parents[2] / "examples/mizumori"
OTHER = "ending/shuten"
LOOKS = (
    "story timeline", "story stats", "story read kaiso", "story read --as markdown", "character list", "place list",
    "character show tsuya", "scene list", "scene show mukaebi", "fact list", "thread list", "relation graph",
    "emotion journey fuki", "story bible", "story diff main ending/shuten --stat",
)  # fmt: skip
STYLE = re.compile(r"\x1b\[[0-9;?]*[a-zA-Z]")
GAP = re.compile(r"(?<=[、。」\u3041-\u30ff\u4e00-\u9fff]) (?=[「\u3041-\u30ff\u4e00-\u9fff])")


@pytest.fixture
def mizumori(tmp_path: Path, anime: Callable[..., Any]) -> Path:
    """The example as its README makes it a repository, with both endings, on main."""
    folder = tmp_path / "mizumori"
    assert anime("new", folder, "--from", MIZUMORI / "story").code == 0
    assert anime("-C", folder, "story", "branch", OTHER).code == 0
    anime("-C", folder, "story", "switch", OTHER)
    shutil.copytree(MIZUMORI / "endings/shuten", folder, dirs_exist_ok=True)
    assert anime("-C", folder, "story", "commit", "-m", "もうひとつの結末: 終点まで").code == 0
    anime("-C", folder, "story", "switch", "main")
    return folder


def test_both_endings_check_and_merge(mizumori: Path, anime: Callable[..., Any]) -> None:
    """Nothing contradicts itself; the other ending comes in whole, and its `ending:` with it."""
    assert anime("-C", mizumori, "story", "check").code == 0
    assert anime("-C", mizumori, "story", "check", "--revision", OTHER).code == 0
    done = anime("-C", mizumori, "story", "merge", OTHER)
    assert (done.code, done.err) == (0, "")
    assert "title: 終点まで" in (mizumori / "story.yaml").read_text(encoding="utf-8")
    assert git(mizumori, "diff", "--no-ext-diff", "HEAD", OTHER) == ""


@pytest.mark.parametrize("words", LOOKS)
def test_what_is_shown_fits(words: str, mizumori: Path) -> None:
    """On 80 columns no line is wider."""
    code, said = on_a_terminal(mizumori, *words.split())
    assert code in {0, ExitCode.FOUND}
    lines = STYLE.sub("", said).replace("\r", "").splitlines()
    assert re.search("[\u4e00-\u9fff]", said)
    if "--as" not in words and "bible" not in words:  # those are documents, whose lines are paragraphs
        assert [line for line in lines if cells(line) > 80] == []


@pytest.mark.parametrize(
    ("words", "column"), [("place list", "kind"), ("character list", "role"), ("scene list", "when")]
)
def test_columns_stand_below_each_other(words: str, column: str, mizumori: Path) -> None:
    """Counted in the cells that a terminal gives a character, behind names of any width."""
    _, said = on_a_terminal(mizumori, *words.split())
    lines = [STYLE.sub("", line) for line in said.replace("\r", "").splitlines()]
    starts = None
    for line in lines:
        if re.search(rf"\b{column}\b", line):
            starts = cells(line[: line.index(column)])
        elif starts is not None and re.match(r"(\d+ +)?[a-z-]+  ", line):
            before = next(at for at in range(len(line) + 1) if cells(line[:at]) >= starts)
            assert cells(line[:before]) == starts
            assert line[before - 2 : before] == "  "
            assert line[before] != " "


def test_a_script_calls_people_by_their_given_names(mizumori: Path, anime: Callable[..., Any]) -> None:
    """Three of one family, and a driver who has no other name."""
    text = anime("-C", mizumori, "story", "read", "--as", "script").out
    assert {*re.findall("^(\\S+?)(?: \\([^)]*\\))?: ", text, re.MULTILINE)} >= {"蕗", "ツヤ", "朋", "弦", "筧"}
    assert "澤登 蕗: " not in text


def test_two_sentences_of_one_action_merge(mizumori: Path, anime: Callable[..., Any]) -> None:
    """Each side changes another sentence: both stand, a sentence a line, without a space between them."""
    path = "scenes/tsugi-wa.yaml"
    anime("-C", mizumori, "story", "switch", OTHER)
    edit(mizumori, path, "筧は湖のふちにバスを寄せ、前の扉を開ける。", "筧はバスを湖に寄せ、前の扉だけを開ける。")
    anime("-C", mizumori, "story", "commit", "-m", "扉")
    anime("-C", mizumori, "story", "switch", "main")
    edit(mizumori, path, "誰も降りない。", "誰も降りてこない。")
    anime("-C", mizumori, "story", "commit", "-m", "降りる")
    assert anime("-C", mizumori, "story", "merge", OTHER).code == 0
    scene = load((mizumori / path).read_bytes(), path).document
    said = [item.action for item in scene.script if getattr(item, "action", "").startswith("筧")]  # type: ignore[union-attr]
    lines = ["筧はバスを湖に寄せ、前の扉だけを開ける。", "誰も降りてこない。", "誰も乗ってこない。"]
    assert said == ["".join(lines)]
    assert "".join(f"      {line}\n" for line in lines) in (mizumori / path).read_text(encoding="utf-8")


def test_one_sentence_that_both_change_is_asked_about(mizumori: Path, anime: Callable[..., Any]) -> None:
    """The conflict shows both by word, and one side's text ends it."""
    path = "scenes/kaiso.yaml"
    anime("-C", mizumori, "story", "switch", OTHER)
    edit(mizumori, path, "……車庫まで、四分です。", "……車庫まで、五分です。")
    anime("-C", mizumori, "story", "commit", "-m", "五分")
    anime("-C", mizumori, "story", "switch", "main")
    edit(mizumori, path, "……車庫まで、四分です。", "……車庫まで、六分です。")
    anime("-C", mizumori, "story", "commit", "-m", "六分")
    assert anime("-C", mizumori, "story", "merge", OTHER).code == ExitCode.FOUND
    told = anime("-C", mizumori, "story", "conflicts").out
    assert "[-四-]{+五+}" in told
    assert "[-四-]{+六+}" in told
    assert anime("-C", mizumori, "story", "resolve", "c1", "--theirs").code == 0
    assert anime("-C", mizumori, "story", "merge", "--continue").code == 0
    assert "五分です。" in (mizumori / path).read_text(encoding="utf-8")


def test_words_are_compared_in_pieces_that_can_be_read(mizumori: Path, anime: Callable[..., Any]) -> None:
    """A lone character between two changes is no piece of its own; a title is compared as a whole word is."""
    edit(mizumori, "scenes/mizumori-de.yaml", "ツヤが、もうひとつの言葉を言う。", "ツヤは、雨の中へ弟を降ろさない。")
    out = anime("-C", mizumori, "story", "diff").out
    assert "ツヤ[-が-]{+は+}、[-もうひとつの言葉を言う-]{+雨の中へ弟を降ろさない+}。" in out


def test_a_leading_ellipsis_begins_a_line(mizumori: Path, anime: Callable[..., Any]) -> None:
    """Text in one line comes out of `fmt` a sentence a line, and not with a space before the ellipsis."""
    edit(mizumori, "scenes/mizumori-de.yaml", "say: |\n      録ってない。\n      ……録ら", "say: 録ってない。……録ら")
    before = anime("-C", mizumori, "story", "read", "mizumori-de").out
    assert anime("-C", mizumori, "story", "fmt", "scenes/mizumori-de.yaml").code == 0
    assert git(mizumori, "status", "--porcelain") == ""
    assert anime("-C", mizumori, "story", "read", "mizumori-de").out == before
    assert GAP.findall(before) == []


def test_figures_and_pages_speak_of_everybody(mizumori: Path, anime: Callable[..., Any]) -> None:
    """Each sign of Japanese counts as a word; the bible links headings in Japanese."""
    stats = json.loads(anime("-C", mizumori, "story", "stats", "--json").out)
    assert stats["structure"]["words"] > 4_000
    bible = anime("-C", mizumori, "story", "bible").out
    assert "[終バス](#終バス)" in bible
    assert GAP.findall(re.sub(r"[*#|\[\]()-].*", "", bible)) == []


def test_shots_are_drawn(mizumori: Path, anime: Callable[..., Any]) -> None:
    """The plan has every shot; three of them are drawn, once."""
    planned = re.findall(r"^draw\t(\S+)\t", anime("-C", mizumori, "render", "plan").out, re.MULTILINE)
    assert len(planned) > 100
    shots = [shot for shot in planned if shot.startswith("oriru:")][:3]
    made = json.loads(anime("-C", mizumori, "render", "run", *shots, "--size", "320x180", "--json").out)
    assert made["drawn"] == 3
    for picture in made["pictures"]:
        with Image.open(picture["path"]) as image:
            assert (image.size, len(image.convert("RGB").getcolors(60_000) or ()) > 100) == ((320, 180), True)
    assert json.loads(anime("-C", mizumori, "render", "run", *shots, "--size", "320x180", "--json").out)["drawn"] == 0
