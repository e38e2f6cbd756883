"""Put documents into canonical form: layout changes, meaning never does."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from anime_cli.errors import AnimeError, ExitCode, UsageError, did_you_mean
from anime_cli.studio.documents import refuse, story_paths

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from anime_cli.model.documents import Document
    from anime_cli.studio.editing import Edited
    from anime_cli.studio.studio import Studio


class NotADocumentHere(UsageError):
    """A file that was named is no document of the story."""

    def __init__(self, path: str, known: Iterable[str]) -> None:
        super().__init__(
            f"{path} is no document of this story.",
            cause="Documents are story.yaml, style.yaml, and files of chapters, scenes, characters and places.",
            hint=did_you_mean(path, known) or "anime story status",
        )


@dataclass(frozen=True, slots=True)
class Formatted:
    """The documents whose text is another in canonical form, of how many; with `checked` nothing was written.

    `ids` counts the ids that script items were given.
    """

    paths: tuple[str, ...]
    total: int
    checked: bool
    ids: int = 0

    @property
    def exit_code(self) -> ExitCode:
        """Tell the shell whether a check found something to change."""
        return ExitCode.FOUND if self.checked and self.paths else ExitCode.DONE


def format_story(
    studio: Studio, paths: Sequence[str] | None = None, *, check: bool = False, ids: bool = False
) -> Formatted:
    """Put the story's documents, or those at PATHS, into canonical form; with IDS each script item gets its id.

    All are written or none, as one change that can be taken back; with CHECK none.

    Raises:
        NotADocumentHere: a path is none of a document.
        AnimeError: a document can't be read; BrokenDocuments where several can't.
        NoCanonicalForm: the form of a document would not say the same.
    """
    from anime_cli.studio.editing import write_edited

    known = story_paths(studio.repository.files())
    chosen = known if paths is None else list(dict.fromkeys(paths))
    for path in chosen:
        if path not in known:
            raise NotADocumentHere(path, known)
    made = _made(studio, chosen, ids=ids)
    changed = {path: each for path, each in made.items() if each.after != each.before}
    if changed and not check:
        write_edited(studio, changed, "fmt", paths or ())
    given = sum(_unnamed(each.document) for each in made.values()) if ids else 0
    return Formatted(tuple(sorted(changed)), len(chosen), check, given)


def _made(studio: Studio, paths: Iterable[str], *, ids: bool) -> dict[str, Edited]:
    made: dict[str, Edited] = {}
    errors: list[AnimeError] = []
    for path in paths:
        try:
            made[path] = _formed(studio, path, ids=ids)
        except AnimeError as error:
            errors.append(error)
    refuse(errors)
    return made


def _formed(studio: Studio, path: str, *, ids: bool) -> Edited:
    """Return a document before and after; `document` is as it was before."""
    from anime_cli.history.snapshot import read_file
    from anime_cli.model.load import load
    from anime_cli.studio.editing import Edited
    from anime_cli.text.errors import NoCanonicalForm

    data, expected = read_file(studio.repository, path)
    document = load(data, path).document
    before = data.decode("utf-8")
    after = canonical_document(before, path, document, ids=ids)
    if _meaning(load(after.encode(), path).document) != _meaning(document):
        raise NoCanonicalForm(path)
    return Edited(before, after, document, expected)


def canonical_document(text: str, path: str, document: Document, *, ids: bool = False) -> str:
    """Return TEXT, which is DOCUMENT at PATH, in canonical form; with IDS an id stands last in each script item.

    Raises:
        NoCanonicalForm: it would not say the same.
    """
    from anime_cli.merge.engine import layout_for
    from anime_cli.text.canonical import canonical
    from anime_cli.text.splice import Insert, splice

    layout = layout_for(path)
    formed = canonical(text, path, layout)
    lacking = [(index, item.id) for index, item in enumerate(_script(document)) if ids and not item.named]
    if not lacking:
        return formed
    named = splice(formed, [Insert(("script", index, "id"), name) for index, name in lacking], path, layout)
    return canonical(named, path, layout)


def _script(document: Document) -> tuple[Any, ...]:
    return getattr(document, "script", ())


def _unnamed(document: Document) -> int:
    return sum(not item.named for item in _script(document))


def _meaning(document: Document) -> Document:
    """Return DOCUMENT as it is whether the ids of its items are derived or written."""
    from anime_cli.model.documents import Scene

    if not isinstance(document, Scene):
        return document
    return replace(document, script=tuple(replace(item, named=True) for item in document.script))
