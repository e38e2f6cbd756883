"""Run `anime` as `python -m anime_cli`."""

from __future__ import annotations

import sys


def main() -> int:
    """Run the command line and return its exit code; `--version` is answered without loading anything."""
    if sys.argv[1:] in (["--version"], ["-V"]):
        from anime_cli import __version__

        sys.stdout.write(f"anime {__version__}\n")
        return 0
    try:
        from anime_cli.cli.main import run

        return run(sys.argv[1:])
    except KeyboardInterrupt:
        sys.stderr.write("\nInterrupted.\n")
        return 130


if __name__ == "__main__":
    sys.exit(main())
