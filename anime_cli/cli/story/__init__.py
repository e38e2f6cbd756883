"""anime story: read, branch, merge and check a story. A module for each panel of its help, or half of one."""

from __future__ import annotations

# Help shows the commands in this order.
# isort: off
from anime_cli.cli.story import reading, past, timing, checking, comparing, telling
from anime_cli.cli.story import writing, forming, branching, merging, replaying, sharing
from anime_cli.cli.story.group import app

__all__ = [
    "app",
    "branching",
    "checking",
    "comparing",
    "forming",
    "merging",
    "past",
    "reading",
    "replaying",
    "sharing",
    "telling",
    "timing",
    "writing",
]
