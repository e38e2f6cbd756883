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


class MergedTextLost(MergeError):
    """The merged text would not say what the merge decided: nothing is written."""

    def __init__(self, path: str) -> None:
        super().__init__(
            f"{path} could not be merged safely.",
            cause="The text that the merge made does not read as the values it decided on.",
            hint="Merge this file by hand, or take one side of it.",
        )
