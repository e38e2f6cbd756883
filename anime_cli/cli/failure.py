"""What went wrong, in the three sentences a person reads: what happened, why, and the command that mends it."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

from anime_cli.cli.terminal import harmless
from anime_cli.errors import AnimeError, ExitCode, WorldError, way_to_write

if TYPE_CHECKING:
    from anime_cli.cli.results.machine import Error
    from anime_cli.cli.terminal import Terminal


class OutputLost(WorldError):
    """A result could not be written to where it was to go."""

    def __init__(self, error: OSError) -> None:
        super().__init__(
            "The result could not be written.",
            cause=error.strerror or str(error),
            hint="What the command changed is done all the same; anime story status shows it.",
        )


@dataclass(frozen=True, slots=True)
class Failure:
    """An error as it is reported."""

    kind: str
    message: str
    cause: str | None
    hint: str | None
    exit_code: int

    def report(self, terminal: Terminal, *, as_json: bool) -> None:
        """Write the failure to the terminal's words, as an object where the command was asked for JSON."""
        if as_json:
            from anime_cli.cli.output import envelope
            from anime_cli.cli.printed import ERROR

            terminal.err.write(envelope(ERROR.name, self.data()) + "\n")
            return
        for label, text in (("Error", self.message), ("Caused by", self.cause), ("Hint", self.hint)):
            if text:
                colour = "red bold" if label == "Error" else "dim" if label == "Caused by" else "cyan"
                terminal.err.write(f"{terminal.styled(label + ':', colour, terminal.err)} {harmless(text)}\n")

    def data(self) -> Error:
        """Return the failure as values of JSON."""
        return {
            "error": self.message,
            "cause": self.cause,
            "hint": self.hint,
            "kind": self.kind,
            "exit_code": int(self.exit_code),
        }


def failure_of(error: Exception) -> Failure:
    """Return what to tell about ERROR."""
    import typer

    kind = type(error).__name__
    if isinstance(error, AnimeError):
        return Failure(kind, error.message, error.cause, error.hint, error.exit_code)
    if isinstance(error, typer.TyperException):
        return _usage(error)
    if isinstance(error, OSError):
        return _of_system(error)
    return Failure(
        kind,
        "This is a defect in anime, not in your story.",
        _sentence(f"{kind}: {error}" if str(error) else kind),
        "ANIME_DEBUG=1 shows where it happened.",
        ExitCode.NO,
    )


def _usage(error: Exception) -> Failure:
    context = getattr(error, "ctx", None)
    hint = f"{context.command_path} --help" if context is not None else "anime --help"
    kind = type(error).__name__
    if context is not None and kind == "NoArgsIsHelpError":
        return Failure(kind, f"'{context.command_path}' needs a command.", None, hint, ExitCode.USAGE)
    message = " ".join(error.format_message().split())  # type: ignore[attr-defined]
    return Failure(kind, _sentence(message), None, hint, ExitCode.USAGE)


def _of_system(error: OSError) -> Failure:
    place = error.filename2 or error.filename
    what = f"{os.fsdecode(place)} can't be used." if place else "The system refused what this command asked of it."
    hint = way_to_write(error.errno, place or ".")
    return Failure(type(error).__name__, what, _sentence(error.strerror or str(error)), hint, ExitCode.NO)


def _sentence(text: str) -> str:
    return text if text.endswith((".", "?", "!", ")")) else f"{text}."
