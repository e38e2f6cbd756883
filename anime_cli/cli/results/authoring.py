"""What a writer's command did to a thing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, TypedDict

from anime_cli.cli.results.changes import Change
from anime_cli.cli.results.findings import NewProblem
from anime_cli.cli.results.scalars import Hash, Number, Position, one_of


class Mention(TypedDict):
    """A place that names a thing."""

    path: Annotated[str, "The file."]
    line: Annotated[Number, "The line, from 1."]
    position: Annotated[Position, "Where in the file: keys of maps, places in lists from 0."]
    words: Annotated[str, "What it is, in words."]


class Authored(TypedDict):
    """What a writer's command did to a thing, or what stood in its way."""

    verb: Annotated[str, one_of("add", "edit", "move", "rename", "remove"), "What was done."]
    kind: Annotated[str, "What the thing is, such as scene or fact."]
    id: Annotated[str, "Its id; of a renamed thing the new one."]
    former: Annotated[str | None, "Its id before, where it was renamed; else null."]
    message: Annotated[str, "What was done, as a commit says it."]
    files: Annotated[Sequence[str], "The files that changed; empty where nothing did."]
    changes: Annotated[Sequence[Change], "What changed, in story terms."]
    taken: Annotated[Sequence[Mention], "The places that went along."]
    refused: Annotated[Sequence[Mention], "The places that stand in the way; then nothing was done."]
    commit: Annotated[Hash | None, "The new commit; null where none was made."]
    problems: Annotated[
        Sequence[NewProblem],
        "Errors of the check that were not there before; a story of over 300 documents is not asked.",
    ]
    dry_run: Annotated[bool, "Whether nothing was done."]
