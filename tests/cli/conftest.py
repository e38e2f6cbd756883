"""Commands run against real stories, each in a home and a folder of its own, at a fixed time."""

from __future__ import annotations

import os
import re
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pygit2
import pytest
from clones import Clone, cloned, hub_of

from anime_cli.__main__ import main
from anime_cli.history.repository import Repository
from anime_cli.studio.creating import SCAFFOLD

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

GOLDEN = Path(__file__).parent / "golden"
COMMIT = re.compile(r"(?<![0-9a-f])[0-9a-f]{10}(?![0-9a-f])")
WHEN = "2026-04-08T08:25:00+00:00"

STORY = {
    "story.yaml": """\
format: anime/1
title: The Petal Witch
logline: A shy girl finds that petals obey her.
language: en
chapters: [awakening, spring-again]
threads:
  who-saw-her: {question: "Who saw Sakura on the roof?", due: spring-again}
facts:
  has-magic: {text: "Sakura can move petals with her will.", secret: true, known_by: [sakura]}
""",
    "chapters/awakening.yaml": """\
title: Awakening
summary: Petals obey a girl who cannot bear to be looked at.
scenes: [first-bell, rooftop-dusk]
""",
    "chapters/spring-again.yaml": "title: Spring again\nscenes: [the-platform]\n",
    "characters/sakura.yaml": """\
name: Sakura Hanazono
pronouns: she
look:
  hair: {colour: "#f59cb8", style: long}
outfits:
  uniform: {kind: sailor, top: white, bottom: navy}
""",
    "characters/ren.yaml": """\
name: Ren Aoyama
pronouns: he
look:
  hair: {colour: black, style: short}
outfits:
  uniform: {kind: blazer, top: navy, bottom: grey}
""",
    "places/classroom.yaml": "name: Classroom 2-B\nkind: classroom\nroutes: {roof: 5m}\n",
    "places/roof.yaml": "name: School rooftop\nkind: rooftop\n",
    "places/station.yaml": "name: The station\nkind: street\n",
    "scenes/first-bell.yaml": """\
title: First bell
place: classroom
day: 0
time: "08:25"
lasts: 10m
cast:
  sakura: {outfit: uniform}
script:
  - action: Cherry petals lie along the sill.
    id: k3f9a2c
  - who: sakura
    say: It's nothing. I like the draught.
    id: p9x2m7q
""",
    "scenes/rooftop-dusk.yaml": """\
title: Rooftop at dusk
place: roof
day: 0
time: "18:40"
lasts: 20m
summary: |
  Sakura tries her power where nobody can see her.
  Ren sees her.
cast:
  sakura: {emotion: surprised, intensity: 0.8, outfit: uniform}
  ren: {emotion: sad, outfit: uniform}
script:
  - shot: wide
    id: w1d3sh0
  - event: sets_up
    thread: who-saw-her
    id: s3tsup0
  - action: Petals turn around her hands.
    id: a7b2c9d
  - shot: close-up
    on: [sakura]
    angle: low
    id: c105eup
  - who: sakura
    say: It's warm. Like it knows me.
    emotion: happy
    id: d4e5f6g
  - event: learns
    who: ren
    fact: has-magic
    id: e7d20b1
  - who: ren
    say: Sakura?
    how: whispering
    id: h8j9k1m
""",
    "scenes/the-platform.yaml": """\
title: The platform
place: station
day: 3
time: "07:40"
lasts: 12m
cast:
  sakura: {outfit: uniform}
  ren: {outfit: uniform}
script:
  - action: The train stands with its doors open.
    id: t1r2a3n
  - event: pays_off
    thread: who-saw-her
    id: p4y50ff
  - who: ren
    say: It was me. On the roof.
    id: r7e8n9q
""",
}
"""A small story with nothing wrong in it."""


@contextmanager
def at_home(folder: Path) -> Iterator[Path]:
    """Give commands the home FOLDER, in which git knows who writes, and a clock that stands still."""
    (folder / ".gitconfig").write_text("[user]\n\tname = Mio Writer\n\temail = mio@example.org\n")
    with pytest.MonkeyPatch.context() as monkeypatch:
        for name in [name for name in os.environ if name.startswith(("GIT_", "ANIME_"))]:
            monkeypatch.delenv(name)
        for name, value in {
            "HOME": str(folder),
            "XDG_CONFIG_HOME": str(folder / ".config"),
            "GIT_CONFIG_GLOBAL": str(folder / ".gitconfig"),
            "GIT_CONFIG_NOSYSTEM": "1",
            "GIT_AUTHOR_DATE": WHEN,
            "GIT_COMMITTER_DATE": WHEN,
            "TZ": "UTC",
            "COLUMNS": "80",
            "PAGER": "cat",
        }.items():
            monkeypatch.setenv(name, value)
        for name in ("NO_COLOR", "FORCE_COLOR"):
            monkeypatch.delenv(name, raising=False)
        level = pygit2.enums.ConfigLevel.GLOBAL
        before = pygit2.settings.search_path[level]
        pygit2.settings.search_path[level] = str(folder)
        yield folder
        pygit2.settings.search_path[level] = before


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A home of its own for each test."""
    with at_home(tmp_path_factory.mktemp("home")) as folder:
        yield folder


def begin(folder: Path) -> Path:
    """Begin the small story in FOLDER, with one commit."""
    files = {path: text.encode() for path, text in STORY.items()}
    return Repository.create(folder, {**SCAFFOLD, **files}, "Begin The Petal Witch").folder


@pytest.fixture
def story(tmp_path: Path) -> Path:
    """The folder of a small story with one commit."""
    return begin(tmp_path / "petals")


@pytest.fixture(scope="module")
def settled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The folder of a small story with one commit, and a home, both for all tests of a module."""
    with at_home(tmp_path_factory.mktemp("home")):
        yield begin(tmp_path_factory.mktemp("settled") / "petals")


@pytest.fixture
def hub(story: Path) -> Path:
    """A bare repository that has the story."""
    return hub_of(story)


@pytest.fixture
def mio(hub: Path, anime: Callable[..., Any]) -> Clone:
    """A clone of it, and another."""
    return cloned(anime, f"file://{hub}", hub.parent / "mio")


@pytest.fixture
def ren(hub: Path, anime: Callable[..., Any]) -> Clone:
    """A clone of it, and another."""
    return cloned(anime, f"file://{hub}", hub.parent / "ren")


@dataclass(frozen=True)
class Result:
    """What a command said and how it ended."""

    code: int
    out: str
    err: str


@pytest.fixture
def anime(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    """Run a command in this process, through the entry point."""

    def call(*arguments: object) -> Result:
        capsys.readouterr()
        monkeypatch.setattr("sys.argv", ["anime", *map(str, arguments)])
        code = main()
        said = capsys.readouterr()
        return Result(int(code), said.out, said.err)

    return call


@pytest.fixture
def golden() -> Callable[[str, str], None]:
    """Compare a text with the one that is kept under a name; REGENERATE_GOLDEN=1 keeps it anew."""

    def compare(name: str, text: str) -> None:
        path = GOLDEN / name
        shown = COMMIT.sub("COMMITHASH", text.replace("\x1b", "<ESC>").replace("\r\n", "\n"))
        if os.environ.get("REGENERATE_GOLDEN") == "1":
            path.parent.mkdir(exist_ok=True)
            path.write_text(shown, encoding="utf-8")
        assert shown == path.read_text(encoding="utf-8")

    return compare
