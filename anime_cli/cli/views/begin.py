"""A story that begins: what was made of a premise."""

from __future__ import annotations

from typing import TYPE_CHECKING

from anime_cli.cli.output import Styled, View
from anime_cli.cli.printed import NEW, PLOT
from anime_cli.studio.telling import counted, listed, plural

if TYPE_CHECKING:
    from collections.abc import Iterator

    from anime_cli.cli.output import Line
    from anime_cli.cli.results.starting import Plot
    from anime_cli.echo.tasks.plot import Storyline
    from anime_cli.studio.creating import NewStory


def new_story(made: NewStory) -> View:
    """Show what stands in a new story."""
    return NEW.view(
        {
            "folder": str(made.folder),
            "title": made.title,
            "counts": dict(made.counts),
            "characters": list(made.characters),
            "chapters": list(made.chapters),
            "brain": made.brain,
            "source": made.source,
            "notes": list(made.notes),
            "files": list(made.files),
            "dry_run": made.dry_run,
        },
        _new_story(made),
    )


def _new_story(made: NewStory) -> Iterator[Line]:
    begun = "would begin" if made.dry_run else "begins"
    yield [Styled(made.title, "bold"), f" {begun} in {made.folder}: {counted(made.counts)}."]
    if made.characters:
        yield f"Cast: {listed(made.characters)}."
    if made.chapters:
        yield f"Chapters: {listed(made.chapters)}."
    if made.brain:
        yield Styled(f"Written by {by(made.brain, made.source)}.", "dim")
    yield from (Styled(note, "yellow") for note in made.notes)
    if not made.dry_run:
        yield ["Next: ", Styled(f"anime -C {made.folder} story read", "cyan")]


def by(brain: str, source: str | None) -> str:
    """Return who wrote something: a brain, and whether rules or a model stand behind it."""
    return f"{brain}, from rules and authored material, not by a language model" if source == "rules" else brain


def storyline(plot: Storyline) -> View:
    """Show a developed plot: its chapters, their scenes, its people."""
    kinds: dict[str, list[object]] = {}
    for document in plot.documents:
        kinds.setdefault(type(document).__name__, []).append(document)
    return PLOT.view(_plot_data(plot), _storyline(plot, kinds))


def _plot_data(plot: Storyline) -> Plot:
    from anime_cli.studio.echoing import texts

    return {
        "title": plot.title,
        "brain": plot.brain,
        "source": plot.source,
        "notes": list(plot.notes),
        "texts": {path: data.decode() for path, data in texts(plot).items()},
    }


def _storyline(plot: Storyline, kinds: dict[str, list[object]]) -> Iterator[Line]:
    scenes = {scene.id: scene for scene in kinds.get("Scene", [])}  # type: ignore[attr-defined]
    yield Styled(plot.title, "bold")
    yield f"Cast: {listed(person.name for person in kinds.get('Character', []))}."  # type: ignore[attr-defined]
    for number, chapter in enumerate(kinds.get("Chapter", []), 1):
        yield ""
        yield Styled(f"{number}. {chapter.title}", "bold")  # type: ignore[attr-defined]
        for name in chapter.scenes:  # type: ignore[attr-defined]
            scene = scenes[name]
            yield f"   {scene.title}: {' '.join((scene.summary or '').split())}"  # type: ignore[attr-defined]
    yield ""
    yield Styled(f"{plural(len(scenes), 'scene')}, written by {by(plot.brain, plot.source)}.", "dim")
    yield from (Styled(note, "yellow") for note in plot.notes)
