"""Run the command line: the only place that turns an error into words and an exit code."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from time import monotonic
from typing import TYPE_CHECKING

from anime_cli.errors import ExitCode

if TYPE_CHECKING:
    from collections.abc import Sequence

    from anime_cli.cli.terminal import Terminal

COMPLETE = "_ANIME_COMPLETE"
"""The variable by which a shell asks for completions."""


def run(arguments: Sequence[str], *, terminal: Terminal | None = None) -> int:
    """Run the command that ARGUMENTS name and return its exit code; Ctrl-C passes through."""
    from anime_cli.cli.terminal import Terminal

    terminal = terminal or Terminal.of_process(os.environ)
    try:
        _forgive(terminal)
        code = _obey(list(arguments), terminal)
        terminal.out.flush()
    except BrokenPipeError:
        _abandon(terminal)
        return ExitCode.BROKEN_PIPE
    except OSError as error:
        code = _fail(error, terminal, as_json="--json" in arguments)
        _abandon(terminal)
    return code


def _obey(arguments: list[str], terminal: Terminal) -> int:
    try:
        return _call(arguments, terminal)
    except (KeyboardInterrupt, BrokenPipeError):
        raise
    except Exception as error:
        if terminal.environment.get("ANIME_DEBUG") == "1":
            raise
        return _fail(error, terminal, as_json="--json" in arguments)


def _fail(error: Exception, terminal: Terminal, *, as_json: bool) -> int:
    """Report ERROR, where there is still somebody who could hear it, and return its exit code."""
    from anime_cli.cli.failure import OutputLost, failure_of

    failure = failure_of(OutputLost(error) if isinstance(error, OSError) and terminal.lost else error)
    with suppress(OSError):
        failure.report(terminal, as_json=as_json)
        terminal.err.flush()
    return failure.exit_code


def _call(arguments: list[str], terminal: Terminal) -> int:
    import typer

    from anime_cli.cli.invocation import Invocation
    from anime_cli.cli.root import app

    command = typer.main.get_command(app)
    if COMPLETE in terminal.environment:
        command.main(arguments, prog_name="anime", complete_var=COMPLETE)
    start = monotonic()
    try:
        with command.make_context("anime", arguments, obj=Invocation(terminal)) as context:
            command.invoke(context)
    except typer.Exit as done:
        return done.exit_code
    finally:
        terminal.detail(f"Took {monotonic() - start:.2f} s.")
    return ExitCode.DONE


def _forgive(terminal: Terminal) -> None:
    """Let a stream that can't write a character write its code instead of failing."""
    for stream in (terminal.out, terminal.err):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")


def _abandon(terminal: Terminal) -> None:
    """Send what is still buffered nowhere, so that closing the stream on the way out does not fail again."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (terminal.out, terminal.err):
        if stream in {sys.stdout, sys.stderr}:
            os.dup2(nowhere, stream.fileno())
    os.close(nowhere)
