"""Measure how long a check takes, beside the bare parse of the same documents: `continuity_speed.py --runs 3`.

Every figure is that of `anime story check` in a fresh process. In each run the bare parse (see `bare_parse.py`) and the
checks follow each other on the same repository, so that a ratio compares neighbours in time. Processor time says the
same with less noise on a machine that others use too. *Cold*: nothing is remembered. *Warm*: nothing changed since.
Then one scene, in the middle of the story, changed since: its *words*, somebody's *feeling*, or an *event* that is new,
so that all paths are walked again.
"""

from __future__ import annotations

import argparse
import os
import platform
import re
import shutil
import sys
import tempfile
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from eventful_story import Size, build, forks
from large_story import git
from merge_speed import Done, process

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

HERE = Path(__file__).parent
BARE = "bare parse"
Samples = dict[str, list[Done]]


@dataclass(frozen=True, slots=True)
class Limit:
    """What a figure may be: seconds, or megabytes where it is `memory`."""

    seconds: float | None = None
    memory: float | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """A story that is measured: its name, its size, what is measured of it, and how often at most."""

    name: str
    size: Size
    limits: dict[str, Limit]
    runs: int = 100


CASES = (
    Case(
        "5,000 scenes of 13 items",
        Size(5000, 13),
        {"cold": Limit(2.5), "warm": Limit(), "words": Limit(), "feeling": Limit(), "event": Limit()},
    ),
    Case(
        "2,000 scenes with 50,000 items",
        Size(2000, 25),
        {"cold": Limit(4), "warm": Limit(0.4), "words": Limit(0.5), "feeling": Limit(0.5), "event": Limit(0.5)},
    ),
    Case("20,000 scenes of 13 items", Size(20000, 13), {"cold": Limit(memory=1000), "event": Limit(memory=1000)}, 1),
)
CHOICES = 60

NEW = r"\1\2\3script:\n  - event: learns\n    who: \2\n    fact: fact-3\n"
EDITS: dict[str, Callable[[str], str]] = {
    "words": lambda text: text.replace(".\n", ", and then again.\n"),
    "feeling": lambda text: re.sub(r"emotion: \w+, intensity: 0.5", "emotion: proud, intensity: 0.4", text, count=1),
    "event": lambda text: re.sub(r"(cast:\n  )([\w-]+)((?:.|\n)*)script:\n", NEW, text, count=1),
}
"""What a person changes in a scene, one after the other."""


@dataclass(frozen=True, slots=True)
class Bench:
    """A story in FOLDER, and what is measured on it."""

    folder: Path
    samples: Samples

    @property
    def cache(self) -> Path:
        """The folder of what `anime` remembers between its processes."""
        return self.folder.with_name("cache")

    def unchanged(self) -> None:
        """Measure the bare parse, and the check of what nobody changes, once."""
        shutil.rmtree(self.cache, ignore_errors=True)
        self.samples[BARE].append(process(sys.executable, HERE / "bare_parse.py", self.folder))
        self.samples["cold"].append(self.check())
        self.samples["warm"].append(self.check())

    def changed(self) -> None:
        """Measure the check after each of the EDITS, once."""
        for what, change in EDITS.items():
            self.edit(change)
            self.samples[what].append(self.check())
        git(self.folder, "checkout", "-q", "--", ".")

    def edit(self, change: Callable[[str], str]) -> None:
        """Make a CHANGE to the text of the scene in the middle."""
        scenes = sorted((self.folder / "scenes").iterdir(), key=lambda path: int(path.stem.rpartition("-")[2]))
        path = scenes[len(scenes) // 2]
        before = path.read_text(encoding="utf-8")
        path.write_text(change(before), encoding="utf-8")
        if path.read_text(encoding="utf-8") == before:
            raise SystemExit(f"The edit changes nothing of {path}.")

    def check(self) -> Done:
        """Check the story in a process of its own."""
        command = (sys.executable, "-m", "anime_cli", "-C", self.folder, "story", "check")
        return process(*command, ANIME_CACHE=str(self.cache))


def measured(case: Case, runs: int) -> Samples:
    """Build the story of CASE in a temporary folder and measure RUNS times."""
    samples: Samples = defaultdict(list)
    with tempfile.TemporaryDirectory(prefix="anime-check-") as name:
        folder = Path(name) / "story"
        build(folder, case.size)
        for _ in range(min(runs, case.runs)):
            Bench(folder, samples).unchanged()
            Bench(folder, samples).changed()
    return samples


def chosen(runs: int) -> Samples:
    """Measure a story of sixty choices."""
    samples: Samples = defaultdict(list)
    with tempfile.TemporaryDirectory(prefix="anime-check-") as name:
        folder = Path(name) / "story"
        for path, text in forks(CHOICES):
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_text(text, encoding="utf-8")
        git(folder, "init", "-q", "-b", "main")
        git(folder, "add", "-A")
        git(folder, "-c", "user.name=Mio", "-c", "user.email=mio@example.org", "commit", "-q", "-m", "Write")
        for _ in range(runs):
            Bench(folder, samples).unchanged()
    return samples


def row(case: str, what: str, samples: Samples, limit: Limit) -> str:
    """Write one line of the table."""
    done, bare = samples[what], samples[BARE]
    seconds, cpu = (1000 * median(getattr(each, name) for each in done) for name in ("seconds", "cpu"))
    ratio = median(one.cpu / floor.cpu for one, floor in zip(done, bare, strict=True))
    memory = max(each.megabytes for each in done)
    bounds = [f"{1000 * limit.seconds:.0f} ms" if limit.seconds else "", f"{limit.memory} MB" if limit.memory else ""]
    cells = (case, what, f"{seconds:.0f} ms", f"{cpu:.0f} ms", f"{ratio:.2f}x", f"{memory:.0f} MB", "".join(bounds))
    return f"| {' | '.join(cells)} |\n"


def table(runs: int, names: Sequence[str]) -> str:
    """Measure the cases whose name begins with one of NAMES, all without any, and write the table in Markdown."""
    head = ("story", "check", "time", "processor", "of the bare parse", "memory", "limit")
    lines = [f"| {' | '.join(head)} |\n", f"|{'---|' * len(head)}\n"]
    for case in CASES:
        if not names or case.name.startswith(tuple(names)):
            samples = measured(case, runs)
            lines.append(row(case.name, BARE, samples, Limit()))
            lines += [row(case.name, what, samples, limit) for what, limit in case.limits.items()]
    name = f"{CHOICES} choices, 2^{CHOICES} paths"
    if not names or name.startswith(tuple(names)):
        lines.append(row(name, "cold", chosen(runs), Limit(2)))
    return "".join(lines)


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--only", nargs="*", default=[], metavar="CASE", help="how the names of the wanted cases begin")
    wanted = parser.parse_args(arguments)
    sys.stdout.write(table(wanted.runs, wanted.only))
    sys.stdout.write(
        f"\nPython {platform.python_version()}, {os.cpu_count()} cores that others use too: "
        f"at the end {os.getloadavg()[0]:.1f} processes wanted one.\n"
    )


if __name__ == "__main__":
    main()
