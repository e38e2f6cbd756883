"""The tour: one sentence becomes a story, branched, edited on both branches, merged, checked and drawn."""

from __future__ import annotations

from dataclasses import dataclass
from time import monotonic
from typing import TYPE_CHECKING

from anime_cli.studio import branching, checking, comparing, creating, drawing, echoing, editing, merging, saving
from anime_cli.studio.studio import Studio
from anime_cli.studio.telling import counted, listed, plural

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from anime_cli.model.documents import Scene
    from anime_cli.model.script import Line
    from anime_cli.story.snapshot import Story
    from anime_cli.text.plain import Plain

PREMISE = "A shy girl discovers she has magic powers"
BRANCH = "ending/alternate"
ENDING = {"title": "Without It", "tone": "bittersweet"}
GOODBYE = "{name} opens an empty hand. Whatever answered all this time answers once more, and goes."
FEELINGS = ("calm", "relieved")
SECOND = "And I'm staying."


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the tour: a word for it, what came of it, and what the person should know besides."""

    title: str
    text: str
    hints: tuple[str, ...] = ()


def tour(
    folder: Path, environment: Mapping[str, str], finished: Callable[[int, int, str], None] | None = None
) -> Iterator[Step]:
    """Take the tour in FOLDER, a new one, and yield each step as it is done; FINISHED is told of each drawn picture.

    Raises:
        FolderNotEmpty: something stands in FOLDER already.
    """
    made = creating.new_story(folder, environment=environment, wish=echoing.Wish(premise=PREMISE))
    yield Step("Story", f"{made.title}: {counted(made.counts)}, from “{PREMISE}”", made.hints)
    yield Step("Cast", f"{listed(made.characters)}.")
    yield Step("Chapters", f"{listed(made.chapters)}.")
    studio = Studio.open(folder, environment=environment)
    last = _Last.of(studio.story())
    yield from _parted(studio, last)
    yield from _joined(studio, last)
    yield _checked(studio)
    yield from _drawn(studio, folder, finished)
    yield Step("Next", f"anime -C {folder} story read, then story log, story show, render plan --why")


@dataclass(frozen=True, slots=True)
class _Last:
    """The last line that the protagonist says in the last scene."""

    scene: Scene
    index: int
    line: Line
    name: str

    @property
    def path(self) -> str:
        return f"scenes/{self.scene.id}.yaml"

    @classmethod
    def of(cls, story: Story) -> _Last:
        """Find it in STORY."""
        from anime_cli.model.script import Line
        from anime_cli.story.calling import given_name

        scene = story.told[-1]
        said = [(index, item) for index, item in enumerate(scene.script) if isinstance(item, Line)]
        own = [each for each in said if each[1].who == scene.pov] or said
        index, line = own[-1]
        return cls(scene, index, line, given_name(story.characters[line.who].name))


def _parted(studio: Studio, last: _Last) -> Iterator[Step]:
    """Begin another ending, and let both branches change the same line of the last scene."""
    from anime_cli.text.splice import Insert, Set

    branching.switch_branch(studio, BRANCH, create=True)
    yield Step("Branch", f"{BRANCH} begins here.")
    goodbye: Plain = {"action": GOODBYE.format(name=last.name), "who": [last.line.who]}
    feeling = Set(("script", last.index, "emotion"), next(name for name in FEELINGS if name != last.line.emotion))
    editing.edit_document(studio, last.path, [feeling, Insert(("script", len(last.scene.script)), goodbye)])
    editing.edit_document(studio, "story.yaml", [Set(("ending",), dict(ENDING))])
    saving.commit(studio)
    yield Step(
        "Edit", f"on {BRANCH}: {last.name} says the last line differently, and the story ends “{ENDING['title']}”."
    )
    branching.switch_branch(studio, "main")
    said = f"{last.line.say} {SECOND}"
    editing.edit_document(studio, last.path, [Set(("script", last.index, "say"), said)])
    saving.commit(studio)
    yield Step("Edit", f"on main: the same line becomes “{said}” Plain git calls these two edits a conflict.")


def _joined(studio: Studio, last: _Last) -> Iterator[Step]:
    told = comparing.diff_stories(studio, "main", BRANCH)
    where = listed(dict.fromkeys(saving.document_of(change) for change in told.changes))
    yield Step("Diff", f"{plural(len(told.changes), 'change')} between them, in {where}.")
    outcome = merging.merge_storylines(studio, BRANCH)
    line = studio.story().scenes[last.scene.id].script[last.index]
    both = f"“{getattr(line, 'say', '')}” ({getattr(line, 'emotion', '')})"
    left = plural(len(outcome.conflicts), "conflict") if outcome.conflicts else "no conflict"
    yield Step("Merge", f"{BRANCH} into main, {left}; the line has both edits: {both}.")


def _checked(studio: Studio) -> Step:
    checked = checking.check_story(studio)
    found = plural(len(checked.findings), "finding") if checked.findings else "nothing contradicts itself"
    return Step("Check", f"{found} in {plural(checked.scenes, 'scene')}.")


def _drawn(studio: Studio, folder: Path, finished: Callable[[int, int, str], None] | None) -> Iterator[Step]:
    start = monotonic()
    wanted = drawing.Wanted(key_only=True)
    made = drawing.draw_sheet(studio, wanted, folder / drawing.SHEET, finished=finished)
    pictures = plural(len(made.drawn.pictures), "picture")
    yield Step("Draw", f"{pictures} in {monotonic() - start:.1f} s, one key shot a scene.")
    yield Step("Sheet", str(made.path))
