"""Show how somebody changes in a story, say how they would grow, and write it into the scenes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from anime_cli.errors import UsageError
from anime_cli.studio.people import called

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from anime_cli.echo.brain import Brain
    from anime_cli.echo.tasks.growth import Grown, Growth
    from anime_cli.model.documents import Scene
    from anime_cli.story.evolution import Evolution
    from anime_cli.story.sentence import Teller
    from anime_cli.story.snapshot import Story
    from anime_cli.studio.editing import Edited
    from anime_cli.studio.hunks import Hunk
    from anime_cli.studio.studio import Studio
    from anime_cli.text.splice import Edit

ALL = "all"
"""What names every proposal."""
MANY = 2


class ProposalNotFound(UsageError):
    """A word names none of the proposals."""

    def __init__(self, word: str, number: int, who: str) -> None:
        known = ("There is none.", "There is one, called by its number 1.")[number] if number < MANY else None
        super().__init__(
            f"'{word}' is none of the proposals.",
            cause=known or f"There are {number}, called by their numbers.",
            hint=f"anime character evolve {who} shows them; --apply all writes every one.",
        )


class PastIsFixed(UsageError):
    """A proposal should be written into a revision."""

    def __init__(self, revision: str) -> None:
        super().__init__(
            f"Nothing can be written into '{revision}'.",
            cause="Proposals go into the files as they are.",
            hint="Leave --revision out, or switch to the branch: anime story switch BRANCH",
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Two moments, SCENE or SCENE:ITEM, on a path of a revision; None is the beginning, the end, the files."""

    since: str | None = None
    until: str | None = None
    path: tuple[str, ...] = ()
    revision: str | None = None

    @property
    def options(self) -> str:
        """The options of a command that ask for the same."""
        told = (("--from", self.since), ("--at", self.until), ("--path", ",".join(self.path)))
        return "".join(f" {option} {word}" for option, word in told if word)


@dataclass(frozen=True, slots=True)
class Evolved:
    """How somebody changes between two moments, how they would grow, and who tells of it."""

    evolution: Evolution
    grown: Grown
    span: Span
    teller: Teller

    @property
    def story(self) -> Story:
        """The story it is about."""
        return self.evolution.course.story

    @property
    def writable(self) -> bool:
        """Tell whether proposals can be written: into the files they can, into the past they can't."""
        return self.span.revision is None


@dataclass(frozen=True, slots=True)
class Written:
    """Proposals put into their scenes: for each path the hunks that change in the file."""

    evolved: Evolved
    chosen: tuple[Growth, ...]
    hunks: Mapping[str, tuple[Hunk, ...]]
    dry_run: bool


def evolve_character(studio: Studio, word: str, span: Span, *, brain: Brain | None = None) -> Evolved:
    """Return how the character called WORD changes in a span of the story, and how they would grow.

    Raises:
        CharacterNotFound: nobody is called so.
        AmbiguousName: several are.
        SceneNotFound, ItemNotFound: a moment, or the path, names nothing.
        PathNotFound, MomentsApart: the scenes don't follow one another.
        MomentsReversed: the first moment comes after the second.
        TaskNotKnown: the brain can't say how somebody would grow.
    """
    from anime_cli.echo.tasks.growth import GrowthInput, analyze_character_growth
    from anime_cli.story.calling import character_called
    from anime_cli.story.course import course
    from anime_cli.story.evolution import evolution
    from anime_cli.story.sentence import Teller

    story = studio.story(span.revision)
    who = character_called(story, word)
    along = course(story, span.path, span.since, span.until)
    teller = Teller(story, called(story))
    grown = analyze_character_growth(brain or studio.brain, GrowthInput(who, along, teller))
    return Evolved(evolution(along, who), grown, span, teller)


def apply_evolution(studio: Studio, evolved: Evolved, choice: str, *, dry_run: bool = False) -> Written:
    """Write the proposals of CHOICE, numbers joined by commas or 'all', into their scenes, as one command.

    An event that becomes the cause of another is named by the id that it has.

    Raises:
        ProposalNotFound: CHOICE names a proposal that isn't there.
        PastIsFixed: they were made for a revision.
        ChangedMeanwhile: another program changed a scene at the same time.
    """
    from anime_cli.studio.editing import write_edited
    from anime_cli.studio.hunks import hunks

    if evolved.span.revision is not None:
        raise PastIsFixed(evolved.span.revision)
    who = evolved.evolution.character.id
    chosen = _chosen(evolved, choice)
    made = _edited(studio, evolved.story, chosen)
    if made and not dry_run:
        write_edited(studio, made, "character evolve", (who, "--apply", choice))
    told = {path: hunks(each.before, each.after) for path, each in made.items()}
    return Written(evolved, chosen, told, dry_run)


def _chosen(evolved: Evolved, choice: str) -> tuple[Growth, ...]:
    growths = evolved.grown.growths
    words = [word.strip().casefold() for word in choice.split(",")]
    if words == [ALL]:
        return growths
    by_word = {str(number): growth for number, growth in enumerate(growths, 1)}
    for word in words:
        if word not in by_word:
            raise ProposalNotFound(word, len(growths), evolved.evolution.character.id)
    return tuple(growth for word, growth in by_word.items() if word in words)


def _edited(studio: Studio, story: Story, chosen: Iterable[Growth]) -> dict[str, Edited]:
    """Return the documents of the scenes with what is CHOSEN in them, by path."""
    from anime_cli.model.load import file_of
    from anime_cli.studio.editing import edited

    names = _Names(story)
    edits: dict[str, list[Edit]] = {}
    for growth in chosen:
        path = file_of(story.scenes[growth.scene])
        edits.setdefault(path, []).extend(names.edits(growth))
    return {path: edited(studio, path, _from_the_end(own)) for path, own in edits.items()}


def _from_the_end(edits: Sequence[Edit]) -> list[Edit]:
    """Return EDITS so that none moves the place of another: ids first, then what is added, the last place first."""
    from anime_cli.text.splice import Insert

    added = [edit for edit in edits if isinstance(edit, Insert)]
    named = [edit for edit in edits if not isinstance(edit, Insert)]
    return [*named, *sorted(added, key=lambda edit: edit.address)[::-1]]


class _Names:
    """The ids of a story's script items: which of them may be named as a cause."""

    def __init__(self, story: Story) -> None:
        from collections import Counter

        self.story = story
        self._ids = Counter(item.id for scene in story.scenes.values() for item in scene.script)

    def edits(self, growth: Growth) -> list[Edit]:
        """Return what puts GROWTH into its scene; its cause gets its id written down, where nothing else has it."""
        from anime_cli.text.splice import Set

        cause = growth.reasons[-1]
        place = _place(self.story.scenes[cause.scene], cause.item)
        if place is None or self._ids[cause.item or ""] > 1:
            return [self._added(growth, None)]
        if self.story.scenes[cause.scene].script[place].named:
            return [self._added(growth, cause.item)]
        if cause.scene != growth.scene:
            return [self._added(growth, None)]
        return [Set(("script", place, "id"), cause.item), self._added(growth, cause.item)]

    def _added(self, growth: Growth, because: str | None) -> Edit:
        from anime_cli.model.items import write_item
        from anime_cli.text.splice import Insert

        return Insert(("script", growth.index + 1), write_item(replace(growth.event, because=because)))


def _place(scene: Scene, item: str | None) -> int | None:
    return next((index for index, each in enumerate(scene.script) if each.id == item), None)
