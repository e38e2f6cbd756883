"""Options that exclude each other."""

from __future__ import annotations

from anime_cli.errors import UsageError


class OneWay(UsageError):
    """A conflict was to be settled in no way, or in two."""

    def __init__(self) -> None:
        super().__init__(
            "A conflict is settled by one side, or in one other way.",
            hint="anime story resolve c1 --ours, or --theirs, --base, --both, --set TEXT, --edit",
        )


class OneWish(UsageError):
    """A merge was asked for several things, or for nothing."""

    def __init__(self) -> None:
        super().__init__(
            "A merge takes a branch, --continue, --again or --abort, and only one of them.",
            hint="anime story merge ending/alternate",
        )


class OneBranch(UsageError):
    """A merge was asked to bring in several branches at once, which git calls an octopus."""

    def __init__(self, names: list[str]) -> None:
        super().__init__(
            f"A merge brings in one branch, not {len(names)} at once.",
            hint=", then ".join(f"anime story merge {name}" for name in names),
        )


class OneForm(UsageError):
    """A diff was asked for in several forms."""

    def __init__(self, forms: list[str]) -> None:
        super().__init__(f"A diff has one form at a time, not {' and '.join(forms)}.", hint="anime story diff --stat")


class NothingToDelete(UsageError):
    """A branch was to be deleted, and none was named."""

    def __init__(self) -> None:
        super().__init__("No branch was named.", hint="anime story branch --delete NAME")


def name_to_delete(name: str | None, *, delete: bool) -> None:
    """Make sure that what is to be deleted has a name.

    Raises:
        NothingToDelete: it has none.
    """
    if delete and name is None:
        raise NothingToDelete


def one_form(**forms: bool) -> None:
    """Make sure that a diff was asked for in one of FORMS at most.

    Raises:
        OneForm: it was asked for in several.
    """
    chosen = [form for form, wanted in forms.items() if wanted]
    if len(chosen) > 1:
        raise OneForm(chosen)


def one_way(**ways: bool) -> str:
    """Return the one of WAYS that was chosen.

    Raises:
        OneWay: none was, or several.
    """
    chosen = [way for way, wanted in ways.items() if wanted]
    if len(chosen) != 1:
        raise OneWay
    return chosen[0]


def one_branch(names: list[str] | None) -> str | None:
    """Return the one branch of NAMES, None where none is named.

    Raises:
        OneBranch: several are.
    """
    if names and len(names) > 1:
        raise OneBranch(names)
    return names[0] if names else None


def one_wish(branch: str | None, *, go_on: bool, abort: bool, again: bool) -> None:
    """Make sure that a merge was asked for one thing.

    Raises:
        OneWish: it was asked for none, or for several.
    """
    if [branch is not None, go_on, abort, again].count(True) != 1:
        raise OneWish


class OneRevert(UsageError):
    """A revert was asked for several things, or for nothing."""

    def __init__(self) -> None:
        super().__init__(
            "A revert takes a commit, --to, --continue or --abort, and only one of them; --only and --mainline go with "
            "a commit.",
            hint="anime story revert HEAD",
        )


class OnePick(UsageError):
    """A pick was asked for several things, or for nothing."""

    def __init__(self) -> None:
        super().__init__(
            "A pick takes a commit or a branch, --continue or --abort, and only one of them; --scene and --mainline go "
            "with a commit or a branch.",
            hint="anime story pick ending/alternate --scene the-stairs",
        )


class NoCheckpointNamed(UsageError):
    """A checkpoint was to be deleted or described, and none was named."""

    def __init__(self) -> None:
        super().__init__("No checkpoint was named.", hint="anime story checkpoint NAME")


def one_revert(
    commit: str | None, to: str | None, only: list[str] | None, *, go_on: bool, abort: bool, mainline: int | None
) -> None:
    """Make sure that a revert was asked for one thing.

    Raises:
        OneRevert: it was asked for none, or for several.
    """
    alone = commit is None and bool(only or mainline)
    if alone or [commit is not None, to is not None, go_on, abort].count(True) != 1:
        raise OneRevert


def one_pick(name: str | None, scenes: list[str] | None, *, go_on: bool, abort: bool, mainline: int | None) -> None:
    """Make sure that a pick was asked for one thing.

    Raises:
        OnePick: it was asked for none, or for several.
    """
    alone = name is None and bool(scenes or mainline)
    if alone or [name is not None, go_on, abort].count(True) != 1:
        raise OnePick


def checkpoint_to_delete(name: str | None, message: str | None, *, delete: bool) -> None:
    """Make sure that a checkpoint to be deleted, or described, has a name.

    Raises:
        NoCheckpointNamed: it has none.
    """
    if name is None and (delete or message is not None):
        raise NoCheckpointNamed


class OneEdge(UsageError):
    """Something was to be put first and last."""

    def __init__(self) -> None:
        super().__init__("Nothing stands first and last at once.", hint="--first, or --last")


class OnlyStdin(UsageError):
    """A document was to be read from something else than the standard input."""

    def __init__(self, word: str, call: str) -> None:
        super().__init__(f"A document is read from the standard input (-), not from '{word}'.", hint=f"{call} - < FILE")


def one_edge(*, first: bool, last: bool) -> str | None:
    """Return the one of 'first' and 'last' that was chosen, None where neither was.

    Raises:
        OneEdge: both were.
    """
    if first and last:
        raise OneEdge
    return "first" if first else "last" if last else None


def only_stdin(word: str | None, call: str) -> None:
    """Make sure that a document is read from the standard input if at all; CALL is the command so far.

    Raises:
        OnlyStdin: WORD names something else.
    """
    if word not in {None, "-"}:
        raise OnlyStdin(str(word), call)


class ValueOrNone(UsageError):
    """A setting was to be changed, and no value was named, or one and `--unset`."""

    def __init__(self) -> None:
        super().__init__(
            "A setting takes a value, or --unset, and only one of them.",
            hint="anime config set jobs 2, or anime config set jobs --unset",
        )


def value_or_unset(value: str | None, *, unset: bool) -> None:
    """Make sure that a setting is given a value or taken away.

    Raises:
        ValueOrNone: neither, or both.
    """
    if (value is None) != unset:
        raise ValueOrNone


class OnlyFiles(UsageError):
    """A watch was asked for together with what never changes."""

    def __init__(self) -> None:
        super().__init__(
            "A watch is kept on the files as they are now; it takes neither --revision nor --explain.",
            hint="anime story check --watch",
        )


def only_files(*, watch: bool, revision: str | None, explain: str | None) -> None:
    """Make sure that what is watched can change.

    Raises:
        OnlyFiles: a watch, and a revision or a rule to be explained.
    """
    if watch and (revision is not None or explain is not None):
        raise OnlyFiles
