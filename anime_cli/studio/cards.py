"""The cards of documents, remembered with their content; those that are not are made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from anime_cli.studio.documents import key_of, refuse, remembered_documents, story_paths

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from anime_cli.story.continuity.card import Card
    from anime_cli.studio.studio import Studio

CARDS = "cards"
BATCH = 50
"""How many documents are a piece of work while their cards are made."""


def read_cards(studio: Studio, files: Mapping[str, str]) -> dict[str, Card]:
    """Return the cards of FILES (path to blob id); those that are not remembered are made.

    Raises:
        AnimeError: a file can't be read; BrokenDocuments when several can't.
    """
    return cards_of_rows(studio, files, card_rows(studio, files))


def card_rows(studio: Studio, files: Mapping[str, str]) -> dict[str, str]:
    """Return the cards of FILES (path to blob id) as they are remembered; none is looked into.

    Raises:
        AnimeError: a file can't be read; BrokenDocuments when several can't.
    """
    from anime_cli.story.continuity.card import current

    keys = {path: key_of(files[path], path) for path in story_paths(files)}
    known = studio.store.get_many(keys.values(), CARDS)
    rows = {path: known[key] for path, key in keys.items() if key in known and current(known[key])}
    missing = {path: key for path, key in keys.items() if path not in rows}
    if missing:
        rows |= _made(studio, files, missing)
    return {path: rows[path] for path in keys}


def cards_of_rows(studio: Studio, files: Mapping[str, str], rows: Mapping[str, str]) -> dict[str, Card]:
    """Return the cards of the ROWS of FILES, by path; those that are damaged are made anew.

    Raises:
        AnimeError: a file can't be read; BrokenDocuments when several can't.
    """
    cards = _whole(rows)
    damaged = {path: key_of(files[path], path) for path in rows if path not in cards}
    if damaged:
        cards |= _whole(_made(studio, files, damaged))
    return {path: cards[path] for path in rows}


def _made(studio: Studio, files: Mapping[str, str], keys: Mapping[str, str]) -> dict[str, str]:
    """Make the cards of those FILES that KEYS has by path, and remember them.

    Raises:
        AnimeError: a file can't be read; BrokenDocuments when several can't.
    """
    from anime_cli.studio.making import make_all, processes_for

    rows: dict[str, str] = {}
    broken: list[str] = []
    batches = (_sources(studio, files, part) for part in _parts(keys))
    for made in make_all(batches, processes_for(len(keys), studio.jobs)):
        studio.store.put_many({keys[path]: row for path, row in made.rows.items()}, CARDS)
        rows |= made.rows
        broken += made.broken
    if broken:
        rows |= _read_again(studio, {path: files[path] for path in sorted(broken)})
    return rows


def _parts(keys: Mapping[str, str]) -> Iterator[dict[str, str]]:
    pairs = list(keys.items())
    return (dict(pairs[start : start + BATCH]) for start in range(0, len(pairs), BATCH))


def _sources(studio: Studio, files: Mapping[str, str], keys: Mapping[str, str]) -> dict[str, bytes | str]:
    """Return what is remembered of each document that KEYS has by path, and the content of all others."""
    known = studio.store.get_many(keys.values())
    texts = studio.repository.read(files[path] for path, key in keys.items() if key not in known)
    return {path: known[key] if key in known else texts[files[path]] for path, key in keys.items()}


def _read_again(studio: Studio, files: Mapping[str, str]) -> dict[str, str]:
    """Make the cards of FILES, of which a damaged memory was all that was known, or say why they can't be read.

    Raises:
        AnimeError: a file can't be read; BrokenDocuments when several can't.
    """
    from anime_cli.story.check import judged

    read, errors = remembered_documents(studio.repository, files, studio.store)
    rows = {path: judged(*parsed).row() for path, parsed in read.items()}
    studio.store.put_many({key_of(files[path], path): row for path, row in rows.items()}, CARDS)
    refuse(errors)
    return rows


def _whole(rows: Mapping[str, str]) -> dict[str, Card]:
    """Return the cards of remembered ROWS, by path; one that is damaged is left out."""
    from anime_cli.story.continuity.card import cards_in

    try:
        return cards_in(rows)
    except (ValueError, TypeError):
        halves = [dict(part) for part in _halves(list(rows.items()))]
        return {path: card for half in halves for path, card in _whole(half).items()}


def _halves(rows: list[tuple[str, str]]) -> list[list[tuple[str, str]]]:
    middle = len(rows) // 2
    return [rows[:middle], rows[middle:]] if middle else []
