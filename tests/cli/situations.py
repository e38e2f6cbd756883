"""Every command that prints JSON, run for real in stories that differ: empty, whole, torn, faulty, broken."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import plugin
import pytest
from test_watch_command import changed, watching
from two_branches import ALTERNATE, BELL, LINE, PLATFORM, SAID_HERE, SAID_THERE, SCENE, edit, git

from anime_cli.history import records
from anime_cli.history.repository import Repository

if TYPE_CHECKING:
    from collections.abc import Callable

    from printing import Scribe

EXAMPLE = Path(__file__).parents[2] / "examples/sakura"
PREMISE = "A shy girl discovers she has magic powers"
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
WAYS = {
    "scenes/to-the-roof.yaml": "title: Up\nplace: roof\ncast: {ren: {}}\nnext: the-platform\nscript: [{shot: wide}]\n",
    "scenes/to-the-road.yaml": "title: Out\nplace: station\ncast: {ren: {}}\nnext: the-platform\nscript:\n"
    "  - {event: dies, who: ren, id: d1es000}\n",
}
"""Two scenes that a choice parts; on the second way somebody dies who speaks later."""
DREAM = "title: A dream\nplace: roof\nmode: dream\ncast: {sakura: {}}\nscript: [{shot: wide}]\n"
MEANWHILE = (
    "title: Meanwhile\nplace: station\nday: 3\ntime: '07:45'\nmode: parallel\n"
    "cast: {sakura: {as: voice}, mio: {}}\nscript: [{shot: wide}]\n"
)
BONDS = """\
relations:
  - {from: mio, to: ren, trust: 0.9}
  - {from: mio, to: sakura, trust: 0.9}
  - {from: ren, to: sakura, rivalry: 0.9}
"""
"""Two friends of one who are no friends of each other."""


def empty(scribe: Scribe) -> None:
    """A story in which nothing stands yet, read by every command that reads."""
    folder = scribe.root / "empty"
    scribe(scribe.root, "new", folder, "--title", "Nothing yet", "-n")
    scribe(scribe.root, "new", folder)
    for noun in ("scene", "chapter", "character", "place", "emotion", "fact", "thread"):
        scribe(folder, noun, "list")
    for verb in ("show", "graph"):
        scribe(folder, "relation", verb)
    scribe(folder, "relation", "diff", "HEAD")
    for verb in ("status", "log", "show", "read", "check", "stats", "bible", "timeline", "diff", "branch"):
        scribe(folder, "story", verb)
    for verb in ("checkpoint", "conflicts", "fmt", "migrate", "setup"):
        scribe(folder, "story", verb)
    scribe(folder, "render", "plan")


def things(scribe: Scribe) -> None:
    """One thing of each kind added, edited, renamed and removed."""
    folder = scribe.copy("things")
    added: dict[str, tuple[str, ...]] = {
        "character": ("--name", "Mio", "--traits", "loud"),
        "place": ("--name", "The shrine", "--kind", "street"),
        "emotion": ("--id", "wistful", "--plutchik", "sadness=0.4"),
        "fact": ("--id", "key", "--text", "There is a key."),
        "thread": ("--id", "where", "--question", "Where is the key?"),
    }
    edited = {"character": "--name", "place": "--name", "emotion": "--eyes", "fact": "--text", "thread": "--question"}
    for kind, words in added.items():
        name = scribe(folder, kind, "add", *words)["id"]
        scribe(folder, kind, "edit", name, edited[kind], "closed", "-n")
        scribe(folder, kind, "edit", name, edited[kind], "closed")
        scribe(folder, kind, "rename", name, f"{name}-two")
        scribe(folder, kind, "remove", f"{name}-two")
    scribe(folder, "character", "rename", "sakura", "saku", "--commit")
    scribe(folder, "thread", "remove", "who-saw-her")
    scribe(folder, "thread", "remove", "who-saw-her", "--cascade", "-n")


def scenes(scribe: Scribe) -> None:
    """A chapter and a scene added, edited, moved, renamed and removed, and lines of a script changed."""
    folder = scribe.copy("scenes")
    scribe(folder, "chapter", "add", "--title", "Later", "--id", "later")
    scribe(folder, "chapter", "edit", "later", "--summary", "What comes of it.")
    scribe(folder, "chapter", "move", "later", "--first")
    scribe(folder, "chapter", "rename", "later", "after-all")
    scribe(folder, "chapter", "remove", "after-all")
    scribe(folder, "scene", "add", "--title", "The bell", "--place", "classroom", "--chapter", "awakening")
    scribe(folder, "scene", "edit", "the-bell", "--summary", "It rings.")
    scribe(folder, "scene", "move", "the-bell", "--chapter", "spring-again")
    scribe(folder, "scene", "rename", "the-bell", "bell")
    scribe(folder, "scene", "remove", "bell")
    script = scribe(folder, "scene", "write", "first-bell", "--print", "--ids")["text"]
    scribe(folder, "scene", "write", "first-bell", "-", source=script.replace("draught", "wind"))
    with pytest.MonkeyPatch.context() as context:
        context.setenv("EDITOR", "sed -i s/wind/storm/")
        scribe(folder, "scene", "write", "first-bell", "-n")
    scribe(folder, "emotion", "set", "rooftop-dusk:d4e5f6g", "sakura", "afraid")
    scribe(folder, "relation", "set", "ren", "sakura", "--at", "rooftop-dusk:h8j9k1m", "--trust", "0.3", "--note", "So")
    scribe(folder, "story", "fmt", "--check")
    scribe(folder, "scene", "edit", "first-bell", "-", source="title: One\nplace: roof\nscript: [{shot: wide}]\n")
    scribe(folder, "story", "fmt", "--ids")
    scribe(folder, "story", "commit", "-n")
    scribe(folder, "story", "commit", "-m", "Much")
    scribe(folder, "story", "undo")
    scribe(folder, "story", "undo")
    scribe(folder, "story", "redo")


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
    scribe(folder, "story", "merge", ALTERNATE, "-n")
    scribe(folder, "story", "merge", ALTERNATE)
    scribe(folder, "story", "status")
    scribe(folder, "story", "conflicts")
    scribe(folder, "story", "explain")
    scribe(folder, "story", "merge", "--abort")
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


def part(scribe: Scribe, folder: Path, theirs: tuple[tuple[str, str, str], ...], ours: object) -> None:
    """Let ending/alternate make the edits THEIRS and main, which is worked on then, OURS."""
    for words, edits, subject in (
        (("switch", "-c", ALTERNATE), theirs, "Theirs\n\nCo-authored-by: Ren <ren@example.org>"),
        (("switch", "main"), ours, "Ours"),
    ):
        scribe(folder, "story", *words)
        for each in edits:  # type: ignore[attr-defined]
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


def commit(scribe: Scribe, folder: Path, *edits: tuple[str, str, str]) -> None:
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
    record = records.latest(repository, records.UNDO)
    assert record is not None
    records.save(repository, replace(record, finished=False, partial=True))


def petals(scribe: Scribe) -> None:
    """The complete example, with another ending on a branch, read by every command that reads."""
    folder = scribe.root / "petals-whole"
    scribe(scribe.root, "new", folder, "--from", EXAMPLE / "story")
    scribe(folder, "story", "switch", "-c", ALTERNATE)
    shutil.copytree(EXAMPLE / "endings/alternate", folder, dirs_exist_ok=True)
    scribe(folder, "story", "commit", "-m", "Another ending")
    scribe(folder, "story", "switch", "main")
    scribe(folder, "story", "merge", ALTERNATE, "-n")
    scribe(folder, "story", "branch", "ending/third")
    scribe(folder, "story", "branch")
    scribe(folder, "story", "diff", f"main..{ALTERNATE}")
    for verb in ("read", "check", "stats", "bible", "timeline"):
        scribe(folder, "story", verb, "--revision", ALTERNATE)
    scribe(folder, "story", "bible", "-o", folder / "bible.html")
    scribe(folder, "story", "timeline", "--svg", folder / "timeline.svg")
    for noun in ("scene", "chapter", "character", "place", "emotion", "thread", "fact"):
        scribe(folder, noun, "list", "--revision", "main")
    people(scribe, folder)
    scribe(folder, "scene", "show", "rooftop-dusk", "--revision", "main")
    scribe(folder, "chapter", "show", "spring-again", "--revision", "main")
    scribe(folder, "place", "show", "school-rooftop", "--at", "rooftop-dusk", "--revision", "main")
    scribe(folder, "render", "plan", "--why", "first-bell")
    scribe(folder, "render", "run", "first-bell", "--key", "--size", "160x90", "-n")
    scribe(folder, "render", "run", "first-bell", "--key", "--size", "160x90")
    scribe(folder, "render", "sheet", "first-bell", "-o", folder / "sheet.png")


def people(scribe: Scribe, folder: Path) -> None:
    """Read who people are, what they feel and know, and what they are to each other."""
    for who in ("sakura", "ren", "mio"):
        scribe(folder, "character", "show", who, "--revision", "main")
        scribe(folder, "fact", "knows", who, "--revision", "main")
    scribe(folder, "character", "evolve", "sakura", "--revision", "main")
    scribe(folder, "character", "evolve", "ren", "--apply", "all", "-n")
    scribe(folder, "fact", "knows", "ren", "--at", "first-bell")
    scribe(folder, "emotion", "journey", "sakura", "ren", "--svg", folder / "journey.svg", "--revision", "main")
    scribe(folder, "relation", "show", "--revision", "main")
    scribe(folder, "relation", "show", "sakura", "ren", "--at", "rooftop-dusk", "--revision", "main")
    scribe(folder, "relation", "graph", "--svg", folder / "graph.svg", "--revision", "main")
    scribe(folder, "relation", "diff", "main", ALTERNATE)
    scribe(folder, "relation", "diff", "main", "--at", "rooftop-dusk", "--since", "first-bell")
    scribe(folder, "relation", "interact", "sakura", "ren")
    scribe(folder, "fact", "list", "--leaked")
    scribe(folder, "thread", "list", "--at", "rooftop-dusk")


def branching(scribe: Scribe) -> None:
    """A story with two ways, a dream, a voice, two scenes at once and one that no chapter lists."""
    folder = scribe.copy("branching")
    files = {**WAYS, "scenes/dream.yaml": DREAM, "scenes/meanwhile.yaml": MEANWHILE, "scenes/later.yaml": LATER}
    for path, text in {**files, "scenes/unlisted.yaml": DREAM, "characters/mio.yaml": MIO}.items():
        (folder / path).write_text(text)
    choices = "  - {choice: Up, to: to-the-roof}\n  - {choice: Out, to: to-the-road}\n"
    edit(folder, SCENE, "    id: h8j9k1m\n", f"    id: h8j9k1m\n{choices}")
    edit(folder, "chapters/awakening.yaml", "rooftop-dusk]", "dream, rooftop-dusk, to-the-roof, to-the-road]")
    edit(folder, "chapters/spring-again.yaml", "the-platform]", "the-platform, meanwhile, later]")
    with (folder / "story.yaml").open("a") as file:
        file.write(f"  bells: {{text: The bell rings at eight.}}\n{BONDS}")
    for verb in ("check", "timeline", "bible", "stats"):
        scribe(folder, "story", verb)
    scribe(folder, "scene", "show", "the-platform")
    scribe(folder, "character", "show", "sakura", "--at", "meanwhile")
    scribe(folder, "character", "show", "ren", "--at", "later:m33ts00")
    scribe(folder, "fact", "list", "--at", "later:t3lls00")
    scribe(folder, "fact", "knows", "mio")
    scribe(folder, "relation", "graph")


def faulty(scribe: Scribe) -> None:
    """A story with something wrong in it: by rule, since a revision, waived; then watched while it is mended."""
    folder = scribe.copy("faulty")
    scribe(folder, "story", "check", "--explain", "C08")
    edit(folder, PLATFORM, "who: ren\n    say", "who: nobody\n    say")
    edit(folder, BELL, "script:\n", "script:\n  - {event: dies, who: sakura, id: d1es000}\n")
    scribe(folder, "story", "check", "--since", "HEAD", "--rule", "C01")
    scribe(folder, "story", "check")
    scribe(folder, "story", "stats")
    with (folder / "story.yaml").open("a") as file:
        file.write("waivers: [{rule: C08, scene: rooftop-dusk, reason: She is told of.}]\nodd: 1\n")
    scribe(folder, "story", "check")
    scribe(folder, "story", "bible")
    steps = (("place: station", "place: sea"), ("place: sea", "place: ["), ("place: [", "place: station"))
    with watching(folder, "--json") as watch:
        for old, new in (*steps, ("", "")):
            scribe.keep(json.dumps(watch.turn()), "story", "check", "--watch")
            changed(folder, PLATFORM, old, new)


def machine(scribe: Scribe) -> None:
    """What asks for no story, what concerns a clone, and stories that are made of a sentence."""
    folder = scribe.copy("machine")
    for words in (("config", "list"), ("config", "get", "brain"), ("help",), ("help", "json"), ("story", "schema")):
        scribe(folder, *words)
    scribe(folder, "story", "schema", "--outputs", scribe.root / "schema")
    edit(folder, ".gitattributes", "/places/*.yaml", "/places/*.yml")
    git(folder, "add", ".gitattributes")
    scribe(folder, "story", "setup", "--check")
    scribe(scribe.root, "story", "clone", folder, scribe.root / "clone")
    packages = scribe.root / "packages"
    packages.mkdir()
    with pytest.MonkeyPatch.context() as context:
        context.syspath_prepend(plugin.install(packages, "[anime.brains]\nasleep = poets:Asleep\n"))
        scribe(folder, "engines", "list")
        context.setenv("ANIME_BRAIN", "nobody")
        scribe(folder, "doctor")
        scribe(folder, "config", "set", "brain", "planner")
    scribe(folder, "config", "set", "brain", "--unset")
    scribe(folder, "echo", "plot", "桜の力")
    scribe(scribe.root, "new", scribe.root / "planned", "--premise", "桜の力")
    scribe(scribe.root, "demo", scribe.root / "tour")


def wrong(scribe: Scribe) -> None:
    """Calls that fail, each for another reason."""
    folder = scribe.copy("wrong")
    scribe.failing(scribe.root, "story", "status")
    scribe.failing(folder, "story", "switch", "nowhere")
    scribe.failing(folder, "story", "switch")
    scribe.failing(folder, "story", "log", "--limit", "x")
    scribe.failing(folder, "scene", "show", "rooftop-dust")
    scribe.failing(folder, "render", "plan", "--renderer", "paint")
    scribe.failing(folder, "story", "merge", "--continue")
    scribe.failing(scribe.root / "nowhere", "story", "log")
    (folder / BELL).write_text("title: [")
    scribe.failing(folder, "story", "read")
    scribe(folder, "story", "status")


SITUATIONS: tuple[Callable[[Scribe], None], ...] = (
    *(empty, things, scenes, merged, contradicting, replayed, restructured, petals, branching, faulty, machine, wrong),
)
