"""Run `anime` as `python -m anime_cli`."""

from __future__ import annotations

import gc
import os
import sys
from contextlib import suppress
from typing import NoReturn

GARBAGE = (10_000, 10, 10)
"""When garbage is looked for: a command is short, and what it reads are trees without cycles."""
ENDING = ("SIGTERM", "SIGHUP")
"""What asks a program to end: it puts back what it was amid, as after Ctrl-C."""
SIGNALLED = 128


class Ended(BaseException):
    """Something asked the program to end; who answers Ctrl-C otherwise must not take this for it."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.number = number


def main() -> int:
    """Run the command line and return its exit code; `--version` and what git asks are answered before it is loaded."""
    _open_streams()
    if sys.argv[1:] in (["--version"], ["-V"]):
        from anime_cli import __version__

        with suppress(OSError):
            sys.stdout.write(f"anime {__version__}\n")
            sys.stdout.flush()
            return 0
    try:
        return _answered(sys.argv[1:])
    except (KeyboardInterrupt, Ended) as stop:
        return _stopped(stop)


def _answered(arguments: list[str]) -> int:
    if arguments[:1] == ["merge-driver"]:
        from anime_cli.history.driver import merge_driver

        return merge_driver(arguments[1:])
    if arguments[:1] == ["diff-text"]:
        from anime_cli.history.driver import diff_text

        return diff_text(arguments[1:])
    from anime_cli.cli.main import run

    _end_in_order()
    gc.set_threshold(*GARBAGE)
    return run(arguments)


def _open_streams() -> None:
    """Let streams that were closed lead nowhere, so that no file of ours takes their number."""
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        if getattr(sys, name) is None:
            nowhere = os.open(os.devnull, os.O_RDWR)
            if nowhere != number:
                os.dup2(nowhere, number)
                os.close(nowhere)
            setattr(sys, name, os.fdopen(number, "w" if number else "r", encoding="utf-8", closefd=False))


def _end_in_order() -> None:
    """Let what asks the program to end be raised where it is at work, unless it was told not to hear it."""
    import signal

    for number in (getattr(signal, name) for name in ENDING if hasattr(signal, name)):
        if signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, _end)


def _end(number: int, _frame: object) -> NoReturn:
    raise Ended(number)


def _stopped(stop: KeyboardInterrupt | Ended) -> int:
    """Tell that the command was stopped, and what became of what it was at."""
    import signal

    number = stop.number if isinstance(stop, Ended) else signal.SIGINT
    word = "Interrupted." if number == signal.SIGINT else f"Ended by {signal.Signals(number).name}."
    with suppress(OSError):
        sys.stderr.write("\n" + "".join(f"{line}\n" for line in (word, *getattr(stop, "__notes__", ()))))
    return SIGNALLED + number


if __name__ == "__main__":
    sys.exit(main())
