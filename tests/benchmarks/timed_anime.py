"""Run `anime` with the seconds of its larger steps written to a file: `timed_anime.py REPORT ARGUMENT…`.

Each step is a public function, timed from outside where its callers look it up; the product has no switch for it.
"""

from __future__ import annotations

import importlib
import json
import sys
from collections import defaultdict
from functools import wraps
from pathlib import Path
from time import perf_counter, process_time
from typing import TYPE_CHECKING, Any

from anime_cli.__main__ import main

if TYPE_CHECKING:
    from collections.abc import Callable

STEPS = {
    "sides": ("anime_cli.history.merging", "sides"),
    "ready": ("anime_cli.history.merging", "refuse_unready"),
    "merge": ("anime_cli.merge.engine", "merge_documents"),
    "compare": ("anime_cli.studio.comparing", "compare"),
    "check": ("anime_cli.studio.checking", "new_problems"),
    "finish": ("anime_cli.history.merging", "finish_merge"),
}
"""Names of steps, with the module and the function that is each."""


def timed(step: Callable[..., Any], spent: dict[str, float], name: str) -> Callable[..., Any]:
    """Return STEP, adding the seconds of each call, and those of the processor, to SPENT."""

    @wraps(step)
    def call(*arguments: Any, **options: Any) -> Any:
        start, cpu = perf_counter(), process_time()
        try:
            return step(*arguments, **options)
        finally:
            spent[name] += perf_counter() - start
            spent[f"{name} cpu"] += process_time() - cpu

    return call


def run(report: Path, arguments: list[str]) -> int:
    """Run the command line and return its exit code; REPORT gets the seconds of each step as JSON."""
    spent: dict[str, float] = defaultdict(float)
    for name, (module, function) in STEPS.items():
        owner = importlib.import_module(module)
        setattr(owner, function, timed(getattr(owner, function), spent, name))
    sys.argv = ["anime", *arguments]
    code = main()
    report.write_text(json.dumps(spent))
    return code


if __name__ == "__main__":
    sys.exit(run(Path(sys.argv[1]), sys.argv[2:]))
