"""An open story and the tools to work on it, each made on first use."""

from __future__ import annotations

import os
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from anime_cli.config import Settings
    from anime_cli.echo.brain import Brain
    from anime_cli.history.repository import Repository
    from anime_cli.model.documents import Document, Style
    from anime_cli.render.renderer import Renderer
    from anime_cli.store.database import Database
    from anime_cli.story.snapshot import Story
    from anime_cli.studio.documents import Documents


class Studio:
    """A story, opened. Verbs are functions that take it first."""

    def __init__(self, repository: Repository, flags: Mapping[str, str], environment: Mapping[str, str]) -> None:
        self.repository = repository
        self.flags = flags
        self.environment = environment

    @classmethod
    def open(
        cls,
        path: Path | str = ".",
        *,
        flags: Mapping[str, str] | None = None,
        environment: Mapping[str, str] | None = None,
    ) -> Studio:
        """Open the story that PATH stands in; FLAGS rule over every other setting.

        What a command that was killed left behind is put right first, and told in `notes`.

        Raises:
            NotAStory: no folder from PATH upwards is a git repository with a story.
        """
        from anime_cli.history.recovery import recover
        from anime_cli.history.repository import Repository

        repository = Repository.discover(Path(path))
        recover(repository)
        return cls(repository, flags or {}, os.environ if environment is None else environment)

    @cached_property
    def settings(self) -> Settings:
        """The settings; those of the story are what its style.yaml says."""
        return self._settings(self.settings_of_story)

    @property
    def settings_of_story(self) -> Mapping[str, str]:
        """What the story's own files set.

        Raises:
            AnimeError: style.yaml can't be read.
        """
        return _of_style(self.style)

    @cached_property
    def cache(self) -> Path:
        """The folder of what may be deleted. A story's own files have no say in it."""
        told = self._settings({})["cache"]
        return Path(told).expanduser() if told else self.repository.cache_dir

    @cached_property
    def store(self) -> Database:
        """What is remembered of documents and pictures."""
        from anime_cli.store.database import Database

        return Database(self.cache)

    @cached_property
    def jobs(self) -> int:
        """How many things are made at once, 0 one for each core. A story's own files have no say in it.

        Raises:
            BadJobs: it is set to something else than a number.
        """
        return jobs_of(self._settings({})["jobs"])

    @cached_property
    def style(self) -> Style:
        """How the work tree's style.yaml wants pictures to look."""
        from anime_cli.model.documents import Style

        style = self.document("style.yaml")
        return style if isinstance(style, Style) else Style()

    @cached_property
    def brain(self) -> Brain:
        """Who writes for Echo."""
        from anime_cli.echo.brains.table import brain

        return brain(self.settings["brain"])

    @cached_property
    def renderer(self) -> Renderer:
        """What draws the pictures."""
        from anime_cli.render.renderers.table import renderer

        chosen = self.settings.resolve("renderer")
        return renderer(chosen.value, plugins=chosen.origin != "story")

    @property
    def notes(self) -> tuple[str, ...]:
        """What the person should know besides the result: about this clone, and what commands said."""
        from anime_cli.history.setup import warnings

        return (*warnings(self.repository), *self.repository.notes)

    def document(self, path: str) -> Document | None:
        """Return the document at PATH in the work tree, or None where there is none.

        Raises:
            AnimeError: the file can't be read.
        """
        blob = self.repository.file(path)
        return None if blob is None else self.read({path: blob}).by_path[path]

    def documents(self, revision: str | None = None) -> Documents:
        """Return the documents of REVISION, of the work tree where it is None.

        Raises:
            RevisionNotFound: the story has no such revision.
            AnimeError: a file can't be read.
        """
        return self.read(self.repository.files(revision))

    def story(self, revision: str | None = None) -> Story:
        """Return the story at REVISION, of the work tree where it is None.

        Raises:
            RevisionNotFound: the story has no such revision.
            AnimeError: a file can't be read, or no story.yaml is among them.
        """
        from anime_cli.story.snapshot import assemble

        return assemble(self.documents(revision).by_path.values())

    def read(self, files: Mapping[str, str]) -> Documents:
        """Return the documents of FILES, as `repository.files` lists them: path to blob id.

        Raises:
            AnimeError: a file can't be read.
        """
        from anime_cli.studio.documents import read_documents

        return read_documents(self.repository, files, self.store)

    def _settings(self, story: Mapping[str, str]) -> Settings:
        from anime_cli.config import Settings, read_user_file, user_file

        return Settings(self.flags, self.environment, story, read_user_file(user_file(self.environment)))


def _of_style(style: Style) -> dict[str, str]:
    told = {"renderer": style.renderer or ""}
    if style.size:
        told["size"] = "{}x{}".format(*style.size)
    return {name: value for name, value in told.items() if value}


def jobs_of(text: str) -> int:
    """Read how many things are made at once; 0: one for each core.

    Raises:
        BadJobs: it is no whole number.
    """
    if not text.isdecimal():
        from anime_cli.studio.errors import BadJobs

        raise BadJobs(text)
    return int(text)
