"""Accept what the check finds, with a reason."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from anime_cli.errors import UsageError, WorldError
from anime_cli.model.kinds import SINGLE

if TYPE_CHECKING:
    from anime_cli.model.documents import StoryDocument, Waiver
    from anime_cli.studio.checking import Checked
    from anime_cli.studio.studio import Studio
    from anime_cli.text.plain import Plain
    from anime_cli.text.splice import Edit


class NoReason(UsageError):
    """A waiver was to be written that gives no reason."""

    def __init__(self, rule: str) -> None:
        super().__init__(
            f"Nothing says why {rule} may be broken.", hint=f'anime story waive {rule} SCENE --reason "It is meant so."'
        )


class NotWaived(WorldError):
    """No waiver accepts this rule here."""

    def __init__(self, rule: str, scene: str | None) -> None:
        where = f"'{scene}'" if scene is not None else "no scene"
        super().__init__(f"No waiver of {rule} stands at {where}.", hint="anime story check")


@dataclass(frozen=True, slots=True)
class Waived:
    """A waiver that was written, or `removed`, and how many findings it accepts, or accepted, today."""

    rule: str
    scene: str | None
    reason: str
    until: str | None
    findings: int
    removed: bool = False


def waive(studio: Studio, rule: str, scene: str | None, reason: str | None, until: str | None = None) -> Waived:
    """Accept what RULE finds at SCENE, or at no scene where that is None, for a REASON; UNTIL is the last day.

    A waiver of the rule that stands there already gets the new reason and the new day.

    Raises:
        UnknownRule, SceneNotFound: there is no such rule, or scene.
        NoReason: none is given.
        AnimeError: UNTIL is no date, or a file can't be read; nothing is written.
    """
    from anime_cli.studio.checking import explain_rule
    from anime_cli.studio.editing import edited, write_edited
    from anime_cli.studio.screenwriting import scene_called
    from anime_cli.text.splice import Insert, Remove, Set

    rule = explain_rule(rule).id
    if not (reason or "").strip():
        raise NoReason(rule)
    story = studio.story()
    known = scene_called(story, scene).id if scene is not None else None
    said = {"rule": rule, "scene": known, "reason": reason, "until": until}
    value: Plain = {key: word for key, word in said.items() if word is not None}
    at = _standing(story.document, rule, known)
    edits: list[Edit] = [Set(("waivers",), [value])]
    if story.document.waivers:
        place = len(story.document.waivers) if at is None else at
        edits = [Insert(("waivers", place), value)]
        edits += [Remove(("waivers", place + 1))] if at is not None else []
    made = edited(studio, SINGLE["story"], edits)
    write_edited(studio, {SINGLE["story"]: made}, "story waive", (rule, *filter(None, [known])))
    return Waived(rule, known, str(reason), until, _accepted(studio, rule, known))


def end_waiver(studio: Studio, rule: str, scene: str | None) -> Waived:
    """Take back the waiver of RULE at SCENE: what it accepted counts again.

    Raises:
        UnknownRule: there is no such rule.
        NotWaived: there is no such waiver.
        AnimeError: a file can't be read.
    """
    from anime_cli.studio.checking import explain_rule
    from anime_cli.studio.editing import edited, write_edited
    from anime_cli.text.splice import Remove

    rule = explain_rule(rule).id
    document = studio.story().document
    at = _standing(document, rule, scene)
    if at is None:
        raise NotWaived(rule, scene)
    accepted = _accepted(studio, rule, scene)
    gone: Waiver = document.waivers[at]
    edits = [Remove(("waivers", at) if len(document.waivers) > 1 else ("waivers",))]
    made = edited(studio, SINGLE["story"], edits)
    write_edited(studio, {SINGLE["story"]: made}, "story waive", (rule, *filter(None, [scene]), "--remove"))
    return Waived(rule, scene, gone.reason, gone.until, accepted, removed=True)


def _standing(document: StoryDocument, rule: str, scene: str | None) -> int | None:
    keys = [(each.rule, each.scene) for each in document.waivers]
    return keys.index((rule, scene)) if (rule, scene) in keys else None


def _accepted(studio: Studio, rule: str, scene: str | None) -> int:
    """Count the findings of RULE at SCENE that are waived."""
    from anime_cli.studio.checking import check_story

    found: Checked = check_story(studio, rules=[rule])
    return sum(each.finding.waived and each.finding.scene == scene for each in found.findings)
