"""All figures of a story in one value."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from anime_cli.story.fold import fold
from anime_cli.story.moment import moment_at
from anime_cli.story.stats.agency import Agency, agency
from anime_cli.story.stats.bonds import Bonds, bonds
from anime_cli.story.stats.causality import Causality, causality
from anime_cli.story.stats.cliche import Cliches, cliches
from anime_cli.story.stats.coherence import Coherence, coherence
from anime_cli.story.stats.feeling import Feeling, feeling
from anime_cli.story.stats.repetition import Repetition, repetition
from anime_cli.story.stats.structure import Structure, structure
from anime_cli.story.stats.words import passages

if TYPE_CHECKING:
    from anime_cli.story.continuity.finding import Finding
    from anime_cli.story.snapshot import Story


@dataclass(frozen=True, slots=True, kw_only=True)
class Stats:
    """The figures, each by itself: there is no sum of them, and no mark."""

    structure: Structure
    causality: Causality
    agency: Agency
    feeling: Feeling
    bonds: Bonds
    repetition: Repetition
    cliches: Cliches
    coherence: Coherence


def measure(story: Story, findings: tuple[Finding, ...]) -> Stats:
    """Measure STORY; FINDINGS are those of its check. A figure that has nothing to count is None."""
    said = tuple(passages(story))
    folded = fold(story)
    return Stats(
        structure=structure(story, folded, said),
        causality=causality(story),
        agency=agency(story, said),
        feeling=feeling(story, folded),
        bonds=bonds(story, moment_at(folded).state),
        repetition=repetition(said),
        cliches=cliches(story, said),
        coherence=coherence(story, findings),
    )
