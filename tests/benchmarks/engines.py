"""The merge of this project, behind its one public function."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scoring import Outcome

from anime_cli.merge.engine import Versions, merge_documents

if TYPE_CHECKING:
    from collections.abc import Iterable

    from case import Case


def ours(case: Case) -> Outcome:
    """Merge with the engine of this project."""
    paths = sorted(case.base.keys() | case.ours.keys() | case.theirs.keys())
    differing = [path for path in paths if len({side.get(path) for side in (case.base, case.ours, case.theirs)}) > 1]
    merged = merge_documents(
        {path: Versions(case.base.get(path), case.ours.get(path), case.theirs.get(path)) for path in differing}
    )
    texts = {path: text for path, text in case.base.items() if path not in differing}
    texts |= {path: each.text for path, each in merged.items() if each.text is not None}
    conflicts = [conflict for each in merged.values() for conflict in each.conflicts]
    brief = tuple(f"{each.path} {each.address}: {each.entity}: {each.reason}" for each in conflicts)
    return Outcome(texts, bool(conflicts), spoken(conflicts), brief)


def spoken(conflicts: Iterable[object]) -> str:
    """Return all that CONFLICTS show, with their line breaks as such."""
    return "\n".join(map(str, conflicts)).replace("\\n", "\n")
