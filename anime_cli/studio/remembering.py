"""What a check found, remembered by a name for what decided it."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

import anime_cli

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from anime_cli.story.continuity.finding import Finding
    from anime_cli.studio.studio import Studio

SLOTS = 16
"""How many are remembered of each kind at most."""


@dataclass(frozen=True, slots=True)
class Quoted:
    """What findings repeat of scenes: `read` has the blob of each file that was read, `spoken` the wording of cards."""

    read: Mapping[str, str] = field(default_factory=dict)
    spoken: Mapping[str, str] = field(default_factory=dict)

    def still(self, files: Mapping[str, str], rows: Mapping[str, str]) -> bool:
        """Tell whether FILES (path to blob id) and the ROWS of their cards say the same today."""
        from anime_cli.story.continuity.card import words

        same = all(files.get(path) == blob for path, blob in self.read.items())
        return same and all(words(rows.get(path, "")) == wording for path, wording in self.spoken.items())


@dataclass(frozen=True, slots=True)
class Memory:
    """What was found, and with what words: findings, warnings about keys, and how many scenes there are."""

    findings: tuple[Finding, ...]
    warnings: tuple[str, ...] = ()
    scenes: int = 0
    quoted: Quoted = field(default_factory=Quoted)


def naming(documents: Iterable[str]) -> str:
    """Name what decides: something of DOCUMENTS, and the rules."""
    return sha256("\n".join((anime_cli.__version__, str(_rules()), *documents)).encode()).hexdigest()


@cache
def _rules() -> int:
    """Return when the rules changed last: the newest of the files that say what they find."""
    house = Path(anime_cli.__file__).parent
    files = (path for room in ("story", "model") for path in (house / room).rglob("*.*"))
    return max((path.stat().st_mtime_ns for path in files if path.suffix != ".pyc"), default=0)


def remember(studio: Studio, kind: str, name: str, memory: Memory) -> None:
    """Remember MEMORY of a KIND by NAME."""
    from anime_cli.story.continuity.memory import pack_findings

    told = (memory.warnings, memory.scenes, memory.quoted.read, memory.quoted.spoken)
    row = json.dumps([name, pack_findings(memory.findings), *told], ensure_ascii=False, separators=(",", ":"))
    studio.store.put_many({_slot(name): row}, kind)


def recall(studio: Studio, kind: str, name: str) -> Memory | None:
    """Return what is remembered of a KIND by NAME, None where nothing is or the row is damaged."""
    from anime_cli.story.continuity.memory import unpack_findings

    row = studio.store.get_many([_slot(name)], kind).get(_slot(name))
    try:
        known: list[Any] = json.loads(row or "[]")
        if not known or known[0] != name:
            return None
        _, findings, warnings, scenes, read, spoken = known
        quoted = Quoted(dict(read), dict(spoken))
        return Memory(unpack_findings(findings), tuple(warnings), scenes, quoted)
    except (ValueError, TypeError, LookupError):
        return None


def _slot(name: str) -> str:
    return str(int(name[:8], 16) % SLOTS)
