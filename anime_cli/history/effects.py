"""What a command changes in a repository, as a value: each thing with what it was before and what it is after.

A command computes its effects first and changes nothing meanwhile; then they are written down and applied in one go.
Their inverse takes the command back, whether it ended well, failed halfway or was killed.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

if TYPE_CHECKING:
    from collections.abc import Collection, Container, Mapping


class Entry(NamedTuple):
    """A file, as a tree holds it: its mode and its blob."""

    mode: int
    id: str


class Stage(NamedTuple):
    """One entry of the index; stage 0 is settled, 1, 2 and 3 are the base, ours and theirs of a conflict."""

    stage: int
    mode: int
    id: str


T = TypeVar("T")
Pair = tuple[T, T]
Stages = tuple[Stage, ...]
HEAD = "HEAD"
SYMBOLIC = "ref: "


@dataclass(frozen=True, slots=True)
class Effects:
    """A change of files, index, notes and refs; each value is (before, after), and None is absence.

    `files` are raw contents in the work tree, `index` the entries of each path, `notes` small texts in the folder of
    the repository (MERGE_HEAD and its kin), `refs` the commit of each ref; HEAD is among them, 'ref: NAME' or a commit.
    """

    files: Mapping[str, Pair[Entry | None]] = field(default_factory=dict)
    index: Mapping[str, Pair[Stages]] = field(default_factory=dict)
    notes: Mapping[str, Pair[str | None]] = field(default_factory=dict)
    refs: Mapping[str, Pair[str | None]] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.files or self.index or self.notes or self.refs)

    def pruned(self) -> Effects:
        """Return the effects without what stays as it is."""
        return Effects(_real(self.files), _real(self.index), _real(self.notes), _real(self.refs))

    def without(self, names: Collection[str]) -> Effects:
        """Return the effects on all but the paths, notes and refs (or branches) in NAMES."""
        left = {*names, *(f"refs/heads/{name}" for name in names)}
        return Effects(
            _others(self.files, left), _others(self.index, left), _others(self.notes, left), _others(self.refs, left)
        )

    def only(self, kept: Container[tuple[str, str]]) -> Effects:
        """Return the effects on what KEPT holds: the part ('files', 'index', 'notes', 'refs') and the name of each."""
        return Effects(
            _chosen("files", self.files, kept),
            _chosen("index", self.index, kept),
            _chosen("notes", self.notes, kept),
            _chosen("refs", self.refs, kept),
        )

    def inverse(self) -> Effects:
        """Return the effects that take these back."""
        return Effects(_turned(self.files), _turned(self.index), _turned(self.notes), _turned(self.refs))

    def then(self, later: Effects) -> Effects:
        """Return the effects of doing these and then LATER."""
        return Effects(
            _joined(self.files, later.files),
            _joined(self.index, later.index),
            _joined(self.notes, later.notes),
            _joined(self.refs, later.refs),
        ).pruned()

    @property
    def tears(self) -> bool:
        """Tell whether they leave a file in conflict."""
        return any(stage.stage for _, stages in self.index.values() for stage in stages)

    def blobs(self) -> set[str]:
        """Return the id of every blob that these effects mention."""
        files = {entry.id for pair in self.files.values() for entry in pair if entry}
        return files | {stage.id for pair in self.index.values() for stages in pair for stage in stages}

    def commits(self) -> list[str]:
        """Return the id of every commit that these effects mention, each once."""
        values = [value for pair in self.refs.values() for value in pair]
        values += [value for name, pair in self.notes.items() if name.endswith("_HEAD") for value in pair]
        named = (line for value in values if value for line in value.split("\n"))
        return list(dict.fromkeys(value for value in named if value and not value.startswith(SYMBOLIC)))


def _real(pairs: Mapping[str, Pair[T]]) -> dict[str, Pair[T]]:
    return {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}


def _others(pairs: Mapping[str, Pair[T]], names: Container[str]) -> dict[str, Pair[T]]:
    return {name: pair for name, pair in pairs.items() if name not in names}


def _chosen(part: str, pairs: Mapping[str, Pair[T]], kept: Container[tuple[str, str]]) -> dict[str, Pair[T]]:
    return {name: pair for name, pair in pairs.items() if (part, name) in kept}


def _turned(pairs: Mapping[str, Pair[T]]) -> dict[str, Pair[T]]:
    return {name: (after, before) for name, (before, after) in pairs.items()}


def _joined(first: Mapping[str, Pair[T]], later: Mapping[str, Pair[T]]) -> dict[str, Pair[T]]:
    joined = dict(first)
    for name, (before, after) in later.items():
        joined[name] = (first[name][0] if name in first else before, after)
    return joined


def to_json(effects: Effects) -> dict[str, Any]:
    """Return EFFECTS as plain values for `json.dumps`."""
    return {name: dict(getattr(effects, name)) for name in ("files", "index", "notes", "refs")}


def from_json(values: Mapping[str, Any]) -> Effects:
    """Return the effects that `to_json` made VALUES of."""
    return Effects(
        {path: (_entry(before), _entry(after)) for path, (before, after) in values["files"].items()},
        {path: (_stages(before), _stages(after)) for path, (before, after) in values["index"].items()},
        {name: (before, after) for name, (before, after) in values["notes"].items()},
        {name: (before, after) for name, (before, after) in values["refs"].items()},
    )


def _entry(value: list[Any] | None) -> Entry | None:
    return None if value is None else Entry(*value)


def _stages(value: list[list[Any]]) -> Stages:
    return tuple(Stage(*stage) for stage in value)
