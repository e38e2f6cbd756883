"""A story as one immutable value: its documents, in told order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, TypeVar

from anime_cli.model.documents import Chapter, Character, Place, Scene, StoryDocument, Style
from anime_cli.model.kinds import kind_of
from anime_cli.story.errors import NoStoryDocument

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from anime_cli.model.documents import Document
    from anime_cli.story.order import Paths

_Document = TypeVar("_Document", Chapter, Scene, Character, Place)


@dataclass(frozen=True)
class Story:
    """All documents of one revision. Chapters and scenes stand in told order, unlisted ones last."""

    document: StoryDocument
    style: Style
    chapters: Mapping[str, Chapter]
    scenes: Mapping[str, Scene]
    characters: Mapping[str, Character]
    places: Mapping[str, Place]

    @cached_property
    def told(self) -> tuple[Scene, ...]:
        """The listed scenes in told order; a scene listed twice stands where it is listed first."""
        return tuple(self.scenes[name] for name in self._chapter_by_scene)

    @property
    def told_ids(self) -> tuple[str, ...]:
        """The ids of the listed scenes in told order; no scene is read for them."""
        return tuple(self._chapter_by_scene)

    @cached_property
    def _chapter_by_scene(self) -> Mapping[str, Chapter]:
        found: dict[str, Chapter] = {}
        for name in self.document.chapters:
            chapter = self.chapters.get(name)
            for scene in chapter.scenes if chapter is not None else ():
                if scene in self.scenes and chapter is not None:
                    found.setdefault(scene, chapter)
        return MappingProxyType(found)

    @cached_property
    def _numbers(self) -> Mapping[str, int]:
        return MappingProxyType({name: number for number, name in enumerate(self._chapter_by_scene, 1)})

    def chapter_of(self, scene_id: str) -> Chapter | None:
        """Return the chapter that lists the scene, or None."""
        return self._chapter_by_scene.get(scene_id)

    def number_of(self, scene_id: str) -> int | None:
        """Return the scene's told number, from 1, or None for a scene that no chapter lists."""
        return self._numbers.get(scene_id)

    @cached_property
    def paths(self) -> Paths:
        """The ways through the story that its choices leave open."""
        from anime_cli.story.order import leads_of, paths_of

        return paths_of(self.told_ids, (leads_of(scene) for scene in self.told))

    def at(self, path: str) -> Document:
        """Return the document at PATH, relative to the story.

        Raises:
            LookupError: there is none.
        """
        kind, name = kind_of(path) or ("", "")
        single: Mapping[str, Document] = {"story": self.document, "style": self.style}
        return single[kind] if kind in single else self._groups[kind][name]

    @property
    def _groups(self) -> Mapping[str, Mapping[str, Document]]:
        return {
            "chapter": self.chapters,
            "scene": self.scenes,
            "character": self.characters,
            "place": self.places,
        }


def assemble(documents: Iterable[Document], unread: Mapping[str, Scene] | None = None) -> Story:
    """Make a story of its documents, given in any order.

    UNREAD has the scenes by id where they are not among the documents; only its keys are looked at.

    Raises:
        NoStoryDocument: story.yaml is not among them.
    """
    by_class: dict[type[Document], dict[str, Document]] = {}
    for document in documents:
        by_class.setdefault(type(document), {})[document.id] = document
    story = next(iter(_of(by_class, StoryDocument).values()), None)
    if not isinstance(story, StoryDocument):
        raise NoStoryDocument
    style = next(iter(_of(by_class, Style).values()), None)
    chapters = _arranged(_of(by_class, Chapter), story.chapters)
    listed = [scene for name in story.chapters if name in chapters for scene in chapters[name].scenes]
    return Story(
        document=story,
        style=style if isinstance(style, Style) else Style(),
        chapters=chapters,
        scenes=_arranged(_of(by_class, Scene), listed) if unread is None else _Arranged(unread, listed),
        characters=_arranged(_of(by_class, Character), ()),
        places=_arranged(_of(by_class, Place), ()),
    )


_Any = TypeVar("_Any", StoryDocument, Style, Chapter, Scene, Character, Place)


def _of(by_class: Mapping[type[Document], Mapping[str, Document]], kind: type[_Any]) -> Mapping[str, _Any]:
    return by_class.get(kind, {})  # type: ignore[return-value]  # every document stands under its own class


class _Arranged(Mapping[str, Scene]):
    """Scenes in told order, unlisted ones last; one that is asked for is taken from where it is."""

    def __init__(self, scenes: Mapping[str, Scene], listed: Iterable[str]) -> None:
        self._scenes = scenes
        told = dict.fromkeys(name for name in listed if name in scenes)
        self._names = told | dict.fromkeys(sorted(scenes.keys() - told.keys()))

    def __getitem__(self, name: str) -> Scene:
        return self._scenes[name]

    def __contains__(self, name: object) -> bool:
        return name in self._names

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)


def _arranged(documents: Mapping[str, _Document], told: Iterable[str]) -> Mapping[str, _Document]:
    listed = {name: documents[name] for name in told if name in documents}
    rest = {name: documents[name] for name in sorted(documents) if name not in listed}
    return MappingProxyType(listed | rest)
