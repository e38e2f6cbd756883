"""What has to go from a document so that it no longer names something, and is a document still."""

from __future__ import annotations

from typing import TYPE_CHECKING

from anime_cli.model.fields import Keyed, Many, Record
from anime_cli.model.items import Script, table_of
from anime_cli.studio.authoring.draft import at

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from anime_cli.model.fields import Codec
    from anime_cli.text.nodes import Address
    from anime_cli.text.plain import Plain


def cuts(
    record: Record, value: Plain, addresses: Iterable[Address], already: Collection[Address] = ()
) -> tuple[set[Address], set[Address]]:
    """Return what goes from VALUE, read by RECORD, so that nothing stands at ADDRESSES, and the addresses that stay.

    What goes ALREADY goes as well. A field that may be left out goes alone, and so does an entry of a list or map;
    where the rest would be no document the thing around it goes. What is needed at the root stays.
    """
    gone = {*already}
    stuck: set[Address] = set()
    queue = [*addresses]
    while queue:
        address = queue.pop()
        if covered(address, gone):
            continue
        cut = _cut(record, value, address, gone)
        if cut is None:
            stuck.add(address)
        else:
            gone = {each for each in gone if each[: len(cut)] != cut} | {cut}
    return gone, stuck


def covered(address: Address, gone: Collection[Address]) -> bool:
    """Tell whether ADDRESS, or something above it, is GONE."""
    return any(address[: len(each)] == each for each in gone)


def _cut(record: Record, value: Plain, address: Address, gone: Collection[Address]) -> Address | None:
    """Return what goes so that ADDRESS does: itself or something above it; None where nothing may."""
    while address:
        *above, last = address
        around, holder = at(value, tuple(above)), _codec(record, value, tuple(above))
        if isinstance(holder, Record):
            known = holder.by_key.get(str(last))
            if known is None or not known.required or (len(above) == 0 and isinstance(known.codec, Many)):
                return address
        elif isinstance(around, list | dict):
            rest = [each for each in _parts(around) if each != last and (*above, each) not in gone]
            if rest or _may_be_empty(record, value, tuple(above)):
                return address if rest else _emptied(record, value, tuple(above), address)
        address = tuple(above)
    return None


def _parts(around: list[Plain] | dict[str, Plain]) -> list[str | int]:
    return [*range(len(around))] if isinstance(around, list) else [*around]


def _emptied(record: Record, value: Plain, field: Address, address: Address) -> Address:
    """Return what goes where ADDRESS is the last of its collection: the whole FIELD, if it may be left out."""
    holder = _codec(record, value, field[:-1])
    known = holder.by_key.get(str(field[-1])) if isinstance(holder, Record) else None
    return address if known is None or known.required else field


def _may_be_empty(record: Record, value: Plain, field: Address) -> bool:
    """Tell whether the collection at FIELD may hold nothing: it may be left out, or is the document's own."""
    holder = _codec(record, value, field[:-1])
    known = holder.by_key.get(str(field[-1])) if isinstance(holder, Record) and field else None
    return known is None or not known.required or len(field) == 1


def _codec(record: Record, value: Plain, address: Address) -> Codec | None:
    """Return what may stand at ADDRESS."""
    codec: Codec | None = record
    for depth, part in enumerate(address):
        if isinstance(codec, Record):
            known = codec.by_key.get(str(part))
            codec = known.codec if known is not None else None
        elif isinstance(codec, Many | Keyed):
            codec = codec.entry
        elif isinstance(codec, Script):
            item = at(value, address[: depth + 1])
            table = table_of(item) if isinstance(item, dict) else None
            codec = table[1] if table is not None else None
    return codec


def settled(value: Plain, address: Address) -> Address:
    """Return ADDRESS as the text has it: where one name stands for a list of one, the name's own."""
    if address and isinstance(address[-1], int) and not isinstance(at(value, address[:-1]), list):
        return address[:-1]
    return address
