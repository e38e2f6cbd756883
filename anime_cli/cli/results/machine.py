"""What is set, what is here, what is wrong, what can be explained, and errors."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, TypedDict

from anime_cli.cli.results.history import Counts
from anime_cli.cli.results.scalars import Count, one_of

ORIGIN = one_of("flag", "environment", "story", "user file", "default")


class Error(TypedDict):
    """Why a command failed. It goes to the standard error stream; every command may print it."""

    error: Annotated[str, "What happened, as a sentence."]
    cause: Annotated[str | None, "Why, as a sentence; null where there is no more to say."]
    hint: Annotated[str | None, "The command that mends it, or a sentence; null where none is known."]
    kind: Annotated[str, "What sort of error it is, in a word; new ones come with new versions."]
    exit_code: Annotated[int, one_of(1, 2, 3, 4, 5), "The exit code: `anime help exit-codes` explains them."]


class Setting(TypedDict):
    """A setting."""

    name: Annotated[str, "Its name."]
    value: Annotated[str, "Its value."]
    origin: Annotated[str, ORIGIN, "Where the value comes from."]
    default: Annotated[str, "The value that holds where nobody sets it."]
    about: Annotated[str, "What it is for."]
    variable: Annotated[str, "The environment variable that sets it."]
    of_story: Annotated[bool, "Whether a story's files may set it."]


class Settings(TypedDict):
    """Every setting."""

    settings: Annotated[Sequence[Setting], "Each setting."]


class Overruling(TypedDict):
    """What overrules a file of settings."""

    value: Annotated[str, "The value that holds."]
    origin: Annotated[str, ORIGIN, "Where it comes from."]


class SettingChanged(TypedDict):
    """A setting that was changed."""

    name: Annotated[str, "Its name."]
    before: Annotated[str | None, "What the file said; null: nothing."]
    after: Annotated[str | None, "What the file says; null: nothing."]
    path: Annotated[str, "The file, in full."]
    overruled: Annotated[Overruling | None, "What overrules the file; null where nothing does."]


class Engine(TypedDict):
    """Something that writes or draws."""

    kind: Annotated[str, "What it is, such as brain or renderer."]
    name: Annotated[str, "Its name."]
    version: Annotated[str, "Its version."]
    origin: Annotated[str, "'built in', or the package that brings it."]
    available: Annotated[bool, "Whether it can work."]
    problem: Annotated[str | None, "Why it can't, as a sentence; null where it can."]
    about: Annotated[str | None, "What it says of itself; null where it says nothing."]


class Engines(TypedDict):
    """Every engine that is here."""

    engines: Annotated[Sequence[Engine], "Each engine."]


class Examined(TypedDict):
    """A part that was examined."""

    name: Annotated[str, "What was examined."]
    ok: Annotated[bool, "Whether it is well."]
    detail: Annotated[str, "How it is."]
    mend: Annotated[str | None, "What mends it; null where all is well or nothing is known."]


class Doctor(TypedDict):
    """Whether all works here."""

    ready: Annotated[bool, "Whether every part is well."]
    parts: Annotated[Sequence[Examined], "Each part."]


class SetUpPart(TypedDict):
    """Something that plain git needs in a clone."""

    name: Annotated[str, "What it is."]
    state: Annotated[str, one_of("ok", "set", "removed", "missing", "outdated"), "How it is; 'set': done just now."]
    detail: Annotated[str | None, "More about it; null where there is no more."]


class SetUp(TypedDict):
    """Whether plain git merges and shows the story in story terms."""

    ready: Annotated[bool, "Whether it does."]
    parts: Annotated[Sequence[SetUpPart], "What it needs."]
    checked: Annotated[bool, "Whether it was only looked at."]


class Cloned(TypedDict):
    """A story that was cloned."""

    url: Annotated[str, "Where it came from."]
    folder: Annotated[str, "Its folder."]
    title: Annotated[str, "Its title."]
    counts: Annotated[Counts, "How many documents there are of each kind."]
    setup: Annotated[SetUp, "Whether plain git merges and shows it in story terms."]


class ShortTopic(TypedDict):
    """A topic of help in short."""

    name: Annotated[str, "Its name."]
    about: Annotated[str, "Its first sentence."]


class Topics(TypedDict):
    """Every topic of help."""

    topics: Annotated[Sequence[ShortTopic], "Each topic."]


class Topic(TypedDict):
    """A topic of help."""

    name: Annotated[str, "Its name."]
    title: Annotated[str, "Its title."]
    text: Annotated[str, "Its text."]


class Formatted(TypedDict):
    """Files that were put into canonical form."""

    files: Annotated[Sequence[str], "The files whose text changed, or would."]
    documents: Annotated[Count, "How many documents were looked at."]
    checked: Annotated[bool, "Whether they were only looked at."]
    ids: Annotated[Count, "How many script items got an id."]


class Migrated(TypedDict):
    """Files that were brought to the present format."""

    formats: Annotated[Sequence[str], "The formats on the way, from theirs to the present one; one: nothing to do."]
    files: Annotated[Sequence[str], "The files whose text changed, or would."]
    dry_run: Annotated[bool, "Whether nothing was done."]


class Schema(TypedDict):
    """A JSON Schema."""

    name: Annotated[str, "Its name: the kind of a document, or what an output says it is, such as anime/check/1."]
    file: Annotated[str, "The name of its file, within the folder where schemas are written."]
    about: Annotated[str, "What it describes, as a sentence."]
    commands: Annotated[Sequence[str], "The commands that print it; empty where none does, or every one may."]


class Schemas(TypedDict):
    """The JSON Schemas of files and of what commands print."""

    schemas: Annotated[Sequence[Schema], "Each schema."]
    files: Annotated[Sequence[str], "The files that were written; empty where no folder was named."]
