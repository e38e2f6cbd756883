"""What a merge refuses."""

from __future__ import annotations

from anime_cli.errors import FoundProblems, UsageError, WorldError


class MergeError(WorldError):
    """A merge can't be made."""


class UnresolvedConflict(FoundProblems):
    """A document still holds the marks of an earlier merge."""

    def __init__(self, path: str, entity: str, side: str) -> None:
        super().__init__(
            f"{path} still holds an unresolved conflict of an earlier merge.",
            cause=f"On {side} side, {entity} is marked `!conflict`.",
            hint="anime story conflicts",
        )


class NoSuchConflict(UsageError):
    """Nothing in the document is marked as this conflict."""

    def __init__(self, path: str, name: str, known: tuple[str, ...]) -> None:
        cause = f"It holds {', '.join(known)}." if known else "It holds no conflict."
        super().__init__(f"{path} has no conflict '{name}'.", cause=cause, hint="anime story conflicts")


class NotASide(UsageError):
    """A conflict has the sides ours, theirs and base."""

    def __init__(self, side: str) -> None:
        super().__init__(f"'{side}' is no side of a conflict.", hint="The sides are ours, theirs and base.")


class BrokenMark(MergeError):
    """A `!conflict` mark is no longer what the merge wrote; LINE counts from 1."""

    def __init__(self, path: str, line: int, what: str) -> None:
        super().__init__(
            f"{path}:{line}: {what}",
            cause="A mark holds `id` and the words of `base`, `ours` and `theirs`; somebody edited it halfway.",
            hint="Write the value you want in its place, or: anime story merge --again makes the marks anew.",
        )
        self.path = path
        self.line = line


class NotBoth(UsageError):
    """Both sides of a conflict can't stand in one place."""

    def __init__(self, name: str, why: str) -> None:
        super().__init__(
            f"The conflict '{name}' can't keep both sides.",
            cause=why,
            hint=f"anime story resolve {name} --ours, or --theirs, or --edit",
        )


class NotWritten(UsageError):
    """A conflict about places or whole documents is settled by a side, not by a text."""

    def __init__(self, name: str, why: str) -> None:
        super().__init__(
            f"The conflict '{name}' can't be settled by a text.",
            cause=why,
            hint=f"anime story resolve {name} --ours, or --theirs",
        )


class MergedTextLost(MergeError):
    """The merged text would not say what the merge decided: nothing is written."""

    def __init__(self, path: str) -> None:
        super().__init__(
            f"{path} could not be merged safely.",
            cause="The text that the merge made does not read as the values it decided on.",
            hint="Merge this file by hand, or take one side of it.",
        )
