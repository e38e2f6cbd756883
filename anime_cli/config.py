"""Settings, each with its origin: flags > ANIME_* > the story > the user's file > defaults.

The mappings are handed in; nothing here looks at the world by itself. A story's own files may set what is drawn and
told, never an engine's host, a path or a program: such settings are not read from the story.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from anime_cli.errors import UsageError, WorldError, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Setting:
    """One thing that can be set; `of_story` tells whether a story's files may set it."""

    name: str
    default: str
    about: str
    of_story: bool = False

    @property
    def variable(self) -> str:
        """Return the environment variable that sets it, such as ANIME_BRAIN."""
        return f"ANIME_{self.name.upper()}"


SETTINGS: Mapping[str, Setting] = {
    setting.name: setting
    for setting in (
        Setting("brain", "planner", "who writes for Echo"),
        Setting("cache", "", "the folder for pictures and facts that may be deleted; empty: inside the repository"),
        Setting("commit", "never", "whether a command that writes commits what it wrote: never, or auto"),
        Setting("jobs", "0", "how many pictures are drawn and documents read at once; 0: one for each core"),
        Setting("renderer", "storyboard", "what draws the pictures", of_story=True),
        Setting("size", "1280x720", "width and height of a picture in pixels", of_story=True),
    )
}
"""Every setting by its name."""


@dataclass(frozen=True, slots=True)
class Resolved:
    """A value and where it came from: 'flag', 'environment', 'story', 'user file' or 'default'."""

    value: str
    origin: str


class UnknownSetting(UsageError):
    """No setting has this name."""

    def __init__(self, name: str, origin: str) -> None:
        super().__init__(
            f"There is no setting called '{name}'.",
            cause=f"It was given by the {origin}.",
            hint=did_you_mean(name, SETTINGS) or f"The settings are {', '.join(SETTINGS)}.",
        )


class NotForStories(UsageError):
    """A story's files can't set this: it names an engine, a folder or a program of the person's own."""

    def __init__(self, name: str) -> None:
        able = ", ".join(setting.name for setting in SETTINGS.values() if setting.of_story)
        super().__init__(
            f"A story can't set '{name}'.",
            cause=f"A story says what is drawn and told, and no more: {able}.",
            hint=f"anime config set {name} VALUE",
        )


class UnwritableSettings(WorldError):
    """The user's file can't be changed."""

    def __init__(self, path: Path, cause: str, hint: str = "Change the file by hand.") -> None:
        super().__init__(f"{path} was not changed.", cause=cause, hint=hint)


class UnreadableSettings(UsageError):
    """The user's file is no TOML table of texts, numbers and truth values."""

    def __init__(self, path: Path, cause: str) -> None:
        super().__init__(f"The settings in {path} can't be read.", cause=cause, hint=f"Mend or remove {path}.")


@dataclass(frozen=True, slots=True)
class Settings:
    """The mappings that settings are resolved from, strongest first."""

    flags: Mapping[str, str]
    environment: Mapping[str, str]
    story: Mapping[str, str]
    user: Mapping[str, str]

    def resolve(self, name: str) -> Resolved:
        """Return the value of NAME and where it came from.

        Raises:
            UnknownSetting: no setting has this name.
        """
        setting = SETTINGS.get(name)
        if setting is None:
            raise UnknownSetting(name, "caller")
        if name in self.flags:
            return Resolved(self.flags[name], "flag")
        if setting.variable in self.environment:
            return Resolved(self.environment[setting.variable], "environment")
        if setting.of_story and name in self.story:
            return Resolved(self.story[name], "story")
        if name in self.user:
            return Resolved(self.user[name], "user file")
        return Resolved(setting.default, "default")

    def __getitem__(self, name: str) -> str:
        """Return the value of NAME."""
        return self.resolve(name).value


def user_file(environment: Mapping[str, str]) -> Path:
    """Return where the user's own settings stand: anime/config.toml in the folder for configuration (XDG)."""
    folder = environment.get("XDG_CONFIG_HOME")
    root = Path(folder) if folder else Path(environment.get("HOME", "~")).expanduser() / ".config"
    return root / "anime" / "config.toml"


def read_user_file(path: Path) -> dict[str, str]:
    """Return the settings of the user's file as texts; a missing file sets nothing.

    Raises:
        UnreadableSettings: the file is no TOML, or a value is a list or a table.
        UnknownSetting: it names a setting that does not exist.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except (OSError, UnicodeDecodeError) as error:
        raise UnreadableSettings(path, str(error)) from error
    return {name: _text(path, name, value) for name, value in _table(path, text).items()}


def _table(path: Path, text: str) -> dict[str, object]:
    import tomllib

    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise UnreadableSettings(path, f"{error}.") from error


def _text(path: Path, name: str, value: object) -> str:
    if name not in SETTINGS:
        raise UnknownSetting(name, f"file {path}")
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str | int | float):
        return str(value)
    raise UnreadableSettings(path, f"'{name}' is neither text nor a number.")
