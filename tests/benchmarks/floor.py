"""The floor under the merge's time: what any merge in story terms has to do, without the merging.

`floor.py merge FOLDER BRANCH` starts the same process, imports the same libraries, finds what both sides changed, reads
and strictly parses the three versions of each, and brings a result of the same size into objects, work tree, index and
branch. Instead of merging it takes their text with a blank line behind it. `floor.py diff FOLDER BEFORE AFTER` parses
the two versions of each file that differs. Both print how many files they read.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pygit2
import typer
import yaml

from anime_cli.model.kinds import kind_of
from anime_cli.model.layouts import layout_of
from anime_cli.text.reader import read

if TYPE_CHECKING:
    from collections.abc import Iterable

Delta = tuple[pygit2.Oid, pygit2.Oid]
NEEDED = (typer, yaml)
"""What the command line and the reader import."""


def merge(folder: Path, name: str) -> int:
    """Do all of a merge of the branch NAME but the merging; return how many blobs were parsed."""
    repository = pygit2.Repository(str(folder), pygit2.enums.RepositoryOpenFlag.NO_SEARCH)
    ours, theirs = repository.head.target, repository.branches[name].target
    base = repository.merge_base(ours, theirs)
    mine, other = changes(repository, base, ours), changes(repository, base, theirs)
    both = {path: (*mine[path], other[path][1]) for path in mine.keys() & other.keys()}
    repository.status()
    blobs = parse(repository, ((path, oid) for path, oids in both.items() for oid in oids))
    results = {path: oids[1] for path, oids in other.items()}
    results |= {path: repository.create_blob(blobs[oids[2]] + b"\n") for path, oids in both.items()}
    index = pygit2.Index()
    index.read_tree(repository[ours].peel(pygit2.Tree))
    put(index, results)
    tree = index.write_tree(repository)
    author = repository.default_signature
    write(repository, folder, results)
    put(repository.index, results)
    repository.index.write()
    repository.create_commit("HEAD", author, author, f"Merge branch '{name}'", tree, [ours, theirs])
    return len(blobs)


def diff(folder: Path, before: str, after: str) -> int:
    """Read and parse both versions of what differs between two revisions; return how many blobs were parsed."""
    repository = pygit2.Repository(str(folder), pygit2.enums.RepositoryOpenFlag.NO_SEARCH)
    found = changes(repository, *(repository.revparse_single(name).peel(pygit2.Commit).id for name in (before, after)))
    return len(parse(repository, ((path, oid) for path, oids in found.items() for oid in oids)))


def changes(repository: pygit2.Repository, before: pygit2.Oid, after: pygit2.Oid) -> dict[str, Delta]:
    """Return the blobs of each path that differs."""
    old, new = (repository[commit].peel(pygit2.Tree) for commit in (before, after))
    return {delta.new_file.path: (delta.old_file.id, delta.new_file.id) for delta in old.diff_to_tree(new).deltas}


def parse(repository: pygit2.Repository, blobs: Iterable[tuple[str, pygit2.Oid]]) -> dict[pygit2.Oid, bytes]:
    """Read and strictly parse every blob; return their contents."""
    contents = {}
    for path, oid in blobs:
        contents[oid] = repository[oid].peel(pygit2.Blob).data
        kind = kind_of(path)
        assert kind is not None
        read(contents[oid], path, layout_of(kind[0]))
    return contents


def put(index: pygit2.Index, results: dict[str, pygit2.Oid]) -> None:
    """Give INDEX the entries of RESULTS."""
    for path, oid in results.items():
        index.add(pygit2.IndexEntry(path, oid, pygit2.enums.FileMode.BLOB))


def write(repository: pygit2.Repository, folder: Path, results: dict[str, pygit2.Oid]) -> None:
    """Write each result beside the work tree, rename it into it, and read it back."""
    scratch = folder / ".git" / "floor"
    scratch.mkdir(exist_ok=True)
    for path, oid in results.items():
        part = scratch / str(oid)
        part.write_bytes(repository[oid].peel(pygit2.Blob).data)
        part.replace(folder / path)
        assert pygit2.hash((folder / path).read_bytes()) == oid


VERBS = {"merge": merge, "diff": diff}

if __name__ == "__main__":
    verb, place, *names = sys.argv[1:]
    sys.stdout.write(f"{VERBS[verb](Path(place), *names)}\n")
