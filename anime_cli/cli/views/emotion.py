"""The emotions of a story, and what was changed for somebody to feel one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from anime_cli.cli.output import Styled, Table, View
from anime_cli.cli.printed import EMOTION_SET, EMOTIONS
from anime_cli.cli.views.changes import hunks_data
from anime_cli.studio.telling import plural

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from anime_cli.cli.output import Line
    from anime_cli.cli.results.feelings import EmotionSet
    from anime_cli.cli.results.feelings import ListedEmotion as ListedEmotionData
    from anime_cli.cli.results.people import FeltEmotion
    from anime_cli.story.state import EmotionAt
    from anime_cli.studio.emotion import Applied, ListedEmotion
    from anime_cli.studio.hunks import Hunk

TARGETS = {"line": "the line's own emotion", "event": "the `feels` event", "cast": "the cast entry"}


def listed(emotions: Sequence[ListedEmotion]) -> View:
    """List emotions: name, mix of the primaries, face, how often the story names it, whether it is its own."""
    table = Table(("emotion", "mix", "eyes", "mouth", "used", "own"), [_row(each) for each in emotions])
    return EMOTIONS.view({"emotions": [_listed_data(each) for each in emotions]}, [table])


def _row(each: ListedEmotion) -> tuple[str | Styled, ...]:
    shares = sorted(each.entry.plutchik.items(), key=lambda share: -share[1])
    mix = ", ".join(f"{primary} {share:g}" for primary, share in shares)
    used = str(each.used) if each.used else Styled("0", "dim")
    return each.name, mix or "—", each.entry.eyes, each.entry.mouth, used, Styled("own", "cyan") if each.own else ""


def _listed_data(each: ListedEmotion) -> ListedEmotionData:
    return {
        "name": each.name,
        "plutchik": dict(each.entry.plutchik),
        "valence": each.affect.valence,
        "arousal": each.affect.arousal,
        "eyes": each.entry.eyes,
        "mouth": each.entry.mouth,
        "own": each.own,
        "used": each.used,
    }


def applied(done: Applied) -> View:
    """Show what somebody feels now, and the lines of the file that say so."""
    data: EmotionSet = {
        "address": done.address,
        "name": done.name,
        "target": done.target,
        "added": done.added,
        "before": emotion_data(done.before),
        "after": emotion_data(done.after),
        "path": done.path,
        "hunks": hunks_data(done.hunks),
        "dry_run": done.dry_run,
    }
    return EMOTION_SET.view(data, _applied(done))


def emotion_data(felt: EmotionAt) -> FeltEmotion:
    """Return an emotion as values of JSON."""
    return {"name": felt.name, "intensity": felt.intensity}


def named(felt: EmotionAt) -> str:
    """Return an emotion with its strength: 'afraid 0.7'."""
    return f"{felt.name} {felt.intensity:.2g}"


def _applied(done: Applied) -> Iterator[Line]:
    if not done.hunks:
        yield f"{done.name} feels {named(done.after)} at {done.address} already; nothing changes."
        return
    verb = "would feel" if done.dry_run else "feels"
    now = Styled(named(done.after), "bold")
    yield [f"{done.name} {verb} ", now, f" at {done.address}; it was {named(done.before)}."]
    where = "a new `feels` event" if done.added else TARGETS[done.target]
    lines = plural(sum(max(len(h.removed), len(h.added)) for h in done.hunks), "line")
    yield f"{done.path}: {where}, {lines}."
    for hunk in done.hunks:
        yield from _hunk(hunk)


def _hunk(hunk: Hunk) -> Iterator[Line]:
    yield Styled(f"@ {hunk.line}", "cyan")
    yield from (Styled(f"-{line}", "red") for line in hunk.removed)
    yield from (Styled(f"+{line}", "green") for line in hunk.added)
