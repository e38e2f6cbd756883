"""Which figures of a story tell it from the same story damaged.

    python tests/benchmarks/stats_separation.py [--seeds N]

The stories are both tellings of the example and N stories of the planner for each of six premises. Each is damaged in
five ways; the damage knows nothing of the figures. Of every figure and damage the area under the ROC curve is printed:
the chance that a sound story has more of it than a damaged one (0.5 is a coin, 0 and 1 are certain). `pairs` compares a
story with its own damaged self only: it is the share of stories whose figure fell, ties counted half.
"""

from __future__ import annotations

import argparse
import random
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from anime_cli.echo.planning.plan import plan
from anime_cli.echo.tasks.plot import PlotInput, built
from anime_cli.model.documents import Chapter, Scene
from anime_cli.model.load import load
from anime_cli.model.script import Line
from anime_cli.story.check import check
from anime_cli.story.references import documents_of
from anime_cli.story.snapshot import assemble
from anime_cli.story.stats.measure import measure

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from anime_cli.model.documents import Document
    from anime_cli.story.snapshot import Story
    from anime_cli.story.stats.measure import Stats

    Figures = Mapping[str, float | None]

ROOT = Path(__file__).parents[2]
SAKURA = ROOT / "examples" / "sakura"
PREMISES = (
    "A shy girl discovers she has magic powers",
    "A boy finds a robot in the school basement that remembers the war",
    "A night-shift nurse hears a radio that plays tomorrow's news",
    "A retired detective must find his missing brother before the festival",
    "Two rival bakers share one oven",
    "A young chef wants to open a restaurant on the moon",
)
ENOUGH = 0.7
"""From here on, or below its mirror, a figure separates: the limit that is called acceptable in Hosmer and Lemeshow,
"Applied Logistic Regression", 2000."""


def stories(seeds: int) -> Iterator[Story]:
    """Yield the sound stories."""
    trunk = {str(path.relative_to(SAKURA / "story")): path for path in (SAKURA / "story").rglob("*.yaml")}
    ending = SAKURA / "endings" / "alternate"
    for files in (trunk, {**trunk, **{str(path.relative_to(ending)): path for path in ending.rglob("*.yaml")}}):
        yield _pruned([load(path.read_bytes(), name).document for name, path in files.items()])
    for premise in PREMISES:
        for seed in range(seeds):
            yield assemble(built(plan(PlotInput(premise=premise), seed).drafts))


def _pruned(documents: Sequence[Document]) -> Story:
    """Return the story without the scenes that no chapter lists: what an ending leaves behind."""
    story = assemble(documents)
    told = set(story.told_ids)
    return assemble(document for document in documents if not isinstance(document, Scene) or document.id in told)


def changed(story: Story, scenes: Mapping[str, Scene], chapters: Mapping[str, Chapter] | None = None) -> Story:
    """Return STORY with other SCENES, and other CHAPTERS where they are given."""
    kept = (each for each in documents_of(story) if not isinstance(each, Scene | (Chapter if chapters else Scene)))
    return assemble([*kept, *scenes.values(), *(chapters or {}).values()])


def out_of_order(story: Story, chance: random.Random) -> Story:
    """Deal the scenes anew: every chapter keeps its length."""
    names = list(story.told_ids)
    chance.shuffle(names)
    chapters = {
        chapter.id: replace(chapter, scenes=tuple(names.pop() for _ in chapter.scenes))
        for chapter in story.chapters.values()
    }
    return changed(story, story.scenes, chapters)


def dealt(story: Story, chance: random.Random) -> Story:
    """Deal all items of all scripts anew: every scene keeps its length."""
    items = [item for scene in story.told for item in scene.script]
    chance.shuffle(items)
    scenes = {scene.id: replace(scene, script=tuple(items.pop() for _ in scene.script)) for scene in story.told}
    return changed(story, scenes)


def misspoken(story: Story, chance: random.Random) -> Story:
    """Let anyone of the story say each line."""
    people = sorted(story.characters)

    def said(scene: Scene) -> Scene:
        script = (replace(item, who=chance.choice(people)) if isinstance(item, Line) else item for item in scene.script)
        return replace(scene, script=tuple(script))

    return changed(story, {scene.id: said(scene) for scene in story.told})


def lost(story: Story, chance: random.Random) -> Story:
    """Lose a third of the scenes."""
    names = set(chance.sample(story.told_ids, len(story.told) // 3))
    kept = {scene.id: scene for scene in story.told if scene.id not in names}
    chapters = {
        chapter.id: replace(chapter, scenes=tuple(name for name in chapter.scenes if name in kept))
        for chapter in story.chapters.values()
    }
    return changed(story, kept, chapters)


def echoed(story: Story, chance: random.Random) -> Story:
    """Let a third of the lines be what somebody said elsewhere."""
    words = [item.say for scene in story.told for item in scene.script if isinstance(item, Line)]

    def said(scene: Scene) -> Scene:
        script = (
            replace(item, say=chance.choice(words)) if isinstance(item, Line) and chance.random() < 1 / 3 else item
            for item in scene.script
        )
        return replace(scene, script=tuple(script))

    return changed(story, {scene.id: said(scene) for scene in story.told})


DAMAGES: Mapping[str, Callable[[Story, random.Random], Story]] = {
    "scenes shuffled": out_of_order,
    "items dealt": dealt,
    "speakers at random": misspoken,
    "a third lost": lost,
    "lines echoed": echoed,
}


def figures(stats: Stats) -> Figures:
    """Return the figures of a story that are numbers."""
    structure, bonds = stats.structure, stats.bonds
    return {
        "answered": structure.answered / structure.threads if structure.threads else None,
        "distance": structure.distance,
        "balance": structure.balance,
        "caused": stats.causality.caused,
        "longest chain": stats.causality.longest,
        "depth of causes": stats.causality.mean_depth,
        "initiated": stats.agency.initiated,
        "speech (Gini)": stats.agency.speech,
        "emotions": stats.feeling.distinct,
        "turns of feeling": stats.feeling.turns,
        "negative ties": bonds.negative,
        "density of ties": bonds.density,
        "repeated runs": stats.repetition.repeated,
        "distinct-1": stats.repetition.distinct_1,
        "distinct-2": stats.repetition.distinct_2,
        "sentences twice": stats.repetition.twice,
        "stock phrases": stats.cliches.rate,
        "coherence": stats.coherence.score,
    }


def area(sound: Sequence[float], damaged: Sequence[float]) -> float:
    """Return the area under the ROC curve: how often a sound value is the greater, ties counted half."""
    pairs = [(one > other) + 0.5 * (one == other) for one in sound for other in damaged]
    return sum(pairs) / len(pairs)


def paired(sound: Sequence[float], damaged: Sequence[float]) -> float:
    """Return how often the figure of a story is greater than that of its damaged self, ties counted half."""
    return sum((one > other) + 0.5 * (one == other) for one, other in zip(sound, damaged, strict=True)) / len(sound)


def table(seeds: int) -> Iterator[str]:
    """Yield the lines of the result."""
    sound = list(stories(seeds))
    before = [figures(measure(story, check(story))) for story in sound]
    after = {}
    for name, damage in DAMAGES.items():
        hurt = [damage(story, random.Random(number)) for number, story in enumerate(sound)]
        after[name] = [figures(measure(story, check(story))) for story in hurt]
    yield f"{len(sound)} stories. Area under the curve, and pairs in brackets; * marks a figure that separates."
    yield "\t".join(("figure", *DAMAGES))
    for figure in before[0]:
        cells = [_cell([each[figure] for each in before], [each[figure] for each in after[name]]) for name in DAMAGES]
        yield "\t".join((figure, *cells))


def _cell(sound: Sequence[float | None], damaged: Sequence[float | None]) -> str:
    known = [(one, other) for one, other in zip(sound, damaged, strict=True) if one is not None and other is not None]
    if not known:
        return "nothing"
    before, after = zip(*known, strict=True)
    value = area(before, after)
    mark = "*" if max(value, 1 - value) >= ENOUGH else ""
    return f"{value:.2f} ({paired(before, after):.2f}){mark}"


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--seeds", type=int, default=8, help="planner stories for each premise")
    for line in table(parser.parse_args().seeds):
        sys.stdout.write(line + "\n")


if __name__ == "__main__":
    main()
