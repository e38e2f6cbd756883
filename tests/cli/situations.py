"""Every command that prints JSON, run for real in stories that differ: empty, whole, torn, faulty, broken."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import plugin
import pytest
from merging_situations import LATER, MIO, contradicting, merged, replayed, restructured
from sharing_situations import rated, synced
from test_watch_command import changed, watching
from two_branches import ALTERNATE, BELL, PLATFORM, SCENE, edit, git

if TYPE_CHECKING:
    from collections.abc import Callable

    from printing import Scribe

EXAMPLE = Path(__file__).parents[2] / "examples/sakura"
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
    for noun in ("scene", "chapter", "character", "place", "emotion", "fact", "item", "thread"):
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
        "item": ("--id", "brass-key", "--name", "A key", "--holder", "sakura"),
        "thread": ("--id", "where", "--question", "Where is the key?"),
    }
    edited = dict.fromkeys(("character", "place", "item"), "--name")
    edited |= {"emotion": "--eyes", "fact": "--text", "thread": "--question"}
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
    broken(scribe, folder)
    scribe(folder, "story", "fmt", "--check")
    scribe(folder, "scene", "edit", "first-bell", "-", source="title: One\nplace: roof\nscript: [{shot: wide}]\n")
    scribe(folder, "story", "fmt", "--ids")
    scribe(folder, "story", "commit", "-n")
    scribe(folder, "story", "commit", "-m", "Much")
    scribe(folder, "story", "undo")
    scribe(folder, "story", "undo")
    scribe(folder, "story", "redo")


def broken(scribe: Scribe, folder: Path) -> None:
    """Break a rule of the check by writing, in a script and in a field, and take it back."""
    script = scribe(folder, "scene", "write", "the-platform", "--print")["text"]
    scribe(folder, "scene", "write", "the-platform", "-", source=re.sub(r"\nDay: .*", "\nDay: -9", script))
    scribe(folder, "story", "undo")
    scribe(folder, "scene", "edit", "the-platform", "--day", "-9")
    scribe(folder, "story", "undo")


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
    scribe(folder, "story", "graph", "--all")
    for verb in ("read", "check", "stats", "bible", "timeline"):
        scribe(folder, "story", verb, "--revision", ALTERNATE)
    scribe(folder, "story", "bible", "-o", folder / "bible.html")
    scribe(folder, "story", "timeline", "--svg", folder / "timeline.svg")
    for noun in ("scene", "chapter", "character", "place", "emotion", "fact", "item", "thread"):
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
    scribe(folder, "item", "list", "--at", "rooftop-dusk")
    for item in ("brass-key", "train-ticket"):
        scribe(folder, "item", "show", item, "--revision", "main")
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
    waived = ("story", "waive", "C07", "rooftop-dusk", "--reason", "She is a ghost.")
    scribe(folder, *waived, "--until", "2020-01-31")
    scribe(folder, "story", "check")
    scribe(folder, *waived)
    scribe(folder, *waived[:4], "--remove")
    with (folder / "story.yaml").open("a") as file:
        file.write("waivers: [{rule: C07, scene: rooftop-dusk, reason: She is a ghost.}]\nodd: 1\n")
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


def tour(scribe: Scribe) -> None:
    """The tour, its pictures small."""
    with pytest.MonkeyPatch.context() as context:
        context.setenv("ANIME_SIZE", "160x90")
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
    *(empty, things, scenes, merged, contradicting, replayed, restructured, petals, branching, faulty),
    *(rated, synced, machine, tour, wrong),
)
