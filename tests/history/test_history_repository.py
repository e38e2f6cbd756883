"""Finding, beginning and reading a story's repository."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from conftest import STORY, Git  # type: ignore[import-not-found]

from anime_cli.errors import NotAStory
from anime_cli.history.errors import (
    BareRepository,
    ChangedMeanwhile,
    DubiousOwner,
    FolderNotEmpty,
    ForeignHashes,
    GitFailed,
    GitMissing,
    ReadOnlyFolder,
    RevisionNotFound,
    UnbornBranch,
    UnsafePath,
    named,
)
from anime_cli.history.paths import inside, is_story_file
from anime_cli.history.repository import Repository
from anime_cli.history.snapshot import blob_id, read_file
from anime_cli.store.errors import StoreUnwritable

if TYPE_CHECKING:
    from pathlib import Path
