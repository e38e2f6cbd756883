"""Branches."""

from __future__ import annotations

from typing import TYPE_CHECKING

from anime_cli.cli.output import Styled, Table, View
from anime_cli.cli.printed import BRANCH, BRANCH_DELETED, BRANCHES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from anime_cli.cli.output import Line
    from anime_cli.cli.results.history import Branch as BranchData
    from anime_cli.history.branches import Branch
    from anime_cli.studio.branching import Deleted


def branches(listed: Sequence[Branch]) -> View:
    """List branches; a star marks the current one."""
    rows = [
        (
            Styled("*" if each.current else " ", "green"),
            Styled(each.name, "green" if each.current else ""),
            Styled(each.commit[:10], "yellow"),
            each.at.strftime("%Y-%m-%d %H:%M"),
            each.subject,
        )
        for each in listed
    ]
    table = Table(("", "branch", "commit", "when", "what"), rows)
    return BRANCHES.view({"branches": [branch_data(each) for each in listed]}, [table])


def branch_data(branch: Branch) -> BranchData:
    """Return BRANCH as values of JSON."""
    return {
        "name": branch.name,
        "commit": branch.commit,
        "subject": branch.subject,
        "at": branch.at.isoformat(),
        "current": branch.current,
    }


def created(branch: Branch) -> View:
    """Show a new branch."""
    lines: list[Line] = [
        ["Branch ", Styled(branch.name, "green"), f" begins at {branch.commit[:10]} ({branch.subject})."],
        ["Next: ", Styled(f"anime story switch {branch.name}", "cyan")],
    ]
    return BRANCH.view(branch_data(branch), lines)


def switched(branch: Branch) -> View:
    """Show the branch that is worked on now."""
    return BRANCH.view(branch_data(branch), [["On ", Styled(branch.name, "green"), f", at {branch.subject}."]])


def deleted(gone: Deleted) -> View:
    """Show that a branch is gone, and how it comes back."""
    line = f"Branch {gone.name} is deleted; it was at {gone.commit[:10]}. anime story undo brings it back."
    return BRANCH_DELETED.view({"name": gone.name, "commit": gone.commit}, [line])
