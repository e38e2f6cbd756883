"""Measure how long merging takes, beside git and the floor: `merge_speed.py --scenes 100 1000 5000 20000 --runs 5`.

Every figure of a command is that of a fresh process. In each run the floor, the merge and the diff follow each other on
the same repository, so that a ratio compares neighbours in time. Processor time, that of started programs included,
says the same with less noise on a machine that others use too.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import subprocess
import sys
import tempfile
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import TYPE_CHECKING

from large_story import BASE, BOTH, OURS, THEIRS, build, git

if TYPE_CHECKING:
    from collections.abc import Sequence

HERE = Path(__file__).parent
BEGIN, END = "<!-- merge-speed -->", "<!-- /merge-speed -->"
HEADING = "# Benchmarks\n\n## Merge speed\n\n"
LARGE = 10_000
"""A story of more scenes is measured once."""
Samples = dict[str, list[float]]


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the table: what was measured, and its limit: seconds, megabytes, or times the floor that it names."""

    key: str
    label: str
    limit: float | None = None
    floor: str | None = None

    def cell(self, samples: Samples) -> str:
        """Write median and least of the samples, and how often the floor fits into them."""
        found = samples.get(self.key)
        if not found:
            return "no driver" if self.key == "driver" else "-"
        if self.key == "memory":
            return f"{max(found):.0f} MB"
        ratio = f", {self.ratio(samples):.2f}x" if self.floor else ""
        return f"{1000 * median(found):.0f} / {1000 * min(found):.0f} ms{ratio}"

    def ratio(self, samples: Samples) -> float:
        """Return the median over all runs of the time as a multiple of the floor's in the same run."""
        assert self.floor is not None
        return median(one / floor for one, floor in zip(samples[self.key], samples[self.floor], strict=True))

    def bound(self) -> str:
        """Write the limit."""
        if self.limit is None:
            return ""
        if self.floor:
            return f"{self.limit} x floor"
        return f"{self.limit:.0f} MB" if self.key == "memory" else f"{1000 * self.limit:.0f} ms"


LINES = (
    Line("git", "`git merge-tree`"),
    Line("floor", "floor of a merge"),
    Line("whole", "`anime story merge`, all of it, warm", floor="floor"),
    Line("without", "`anime story merge` without the check", 1.6, "floor"),
    Line("floor cpu", "floor of a merge, processor time"),
    Line("without cpu", "`anime story merge` without the check, processor time", 1.6, "floor cpu"),
    Line("sides", "- what each side changed"),
    Line("ready", "- whether the work tree is ready"),
    Line("merge", "- the merge of 25 documents, first in its process"),
    Line("compare", "- what the branch gains"),
    Line("finish", "- objects, files, index, branch, undo"),
    Line("check", "the check of the story, warm", 0.2),
    Line("check cpu", "the check of the story, warm, processor time", 0.2),
    Line("cold", "the check of the story, cold", 2.5),
    Line("cold cpu", "the check of the story, cold, processor time", 2.5),
    Line("diff floor", "floor of a diff"),
    Line("diff", "`anime story diff` of 50 files", 1.5, "diff floor"),
    Line("diff floor cpu", "floor of a diff, processor time"),
    Line("diff cpu", "`anime story diff` of 50 files, processor time", 1.5, "diff floor cpu"),
    Line("alone", "`merge/` alone: 25 documents, texts in, texts out", 0.06),
    Line("alone cpu", "`merge/` alone, processor time", 0.06),
    Line("prose", "a field of 1 MB of prose", 0.2),
    Line("prose cpu", "a field of 1 MB of prose, processor time", 0.2),
    Line("driver", "`git merge` with the driver, above plain git", 0.5),
    Line("memory", "most memory of a merge", 300),
)


@dataclass(frozen=True, slots=True)
class Done:
    """A process that ended well: its seconds, those of the processor, the megabytes it held at most, its output."""

    seconds: float
    cpu: float
    megabytes: float
    output: str


def _compiled() -> dict[str, str]:
    """Return the environment in which Python keeps compiled modules, as an installed package has them."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def process(*command: str | Path, codes: Sequence[int] = (0,), **environment: str) -> Done:
    """Run a process to its end.

    Raises:
        SystemExit: it ended with another code than CODES.
    """
    words = [str(word) for word in command]
    start = perf_counter()
    child = subprocess.Popen(words, stdout=subprocess.PIPE, env={**_compiled(), **environment}, text=True)
    assert child.stdout is not None
    output = child.stdout.read()
    _, status, usage = os.wait4(child.pid, 0)
    seconds = perf_counter() - start
    child.returncode = os.waitstatus_to_exitcode(status)
    child.stdout.close()
    if child.returncode not in codes:
        raise SystemExit(f"{' '.join(words)} ended with {child.returncode}.")
    return Done(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, output)


@dataclass(frozen=True, slots=True)
class Bench:
    """A large story in FOLDER, and what is measured on it."""

    folder: Path
    start: str
    samples: Samples

    @property
    def cache(self) -> Path:
        """The folder of what `anime` remembers between its processes."""
        return self.folder.with_name("cache")

    def measure(self, scenes: int, runs: int) -> Samples:
        """Measure everything RUNS times; the cold check every second time."""
        for run in range(runs):
            if run % 2 == 0:
                self.cold()
            self.merges()
            self.diffs()
        alone = json.loads(process(sys.executable, HERE / "merge_alone.py", str(scenes), str(runs)).output)
        self.samples.update(alone)
        if self.drives():
            for _ in range(runs):
                self.drive()
        return self.samples

    def cold(self) -> None:
        """Merge with nothing remembered."""
        shutil.rmtree(self.cache, ignore_errors=True)
        spent = self._merge()
        self.samples["cold"].append(spent["check"])
        self.samples["cold cpu"].append(spent["check cpu"])

    def merges(self) -> None:
        """Merge with git, at the floor, and with `anime`, to which every document of both sides is known."""
        tree = process("git", "-C", self.folder, "merge-tree", "--write-tree", OURS, THEIRS, codes=(0, 1))
        self.reset()
        floor = process(sys.executable, HERE / "floor.py", "merge", self.folder, THEIRS)
        found = {"git": tree.seconds, "floor": floor.seconds, "floor cpu": floor.cpu, **self._merge()}
        for name, value in found.items():
            self.samples[name].append(value)

    def diffs(self) -> None:
        """Compare two revisions at the floor and with `anime`."""
        floor = process(sys.executable, HERE / "floor.py", "diff", self.folder, BASE, THEIRS)
        diff = self._anime("story", "diff", BASE, THEIRS)
        self.samples["diff floor"].append(floor.seconds)
        self.samples["diff"].append(diff.seconds)
        self.samples["diff floor cpu"].append(floor.cpu)
        self.samples["diff cpu"].append(diff.cpu)

    def drives(self) -> bool:
        """Let `anime` set git's merge driver up; tell whether it did."""
        self.reset()
        setup = [sys.executable, "-m", "anime_cli", "-C", str(self.folder), "story", "setup"]
        subprocess.run(setup, capture_output=True, check=False)
        driver = ["git", "-C", str(self.folder), "config", "merge.anime.driver"]
        found = subprocess.run(driver, capture_output=True, check=False)
        return found.returncode == 0

    def drive(self) -> None:
        """Let git merge, without the driver and with it."""
        without = self._git_merge("-c", "merge.anime.driver=git merge-file -q %A %O %B")
        self.samples["driver"].append(self._git_merge() - without)

    def reset(self) -> None:
        """Put everything back as it was before the first merge, objects that nothing needs included."""
        git(self.folder, "reset", "-q", "--hard", self.start)
        for reference in git(self.folder, "for-each-ref", "--format=%(refname)", "refs/anime").split():
            git(self.folder, "update-ref", "-d", reference)
        git(self.folder, "prune", "--expire=now")

    def _merge(self) -> dict[str, float]:
        self.reset()
        report = self.folder.with_name("report.json")
        done = self._anime("story", "merge", THEIRS, through=(HERE / "timed_anime.py", report))
        steps = json.loads(report.read_text())
        return {
            "whole": done.seconds,
            "without": done.seconds - steps["check"],
            "without cpu": done.cpu - steps["check cpu"],
            "memory": done.megabytes,
            **steps,
        }

    def _anime(self, *arguments: str, through: tuple[str | Path, ...] = ("-m", "anime_cli")) -> Done:
        command = (sys.executable, *through, "-C", self.folder, *arguments)
        return process(*command, ANIME_CACHE=str(self.cache))

    def _git_merge(self, *settings: str) -> float:
        self.reset()
        options = ("-c", "core.hooksPath=/dev/null", *settings)
        return process("git", "-C", self.folder, *options, "merge", "-q", "--no-edit", THEIRS, codes=(0, 1)).seconds


def measured(scenes: int, runs: int) -> Samples:
    """Build a story of SCENES in a temporary folder and measure RUNS times."""
    with tempfile.TemporaryDirectory(prefix="anime-speed-") as name:
        folder = Path(name) / "story"
        build(folder, scenes)
        start = git(folder, "rev-parse", OURS).strip()
        return Bench(folder, start, defaultdict(list)).measure(scenes, runs)


def table(found: dict[int, Samples]) -> str:
    """Write the samples by number of scenes as a table in Markdown."""
    head = ["what", *(f"{scenes:,} scenes" for scenes in found), "limit"]
    rows = [[line.label, *(line.cell(samples) for samples in found.values()), line.bound()] for line in LINES]
    return "".join(f"| {' | '.join(row)} |\n" for row in [head, ["---"] * len(head), *rows])


def report(found: dict[int, Samples], runs: int) -> str:
    """Write what was measured, how, and where."""
    return (
        f"{BOTH} documents are changed on both sides and as many on each side alone. A cell has median and least of\n"
        f"{runs} runs (one above {LARGE:,} scenes) and, where there is a floor, the median of the runs' ratios to it.\n"
        "The limits hold at 5,000 scenes, that of memory at 20,000.\n"
        f"Python {platform.python_version()}, {git(HERE, '--version').strip()}, {os.cpu_count()} cores that others use "
        f"too: at the end\n{os.getloadavg()[1]:.1f} processes wanted one.\n\n{table(found)}"
    )


def replaced(page: str, block: str) -> str:
    """Return PAGE with BLOCK between the marks; a page without them gets a section at its end."""
    before, begin, rest = page.partition(BEGIN)
    after = rest.partition(END)[2]
    if not begin:
        before, after = (f"{page.rstrip()}\n\n## Merge speed\n\n" if page else HEADING), "\n"
    return f"{before}{BEGIN}\n{block}{END}{after}"


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure, print the table and, where asked, put it into a page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--scenes", type=int, nargs="+", default=[100, 1000, 5000, 20000])
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--write", type=Path, metavar="PAGE", help="put the table between the marks of this page")
    wanted = parser.parse_args(arguments)
    found = {scenes: measured(scenes, 1 if scenes > LARGE else wanted.runs) for scenes in wanted.scenes}
    text = report(found, wanted.runs)
    sys.stdout.write(text)
    if wanted.write:
        page = wanted.write.read_text(encoding="utf-8") if wanted.write.exists() else ""
        wanted.write.write_text(replaced(page, text), encoding="utf-8")


if __name__ == "__main__":
    main()
