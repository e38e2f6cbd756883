"""A story as the check reads it: the cards of all documents, and few documents. Scenes are read when asked for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from anime_cli.model.documents import Scene
from anime_cli.studio.documents import key_of, parse_documents, refuse, remembered_documents, story_paths
from anime_cli.studio.loading import loading

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from anime_cli.model.documents import Document
    from anime_cli.story.continuity.card import Card
    from anime_cli.story.continuity.finding import Finding
    from anime_cli.story.snapshot import Story
    from anime_cli.studio.studio import Studio

CARDS = "cards"
BATCH = 50
"""How many documents are a piece of work while their cards are made."""
SCENES = "scenes/"


@dataclass(frozen=True, slots=True)
class Survey:
    """A story and the cards of its documents, by path. Its scenes are read one by one, each when it is asked for."""

    story: Story
    cards: Mapping[str, Card]

    @property
    def warnings(self) -> tuple[str, ...]:
        """What the files were warned about."""
        return tuple(warning for path in sorted(self.cards) for warning in self.cards[path].warnings)

    @loading()
    def found(self) -> tuple[Finding, ...]:
        """Return what a check of the story finds, whatever is waived."""
        from anime_cli.story.continuity.check import findings
        from anime_cli.story.continuity.reading import Reading

        return findings(Reading(self.story, self.cards))

    def findings(self) -> tuple[Finding, ...]:
        """Return what a check of the story finds."""
        from anime_cli.story.continuity.waiving import waive

        return waive(self.story.document, self.found())


@loading()
def survey(studio: Studio, files: Mapping[str, str], texts: Mapping[str, bytes] | None = None) -> Survey:
    """Return the story of FILES (path to blob id) and of TEXTS, documents that have no blob.

    Raises:
        AnimeError: a document can't be read, or no story.yaml is among them.
    """
    from anime_cli.story.check import judged
    from anime_cli.story.snapshot import assemble

    cards = read_cards(studio, files)
    written = parse_documents(texts or {})
    cards |= {path: judged(*parsed) for path, parsed in written.items()}
    known = {path: document for path, (document, _) in written.items()}
    scenes = [path for path in cards if path.startswith(SCENES)]
    others = {path: files[path] for path in files.keys() - scenes}
    read = {**studio.read(others).by_path, **known}
    documents = (document for document in read.values() if not isinstance(document, Scene))
    return Survey(assemble(documents, unread=_Scenes(studio, scenes, files, known)), cards)


class _Scenes(Mapping[str, Scene]):
    """The scenes at PATHS by id: KNOWN has some, the others are read from FILES (path to blob id) when asked for."""

    def __init__(
        self, studio: Studio, paths: Iterable[str], files: Mapping[str, str], known: Mapping[str, Document]
    ) -> None:
        self._studio = studio
        self._paths = {path.removeprefix(SCENES).removesuffix(".yaml"): path for path in paths}
        self._files = files
        self._read = dict(known)

    def __getitem__(self, name: str) -> Scene:
        path = self._paths[name]
        if path not in self._read:
            self._read |= self._studio.read({path: self._files[path]}).by_path
        scene = self._read[path]
        assert isinstance(scene, Scene)
        return scene

    def __contains__(self, name: object) -> bool:
        return name in self._paths

    def __iter__(self) -> Iterator[str]:
        return iter(self._paths)

    def __len__(self) -> int:
        return len(self._paths)


def read_cards(studio: Studio, files: Mapping[str, str]) -> dict[str, Card]:
    """Return the cards of FILES (path to blob id); those that are not remembered are made.

    Raises:
        AnimeError: a file can't be read; BrokenDocuments when several can't.
    """
    paths = story_paths(files)
    keys = {path: key_of(files[path], path) for path in paths}
    known = studio.store.get_many(keys.values(), CARDS)
    cards = _remembered({path: known[key] for path, key in keys.items() if key in known})
    missing = {path: key for path, key in keys.items() if path not in cards}
    if missing:
        cards |= _made(studio, files, missing)
    return {path: cards[path] for path in paths}


def _made(studio: Studio, files: Mapping[str, str], keys: Mapping[str, str]) -> dict[str, Card]:
    """Make the cards of those FILES that KEYS has by path, and remember them.

    Raises:
        AnimeError: a file can't be read; BrokenDocuments when several can't.
    """
    from anime_cli.studio.making import make_all, processes_for

    cards: dict[str, Card] = {}
    broken: list[str] = []
    batches = (_sources(studio, files, part) for part in _parts(keys))
    for made in make_all(batches, processes_for(len(keys), studio.jobs)):
        studio.store.put_many({keys[path]: facts for path, facts in made.facts.items()})
        studio.store.put_many({keys[path]: card for path, card in made.cards.items()}, CARDS)
        cards |= _remembered(made.cards)
        broken += made.broken
    if broken:
        cards |= _read_again(studio, {path: files[path] for path in sorted(broken)})
    return cards


def _parts(keys: Mapping[str, str]) -> Iterator[dict[str, str]]:
    rows = list(keys.items())
    return (dict(rows[start : start + BATCH]) for start in range(0, len(rows), BATCH))


def _sources(studio: Studio, files: Mapping[str, str], keys: Mapping[str, str]) -> dict[str, bytes | str]:
    """Return what is remembered of each document that KEYS has by path, and the content of all others."""
    known = studio.store.get_many(keys.values())
    texts = studio.repository.read(files[path] for path, key in keys.items() if key not in known)
    return {path: known[key] if key in known else texts[files[path]] for path, key in keys.items()}


def _read_again(studio: Studio, files: Mapping[str, str]) -> dict[str, Card]:
    """Make the cards of FILES, of which a damaged memory was all that was known, or say why they can't be read.

    Raises:
        AnimeError: a file can't be read; BrokenDocuments when several can't.
    """
    from anime_cli.story.check import judged

    read, errors = remembered_documents(studio.repository, files, studio.store)
    cards = {path: judged(*parsed) for path, parsed in read.items()}
    studio.store.put_many({key_of(files[path], path): card.row() for path, card in cards.items()}, CARDS)
    refuse(errors)
    return cards


def _remembered(rows: Mapping[str, str]) -> dict[str, Card]:
    """Return the cards of remembered rows, by path; one that is damaged or of another version is left out."""
    from anime_cli.story.continuity.card import cards_in

    try:
        return cards_in(rows)
    except (ValueError, TypeError):
        halves = [dict(part) for part in _halves(list(rows.items()))]
        return {path: card for half in halves for path, card in _remembered(half).items()}


def _halves(rows: list[tuple[str, str]]) -> list[list[tuple[str, str]]]:
    middle = len(rows) // 2
    return [rows[:middle], rows[middle:]] if middle else []
