"""Run `anime` as `python -m anime_cli`."""

from __future__ import annotations

import gc
import sys

GARBAGE = (10_000, 10, 10)
"""When garbage is looked for: a command is short, and what it reads are trees without cycles."""


def main() -> int:
    """Run the command line and return its exit code; `--version` and what git asks are answered before it is loaded."""
    if sys.argv[1:] in (["--version"], ["-V"]):
        from anime_cli import __version__

        sys.stdout.write(f"anime {__version__}\n")
        return 0
    try:
        return _answered(sys.argv[1:])
    except KeyboardInterrupt:
        sys.stderr.write("\nInterrupted.\n")
        return 130


def _answered(arguments: list[str]) -> int:
    if arguments[:1] == ["merge-driver"]:
        from anime_cli.history.driver import merge_driver

        return merge_driver(arguments[1:])
    if arguments[:1] == ["diff-text"]:
        from anime_cli.history.driver import diff_text

        return diff_text(arguments[1:])
    from anime_cli.cli.main import run

    gc.set_threshold(*GARBAGE)
    return run(arguments)


if __name__ == "__main__":
    sys.exit(main())
