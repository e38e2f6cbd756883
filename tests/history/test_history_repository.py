"""Finding, beginning and reading a story's repository."""

from __future__ import annotations
