"""Settings: what each is and who says so, and changing one in the person's own file or in the story."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from anime_cli.config import (
    SETTINGS,
    NotForStories,
    Settings,
    UnknownSetting,
    UnreadableSettings,
    UnwritableSettings,
    read_user_file,
    user_file,
)
from anime_cli.errors import NotAStory
from anime_cli.studio.studio import Studio

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from anime_cli.config import Resolved, Setting
    from anime_cli.studio.editing import Edited

STYLE = "style.yaml"


@dataclass(frozen=True, slots=True)
class Told:
    """A setting with its value and its origin: 'flag', 'environment', 'story', 'user file' or 'default'."""

    setting: Setting
    resolved: Resolved


@dataclass(frozen=True, slots=True)
class Changed:
    """A setting that was changed in FILE: its value there before and now, None where the file doesn't name it.

    `ruling` is what overrules the file, a flag or the environment, if anything does.
    """

    name: str
    before: str | None
    after: str | None
    file: Path
    ruling: Resolved | None


def settings_of(start: Path, flags: Mapping[str, str], environment: Mapping[str, str]) -> Settings:
    """Return the settings that hold in the folder START, in a story or outside of one.

    Raises:
        UnreadableSettings, UnknownSetting: the person's own file is wrong.
        AnimeError: the story's style.yaml can't be read.
    """
    try:
        return Studio.open(start, flags=flags, environment=environment).settings
    except NotAStory:
        return Settings(flags, environment, {}, read_user_file(user_file(environment)))


def list_settings(settings: Settings) -> tuple[Told, ...]:
    """Return every setting with its value and where that comes from."""
    return tuple(Told(setting, settings.resolve(name)) for name, setting in SETTINGS.items())


def get_setting(settings: Settings, name: str) -> Told:
    """Return the setting NAME with its value and where that comes from.

    Raises:
        UnknownSetting: no setting has this name.
    """
    resolved = settings.resolve(name)
    return Told(SETTINGS[name], resolved)


def set_setting(environment: Mapping[str, str], name: str, value: str | None) -> Changed:
    """Set NAME to VALUE in the person's own file, with None take it out; the file's other bytes stay.

    The file is written whole or not at all. A name that no setting has can be taken out.

    Raises:
        UnknownSetting: no setting has this name.
        UnreadableSettings, UnwritableSettings: the file can't be read, or not be changed.
        AnimeError: the setting can't have this value.
    """
    if value is not None:
        _check(name, value)
    path = user_file(environment)
    text = _own_text(path)
    before = _table(path, text).get(name)
    if name not in SETTINGS and before is None:
        raise UnknownSetting(name, "command line")
    after = _rewritten(path, text, name, value)
    if after != text:
        _write(path, after)
    return Changed(name, before, value, path, _ruling(Settings({}, environment, {}, {}), name))


def set_in_story(studio: Studio, name: str, value: str | None) -> Changed:
    """Set NAME to VALUE in the story's style.yaml, with None take it out; it can be undone, and isn't committed.

    Raises:
        UnknownSetting: no setting has this name.
        NotForStories: a story can't set it.
        AnimeError: the setting can't have this value, or style.yaml can't be changed.
    """
    from anime_cli.studio.editing import write_edited

    if name not in SETTINGS:
        raise UnknownSetting(name, "command line")
    if not SETTINGS[name].of_story:
        raise NotForStories(name)
    if value is not None:
        _check(name, value, own=False)
    before = studio.settings.story.get(name)
    if before != value:
        made = _styled(studio, name, value)
        write_edited(studio, {STYLE: made}, "config", ["set", name, value or ""])
    ruling = _ruling(Settings(studio.flags, studio.environment, {}, {}), name)
    return Changed(name, before, value, studio.repository.folder / STYLE, ruling)


def _ruling(stronger: Settings, name: str) -> Resolved | None:
    """Return what the flags and the environment say of NAME, if they do."""
    found = stronger.resolve(name) if name in SETTINGS else None
    return found if found is not None and found.origin != "default" else None


def _styled(studio: Studio, name: str, value: str | None) -> Edited:
    """Return style.yaml with the setting changed; a file that is not there yet is begun."""
    from anime_cli.model.load import build
    from anime_cli.studio.editing import added, edited
    from anime_cli.text.splice import Remove, Set

    if value is not None and STYLE not in studio.repository.files():
        return added(build("style", "style", {name: value}))
    return edited(studio, STYLE, [Remove((name,)) if value is None else Set((name,), value)])


def _own_text(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8")
    except (FileNotFoundError, NotADirectoryError):
        return ""
    except (OSError, UnicodeDecodeError) as error:
        raise UnreadableSettings(path, str(error)) from error


def _table(path: Path, text: str) -> dict[str, str]:
    import tomllib

    try:
        return {name: str(value) for name, value in tomllib.loads(text).items()}
    except tomllib.TOMLDecodeError as error:
        raise UnreadableSettings(path, f"{error}.") from error


def _rewritten(path: Path, text: str, name: str, value: str | None) -> str:
    from anime_cli.text.toml import NoPlace, assigned, dropped

    try:
        return dropped(text, name) if value is None else assigned(text, name, value)
    except NoPlace as error:
        raise UnwritableSettings(path, f"'{name}' doesn't stand on a line of its own.") from error


def _write(path: Path, text: str) -> None:
    """Write the person's file whole; where it is a link, what it leads to."""
    from anime_cli.store.errors import StoreUnwritable
    from anime_cli.store.files import write_whole

    try:
        write_whole(path.resolve(), text.encode())
    except StoreUnwritable as error:
        elsewhere = "XDG_CONFIG_HOME may name another folder, and ANIME_ variables set the same: anime help environment"
        raise UnwritableSettings(path, str(error.cause), elsewhere) from error


def _check(name: str, value: str, *, own: bool = True) -> None:
    """Refuse a VALUE that the setting NAME can't have; a story's files can't choose a plugin, the person's OWN can."""
    if name not in SETTINGS:
        raise UnknownSetting(name, "command line")
    if name == "renderer":
        from anime_cli.render.renderers.table import renderer

        renderer(value, plugins=own)
    elif name in _CHECKS:
        _CHECKS[name](value)


def _brain(value: str) -> object:
    from anime_cli.echo.brains.table import brain

    return brain(value)


def _size(value: str) -> object:
    from anime_cli.studio.drawing import size_of

    return size_of(value)


def _jobs(value: str) -> object:
    from anime_cli.studio.studio import jobs_of

    return jobs_of(value)


_CHECKS: dict[str, Callable[[str], object]] = {"brain": _brain, "size": _size, "jobs": _jobs}
