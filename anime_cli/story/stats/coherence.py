"""Coherence: the share of scenes in which nothing contradicts itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

from anime_cli.story.check import ERROR, counting

if TYPE_CHECKING:
    from anime_cli.story.continuity.finding import Finding
    from anime_cli.story.snapshot import Story


@dataclass(frozen=True, slots=True, kw_only=True)
class Coherence:
    """Scenes, those of them with a finding of severity error that nobody waived, and the share of the others."""

    scenes: Annotated[int, "How many scenes there are."]
    faulty: Annotated[tuple[str, ...], "The ids of those with an error that nobody waived."]
    elsewhere: Annotated[int, "How many errors are in no scene."]
    score: Annotated[float | None, "The share of the other scenes, 0 to 1; None: there are none."]


def coherence(story: Story, findings: tuple[Finding, ...]) -> Coherence:
    """Return the share of the scenes of STORY without an error among FINDINGS.

    `elsewhere` counts the errors that stand in no scene; they don't lower the score, for they belong to none.
    """
    errors = counting(findings, ERROR)
    named = {finding.scene for finding in errors}
    faulty = tuple(name for name in story.scenes if name in named)
    scenes = len(story.scenes)
    return Coherence(
        scenes=scenes,
        faulty=faulty,
        elsewhere=sum(finding.scene not in story.scenes for finding in errors),
        score=(scenes - len(faulty)) / scenes if scenes else None,
    )
