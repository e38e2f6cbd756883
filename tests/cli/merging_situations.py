"""Branches that are merged, commits that are taken back and picked, documents that are renamed: run for their JSON."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from two_branches import ALTERNATE, BELL, LINE, PLATFORM, SAID_HERE, SAID_THERE, SCENE, Edit, edit, git

from anime_cli.history import journal
from anime_cli.history.repository import Repository

if TYPE_CHECKING:
    from pathlib import Path

    from printing import Scribe

MIO = "name: Mio Tachibana\nborn: {year: 2008, day: 91}\n"
LATER = """\
title: Later
place: station
cast: {ren: {}, mio: {}}
script:
  - {event: meets, who: [ren, mio], id: m33ts00}
  - {event: reveals, by: ren, to: [mio], fact: has-magic, id: t3lls00}
  - {who: ren, say: A shiver ran down my spine., id: s41d000}
"""


def merged(scribe: Scribe) -> None:
    """Two branches with conflicts: listed, given up, settled, explained; a checkpoint, and the way back to it."""
    folder = scribe.copy("merged")
    scribe(folder, "story", "checkpoint", "begin", "-m", "As it began")
    git(folder, "tag", "plain")
    scribe(folder, "story", "checkpoint")
    commit(scribe, folder, (BELL, "along the sill", "along the sill and nobody looks at them twice today"))
    theirs = (*SAID_THERE, (SCENE, "emotion: happy", "emotion: calm"), (BELL, "twice today", "twice now"))
    part(scribe, folder, theirs, (*SAID_HERE, (BELL, "Cherry petals", "Pale petals")))
    scribe(folder, "story", "log", ALTERNATE)
    past(scribe, folder)
    scribe(folder, "story", "merge", ALTERNATE, "-n")
    scribe(folder, "story", "merge", ALTERNATE)
    scribe(folder, "story", "status")
    scribe(folder, "story", "conflicts")
    scribe(folder, "story", "explain")
    scribe(folder, "story", "merge", "--abort")
    scribe(folder, "story", "undo")
    scribe(folder, "story", "redo")
    scribe(folder, "story", "merge", ALTERNATE)
    scribe(folder, "story", "resolve", "c1", "--set", "level")
    scribe(folder, "story", "resolve", "c2", "--ours", "--branch", "kept")
    edit(folder, BELL, "It's nothing.", "It's nothing at all.")
    (folder / "notes.txt").write_text("By hand.\n")
    git(folder, "add", "notes.txt")
    scribe(folder, "story", "merge", "--continue")
    scribe(folder, "story", "explain")
    scribe(folder, "story", "merge", ALTERNATE)
    scribe(folder, "story", "revert", "--to", "begin", "-n")
    scribe(folder, "story", "revert", "--to", "begin")
    scribe(folder, "story", "undo")
    scribe(folder, "story", "checkpoint", "--delete", "begin")
    scribe(folder, "story", "branch", "--delete", "kept", "--force")


def past(scribe: Scribe, folder: Path) -> None:
    """Ask who wrote what, what became of things, and where branches part."""
    scribe(folder, "story", "blame", "rooftop-dusk")
    scribe(folder, "story", "blame", "rooftop-dusk:h8j9k1m", ALTERNATE)
    scribe(folder, "story", "log", "first-bell", ALTERNATE)
    scribe(folder, "story", "log", "rooftop-dusk:d4e5f6g", "--limit", "1")
    scribe(folder, "story", "graph", "--svg", folder / "branches.svg")
    (folder / "branches.svg").unlink()


def part(scribe: Scribe, folder: Path, theirs: tuple[Edit, ...], ours: tuple[Edit, ...]) -> None:
    """Let ending/alternate make the edits THEIRS and main, which is worked on then, OURS."""
    for words, edits, subject in (
        (("switch", "-c", ALTERNATE), theirs, "Theirs\n\nCo-authored-by: Ren <ren@example.org>"),
        (("switch", "main"), ours, "Ours"),
    ):
        scribe(folder, "story", *words)
        for each in edits:
            edit(folder, *each)
        scribe(folder, "story", "commit", "-m", subject)


def contradicting(scribe: Scribe) -> None:
    """Two branches that contradict each other once their conflict is settled; a file of it is then broken."""
    folder = scribe.copy("contradicting")
    scribe(folder, "story", "switch", "-c", ALTERNATE)
    edit(folder, BELL, "script:\n", "script:\n  - {event: dies, who: ren, id: d1es000}\n")
    edit(folder, SCENE, "  - who: ren\n    say: Sakura?\n    how: whispering\n    id: h8j9k1m\n", "")
    edit(folder, SCENE, "  ren: {emotion: sad, outfit: uniform}\n", "")
    edit(folder, SCENE, "  - event: learns\n    who: ren\n    fact: has-magic\n    id: e7d20b1\n", "")
    edit(folder, PLATFORM, "  ren: {outfit: uniform}\n", "")
    edit(folder, PLATFORM, "  - who: ren\n    say: It was me. On the roof.\n    id: r7e8n9q\n", "")
    scribe(folder, "story", "commit", "-m", "He dies")
    git(folder, "tag", "dying")
    commit(scribe, folder, (SCENE, "angle: low", "angle: high"))
    scribe(folder, "story", "switch", "main")
    (folder / "characters/mio.yaml").write_text(MIO)
    (folder / "scenes/later.yaml").write_text(LATER)
    edit(folder, "chapters/spring-again.yaml", "the-platform]", "the-platform, later]")
    scribe(folder, "story", "commit", "-m", "Later")
    scribe(folder, "story", "merge", "dying", "-n")
    commit(scribe, folder, (SCENE, "angle: low", "angle: dutch"))
    scribe(folder, "story", "merge", ALTERNATE)
    scribe(folder, "story", "resolve", "--all", "--ours")
    scribe(folder, "story", "conflicts")
    (folder / SCENE).write_text("title: [")
    scribe(folder, "story", "status")


def replayed(scribe: Scribe) -> None:
    """Commits taken back and picked: cleanly, with conflicts, with problems, in part, not at all."""
    folder = scribe.copy("replayed")
    commit(scribe, folder, (SCENE, LINE, "It's cold."))
    commit(scribe, folder, (SCENE, "angle: low", "angle: high"))
    scribe(folder, "story", "revert", "HEAD~1")
    scribe(folder, "story", "pick", "HEAD~2")
    commit(scribe, folder, (SCENE, "It's cold.", "Everything burns at once now."))
    scribe(folder, "story", "revert", "HEAD~4")
    scribe(folder, "story", "conflicts")
    scribe(folder, "story", "revert", "--abort")
    scribe(folder, "story", "revert", "HEAD", "--only", "rooftop-dusk", "-n")
    scribe(folder, "story", "pick", "HEAD~1", "-n")
    scribe(folder, "story", "switch", "-c", "side")
    (folder / "characters/mio.yaml").write_text(MIO)
    scribe(folder, "story", "commit", "-m", "Mio")
    commit(scribe, folder, (SCENE, "  ren: {emotion", "  mio: {}\n  ren: {emotion"), (SCENE, "at once now", "now"))
    scribe(folder, "story", "revert", "HEAD~1", "-n")
    scribe(folder, "story", "switch", "main")
    scribe(folder, "story", "pick", "side", "-n")
    scribe(folder, "story", "pick", "side", "--scene", "rooftop-dusk", "-n")
    commit(scribe, folder, (SCENE, "at once now", "at last"))
    scribe(folder, "story", "pick", "side")
    scribe(folder, "story", "pick", "--abort")


def commit(scribe: Scribe, folder: Path, *edits: Edit) -> None:
    """Make EDITS and commit them."""
    for each in edits:
        edit(folder, *each)
    scribe(folder, "story", "commit", "-m", "Other words")


def restructured(scribe: Scribe) -> None:
    """A document renamed, a line moved to another scene, a file put in other order: what a diff tells of it."""
    folder = scribe.copy("restructured")
    scribe(folder, "story", "diff")
    scribe(folder, "character", "rename", "ren", "rin")
    line = "  - who: sakura\n    say: It's nothing. I like the draught.\n    id: p9x2m7q\n"
    edit(folder, BELL, line, "")
    (folder / PLATFORM).write_text((folder / PLATFORM).read_text() + line)
    edit(folder, "places/roof.yaml", "name: School rooftop\nkind: rooftop\n", "kind: rooftop\nname: School rooftop\n")
    (folder / "notes.txt").write_text("By hand.\n")
    scribe(folder, "story", "status")
    scribe(folder, "story", "diff", "-R")
    scribe(folder, "story", "commit", "-m", "Other names")
    scribe(folder, "story", "diff", "HEAD~1", "HEAD")
    scribe(folder, "story", "show")
    git(folder, "mv", "notes.txt", "more.txt")
    killed(folder)
    scribe(folder, "story", "status")


def killed(folder: Path) -> None:
    """Let the last command in FOLDER be one that was killed halfway."""
    repository = Repository.discover(folder)
    record = journal.latest(repository, journal.UNDO)
    assert record is not None
    journal.save(repository, replace(record, finished=False, partial=True))
