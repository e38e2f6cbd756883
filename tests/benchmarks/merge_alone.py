"""Time the merge of documents alone, texts in and texts out: `merge_alone.py SCENES RUNS` prints seconds as JSON."""

from __future__ import annotations

import json
import sys
from time import perf_counter, process_time

from large_story import edits, path_of, scene

from anime_cli.merge.engine import Versions, merge_documents

SENTENCE = "Sentence {} says that the harbour was empty and that nobody had seen the boats.\n"
MEGABYTE = 1_000_000


def scenes(count: int) -> dict[str, Versions]:
    """Return the three versions of each scene that both branches of a large story change."""
    return {
        path_of(number): Versions(scene(number), scene(number, ours=True), scene(number, theirs=True))
        for number in edits(count).both
    }


def prose() -> dict[str, Versions]:
    """Return a character whose backstory is a megabyte, of which the sides changed a sentence each."""
    lines = [SENTENCE.format(n) for n in range(MEGABYTE // len(SENTENCE.format(10_000)))]
    versions = []
    for changed in (None, len(lines) // 3, len(lines) // 2):
        told = [f"This is number {n}.\n" if n == changed else line for n, line in enumerate(lines)]
        versions.append("name: Mio\nbackstory: |\n" + "".join(f"  {line}" for line in told))
    return {"characters/mio.yaml": Versions(*versions)}


def spent(documents: dict[str, Versions]) -> tuple[float, float]:
    """Return the seconds that the merge of DOCUMENTS takes, and those of the processor; it must be clean."""
    start, cpu = perf_counter(), process_time()
    merged = merge_documents(documents)
    taken = perf_counter() - start, process_time() - cpu
    assert not any(each.conflicts for each in merged.values())
    return taken


def measured(count: int, runs: int) -> dict[str, list[float]]:
    """Measure the merge of a story's scenes and that of a megabyte of prose, RUNS times each."""
    found: dict[str, list[float]] = {}
    for name, documents in {"alone": scenes(count), "prose": prose()}.items():
        seconds, cpu = zip(*(spent(documents) for _ in range(runs)), strict=True)
        found |= {name: list(seconds), f"{name} cpu": list(cpu)}
    return found


if __name__ == "__main__":
    json.dump(measured(*map(int, sys.argv[1:])), sys.stdout)
