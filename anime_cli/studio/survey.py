"""A story as the check reads it: the cards of all documents, and few documents. Scenes are read when asked for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from anime_cli.model.documents import Scene
from anime_cli.studio.cards import card_rows, cards_of_rows
from anime_cli.studio.documents import parse_documents
from anime_cli.studio.loading import loading

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from anime_cli.model.documents import Document
    from anime_cli.story.continuity.card import Card
    from anime_cli.story.continuity.finding import Finding
    from anime_cli.story.snapshot import Story
    from anime_cli.studio.studio import Studio

SCENES = "scenes/"


@dataclass(frozen=True, slots=True)
class Survey:
    """A story and the cards of its documents, by path. Its scenes are read one by one, each when it is asked for.

    `read` are the paths of those that were, `spoken` the ids of those of which a finding took the wording of the card.
    """

    story: Story
    cards: Mapping[str, Card]
    read: Collection[str] = ()
    spoken: set[str] = field(default_factory=set)

    @property
    def warnings(self) -> tuple[str, ...]:
        """What the files were warned about."""
        return tuple(warning for path in sorted(self.cards) for warning in self.cards[path].warnings)

    @loading()
    def found(self) -> tuple[Finding, ...]:
        """Return what a check of the story finds, whatever is waived."""
        from anime_cli.story.continuity.check import findings
        from anime_cli.story.continuity.reading import Reading

        return findings(Reading(self.story, self.cards, self.spoken))

    def findings(self) -> tuple[Finding, ...]:
        """Return what a check of the story finds."""
        from anime_cli.story.continuity.waiving import waive

        return waive(self.story.document, self.found())


@loading()
def survey(
    studio: Studio,
    files: Mapping[str, str],
    texts: Mapping[str, bytes] | None = None,
    rows: Mapping[str, str] | None = None,
) -> Survey:
    """Return the story of FILES (path to blob id) and of TEXTS, documents that have no blob.

    ROWS are the cards of FILES as they are remembered, where they are at hand.

    Raises:
        AnimeError: a document can't be read, or no story.yaml is among them.
    """
    from anime_cli.story.check import judged
    from anime_cli.story.snapshot import assemble

    cards = cards_of_rows(studio, files, card_rows(studio, files) if rows is None else rows)
    written = parse_documents(texts or {})
    cards |= {path: judged(*parsed) for path, parsed in written.items()}
    known = {path: document for path, (document, _) in written.items()}
    scenes = [path for path in cards if path.startswith(SCENES)]
    others = {path: files[path] for path in files.keys() - scenes}
    read = {**studio.read(others).by_path, **known}
    documents = (document for document in read.values() if not isinstance(document, Scene))
    unread = _Scenes(studio, scenes, files, known)
    return Survey(assemble(documents, unread=unread), cards, unread.read)


class _Scenes(Mapping[str, Scene]):
    """The scenes at PATHS by id: KNOWN has some, the others are read from FILES (path to blob id) when asked for."""

    def __init__(
        self, studio: Studio, paths: Iterable[str], files: Mapping[str, str], known: Mapping[str, Document]
    ) -> None:
        self._studio = studio
        self._paths = {path.removeprefix(SCENES).removesuffix(".yaml"): path for path in paths}
        self._files = files
        self._known = known
        self.read: dict[str, Document] = {}

    def __getitem__(self, name: str) -> Scene:
        path = self._paths[name]
        if path not in self._known and path not in self.read:
            self.read |= self._studio.read({path: self._files[path]}).by_path
        scene = self._known.get(path) or self.read[path]
        assert isinstance(scene, Scene)
        return scene

    def __contains__(self, name: object) -> bool:
        return name in self._paths

    def __iter__(self) -> Iterator[str]:
        return iter(self._paths)

    def __len__(self) -> int:
        return len(self._paths)
