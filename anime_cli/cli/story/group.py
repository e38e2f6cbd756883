"""The group that the commands of `anime story` join, and the panels of its help."""

from __future__ import annotations

from anime_cli.cli.options import group

app = group(
    "Read, branch, merge and check a story.",
    "anime story read",
    "anime story merge ending/alternate --dry-run",
)
READ, WRITE, BRANCHES, SHARE = "Read", "Write", "Branch and merge", "Share"


@app.callback()
def story() -> None:
    """Read, branch, merge and check a story."""
