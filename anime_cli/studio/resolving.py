"""Settle conflicts of an open merge: take a side, keep both, or say it in words of one's own."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass
from typing import TYPE_CHECKING

from anime_cli.errors import UsageError, WorldError
from anime_cli.studio.conflicts import OpenConflict, Standing, listed_conflicts, standing
from anime_cli.studio.errors import NothingChosen, UnknownConflict

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from anime_cli.history.openmerge import Unfinished
    from anime_cli.history.repository import Repository
    from anime_cli.merge.choosing import Choice
    from anime_cli.merge.conflicts import MergeConflict
    from anime_cli.studio.studio import Studio

    Picks = Sequence[tuple[OpenConflict, Choice]]

SIDES = ("ours", "theirs", "base")
BOTH, SET, EDIT = "both", "set", "edit"
WHOLE = "It is about the whole file: one version of it stands there."


class SettledAlready(WorldError):
    """The conflict was one of this merge, and is settled."""

    def __init__(self, name: str, path: str) -> None:
        super().__init__(
            f"The conflict '{name}' is settled already.",
            hint=f"Change {path} by hand, or take the last command back: anime story undo",
        )


class TwoMeant(WorldError):
    """One id stands in several files."""

    def __init__(self, name: str, names: Sequence[str]) -> None:
        super().__init__(
            f"Conflicts called '{name}' stand in several files.",
            cause=f"They are {', '.join(names)}.",
            hint=f"anime story resolve {names[0]}",
        )


class NoLosingSide(UsageError):
    """A losing version was to be kept, and no side loses."""

    def __init__(self) -> None:
        super().__init__(
            "--branch keeps the version of the side that loses, so one side must be taken.",
            hint="anime story resolve c1 --ours --branch ending/theirs",
        )


@dataclass(frozen=True, slots=True)
class Resolved:
    """Conflicts that were settled in one `way`, the branch that keeps the losing version, and how the merge stands."""

    way: str
    settled: tuple[OpenConflict, ...]
    standing: Standing
    branch: str | None = None


def resolve_conflicts(
    studio: Studio,
    names: Sequence[str],
    way: str,
    *,
    every: bool = False,
    text: str | None = None,
    branch: str | None = None,
) -> Resolved:
    """Settle the conflicts NAMES (ids like c1, or files), or EVERY one, in one WAY.

    'ours', 'theirs' and 'base' take what that side says; 'both' keeps both where one place can hold them; 'set' writes
    TEXT; 'edit' lets the person write in an editor, where a text left unchanged or emptied settles nothing. BRANCH is a
    new branch that keeps the version of the side that loses.

    Raises:
        NoMerge, MergeHeadGone: no merge is open.
        NothingChosen, UnknownConflict, TwoMeant: no conflict is named, none has this name, or two have.
        SettledAlready: it was settled before.
        NoLosingSide, BranchExists, BadBranchName: the losing version can't be kept so.
        NotBoth, NotWritten, ModelError: this conflict can't be settled so; nothing is changed.
        NoEditor, EditorMissing, EditorFailed, EditorLeft: the editor could not be used.
        DraftKept: what was written there could not be taken over.
        ChangedMeanwhile, IndexLocked: another program is at work.
    """
    from anime_cli.history.openmerge import mark_resolved
    from anime_cli.history.undo import recording
    from anime_cli.studio.merging import opened

    if not names and not every:
        raise NothingChosen
    if branch is not None and way not in SIDES[:2]:
        raise NoLosingSide
    repository = studio.repository
    merge = opened(studio)
    left = listed_conflicts(repository, merge)
    chosen = list(left) if every else _chosen(left, names, _noted(merge))
    with ExitStack() as desk:
        picks = _picked(studio, chosen, way, text, desk)
        settled = [each for each, _ in picks]
        paths = list(dict.fromkeys(each.conflict.path for each in settled))
        with recording(repository, "resolve", (*names, f"--{way}")):
            if branch is not None:
                _keep(studio, merge, way, branch)
            for path in paths:
                _settle(repository, merge, path, [pick for pick in picks if pick[0].conflict.path == path])
            done = {each.key for each in settled}
            rest = {each.conflict.path for each in left if each.key not in done}
            mark_resolved(repository, sorted(set(paths) - rest))
    return Resolved(way, tuple(settled), standing(studio) or Standing(merge.name), branch)


def _chosen(left: Sequence[OpenConflict], names: Sequence[str], settled: Mapping[str, str]) -> list[OpenConflict]:
    """Return those of LEFT that NAMES mean; SETTLED are the ids, with their files, of those that are not left."""
    found: dict[tuple[str, str], OpenConflict] = {}
    for name in names:
        named = [each for each in left if name in each.names]
        if not named and name in settled:
            raise SettledAlready(name, settled[name])
        if not named:
            raise UnknownConflict(name, [each.name for each in left])
        if len({each.conflict.path for each in named}) > 1:
            raise TwoMeant(name, [each.name for each in named])
        found |= {each.key: each for each in named}
    return list(found.values())


def _noted(merge: Unfinished) -> dict[str, str]:
    """Return the ids, with their files, of all the conflicts that MERGE had."""
    from anime_cli.merge.rereading import recorded

    return {conflict.id: conflict.path for conflict in recorded(merge.record)}


def _keep(studio: Studio, merge: Unfinished, way: str, branch: str) -> None:
    """Let BRANCH begin at the last commit of the side that loses."""
    from anime_cli.studio.branching import create_branch

    create_branch(studio, branch, merge.theirs if way == "ours" else studio.repository.tip())


def _choice(conflict: MergeConflict, way: str, text: str | None) -> Choice:
    """Return what WAY means for CONFLICT."""
    from anime_cli.merge.choosing import written
    from anime_cli.merge.errors import NotBoth

    if way == SET:
        return written(conflict, text or "")
    if way == BOTH and conflict.whole:
        raise NotBoth(conflict.id, WHOLE)
    return way


def _picked(studio: Studio, chosen: Sequence[OpenConflict], way: str, text: str | None, desk: ExitStack) -> Picks:
    """Return what WAY means for each of CHOSEN; what a person wrote stays in a file until DESK is left."""
    from anime_cli.merge.choosing import written

    if way != EDIT:
        return [(each, _choice(each.conflict, way, text)) for each in chosen]
    texts = [(each, _written(studio, each, desk)) for each in chosen]
    return [(each, written(each.conflict, text)) for each, text in texts if text is not None]


def _written(studio: Studio, told: OpenConflict, desk: ExitStack) -> str | None:
    """Let the person write what is told; None where they leave it as it was, or empty it."""
    from anime_cli.merge.choosing import draft, without_comments
    from anime_cli.studio.manuscript import Manuscript, kept

    manuscript = desk.enter_context(kept(Manuscript(studio.repository.state_dir, f"RESOLVE-{told.name}", ".yaml")))
    before = draft(told.conflict, told.name)
    manuscript.write(before)
    after = manuscript.edit(studio.environment)
    text = without_comments(after)
    return None if after == before or not text.strip() else text


def _settle(repository: Repository, merge: Unfinished, path: str, picks: Picks) -> None:
    """Write what was picked for the conflicts of one file."""
    from anime_cli.history.snapshot import read_file
    from anime_cli.history.writing import write_file
    from anime_cli.merge.choosing import Written
    from anime_cli.merge.resolve import resolve
    from anime_cli.text.trouble import decoded

    there = (repository.folder / path).exists()
    data, expected = read_file(repository, path) if there else (None, None)
    whole = next((pick for each, pick in picks if each.conflict.whole), None)
    if whole is not None:
        wanted = _version(repository, merge, path, whole)
    else:
        assert data is not None
        wanted = resolve(decoded(data, path), path, {each.conflict.id: pick for each, pick in picks}).encode()
    if any(isinstance(pick, Written) for _, pick in picks):
        _refuse_invalid(wanted or b"", path, [each.conflict for each, _ in picks])
    if wanted != data:
        write_file(repository, path, wanted, expected)


def _version(repository: Repository, merge: Unfinished, path: str, pick: Choice) -> bytes | None:
    """Return the bytes of a whole file as they were picked; None: that side has none."""
    from anime_cli.history.openmerge import versions
    from anime_cli.merge.choosing import Written

    if isinstance(pick, Written):
        return str(pick.value).encode()
    base, ours, theirs = versions(repository, path, merge.conflicts[path])
    return {"base": base, "ours": ours, "theirs": theirs}[pick]


def _refuse_invalid(data: bytes, path: str, conflicts: Sequence[MergeConflict]) -> None:
    """Refuse what was written where the model allows no such thing; other conflicts of the file may be left."""
    from anime_cli.model.errors import ModelError
    from anime_cli.model.kinds import kind_of
    from anime_cli.model.load import load

    if kind_of(path) is None:
        return
    try:
        load(data, path)
    except ModelError as error:
        at = [conflict.address for conflict in conflicts]
        wrong = [each for each in error.problems if any(each.address[: len(address)] == address for address in at)]
        if wrong:
            raise ModelError(wrong) from error
