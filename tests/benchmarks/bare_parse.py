"""The floor under the check's time: `bare_parse.py FOLDER` reads every document of HEAD and parses it into YAML events.

It starts a process, opens the repository and runs the C parser over the same bytes that a cold check reads; it builds
nothing and knows nothing of stories. It prints how many documents it parsed.
"""

from __future__ import annotations

import sys

import pygit2
import yaml

from anime_cli.model.kinds import kind_of


def parse(folder: str) -> int:
    """Parse every document of HEAD; return how many there were."""
    repository = pygit2.Repository(folder)
    index = pygit2.Index()
    index.read_tree(repository.head.peel(pygit2.Tree))
    entries = [entry for entry in index if kind_of(entry.path) is not None]
    for entry in entries:
        for _ in yaml.parse(repository[entry.id].peel(pygit2.Blob).data, Loader=yaml.CLoader):
            pass
    return len(entries)


if __name__ == "__main__":
    sys.stdout.write(f"{parse(sys.argv[1])}\n")
