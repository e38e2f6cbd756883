"""Checkpoints on their way between clones: a remote's come here, those of shared branches go there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from anime_cli.history import references
from anime_cli.history.references import TAGS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import pygit2

    from anime_cli.history.effects import Pair
    from anime_cli.history.fetching import Fetched
    from anime_cli.history.repository import Repository


@dataclass(frozen=True, slots=True)
class Coming:
    """Tags of a remote: those that are to be set here, and the names under which this clone has another one."""

    refs: Mapping[str, Pair[str | None]]
    differing: tuple[str, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The names of those that are to be set."""
        return tuple(ref.removeprefix(TAGS) for ref in self.refs)


def coming(repository: Repository, there: Fetched) -> Coming:
    """Compare the tags of a remote with those that are here; one that is set here is never moved.

    Tags of anything but a commit stay where they are.
    """
    refs: dict[str, Pair[str | None]] = {}
    differing = []
    for name, target in sorted(there.tags.items()):
        if _moment(repository, target) is None:
            continue
        ours = references.value(repository, TAGS + name)
        if ours is None and references.in_the_way(repository, TAGS + name) is None:
            refs[TAGS + name] = (None, target)
        elif ours != target:
            differing.append(name)
    return Coming(refs, tuple(differing))


def going(repository: Repository, there: Fetched, tips: Iterable[str]) -> tuple[str, ...]:
    """Name the checkpoints that a remote lacks, set in the past of TIPS: a branch that is not shared stays unknown.

    A plain tag is a person's own mark and stays here.
    """
    import pygit2

    heads = [pygit2.Oid(hex=tip) for tip in tips]
    names = (ref.removeprefix(TAGS) for ref in repository.handle.references if ref.startswith(TAGS))
    return tuple(name for name in sorted(names) if name not in there.tags and _held(repository, name, heads))


def _held(repository: Repository, name: str, heads: list[pygit2.Oid]) -> bool:
    """Tell whether the tag is a checkpoint in the past of one of HEADS."""
    import pygit2

    target = references.value(repository, TAGS + name) or ""
    if not isinstance(repository.handle[target], pygit2.Tag):
        return False
    commit, descends = _moment(repository, target), repository.handle.descendant_of
    return commit is not None and any(commit == head or descends(head, commit) for head in heads)


def _moment(repository: Repository, target: str) -> pygit2.Oid | None:
    """Return the commit that a tag is about, None where it is about anything else."""
    import pygit2

    try:
        return repository.handle[target].peel(pygit2.Commit).id
    except (pygit2.GitError, ValueError):
        return None
