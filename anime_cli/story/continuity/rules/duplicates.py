"""C02: an id names one thing, and an event happens once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from anime_cli.model.documents import Scene
from anime_cli.model.items import write_item
from anime_cli.model.script import Event, Item
from anime_cli.story.continuity.finding import WARNING, Evidence, Finding
from anime_cli.story.continuity.rule import Page, Rule
from anime_cli.story.wording import name_of, named, titled

if TYPE_CHECKING:
    from collections.abc import Iterator

    from anime_cli.story.continuity.reading import Reading
    from anime_cli.story.snapshot import Story


def find(reading: Reading) -> Iterator[Finding]:
    """Yield every id that names two things and every event that stands twice in a scene."""
    yield from _facts_and_items(reading.story)
    yield from _relations(reading.story)
    for document in reading.broken(RULE.id):
        if isinstance(document, Scene):
            yield from _in_scene(document)


def alone(page: Page) -> bool:
    """Tell whether the document is a scene in which something stands twice."""
    return isinstance(page.document, Scene) and any(True for _ in _in_scene(page.document))


def _in_scene(scene: Scene) -> Iterator[Finding]:
    yield from _item_ids(scene)
    yield from _events(scene)


def _facts_and_items(story: Story) -> Iterator[Finding]:
    for name in sorted(set(story.document.facts) & set(story.document.items)):
        yield Finding(
            rule=RULE.id,
            path="story.yaml",
            address=("items", name),
            what=f"fact and item {name}",
            message=f"'{name}' is both a fact and an item, so that `uses` can't tell which is meant.",
            hint=f"Give the item '{name}' another id, here and in every event that names it.",
            evidence=(Evidence(path="story.yaml", address=("facts", name), text=f"the fact '{name}'"),),
        )


def _relations(story: Story) -> Iterator[Finding]:
    first: dict[tuple[str, str], int] = {}
    for index, each in enumerate(story.document.relations):
        before = first.setdefault((each.source, each.to), index)
        if before != index:
            pair = f"{name_of(story, each.source)} towards {name_of(story, each.to)}"
            yield Finding(
                rule=RULE.id,
                path="story.yaml",
                address=("relations", index),
                what=f"relation {each.source} {each.to}",
                message=f"story.yaml says twice what holds for {pair} before the first scene.",
                hint="Write both into one entry of `relations`.",
                evidence=(Evidence(path="story.yaml", address=("relations", before), text="the first entry"),),
            )


def _item_ids(scene: Scene) -> Iterator[Finding]:
    first: dict[str, int] = {}
    for index, item in enumerate(scene.script):
        before = first.setdefault(item.id, index) if item.named else index
        if before != index:
            message = (
                f"In {titled(scene)}, {named(scene.script[before])} and {named(item)} have the same id '{item.id}'."
            )
            hint = f"Take `id: {item.id}` out of one of them: it gets an id of its own."
            yield _twice(scene, index, before, message, hint, last="id")


def _events(scene: Scene) -> Iterator[Finding]:
    first: dict[str, int] = {}
    for index, item in enumerate(scene.script):
        if not isinstance(item, Event):
            continue
        before = first.setdefault(_said(item), index)
        if before != index:
            message = f"In {titled(scene)}, {named(item)} stands twice with the same words."
            finding = _twice(scene, index, before, message, "Take one of the two out, unless both are meant.")
            yield finding


def _said(item: Item) -> str:
    plain = write_item(item)
    return repr({key: value for key, value in plain.items() if key != "id"})


def _twice(scene: Scene, index: int, before: int, message: str, hint: str, last: str | None = None) -> Finding:
    path = f"scenes/{scene.id}.yaml"
    item, other = scene.script[index], scene.script[before]
    return Finding(
        rule=RULE.id,
        severity="error" if last else WARNING,
        path=path,
        address=("script", index) if last is None else ("script", index, last),
        scene=scene.id,
        item=item.id,
        what="again" if last is None else f"{last} {item.id}",
        message=message,
        hint=hint,
        evidence=(Evidence(path=path, address=("script", before), text=named(other)),),
    )


RULE = Rule(
    "C02",
    "An id or an event stands twice",
    "An id names one thing: script items are told apart by it, and `because` and `uses` rely on it.",
    find,
    alone,
    exempt="Equal lines, actions and shots, equal events in two scenes, and one word for two kinds of document.",
)
