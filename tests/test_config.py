"""Settings come from the strongest source that has them, and say which it was."""

from __future__ import annotations

from pathlib import Path

import pytest

from anime_cli.config import (
    SETTINGS,
    Resolved,
    Settings,
    UnknownSetting,
    UnreadableSettings,
    read_user_file,
    user_file,
)

SOURCES = (
    ("flags", "flag", "renderer"),
    ("environment", "environment", "ANIME_RENDERER"),
    ("story", "story", "renderer"),
    ("user", "user file", "renderer"),
)


@pytest.mark.parametrize("strongest", range(4))
def test_the_strongest_source_wins(strongest: int) -> None:
    """Flags beat the environment, which beats the story, which beats the user's file."""
    given = {field: {key: field} if at >= strongest else {} for at, (field, _, key) in enumerate(SOURCES)}
    field, origin, _ = SOURCES[strongest]
    assert Settings(**given).resolve("renderer") == Resolved(field, origin)


def test_every_setting_has_a_default() -> None:
    """With nothing set, each setting is its default and says so."""
    settings = Settings({}, {}, {}, {})
    assert {name: settings.resolve(name) for name in SETTINGS} == {
        name: Resolved(setting.default, "default") for name, setting in SETTINGS.items()
    }


def test_a_story_may_not_choose_the_brain_or_a_path() -> None:
    """A cloned story sets what is drawn, never an engine outside or a folder."""
    settings = Settings({}, {}, {"brain": "evil", "cache": "/etc", "size": "640x360"}, {})
    assert (settings["brain"], settings["cache"], settings["size"]) == ("planner", "", "640x360")


def test_an_unknown_setting_names_the_nearest() -> None:
    with pytest.raises(UnknownSetting) as caught:
        Settings({}, {}, {}, {}).resolve("rendrer")
    assert caught.value.hint == "Did you mean 'renderer'?"


def test_the_user_file_is_read_as_text(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_text('brain = "planner"\njobs = 3\n', encoding="utf-8")
    assert read_user_file(path) == {"brain": "planner", "jobs": "3"}
    assert read_user_file(tmp_path / "none.toml") == {}


@pytest.mark.parametrize("content", [b"jobs = [1]", b"= 3", b"\xff\xfe"])
def test_a_broken_user_file_is_named(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "config.toml"
    path.write_bytes(content)
    with pytest.raises(UnreadableSettings, match=r"config\.toml"):
        read_user_file(path)


def test_an_unknown_name_in_the_user_file_is_named(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_text("brian = true\n", encoding="utf-8")
    with pytest.raises(UnknownSetting) as caught:
        read_user_file(path)
    assert caught.value.hint == "Did you mean 'brain'?"
    path.write_text("jobs = true\n", encoding="utf-8")
    assert read_user_file(path) == {"jobs": "true"}


def test_the_user_file_follows_the_xdg_folder() -> None:
    assert user_file({"XDG_CONFIG_HOME": "/x"}) == Path("/x/anime/config.toml")
    assert user_file({"HOME": "/h"}) == Path("/h/.config/anime/config.toml")
