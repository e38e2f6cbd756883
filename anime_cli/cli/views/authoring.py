"""What a writer's command did to a thing, and what stood in its way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from anime_cli.cli.output import Styled, Table, View
from anime_cli.cli.printed import AUTHORED
from anime_cli.cli.views.changes import change_data, changes
from anime_cli.cli.views.noticed import noticed_data
from anime_cli.model.kinds import SINGLE
from anime_cli.studio.authoring.things import SORTS
from anime_cli.studio.telling import listed, plural

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from anime_cli.cli.output import Line
    from anime_cli.cli.results.authoring import Authored as AuthoredData
    from anime_cli.cli.results.authoring import Mention as MentionData
    from anime_cli.merge.change import Change
    from anime_cli.studio.authoring.keeping import Authored
    from anime_cli.studio.authoring.mentions import Mention

DONE = {"add": "Added", "edit": "Changed", "move": "Moved", "rename": "Renamed", "remove": "Removed"}
WOULD = {each: f"Would {'change' if each == 'edit' else each}" for each in DONE}


def authored(made: Authored) -> View:
    """Show what was done to a thing: the changes in story terms, what went along, or what it is that refuses."""
    data: AuthoredData = {
        "verb": made.verb,
        "kind": made.kind,
        "id": made.id,
        "former": made.former,
        "message": made.message,
        "files": list(made.files),
        "changes": [change_data(change) for change in made.changes],
        "taken": [_mention_data(each) for each in made.taken],
        "refused": [_mention_data(each) for each in made.refused],
        "commit": made.commit,
        "problems": noticed_data(made.problems),
        "dry_run": made.dry_run,
    }
    return AUTHORED.view(data, _refused(made) if made.refused else _authored(made))


def _mention_data(each: Mention) -> MentionData:
    return {"path": each.path, "line": each.line, "position": list(each.address), "words": each.words}


def _authored(made: Authored) -> Iterator[Line | Table]:
    if not made.files:
        yield "Nothing was made." if made.verb == "add" else f"Nothing changes: the {made.label} is so already."
        return
    yield [Styled(_headline(made), "bold"), "."]
    if made.taken:
        yield f"{plural(len(made.taken), 'place')} went along:" if not made.dry_run else "These places go along:"
        yield _places(made.taken)
    if made.verb == "rename" and SORTS[made.kind].section:
        yield from _renamed(made)
    else:
        shown = [each for each in made.changes if each.path in made.files and not _told(made, each)]
        if shown or not made.changes:
            yield from changes(shown, () if shown else made.files)
    if made.commit is not None:
        yield f"Committed as {made.commit[:10]}."


def _told(made: Authored, change: Change) -> bool:
    """Tell whether the headline says CHANGE already: of two neighbours a diff may call the other the one that moved."""
    return made.verb == "move" and change.kind == "moved" and change.source is None


def _renamed(made: Authored) -> Iterator[Line]:
    """Tell of an entry of story.yaml that has a new id, and where else it is named; the changes would tell it twice."""
    others = [path for path in made.files if path != SINGLE["story"]]
    where = f", and everywhere it is named: {listed(others)}" if others else ""
    yield ["  ", Styled(">", "cyan"), f" renamed {made.kind} {made.former} → {made.id}{where}"]


def _headline(made: Authored) -> str:
    words = WOULD if made.dry_run else DONE
    first, _, rest = made.message.partition(" ")
    known = {"Add": "add", "Change": "edit", "Move": "move", "Rename": "rename", "Remove": "remove"}
    verb = made.verb if known.get(first) == made.verb else ""
    said = words[verb] if verb else first
    as_id = f" as {made.id}" if made.verb == "add" and not made.label.endswith(f" {made.id}") else ""
    return f"{said} {rest}{as_id}"


def _refused(made: Authored) -> Iterator[Line | Table]:
    yield _places(made.refused)
    count, one = plural(len(made.refused), "place"), len(made.refused) == 1
    if made.stuck:
        other = "Let it name another." if one else "Let them name another."
        yield f"{count} can't be without the {made.label}; nothing was removed. {other}"
    else:
        yield f"{count} {'hangs' if one else 'hang'} on the {made.label}; nothing was removed."


def _places(mentions: Sequence[Mention]) -> Table:
    return Table(("where", "what"), [(Styled(f"{each.path}:{each.line}", "cyan"), each.words) for each in mentions])
