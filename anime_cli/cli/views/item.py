"""The things of a story: who holds them, and through whose hands they go."""

from __future__ import annotations

from typing import TYPE_CHECKING

from anime_cli.cli.output import Styled, Table
from anime_cli.cli.printed import ITEM, ITEMS
from anime_cli.cli.views.moment import address, cause_data, moment_data, moment_words
from anime_cli.story.sentence import Teller
from anime_cli.story.wording import name_of
from anime_cli.studio.telling import plural

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from anime_cli.cli.output import Line, Part, View
    from anime_cli.cli.results.holding import Holding, Item, Items
    from anime_cli.cli.terminal import Terminal
    from anime_cli.story.references import Reference
    from anime_cli.story.snapshot import Story
    from anime_cli.story.state import Held
    from anime_cli.studio.items import ItemList, ItemShown

START = "from the start"


def items(found: ItemList, terminal: Terminal) -> View:
    """Show the things and who holds each."""
    data: Items = {
        "revision": found.revision,
        "moment": moment_data(found.moment.address),
        "items": [{"id": each.id, "name": each.name, **_held_data(each.held)} for each in found.items],
    }
    rows = [_row(found.story, each.id, each.name, each.held, terminal) for each in found.items]
    table = Table(("id", "name", "held by", "since"), rows)
    return ITEMS.view(data, _listed(found, table) if terminal.interactive else [table])


def _listed(found: ItemList, table: Table) -> Iterator[Line | Table]:
    if found.items:
        yield table
    count = plural(len(found.items), "thing") if found.items else "Nobody holds anything"
    yield f"{count} {moment_words(found.story, found.moment)}."


def _row(story: Story, name: str, title: str, held: Held, terminal: Terminal) -> Sequence[Part]:
    who = held.holder.value
    shown: Part = (name_of(story, who) if terminal.interactive else who) if who is not None else ""
    if not held.exists.value:
        shown = Styled("destroyed", "red")
    elif who is None:
        shown = Styled("nobody", "dim")
    return Styled(name, "cyan"), title, shown, address(held.holder.cause) or START


def _held_data(held: Held) -> Holding:
    return {
        "holder": held.holder.value,
        "destroyed": not held.exists.value,
        "since": cause_data(held.holder.cause),
    }


def hands(found: ItemShown, terminal: Terminal) -> View:
    """Show through whose hands a thing goes, and what relies on it."""
    data: Item = {
        "revision": found.revision,
        "id": found.id,
        "name": found.name,
        "hands": [_held_data(each) for each in found.hands],
        "uses": [_used(found.story, each) for each in found.uses],
    }
    rows = Table(("where", "held by", "how"), list(_hands(found)))
    if not terminal.interactive:
        return ITEM.view(data, [rows])
    return ITEM.view(data, _shown(found, rows))


def _hands(found: ItemShown) -> Iterator[Sequence[Part]]:
    teller = Teller(found.story, {name: each.name for name, each in found.story.characters.items()})
    for each in found.hands:
        who = each.holder.value
        holder = teller.name(who) if who is not None else "nobody"
        where = address(each.holder.cause)
        shown = holder if each.exists.value else Styled("destroyed", "red")
        yield Styled(where or START, "cyan"), shown, teller.cause(each.holder.cause)


def _shown(found: ItemShown, rows: Table) -> Iterator[Line | Table]:
    yield [Styled(found.name, "bold"), f" ({found.id})"]
    yield ""
    yield rows
    where = [_used(found.story, each) for each in found.uses]
    if where:
        yield ""
        yield f"{plural(len(where), 'place')} {'relies' if len(where) == 1 else 'rely'} on it: {', '.join(where)}."


def _used(story: Story, each: Reference) -> str:
    """Return the address of the line or action that relies on the thing."""
    scene = each.path.removeprefix("scenes/").removesuffix(".yaml")
    return f"{scene}:{story.scenes[scene].script[int(each.address[1])].id}"
