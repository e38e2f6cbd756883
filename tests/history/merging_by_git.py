"""Pairs of edits of one file, and the story in which the real git brings them together."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from anime_cli.history.attributes import FILE, LINES
from anime_cli.history.repository import Repository
from anime_cli.merge.engine import merge_document

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

BASE = """\
title: Rain
place: roof
day: 0
time: "18:40"
lasts: 20m
weather: clear
summary: |
  Sakura tries her power. Nobody is there.
  Ren sees her.
cast:
  sakura: {emotion: surprised, intensity: 0.8}
  ren: {emotion: sad}
script:
  - shot: wide
    id: w1d3sh0
  - action: Petals turn around her hands.
    id: a7b2c9d
  - who: sakura
    say: It's warm. Like it knows me.
    id: d4e5f6g
  - who: ren
    say: Sakura?
    id: h8j9k1m
tags: [magic]
"""


@dataclass(frozen=True)
class Edit:
    """A file before, and what two people made of it."""

    base: str
    ours: str
    theirs: str

    @property
    def merged(self) -> str:
        """What our own merge makes of it."""
        return merged(self.base, self.ours, self.theirs)


def merged(base: str | None, ours: str, theirs: str) -> str:
    """Merge three versions of a scene as `anime story merge` does."""
    done = merge_document(base, ours, theirs, "scenes/x.yaml")
    assert not done.conflicts
    assert done.text is not None
    return done.text


def edit(ours: tuple[str, str], theirs: tuple[str, str], base: str = BASE) -> Edit:
    """Make an edit of two replacements in BASE."""
    assert ours[0] in base
    assert theirs[0] in base
    return Edit(base, base.replace(*ours), base.replace(*theirs))


LINE = "  - who: ren\n    say: Sakura?\n    id: h8j9k1m\n"
EDITS: Mapping[str, Edit] = {
    "far-fields": edit(("title: Rain", "title: Snow"), ("tags: [magic]", "tags: [magic, night]")),
    "next-fields": edit(("lasts: 20m", "lasts: 25m"), ("weather: clear", "weather: rain")),
    "same-line-flow": edit(("emotion: surprised", "emotion: calm"), ("intensity: 0.8", "intensity: 0.2")),
    "two-tags": edit(("[magic]", "[dusk, magic]"), ("[magic]", "[magic, secret]")),
    "two-sentences": edit(("Nobody is there.", "No one is there."), ("Ren sees her.", "Ren sees her and stays.")),
    "two-lines": edit(("It's warm.", "It is warm."), ("Sakura?", "Sakura! Is that you?")),
    "two-inserts": edit(
        (LINE, LINE + "  - who: ren\n    say: Wait.\n    id: aaaaaaa\n"),
        (LINE, LINE + "  - who: sakura\n    say: Go.\n    id: bbbbbbb\n"),
    ),
    "move-and-edit": edit(
        (LINE, ""), ("    say: It's warm. Like it knows me.\n", "    say: It's warm. Like it knows me. Look.\n")
    ),
    "comment-and-field": edit(("place: roof", "place: roof  # the old one"), ("lasts: 20m", "lasts: 30m")),
    "quotes-and-field": edit(('time: "18:40"', "time: '18:40'"), ("lasts: 20m", "lasts: 30m")),
    "flow-to-block": edit(
        ("  ren: {emotion: sad}\n", "  ren:\n    emotion: sad\n"), ("{emotion: sad}", "{emotion: sad, intensity: 0.4}")
    ),
    "new-field": edit(("lasts: 20m\n", "lasts: 20m\npov: ren\n"), ("weather: clear\n", "weather: rain\n")),
    "carriage-returns": edit(
        ("lasts: 20m", "lasts: 25m"), ("weather: clear", "weather: rain"), BASE.replace("\n", "\r\n")
    ),
}


@dataclass(frozen=True)
class Sandbox:
    """A story whose scenes hold the base of every edit, with git at hand."""

    folder: Path
    edits: Mapping[str, Edit]

    def git(self, *arguments: str, code: int = 0) -> subprocess.CompletedProcess[str]:
        """Run git, which has to end with CODE."""
        done = subprocess.run(["git", *arguments], cwd=self.folder, capture_output=True, text=True, check=False)
        assert done.returncode == code, (arguments, done.stdout, done.stderr)
        return done

    def write(self, texts: Mapping[str, str]) -> None:
        """Write the scenes TEXTS."""
        for name, text in texts.items():
            (self.folder / f"scenes/{name}.yaml").write_bytes(text.encode())

    def commit(self, texts: Mapping[str, str], message: str) -> str:
        """Commit the scenes TEXTS and return the commit."""
        self.write(texts)
        self.git("add", "-A")
        self.git("commit", "-qm", message)
        return self.git("rev-parse", "HEAD").stdout.strip()

    def side(self, name: str) -> dict[str, str]:
        """Return every scene as 'ours', 'theirs' or the 'merged' text has it."""
        return {key: getattr(each, name) for key, each in self.edits.items()}

    def committed(self) -> dict[str, str]:
        """Return every scene as the last commit has it, byte by byte."""
        found = {}
        for name in self.edits:
            call = ["git", "cat-file", "blob", f"HEAD:scenes/{name}.yaml"]
            found[name] = subprocess.run(call, cwd=self.folder, capture_output=True, check=True).stdout.decode()
        return found

    def standing(self) -> dict[str, str]:
        """Return every scene as the work tree has it."""
        return {name: (self.folder / f"scenes/{name}.yaml").read_bytes().decode() for name in self.edits}

    def parted(self) -> None:
        """Let main hold what we made of the scenes, and the branch side what they made."""
        self.git("branch", "side")
        self.commit(self.side("ours"), "ours")
        self.git("switch", "-q", "side")
        self.commit(self.side("theirs"), "theirs")
        self.git("switch", "-q", "main")


def sandbox(folder: Path, edits: Mapping[str, Edit] = EDITS) -> Sandbox:
    """Begin a story with the base of each of EDITS."""
    files = {
        FILE: LINES.encode(),
        "story.yaml": b"format: anime/1\ntitle: Rain\nchapters: [one]\n",
        "chapters/one.yaml": f"title: One\nscenes: [{', '.join(edits)}]\n".encode(),
        "places/roof.yaml": b"name: Roof\nkind: rooftop\n",
        "characters/sakura.yaml": b"name: Sakura\n",
        "characters/ren.yaml": b"name: Ren\n",
        **{f"scenes/{name}.yaml": each.base.encode() for name, each in edits.items()},
    }
    return Sandbox(Repository.create(folder, files, "Begin").folder, edits)


def reversed_edit(each: Edit) -> Edit:
    """Return the edit that undoes THEIRS where both have been made."""
    return replace(each, base=each.theirs, ours=each.merged, theirs=each.base)
