"""The lines of what a check speaks of, remembered by the content of each file."""

from __future__ import annotations

import json
from collections import defaultdict
from typing import TYPE_CHECKING

from anime_cli.studio.documents import key_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from anime_cli.model.report import Address
    from anime_cli.studio.studio import Studio
    from anime_cli.text.reader import Parsed

    Place = tuple[str, Address]

LINES = "lines"


def lines_at(
    studio: Studio, files: Mapping[str, str], places: Iterable[Place], texts: Mapping[str, bytes]
) -> dict[Place, int]:
    """Return the line of each of PLACES (path, address) in FILES (path to blob id) or, before those, in TEXTS.

    It is 0 where the file is not there. Only files of which a line is not remembered are read.
    """
    wanted: dict[str, set[Address]] = defaultdict(set)
    for path, address in places:
        wanted[path].add(address)
    found = {(path, address): 0 for path, addresses in wanted.items() for address in addresses}
    for path in wanted.keys() & texts.keys():
        found |= _measured(path, texts[path], wanted.pop(path))
    return found | _remembered(studio, {path: files[path] for path in wanted.keys() & files.keys()}, wanted)


def _remembered(studio: Studio, blobs: Mapping[str, str], wanted: Mapping[str, set[Address]]) -> dict[Place, int]:
    """Return the lines of what is WANTED in BLOBS, by path, and remember those that had to be looked up."""
    keys = {path: key_of(blob, path) for path, blob in blobs.items()}
    rows = studio.store.get_many(keys.values(), LINES)
    known = {path: _row(rows.get(key)) for path, key in keys.items()}
    lacking = [path for path in blobs if any(_spelled(address) not in known[path] for address in wanted[path])]
    contents = studio.repository.read(blobs[path] for path in lacking)
    for path in lacking:
        measured = _measured(path, contents[blobs[path]], wanted[path])
        known[path] |= {_spelled(address): line for (_, address), line in measured.items()}
    studio.store.put_many({keys[path]: json.dumps(known[path], separators=(",", ":")) for path in lacking}, LINES)
    return {(path, address): known[path][_spelled(address)] for path in blobs for address in wanted[path]}


def _spelled(address: Address) -> str:
    return json.dumps(address, ensure_ascii=False, separators=(",", ":"))


def _row(text: str | None) -> dict[str, int]:
    """Return the remembered lines of one file; damaged ones are none."""
    try:
        known = json.loads(text or "{}")
    except ValueError:
        return {}
    if not isinstance(known, dict) or not all(isinstance(line, int) for line in known.values()):
        return {}
    return known


def _measured(path: str, data: bytes, addresses: Iterable[Address]) -> dict[Place, int]:
    from anime_cli.text.reader import place

    parsed = read_text(data, path)
    return {(path, address): place(parsed, address)[0] for address in addresses}


def read_text(data: bytes | str, path: str) -> Parsed:
    """Return the document at PATH as its text stands.

    Raises:
        TextError: the text can't be read.
    """
    from anime_cli.model.kinds import kind_of
    from anime_cli.model.layouts import layout_of
    from anime_cli.text.layout import PLAIN
    from anime_cli.text.reader import read

    kind = kind_of(path)
    return read(data, path, layout_of(kind[0]) if kind else PLAIN)
