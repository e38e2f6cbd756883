"""A story as the check reads it: the cards of all documents, and few documents. Scenes are read when asked for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from anime_cli.history.snapshot import blob_id
from anime_cli.model.documents import Scene
from anime_cli.studio.cards import card_rows, cards_of_rows
from anime_cli.studio.documents import parse_documents
from anime_cli.studio.loading import loading
from anime_cli.studio.remembering import Quoted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from anime_cli.model.documents import Document
    from anime_cli.story.continuity.card import Card
    from anime_cli.story.continuity.reading import Reading
    from anime_cli.story.snapshot import Story
    from anime_cli.studio.studio import Studio

SCENES = "scenes/"


@dataclass(frozen=True, slots=True)
class Survey:
    """A story, its files (path to blob id), and the cards of its documents by path, also as the `rows` they come from.

    Its scenes are read one by one, each when it is asked for: `read` has the paths of those that were, `spoken` the ids
    of those of which a finding took the wording of the card.
    """

    story: Story
    files: Mapping[str, str]
    rows: Mapping[str, str]
    cards: Mapping[str, Card]
    read: set[str]
    spoken: set[str] = field(default_factory=set)

    @property
    def warnings(self) -> tuple[str, ...]:
        """What the files were warned about."""
        return tuple(warning for path in sorted(self.cards) for warning in self.cards[path].warnings)

    def reading(self) -> Reading:
        """Return the story as rules read it."""
        from anime_cli.story.continuity.reading import Reading

        return Reading(self.story, self.cards, self.spoken)

    def quoted(self) -> Quoted:
        """Return what was repeated of scenes up to now."""
        from anime_cli.story.continuity.card import words

        spoken = (f"{SCENES}{each}.yaml" for each in sorted(self.spoken))
        return Quoted(
            {path: self.files[path] for path in sorted(self.read)}, {path: words(self.rows[path]) for path in spoken}
        )

    def quote(self, quoted: Quoted) -> None:
        """Note what is repeated of scenes by findings that were remembered."""
        self.read.update(quoted.read)
        self.spoken.update(path.removeprefix(SCENES).removesuffix(".yaml") for path in quoted.spoken)


@loading()
def survey(
    studio: Studio,
    files: Mapping[str, str],
    texts: Mapping[str, bytes] | None = None,
    rows: Mapping[str, str] | None = None,
) -> Survey:
    """Return the story of FILES (path to blob id) and of TEXTS, documents that git need not have.

    ROWS are the cards of FILES as they are remembered, where they are at hand.

    Raises:
        AnimeError: a document can't be read, or no story.yaml is among them.
    """
    from anime_cli.story.check import judged
    from anime_cli.story.snapshot import assemble

    known = parse_documents(texts or {})
    written = {path: judged(*parsed) for path, parsed in known.items()}
    rows = card_rows(studio, files) if rows is None else rows
    cards = cards_of_rows(studio, files, rows) | written
    whole = {path: document for path, (document, _) in known.items()}
    scenes = _Scenes(studio, [path for path in cards if path.startswith(SCENES)], files, whole)
    others = {path: files[path] for path in files if not path.startswith(SCENES)}
    documents = [*studio.read(others).by_path.values(), *whole.values()]
    story = assemble((each for each in documents if not isinstance(each, Scene)), unread=scenes)
    return Survey(
        story,
        {**files, **{path: blob_id(data) for path, data in (texts or {}).items()}},
        {**rows, **{path: card.row() for path, card in written.items()}},
        cards,
        scenes.read,
    )


class _Scenes(Mapping[str, Scene]):
    """The scenes at PATHS by id: KNOWN has some, the others are read from FILES (path to blob id) when asked for.

    `read` are the paths of those that were asked for.
    """

    def __init__(
        self, studio: Studio, paths: Iterable[str], files: Mapping[str, str], known: Mapping[str, Document]
    ) -> None:
        self._studio = studio
        self._paths = {path.removeprefix(SCENES).removesuffix(".yaml"): path for path in paths}
        self._files = files
        self._known = dict(known)
        self.read: set[str] = set()

    def __getitem__(self, name: str) -> Scene:
        path = self._paths[name]
        self.read.add(path)
        if path not in self._known:
            self._known |= self._studio.read({path: self._files[path]}).by_path
        scene = self._known[path]
        assert isinstance(scene, Scene)
        return scene

    def __contains__(self, name: object) -> bool:
        return name in self._paths

    def __iter__(self) -> Iterator[str]:
        return iter(self._paths)

    def __len__(self) -> int:
        return len(self._paths)
