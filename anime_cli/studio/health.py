"""Examine the machine and the clone: what is well, and what is not with the command that mends it."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from anime_cli.config import Settings, read_user_file, user_file
from anime_cli.errors import AnimeError, ExitCode, NotAStory
from anime_cli.studio.studio import Studio

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

DISTRIBUTION = "anime-story"
PYTHON = (3, 11)
SCRIPTS: Mapping[str, str] = {
    "Latin": "Aazé",
    "kana": "あんアー",
    "kanji": "春桜蓮鍵雨々",
    "punctuation": "「」、。…―",
}
"""Letters that the pictures' own font has to have."""
FURTHER: Mapping[str, str] = {"Cyrillic": "Жя", "Hangul": "한국", "simplified Chinese": "们说"}
"""Letters that it may lack; a picture shows boxes in their place."""
UNITS = ("B", "kB", "MB", "GB")


@dataclass(frozen=True, slots=True)
class Examined:
    """A part that was looked at: what it is like, and where it is not well, what to do."""

    part: str
    detail: str
    mend: str | None = None

    @property
    def well(self) -> bool:
        """Tell whether nothing is to be done."""
        return self.mend is None


@dataclass(frozen=True, slots=True)
class Health:
    """Every part that was looked at."""

    parts: tuple[Examined, ...]

    @property
    def exit_code(self) -> ExitCode:
        """Tell the shell whether something needs mending."""
        return ExitCode.DONE if all(part.well for part in self.parts) else ExitCode.NO


@dataclass(slots=True)
class _Findings:
    parts: list[Examined] = field(default_factory=list)

    def add(self, part: str, detail: str, mend: str | None = None) -> None:
        self.parts.append(Examined(part, detail, mend))

    @contextmanager
    def of(self, part: str) -> Iterator[None]:
        """Note an error that is met meanwhile as what is wrong with PART."""
        try:
            yield
        except AnimeError as error:
            detail = " ".join(each for each in (error.message, error.cause) if each)
            self.add(part, detail, error.hint or "anime story check")


def examine(start: Path, flags: Mapping[str, str], environment: Mapping[str, str]) -> Health:
    """Look at the machine, and at the story that the folder START stands in, if it stands in one.

    Nothing is changed. What can't be looked at is a part that needs mending, never an error.
    """
    found = _Findings()
    _python(found)
    _libraries(found)
    with found.of("git"):
        _git(found)
    studio = None
    with found.of("story"):
        studio = _story(found, start, flags, environment)
    with found.of("identity"):
        _identity(found, studio)
    if studio is not None:
        with found.of("merge driver"):
            _driver(found, studio)
    settings = _settings(found, studio, flags, environment)
    _engines(found, settings)
    _fonts(found)
    _cache(found, studio, settings)
    return Health(tuple(found.parts))


def _python(found: _Findings, version: tuple[int, ...] = tuple(sys.version_info[:3])) -> None:
    told = ".".join(map(str, version))
    needed = ".".join(map(str, PYTHON))
    mend = None if version >= PYTHON else f"Install Python {needed} or newer, and anime into it."
    found.add("Python", f"{told}, {sys.executable}", mend)


def _libraries(found: _Findings) -> None:
    """Look whether what this package asks for is installed beside it."""
    import re
    from importlib.metadata import PackageNotFoundError, requires, version

    try:
        asked = [line for line in requires(DISTRIBUTION) or () if "extra ==" not in line]
    except PackageNotFoundError:
        found.add("libraries", f"{DISTRIBUTION} is not installed as a package", "pip install .")
        return
    lacking, here = [], []
    for name in (re.split(r"[^A-Za-z0-9._-]", line, maxsplit=1)[0] for line in asked):
        try:
            here.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            lacking.append(name)
    mend = f"pip install {' '.join(lacking)}" if lacking else None
    found.add("libraries", f"missing: {', '.join(lacking)}" if lacking else ", ".join(here), mend)


def _git(found: _Findings) -> None:
    from anime_cli.history.health import git_version

    found.add("git", git_version())


def _story(found: _Findings, start: Path, flags: Mapping[str, str], environment: Mapping[str, str]) -> Studio | None:
    """Open the story; standing in none is no fault."""
    try:
        studio = Studio.open(start, flags=flags, environment=environment)
    except NotAStory:
        found.add("story", "none here, so nothing of a clone was looked at")
        return None
    head = studio.repository.head
    found.add("story", f"{studio.repository.folder}, on {head.branch or 'no branch'}")
    return studio


def _identity(found: _Findings, studio: Studio | None) -> None:
    from anime_cli.history.health import writer

    who = writer(studio.repository if studio else None)
    mend = 'git config --global user.name "Your Name" and git config --global user.email you@example.org'
    unknown = f"git doesn't know your name; commits are signed {who.name} <{who.email}>"
    found.add("identity", f"{who.name} <{who.email}>" if who.known else unknown, None if who.known else mend)


def _driver(found: _Findings, studio: Studio) -> None:
    from anime_cli.studio.setting_up import check_setup

    wanting = [f"{part.name} is {part.state}" for part in check_setup(studio).parts if part.wanting]
    detail = ", ".join(wanting) or "plain git merges and shows this story in story terms"
    found.add("merge driver", detail, "anime story setup" if wanting else None)


def _settings(
    found: _Findings, studio: Studio | None, flags: Mapping[str, str], environment: Mapping[str, str]
) -> Settings:
    """Return the settings; where the person's file or style.yaml is wrong, those that count without it."""
    own: dict[str, str] = {}
    path = user_file(environment)
    with found.of("settings"):
        own = read_user_file(path)
        found.add("settings", str(path) if path.exists() else f"{path} is not there; nothing is set in it")
    if studio is not None:
        with found.of("style.yaml"):
            return Settings(flags, environment, studio.settings_of_story, own)
    return Settings(flags, environment, {}, own)


def _engines(found: _Findings, settings: Settings) -> None:
    from anime_cli.studio.engines import BUILT_IN, list_engines

    engines = list_engines()
    for engine in engines:
        mend = engine.problem and f"pip install --force-reinstall {engine.origin}, or pip uninstall {engine.origin}"
        where = engine.origin if engine.origin == BUILT_IN else f"by {engine.origin}"
        detail = engine.problem or ", ".join(each for each in (engine.version, where) if each)
        found.add(f"{engine.kind} {engine.name}", detail, mend)
    for kind in ("brain", "renderer"):
        names = [engine.name for engine in engines if engine.kind == kind]
        chosen = settings.resolve(kind)
        if chosen.value not in names:
            mend = _chosen_again(kind, chosen.origin, names[0])
            found.add(f"{kind} {chosen.value}", f"chosen by the {chosen.origin}, but not here", mend)


def _chosen_again(kind: str, origin: str, name: str) -> str:
    """Return how to choose another engine where ORIGIN chose one that isn't here."""
    if origin == "environment":
        return f"unset ANIME_{kind.upper()}"
    return f"anime config set {kind} {name}{' --story' if origin == 'story' else ''}"


def _fonts(found: _Findings) -> None:
    from anime_cli.figure.fonts import FAMILY, font_files, lacking

    mend = f"pip install --force-reinstall {DISTRIBUTION}"
    gone = [path.name for path in font_files() if not path.is_file()]
    if gone:
        found.add("fonts", f"missing: {', '.join(gone)}", mend)
        return
    without = [script for script, letters in {**SCRIPTS, **FURTHER}.items() if lacking(letters)]
    having = [script for script in (*SCRIPTS, *FURTHER) if script not in without]
    detail = f"{FAMILY}, with {', '.join(having)}" + (f"; without {', '.join(without)}" if without else "")
    found.add("fonts", detail, mend if any(script in SCRIPTS for script in without) else None)


def _cache(found: _Findings, studio: Studio | None, settings: Settings) -> None:
    told = settings["cache"]
    if not told and studio is None:
        found.add("cache", "inside each story's repository")
        return
    folder = Path(told).expanduser() if told else studio.repository.cache_dir if studio else Path()
    refused = _refused(folder)
    mend = f"Make {folder} a folder that can be written, or set another: anime config set cache FOLDER"
    detail = f"{folder}: {refused}" if refused else f"{folder}, {_size(folder)}"
    found.add("cache", detail, mend if refused else None)


def _refused(folder: Path) -> str | None:
    """Return why nothing can be written in FOLDER, or where it is not there yet, in what it would be made in."""
    from tempfile import TemporaryFile

    place = next(each for each in (folder.absolute(), *folder.absolute().parents) if each.exists())
    try:
        with TemporaryFile(dir=place):
            return None
    except OSError as error:
        return error.strerror or str(error)


def _size(folder: Path) -> str:
    """Return how much stands in FOLDER, as people read it."""
    size = float(sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()))
    unit = 0
    while size >= 1000 and unit < len(UNITS) - 1:  # noqa: PLR2004  # thousands
        size, unit = size / 1000, unit + 1
    return f"{size:.0f} {UNITS[unit]}" if unit == 0 else f"{size:.1f} {UNITS[unit]}"
