"""Stories of any size in real git repositories, the same every time, with two branches that changed them."""

from __future__ import annotations

import random
import subprocess
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

BOTH = 25
"""Scenes that both branches change; as many are changed by each branch alone."""

BASE, OURS, THEIRS = "base", "main", "theirs"
CHAPTER = 25
PEOPLE, PLACES = 40, 20
WHO = ["The gardener", "My sister", "Nobody here", "An old sailor", "The night train", "Her teacher", "The last lamp"]
DOES = ["waits for", "remembers", "has forgotten", "walks past", "sings about", "never mentions", "dreams of"]
WHAT = ["the broken gate", "a paper boat", "the second bell", "that long winter", "the empty house", "seven letters"]
WHERE = ["before dawn", "under the bridge", "in the rain", "at the harbour", "behind the school", "without a word"]
FEELINGS = ["happy", "sad", "calm", "worried", "curious", "tired", "proud", "afraid"]


@dataclass(frozen=True, slots=True)
class Edits:
    """Which scenes each branch changes, by number."""

    both: tuple[int, ...]
    ours: tuple[int, ...]
    theirs: tuple[int, ...]


def edits(scenes: int) -> Edits:
    """Spread the changes over a story of SCENES, at least 100."""
    step = scenes // BOTH
    first = range(0, BOTH * step, step)
    return Edits(tuple(first), tuple(n + 1 for n in first), tuple(n + 2 for n in first))


def build(folder: Path, scenes: int) -> None:
    """Make a repository in FOLDER: a story of SCENES, the tag `base`, and the branches `main` and `theirs` after it."""
    folder.mkdir(parents=True)
    git(folder, "init", "-q", "-b", OURS)
    for key, value in {"user.name": "Mio", "user.email": "mio@example.org", "core.logAllRefUpdates": "false"}.items():
        git(folder, "config", key, value)
    importer = subprocess.Popen(["git", "fast-import", "--quiet"], cwd=folder, stdin=subprocess.PIPE)
    assert importer.stdin is not None
    for part in _history(scenes):
        importer.stdin.write(part)
    importer.stdin.close()
    if importer.wait():
        raise SystemExit("git fast-import failed.")
    git(folder, "tag", BASE, f"{OURS}~1")
    git(folder, "reset", "-q", "--hard", OURS)


def git(folder: Path, *arguments: str) -> str:
    """Run git in FOLDER and return what it says."""
    return subprocess.run(["git", *arguments], cwd=folder, check=True, capture_output=True, text=True).stdout


def documents(scenes: int) -> Iterator[tuple[str, str]]:
    """Yield path and text of every document of the story as both branches found it."""
    chapters = [f"chapter-{n}" for n in range(-(-scenes // CHAPTER))]
    yield "story.yaml", f"format: anime/1\ntitle: The long way\nchapters: [{', '.join(chapters)}]\n"
    for n, chapter in enumerate(chapters):
        names = ", ".join(name_of(scene) for scene in range(n * CHAPTER, min(scenes, (n + 1) * CHAPTER)))
        yield f"chapters/{chapter}.yaml", f"title: Chapter {n}\nscenes: [{names}]\n"
    for n in range(PEOPLE):
        yield f"characters/person-{n}.yaml", f"name: Person {n}\nwant: To know what {n} means.\ntraits: [shy, loyal]\n"
    for n in range(PLACES):
        yield f"places/place-{n}.yaml", f"name: Place {n}\nkind: street\n"
    for n in range(scenes):
        yield path_of(n), scene(n)


def name_of(number: int) -> str:
    """Return the id of a scene."""
    return f"scene-{number}"


def path_of(number: int) -> str:
    """Return the path of a scene."""
    return f"scenes/{name_of(number)}.yaml"


def scene(number: int, *, ours: bool = False, theirs: bool = False) -> str:
    """Write a scene of about two kilobytes, as it was or as a branch has it; what the branches changed lies apart."""
    rng = random.Random(number)
    cast = rng.sample(range(PEOPLE), 3)
    summary = [sentence(rng) for _ in range(3)]
    feelings = [rng.choice(FEELINGS) for _ in cast]
    script = [_item(rng, number, n, cast) for n in range(13)]
    if ours:
        feelings[0] = "relieved"
        script[2] = script[2].replace("say: |\n", "say: |\n      So it begins.\n")
        script[4] += f"  - who: person-{cast[0]}\n    say: Nothing is lost.\n    id: new{number}o\n"
    if theirs:
        summary[2] = "It ends in another way."
        script[8] = script[8].replace("say: |\n", "say: |\n      Listen.\n")
        script[11] += f"  - who: person-{cast[1]}\n    say: Nothing is over.\n    id: new{number}t\n"
    people = "".join(
        f"  person-{who}: {{emotion: {feeling}, intensity: 0.5}}\n" for who, feeling in zip(cast, feelings, strict=True)
    )
    return (
        f"title: Scene {number}\nplace: place-{number % PLACES}\nday: {number // 4}\n"
        f'time: "{6 + 4 * (number % 4):02}:00"\nlasts: 1h\nsummary: |\n'
        + "".join(f"  {each}\n" for each in summary)
        + f"cast:\n{people}script:\n{''.join(script)}tags: [long, quiet]\n"
    )


def sentence(rng: random.Random) -> str:
    """Return a sentence that means little."""
    return " ".join(rng.choice(words) for words in (WHO, DOES, WHAT, WHERE)) + "."


def _item(rng: random.Random, number: int, place: int, cast: list[int]) -> str:
    name = f"    id: i{number}n{place}\n"
    if place % 5 == 0:
        return f"  - action: {sentence(rng)}\n{name}"
    if place % 5 == 3:  # of these the branches change none
        return f"  - who: person-{cast[place % 3]}\n    say: |\n      {sentence(rng)}\n    how: softly\n{name}"
    return f"  - who: person-{cast[place % 3]}\n    say: |\n      {sentence(rng)}\n      {sentence(rng)}\n{name}"


def _history(scenes: int) -> Iterator[bytes]:
    changed = edits(scenes)
    yield from _commit(OURS, "Write it", documents(scenes), b"mark :1\n")
    theirs = _changed(changed.both + changed.theirs, lambda n: scene(n, theirs=True))
    yield from _commit(THEIRS, "Tell it in another way", theirs, start=b"from :1\n")
    ours = _changed(changed.both + changed.ours, lambda n: scene(n, ours=True))
    yield from _commit(OURS, "Go on", ours, start=b"from :1\n")


def _changed(numbers: tuple[int, ...], write: Callable[[int], str]) -> Iterator[tuple[str, str]]:
    return ((path_of(number), write(number)) for number in numbers)


def _commit(
    branch: str, message: str, files: Iterator[tuple[str, str]], mark: bytes = b"", start: bytes = b""
) -> Iterator[bytes]:
    yield b"commit refs/heads/%s\n%scommitter Mio <mio@example.org> 1700000000 +0000\n" % (branch.encode(), mark)
    yield b"data %d\n%s\n%s" % (len(message), message.encode(), start)
    for path, text in files:
        data = text.encode()
        yield b"M 100644 inline %s\ndata %d\n%s\n" % (path.encode(), len(data), data)
