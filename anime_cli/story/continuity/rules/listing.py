"""C04: every scene stands in one chapter, every chapter once in the story."""

from __future__ import annotations

from typing import TYPE_CHECKING

from anime_cli.story.continuity.finding import Evidence, Finding
from anime_cli.story.continuity.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from anime_cli.story.continuity.reading import Reading

_Place = tuple[str, int]


def find(reading: Reading) -> Iterator[Finding]:
    """Yield every chapter and every scene that is listed twice or not at all."""
    story = reading.story
    chapters: dict[str, list[_Place]] = {}
    for index, name in enumerate(story.document.chapters):
        chapters.setdefault(name, []).append(("story.yaml", index))
    scenes: dict[str, list[_Place]] = {}
    for chapter in story.chapters.values():
        for index, name in enumerate(chapter.scenes):
            scenes.setdefault(name, []).append((f"chapters/{chapter.id}.yaml", index))
    for name, places in chapters.items():
        yield from _twice(f"Chapter '{name}'", "chapters", name, places)
    for name, places in scenes.items():
        if len(places) > 1:
            label = f"Scene {reading.titled(name)}" if name in story.scenes else f"Scene '{name}'"
            yield from _twice(label, "scenes", name, places)
    yield from _unlisted(reading, chapters, scenes)


def _twice(label: str, key: str, name: str, places: list[_Place]) -> Iterator[Finding]:
    first_path, first = places[0]
    for path, index in places[1:]:
        elsewhere = f"{first_path} and {path}" if path != first_path else f"{path} twice"
        yield Finding(
            rule=RULE.id,
            path=path,
            address=(key, index),
            scene=name if key == "scenes" else None,
            what=f"twice in {key} {name}",
            message=f"{label} is listed in {elsewhere}.",
            hint=f"Take one of the two out of `{key}`.",
            evidence=(Evidence(path=first_path, address=(key, first), text="the first listing"),),
        )


def _unlisted(
    reading: Reading, chapters: dict[str, list[_Place]], scenes: dict[str, list[_Place]]
) -> Iterator[Finding]:
    story = reading.story
    for name, chapter in story.chapters.items():
        if name not in chapters:
            yield Finding(
                rule=RULE.id,
                path=f"chapters/{name}.yaml",
                what="unlisted",
                message=f'story.yaml does not list the chapter "{chapter.title}".',
                hint=f"Add {name} to `chapters` in story.yaml, or delete chapters/{name}.yaml.",
            )
    last = next((name for name in reversed(story.document.chapters) if name in story.chapters), None)
    where = f"chapters/{last}.yaml" if last else "a chapter"
    for name in story.scenes:
        if name not in scenes:
            yield Finding(
                rule=RULE.id,
                path=f"scenes/{name}.yaml",
                scene=name,
                what="unlisted",
                message=f"No chapter lists the scene {reading.titled(name)}.",
                hint=f"Add {name} to `scenes` in {where}, or delete scenes/{name}.yaml.",
            )


RULE = Rule(
    "C04",
    "A scene or a chapter is listed twice or nowhere",
    "A scene is read where its chapter lists it, a chapter where story.yaml lists it: once.",
    find,
    exempt="A scene that several choices lead to: it is listed once all the same.",
)
