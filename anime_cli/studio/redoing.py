"""Make an open merge anew: what git merged by its lines is merged in the story's words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from anime_cli.errors import WorldError
from anime_cli.studio.conflicts import of_merged, open_problems
from anime_cli.studio.merging import MergeOutcome, both_merged, opened

if TYPE_CHECKING:
    from anime_cli.history.merging import Sides
    from anime_cli.history.openmerge import Unfinished
    from anime_cli.history.threeway import Three
    from anime_cli.studio.studio import Studio


class NothingToRedo(WorldError):
    """Every file of the open merge was settled by a person."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"Nothing in the merge of {name} is to be made anew: what both sides changed is settled.",
            hint="anime story merge --continue",
        )


def merge_again(studio: Studio) -> MergeOutcome:
    """Merge the files anew that git left in conflict, or merged by their lines; the merge stays open.

    Files that a person settled since stay as they are. Words written into a file that is still in conflict are
    replaced; undo brings them back.

    Raises:
        NoMerge, MergeHeadGone: no merge is open.
        NothingToRedo: every file is settled.
        AnimeError: a version can't be read.
    """
    from anime_cli.history.merging import gathered, sides_of
    from anime_cli.history.redoing import redo, untouched
    from anime_cli.merge.conflicts import to_json

    repository = studio.repository
    begun = opened(studio, "merge")
    branch = repository.head.branch or "HEAD"
    merge = sides_of(repository, (repository.tip(), begun.theirs), (branch, begun.name))
    redone = _redone(studio, merge, begun)
    merged, texts = both_merged(studio, merge)
    followed = untouched(repository, merge, texts.keys() - merge.both.keys())
    wanted = redone.keys() | followed
    merged = {path: each for path, each in merged.items() if path in wanted}
    results = _of_one_side(studio, merge, redone) | {path: texts[path] for path in merged}
    if not results:
        raise NothingToRedo(begun.name)
    conflicts = of_merged(merged)
    torn = {path: gathered(merge, path, merged[path].origins) for path in {each.conflict.path for each in conflicts}}
    redo(repository, results, torn, {"conflicts": [to_json(each.conflict) for each in conflicts]})
    problems = () if conflicts else open_problems(studio, begun)
    return MergeOutcome(
        branch=branch,
        name=begun.name,
        kind="conflicts" if conflicts else "problems" if problems else "ready",
        decisions=tuple(decision for each in merged.values() for decision in each.decisions),
        conflicts=conflicts,
        problems=problems,
    )


def _redone(studio: Studio, merge: Sides, begun: Unfinished) -> dict[str, Three]:
    """Return the files to be merged anew, all of them where git followed a renamed file in its own way."""
    from anime_cli.history.redoing import by_lines

    torn = {path: merge.changes.get(path, three) for path, three in begun.conflicts.items()}
    if begun.conflicts.keys() - merge.both.keys():
        return {**merge.both, **torn}
    return {**by_lines(studio.repository, merge), **torn}


def _of_one_side(studio: Studio, merge: Sides, redone: dict[str, Three]) -> dict[str, bytes | None]:
    """Return the contents of the files that only one side changed, as that side has them."""
    found: dict[str, bytes | None] = {}
    for path, three in redone.items():
        if path not in merge.both:
            entry = three.theirs if three.base == three.ours else three.ours
            found[path] = None if entry is None else studio.repository.read([entry.id])[entry.id]
    return found
