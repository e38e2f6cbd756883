"""Time the merge of documents alone, texts in and texts out: `merge_alone.py SCENES RUNS` prints seconds as JSON."""

from __future__ import annotations

import json
import sys
from time import perf_counter

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


def seconds(documents: dict[str, Versions]) -> float:
    """Return how long the merge of DOCUMENTS takes; it must be clean."""
    start = perf_counter()
    merged = merge_documents(documents)
    taken = perf_counter() - start
    assert not any(each.conflicts for each in merged.values())
    return taken


if __name__ == "__main__":
    count, runs = map(int, sys.argv[1:])
    jobs = {"alone": scenes(count), "prose": prose()}
    json.dump({name: [seconds(documents) for _ in range(runs)] for name, documents in jobs.items()}, sys.stdout)
