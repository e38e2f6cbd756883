"""Options that exclude each other."""

from __future__ import annotations

from anime_cli.errors import UsageError


class OneSide(UsageError):
    """A conflict was to be settled by no side, or by two."""

    def __init__(self) -> None:
        super().__init__(
            "A conflict is settled by one side.", hint="anime story resolve c1 --ours, or --theirs, or --base"
        )


class OneWish(UsageError):
    """A merge was asked for several things, or for nothing."""

    def __init__(self) -> None:
        super().__init__(
            "A merge takes a branch, --continue or --abort, and only one of them.",
            hint="anime story merge ending/alternate",
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


def one_side(**sides: bool) -> str:
    """Return the one of SIDES that was chosen.

    Raises:
        OneSide: none was, or several.
    """
    chosen = [side for side, wanted in sides.items() if wanted]
    if len(chosen) != 1:
        raise OneSide
    return chosen[0]


def one_wish(branch: str | None, *, go_on: bool, abort: bool) -> None:
    """Make sure that a merge was asked for one thing.

    Raises:
        OneWish: it was asked for none, or for several.
    """
    if [branch is not None, go_on, abort].count(True) != 1:
        raise OneWish
