"""Whoever wrote a line or a field last is named, whatever happened around it since."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from retold import Ledger, Tale, Teller

from anime_cli.studio.blaming import blame
from anime_cli.studio.studio import Studio

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


class Annals:
    """A ledger and the commit of each step."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.ledger = Ledger(folder)
        self.teller = Teller(seed)
        self.commits: list[str] = []
        self.heads: list[tuple[Tale, str]] = []

    def write(self, tale: Tale, parents: Iterable[str]) -> str:
        commit = self.ledger.commit(tale.files(), parents, f"W{len(self.commits)}")
        self.commits.append(commit)
        return commit

    def along(self, tale: Tale, commit: str, steps: int, scenes: Iterable[str], *, alone: bool) -> tuple[Tale, str]:
        mine = list(scenes)
        for _ in range(steps):
            tale = self.teller.retell(tale, len(self.commits), mine or list(tale.scenes), alone=alone)
            commit = self.write(tale, [commit])
        return tale, commit

    def merged(self, tale: Tale, commit: str) -> tuple[Tale, str]:
        """Let two writers work on half of the scenes each, and bring both together; sometimes the merge writes, too."""
        scenes = list(tale.scenes)
        ours, theirs = scenes[: len(scenes) // 2], scenes[len(scenes) // 2 :]
        one, left = self.along(tale, commit, 2, ours, alone=False)
        two, right = self.along(tale, commit, 2, theirs, alone=False)
        both = Tale(
            {name: (one if name in ours else two).scenes[name] for name in scenes},
            one.chapters,
            {**one.remarks, **{name: text for name, text in two.remarks.items() if name in theirs}},
            one.people,
        )
        step = len(self.commits)
        if self.teller.random.random() < 0.5:
            self.teller.reword(both, step, scenes, set())
        return both, self.write(both, [left, right])


def told(folder: Path, seed: int, rounds: int = 3) -> tuple[Annals, Tale]:
    annals = Annals(folder, seed)
    tale = annals.teller.begun()
    commit = annals.write(tale, [annals.ledger.first])
    for _ in range(rounds):
        tale, commit = annals.along(tale, commit, 4, (), alone=True)
        tale, commit = annals.merged(tale, commit)
    annals.ledger.stand_at(commit)
    return annals, tale


def prove(folder: Path, seed: int) -> None:
    annals, tale = told(folder, seed)
    studio = Studio.open(folder, environment={})
    for name, lines in tale.scenes.items():
        found = {each.address: each.commit for each in blame(studio, name).written if each.address[0] == "script"}
        for index, line in enumerate(lines):
            for key, step in line.wrote.items():
                commit = found["script", index, key]
                assert commit is not None
                number = annals.commits.index(commit.id)
                assert number == step, f"seed {seed}: {name}:{index} {key} of {line}: {number}"


@pytest.mark.parametrize("seed", range(12))
def test_random_histories(seed: int, tmp_path: Path) -> None:
    """Through rewording, moves, travels between scenes, renames of scenes and people, ids that come and go, merges."""
    prove(tmp_path / "story", seed)


@pytest.mark.slow
@pytest.mark.parametrize("part", range(10))
def test_many_random_histories(part: int, tmp_path: Path) -> None:
    for seed in range(1000 + part * 50, 1050 + part * 50):
        prove(tmp_path / f"story-{seed}", seed)
