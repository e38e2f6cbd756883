"""Verbs run against real stories, each in a home and a folder of its own."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pygit2
import pytest

from anime_cli.studio.creating import new_story
from anime_cli.studio.studio import Studio

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FILES = {
    "story.yaml": "format: anime/1\ntitle: Rain\nchapters: [one]\n",
    "style.yaml": "size: 320x180\n",
    "chapters/one.yaml": "title: One\nscenes: [rain, roof]\n",
    "characters/mio.yaml": "name: Mio Kanda\n",
    "characters/kanda.yaml": "name: Mr Kanda\nfamily: {niece: mio-abe}\n",
    "characters/mio-abe.yaml": "name: Aoi Abe\nfamily: {uncle: kanda}\n",
    "places/street.yaml": "name: The street\nkind: street\n",
    "scenes/rain.yaml": (
        "title: Rain\nplace: street\ncast: {mio: {}}\nscript:\n  - who: mio\n    say: It rains.\n    id: a1b2c3d\n"
    ),
    "scenes/roof.yaml": "title: Roof\nplace: street\nscript:\n  - action: Nobody is here.\n    id: b1b2c3d\n",
}


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A home of its own, in which git knows who writes."""
    folder = tmp_path_factory.mktemp("home")
    (folder / ".gitconfig").write_text("[user]\n\tname = Mio Writer\n\temail = mio@example.org\n")
    for name in [name for name in os.environ if name.startswith(("GIT_", "ANIME_"))]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", str(folder))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(folder / ".config"))
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(folder / ".gitconfig"))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    level = pygit2.enums.ConfigLevel.GLOBAL
    before = pygit2.settings.search_path[level]
    pygit2.settings.search_path[level] = str(folder)
    yield folder
    pygit2.settings.search_path[level] = before


@pytest.fixture
def studio(tmp_path: Path) -> Studio:
    """An open story of two scenes."""
    source = tmp_path / "drafts"
    for path, text in FILES.items():
        (source / path).parent.mkdir(parents=True, exist_ok=True)
        (source / path).write_text(text, encoding="utf-8")
    new_story(tmp_path / "rain", environment={}, source=source)
    return Studio.open(tmp_path / "rain", environment={})
