"""The history of one thing: what each commit did to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from anime_cli.cli.output import Styled, Table
from anime_cli.cli.printed import THING_LOG
from anime_cli.cli.views.changes import change_data, line
from anime_cli.cli.views.history import commit_data
from anime_cli.merge.naming import spot_of
from anime_cli.studio.telling import plural

if TYPE_CHECKING:
    from collections.abc import Iterator

    from anime_cli.cli.output import Line, View
    from anime_cli.cli.results.past import LogEntry, ThingLog
    from anime_cli.merge.change import Change
    from anime_cli.studio.chronicle import Chapter, Chronicle

OPEN = "Not committed yet"
FORMAT = "formatting only"


def chronicle(told: Chronicle, *, interactive: bool) -> View:
    """Show what became of a thing, the newest first."""
    data: ThingLog = {
        "path": told.path,
        "position": list(told.address),
        "entity": spot_of(told.path, told.document, told.address).entity,
        "entries": [_data(each) for each in told.chapters],
        "more": told.more,
    }
    return THING_LOG.view(data, _drawn(told) if interactive else [_table(told)])


def _data(each: Chapter) -> LogEntry:
    return {
        "commit": None if each.commit is None else commit_data(each.commit),
        "path": each.path,
        "changes": [change_data(change) for change in each.changes],
        "cut": each.cut,
    }


def _table(told: Chronicle) -> Table:
    """Return a row for each change: commit, time, writer, subject, change."""
    rows = []
    for each in told.chapters:
        commit = each.commit
        name = ("-", "-", "-", OPEN)
        if commit is not None:
            name = (commit.short, commit.at.strftime("%Y-%m-%d %H:%M"), commit.author, commit.subject)
        rows += [(*name, change.line()) for change in each.changes] or [(*name, FORMAT)]
    return Table(("commit", "when", "who", "what", "change"), rows)


def _drawn(told: Chronicle) -> Iterator[Line]:
    entity = spot_of(told.path, told.document, told.address).entity
    yield [Styled(entity, "bold"), "  ", Styled(told.path, "dim")]
    for each in told.chapters:
        yield ""
        yield _head(each)
        yield from (_change(change, each) for change in each.changes)
        if not each.changes:
            yield [Styled("  ~", "yellow"), Styled(f" {FORMAT}", "dim")]
        if each.cut:
            yield Styled("  The clone is shallow: this is its oldest commit, the thing may be older.", "dim")
    if told.more:
        yield Styled(f"… and more before that; --limit shows more than {plural(len(told.chapters), 'commit')}.", "dim")


def _head(each: Chapter) -> Line:
    commit = each.commit
    if commit is None:
        return Styled(OPEN, "magenta")
    when = Styled(f"  {commit.at:%Y-%m-%d %H:%M}  {commit.author}", "dim")
    return [Styled(commit.short, "yellow"), " ", Styled(commit.subject, "bold"), when]


def _change(change: Change, each: Chapter) -> Line:
    """Tell one change; where it stands in another document, that is named."""
    if change.source == each.path and change.path != each.path and change.kind == "moved":
        return ["  ", Styled(">", "cyan"), f" {change.inner} moved", Styled(f" to {change.document}", "dim")]
    parts = line(change)
    if change.path == each.path or change.kind == "renamed" or not isinstance(parts, list):
        return parts
    return [*parts, Styled(f"  ({change.document})", "dim")]
