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


def one_way(**ways: bool) -> str:
    """Return the one of WAYS that was chosen.

    Raises:
        OneWay: none was, or several.
    """
    chosen = [way for way, wanted in ways.items() if wanted]
    if len(chosen) != 1:
        raise OneWay
    return chosen[0]


def one_wish(branch: str | None, *, go_on: bool, abort: bool, again: bool) -> None:
    """Make sure that a merge was asked for one thing.

    Raises:
        OneWish: it was asked for none, or for several.
    """
    if [branch is not None, go_on, abort, again].count(True) != 1:
        raise OneWish
