"""Sound stories of any size in which much happens, in real git repositories, the same every time."""

from __future__ import annotations

import random
import subprocess
from dataclasses import dataclass
from typing import TYPE_CHECKING

from large_story import CHAPTER, FEELINGS, PEOPLE, PLACES, git, sentence

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FACTS, THINGS = 200, 50
EVERY_FIFTH = 5
"""One item in so many is an event, one an action, the others are lines."""


@dataclass(frozen=True, slots=True)
class Size:
    """How many scenes a story has, and how many items each of their scripts."""

    scenes: int
    items: int


def build(folder: Path, size: Size) -> None:
    """Make a repository in FOLDER with a story of this SIZE."""
    folder.mkdir(parents=True)
    git(folder, "init", "-q", "-b", "main")
    for key, value in {"user.name": "Mio", "user.email": "mio@example.org", "gc.auto": "0"}.items():
        git(folder, "config", key, value)
    importer = subprocess.Popen(["git", "fast-import", "--quiet"], cwd=folder, stdin=subprocess.PIPE)
    assert importer.stdin is not None
    importer.stdin.write(b"commit refs/heads/main\ncommitter Mio <mio@example.org> 1700000000 +0000\ndata 5\nWrite\n")
    for path, text in documents(size):
        data = text.encode()
        importer.stdin.write(b"M 100644 inline %s\ndata %d\n%s\n" % (path.encode(), len(data), data))
    importer.stdin.close()
    if importer.wait():
        raise SystemExit("git fast-import failed.")
    git(folder, "reset", "-q", "--hard", "main")


def documents(size: Size) -> Iterator[tuple[str, str]]:
    """Yield path and text of every document."""
    chapters = [f"chapter-{n}" for n in range(-(-size.scenes // CHAPTER))]
    facts = "".join(f"  fact-{n}: {{text: What {n} means., secret: true}}\n" for n in range(FACTS))
    things = "".join(f"  thing-{n}: {{name: thing {n}, holder: person-{n % PEOPLE}}}\n" for n in range(THINGS))
    head = f"format: anime/1\ntitle: The long way\nchapters: [{', '.join(chapters)}]\n"
    yield "story.yaml", f"{head}facts:\n{facts}items:\n{things}"
    for n, chapter in enumerate(chapters):
        names = (f"scene-{scene}" for scene in range(n * CHAPTER, min(size.scenes, (n + 1) * CHAPTER)))
        yield f"chapters/{chapter}.yaml", f"title: Chapter {n}\nscenes: [{', '.join(names)}]\n"
    for n in range(PEOPLE):
        yield f"characters/person-{n}.yaml", f"name: Person {n}\nwant: To know what {n} means.\ntraits: [shy]\n"
    for n in range(PLACES):
        yield f"places/place-{n}.yaml", f"name: Place {n}\nroutes: {{place-{(n + 1) % PLACES}: 5m}}\n"
    for n in range(size.scenes):
        yield f"scenes/scene-{n}.yaml", scene(n, size.items)


def scene(number: int, items: int) -> str:
    """Write a scene: three people, who speak and act, and what that changes."""
    rng = random.Random(number)
    cast = rng.sample(range(PEOPLE), 3)
    people = "".join(f"  person-{who}: {{emotion: {rng.choice(FEELINGS)}, intensity: 0.5}}\n" for who in cast)
    return (
        f"title: Scene {number}\nplace: place-{number % PLACES}\nday: {number // 4}\n"
        f'time: "{6 + 4 * (number % 4):02}:00"\nlasts: 1h\nsummary: |\n  {sentence(rng)}\n'
        f"cast:\n{people}script:\n{''.join(_item(rng, number, n, cast) for n in range(items))}"
    )


def _item(rng: random.Random, number: int, place: int, cast: list[int]) -> str:
    who, other = rng.sample(cast, 2)
    if place % EVERY_FIFTH == 0:
        return f"  - action: {sentence(rng)}\n    who: person-{who}\n"
    if place % EVERY_FIFTH < EVERY_FIFTH - 1:
        return f"  - who: person-{who}\n    say: |\n      {sentence(rng)}\n"
    events = (
        f"learns\n    who: person-{who}\n    fact: fact-{(number * 7 + place) % FACTS}",
        f"relation\n    from: person-{who}\n    to: person-{other}\n    trust: +0.0{place % 9 + 1}",
        f"feels\n    who: person-{who}\n    emotion: {FEELINGS[place % len(FEELINGS)]}\n    intensity: 0.6",
        f"meets\n    who: [person-{who}, person-{other}]\n    note: Time {place}.",
        f"injured\n    who: person-{who}\n    injury: scratch {number} {place}",
    )
    return f"  - event: {events[place // EVERY_FIFTH % len(events)]}\n    id: e{number}n{place}\n"


def forks(choices: int) -> Iterator[tuple[str, str]]:
    """Yield the documents of a story of CHOICES, each between two ways that meet again.

    On one side of each a fact is learned, on the other a feeling changes: no two paths leave the same behind.
    """
    names = [f"{kind}-{n}" for n in range(choices) for kind in ("fork", "left", "right")]
    facts = "".join(f"  fact-{n}: {{text: What {n} means., secret: true}}\n" for n in range(choices))
    yield "story.yaml", f"format: anime/1\ntitle: Forks\nchapters: [all]\nfacts:\n{facts}"
    yield "chapters/all.yaml", f"title: All\nscenes: [{', '.join(names)}, fork-{choices}]\n"
    yield "places/hall.yaml", "name: The hall\n"
    for who in ("mio", "ren"):
        yield f"characters/{who}.yaml", f"name: {who.title()}\n"
    head = "title: Hall\nplace: hall\nlasts: {lasts}m\ncast: {{mio: {{}}, ren: {{}}}}\n"
    for n in range(choices):
        onward = "".join(f"  - choice: Go {side}\n    to: {side}-{n}\n" for side in ("left", "right"))
        yield f"scenes/fork-{n}.yaml", f"{head.format(lasts=5)}script:\n{onward}"
        learns = f"next: fork-{n + 1}\nscript:\n  - event: learns\n    who: mio\n    fact: fact-{n}\n"
        yield f"scenes/right-{n}.yaml", f"{head.format(lasts=9)}{learns}"
        feels = f"  - event: feels\n    who: ren\n    emotion: sad\n    intensity: 0.{n + 10}\n"
        yield f"scenes/left-{n}.yaml", f"{head.format(lasts=7)}next: fork-{n + 1}\nscript:\n{feels}"
    yield f"scenes/fork-{choices}.yaml", f"{head.format(lasts=5)}script:\n  - who: ren\n    say: Here we are.\n"
