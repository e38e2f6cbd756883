"""Histories of which the test knows who wrote what: a story as plain data, changed step by step, each step a commit."""

from __future__ import annotations

import copy
import random
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pygit2

from anime_cli.history.repository import Repository

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

WORDS = 8
PEOPLE = ("mio", "ren")


class Ledger:
    """A repository that is written commit by commit, without a work tree in the way."""

    def __init__(self, folder: Path) -> None:
        files = {"story.yaml": b"format: anime/1\ntitle: Rain\nchapters: []\n"}
        self.repository = Repository.create(folder, files, "Begin")
        self.handle = self.repository.handle
        self.first = str(self.handle.head.target)
        self.time = 1_800_000_000

    def commit(self, files: Mapping[str, str], parents: Iterable[str], who: str) -> str:
        """Commit FILES, the whole story, as WHO; return the commit."""
        self.time += 60
        author = pygit2.Signature(who, f"{who}@example.org", self.time, 0)
        root = self.handle.TreeBuilder()
        folders: dict[str, Any] = {}
        for path, text in files.items():
            folder, _, name = path.rpartition("/")
            builder = root if not folder else folders.setdefault(folder, self.handle.TreeBuilder())
            builder.insert(name, self.handle.create_blob(text.encode()), pygit2.enums.FileMode.BLOB)
        for name, builder in folders.items():
            root.insert(name, builder.write(), pygit2.enums.FileMode.TREE)
        made = self.handle.create_commit(None, author, author, f"By {who}", root.write(), [*parents])
        return str(made)

    def stand_at(self, commit: str) -> None:
        """Let main and the work tree be at COMMIT."""
        self.handle.reset(pygit2.Oid(hex=commit), pygit2.enums.ResetMode.HARD)


@dataclass
class Line:
    """A line of a scene: its text by field, and the commit that wrote each field (a number that stands for it)."""

    name: int
    who: str
    words: list[str]
    how: str = ""
    id: str = ""
    wrote: dict[str, int] = field(default_factory=dict)

    def text(self) -> str:
        how = f"    how: {self.how}\n" if self.how else ""
        id_ = f"    id: {self.id}\n" if self.id else ""
        return f"  - who: {self.who}\n    say: {' '.join(self.words)}.\n{how}{id_}"


@dataclass
class Tale:
    """A story: scenes with their lines, chapters with their scenes, what people are called by id."""

    scenes: dict[str, list[Line]]
    chapters: dict[str, list[str]]
    remarks: dict[str, str] = field(default_factory=dict)
    people: list[str] = field(default_factory=lambda: list(PEOPLE))
    next: int = 0

    def files(self) -> dict[str, str]:
        names = ", ".join(self.chapters)
        files = {"story.yaml": f"format: anime/1\ntitle: Rain\nchapters: [{names}]\n"}
        files |= {
            f"chapters/{name}.yaml": f"title: Chapter {name}\nscenes: [{', '.join(scenes)}]\n"
            for name, scenes in self.chapters.items()
        }
        files |= {
            f"characters/{name}.yaml": f"name: Person {number} of this long and rainy story\nwant: W{number}\n"
            for number, name in enumerate(self.people)
        }
        for name, lines in self.scenes.items():
            script = "".join(line.text() for line in lines)
            remark = self.remarks.get(name, "")
            files[f"scenes/{name}.yaml"] = f"{remark}title: Scene\nplace: roof\nscript:{' []' * (not lines)}\n{script}"
        return files


class Teller:
    """Changes a tale at random, one thing after the other, none twice in one step."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.count = 0

    def line(self, tale: Tale, step: int) -> Line:
        self.count += 1
        words = [f"w{self.count}x{number}" for number in range(WORDS)]
        id_ = f"i{self.count}" if self.random.random() < 0.6 else ""
        made = Line(self.count, self.random.choice(tale.people), words, id=id_)
        made.wrote = {"who": step, "say": step}
        return made

    def begun(self) -> Tale:
        """Return a tale of four scenes that step 0 wrote."""
        tale = Tale({}, {"one": [], "two": []})
        for number in range(4):
            tale.scenes[f"s{number}"] = [self.line(tale, 0) for _ in range(4)]
            tale.chapters["one" if number < 2 else "two"].append(f"s{number}")
        return tale

    def retell(self, tale: Tale, step: int, scenes: Iterable[str], *, alone: bool) -> Tale:
        """Return TALE after some changes that STEP made in SCENES; only where it works ALONE it renames things.

        A line without an id that leaves for another scene is known by what it says, so nobody in it is renamed then.
        """
        tale = copy.deepcopy(tale)
        mine = [name for name in scenes if name in tale.scenes]
        done: set[int] = set()
        moves = [self.reword, self.say_how, self.insert, self.remove, self.shift, self.travel, self.name, self.remark]
        chosen = self.random.sample(moves, self.random.randint(1, 3))
        for change in chosen:
            change(tale, step, mine, done)
        if alone and self.random.random() < 0.4:
            person = [] if self.travel in chosen else [self.rename_person]
            self.random.choice([self.rename_scene, self.move_scene, *person])(tale)
        return tale

    def _one(self, tale: Tale, mine: list[str], done: set[int]) -> tuple[list[Line], Line] | None:
        found = [(tale.scenes[s], line) for s in mine for line in tale.scenes[s] if line.name not in done]
        if not found:
            return None
        lines, line = self.random.choice(found)
        done.add(line.name)
        return lines, line

    def reword(self, tale: Tale, step: int, mine: list[str], done: set[int]) -> None:
        if found := self._one(tale, mine, done):
            line = found[1]
            self.count += 1
            line.words[self.random.randrange(WORDS)] = f"n{self.count}"
            line.wrote["say"] = step

    def say_how(self, tale: Tale, step: int, mine: list[str], done: set[int]) -> None:
        if found := self._one(tale, mine, done):
            self.count += 1
            found[1].how = f"h{self.count}"
            found[1].wrote["how"] = step

    def insert(self, tale: Tale, step: int, mine: list[str], done: set[int]) -> None:
        lines = tale.scenes[self.random.choice(mine)]
        made = self.line(tale, step)
        done.add(made.name)
        lines.insert(self.random.randint(0, len(lines)), made)

    def remove(self, tale: Tale, _: int, mine: list[str], done: set[int]) -> None:
        if (found := self._one(tale, mine, done)) and len(found[0]) > 3:
            found[0].remove(found[1])

    def shift(self, tale: Tale, _: int, mine: list[str], done: set[int]) -> None:
        if found := self._one(tale, mine, done):
            found[0].remove(found[1])
            found[0].insert(self.random.randint(0, len(found[0])), found[1])

    def travel(self, tale: Tale, _: int, mine: list[str], done: set[int]) -> None:
        if (found := self._one(tale, mine, done)) and len(found[0]) > 3:
            found[0].remove(found[1])
            there = tale.scenes[self.random.choice(mine)]
            there.insert(self.random.randint(0, len(there)), found[1])

    def name(self, tale: Tale, _: int, mine: list[str], done: set[int]) -> None:
        """Give a line an id, or take it away, as tools do."""
        if found := self._one(tale, mine, done):
            found[1].id = "" if found[1].id else f"g{found[1].name}"

    def remark(self, tale: Tale, step: int, mine: list[str], _: set[int]) -> None:
        tale.remarks[self.random.choice(mine)] = f"# Read by {step}.\n"

    def rename_scene(self, tale: Tale) -> None:
        old = self.random.choice(list(tale.scenes))
        self.count += 1
        new = f"t{self.count}"
        tale.scenes = {new if name == old else name: lines for name, lines in tale.scenes.items()}
        tale.remarks = {new if name == old else name: text for name, text in tale.remarks.items()}
        tale.chapters = {k: [new if name == old else name for name in v] for k, v in tale.chapters.items()}

    def rename_person(self, tale: Tale) -> None:
        old = self.random.choice(tale.people)
        self.count += 1
        new = f"p{self.count}"
        tale.people = [new if name == old else name for name in tale.people]
        for line in (line for lines in tale.scenes.values() for line in lines):
            line.who = new if line.who == old else line.who

    def move_scene(self, tale: Tale) -> None:
        source, target = self.random.sample(list(tale.chapters), 2)
        if len(tale.chapters[source]) > 1:
            name = self.random.choice(tale.chapters[source])
            tale.chapters[source].remove(name)
            tale.chapters[target].append(name)
