"""C01: every reference names something that exists, and a list names it once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from anime_cli.errors import did_you_mean
from anime_cli.model.emotions import vocabulary
from anime_cli.model.kinds import FOLDERS
from anime_cli.model.script import Event, Item
from anime_cli.story.finding import ERROR, WARNING, Evidence, Finding, Reading, Rule
from anime_cli.story.references import Reference, doubled
from anime_cli.story.wording import name_of, named, titled

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from anime_cli.story.snapshot import Story

LISTED_ONCE = {"chapter", "scene"}
"""Kinds whose doubled listing rule C04 tells of."""


def find(reading: Reading) -> Iterator[Finding]:
    """Yield every dangling and every doubled reference."""
    story = reading.story
    known = _known(story)
    named_items = _named_items(story)
    for each in reading.references:
        if each.kind == "event":
            yield from _because(story, each, named_items)
        elif each.kind == "outfit":
            yield from _outfit(story, each)
        elif each.target not in known[each.kind]:
            yield _dangling(story, each, known[each.kind])
    for before, again in doubled(reading.references):
        if again.kind not in LISTED_ONCE:
            yield _doubled(story, before, again)


def _known(story: Story) -> Mapping[str, Collection[str]]:
    document = story.document
    return {
        "scene": story.scenes,
        "chapter": story.chapters,
        "character": story.characters,
        "place": story.places,
        "fact": document.facts,
        "item": document.items,
        "uses": [*document.facts, *document.items],
        "thread": document.threads,
        "emotion": [*vocabulary(), *document.emotions],
    }


def _named_items(story: Story) -> Mapping[str, list[tuple[str, int, Item]]]:
    found: dict[str, list[tuple[str, int, Item]]] = {}
    for scene in story.scenes.values():
        for index, item in enumerate(scene.script):
            found.setdefault(item.id, []).append((scene.id, index, item))
    return found


def _dangling(story: Story, each: Reference, known: Collection[str]) -> Finding:
    noun = {"uses": "fact or item"}.get(each.kind, each.kind)
    return _finding(
        story,
        each,
        f"{_where(story, each)} names the {noun} '{each.target}', which does not exist.",
        did_you_mean(each.target, known) or _creation(each),
        severity=WARNING if each.kind == "emotion" else ERROR,
    )


def _creation(each: Reference) -> str:
    if each.kind in FOLDERS:
        return f"Write {FOLDERS[each.kind]}/{each.target}.yaml, or take '{each.target}' out of {each.path}."
    section = {"uses": "facts or items"}.get(each.kind, f"{each.kind}s")
    return f"Add '{each.target}' to `{section}` in story.yaml, or take it out of {each.path}."


def _outfit(story: Story, each: Reference) -> Iterator[Finding]:
    character = story.characters.get(each.owner or "")
    if character is None or each.target in character.outfits:
        return
    message = f"{_where(story, each)} has {character.name} wear '{each.target}', which is none of their outfits."
    hint = f"Add '{each.target}' to `outfits` in characters/{character.id}.yaml, or name another."
    yield _finding(story, each, message, did_you_mean(each.target, character.outfits) or hint)


def _because(story: Story, each: Reference, items: Mapping[str, list[tuple[str, int, Item]]]) -> Iterator[Finding]:
    found = [(scene, index, item) for scene, index, item in items.get(each.target, []) if item.named]
    own = [place for place in found if place[0] == each.owner]
    where = _where(story, each)
    if not found:
        derived = items.get(each.target)
        hint = f"Write `id: {each.target}` into that item, so that the id stands in the file." if derived else None
        message = f"{where} happens because of '{each.target}', an id that stands in no scene."
        yield _finding(story, each, message, hint or did_you_mean(each.target, items) or "Take the `because` out.")
    elif len(own or found) > 1:
        evidence = tuple(_at(story, scene, index, item) for scene, index, item in own or found)
        message = f"{where} happens because of '{each.target}', but {len(own or found)} items have that id."
        yield _finding(story, each, message, "Give each of them an id of its own.", evidence=evidence)
    elif not isinstance((own or found)[0][2], Event):
        scene, index, item = (own or found)[0]
        message = f"{where} happens because of '{each.target}', which is {named(item)} and no event."
        hint = "Let `because` name an event, or tell the cause in a `note`."
        yield _finding(story, each, message, hint, evidence=(_at(story, scene, index, item),))


def _at(story: Story, scene: str, index: int, item: Item) -> Evidence:
    text = f"{named(item)} in {titled(story.scenes[scene])}"
    return Evidence(path=f"scenes/{scene}.yaml", address=("script", index), text=text)


def _doubled(story: Story, before: Reference, again: Reference) -> Finding:
    noun = name_of(story, again.target) if again.kind == "character" else f"'{again.target}'"
    return _finding(
        story,
        again,
        f"{_where(story, again)} names {noun} twice in one list.",
        f"Take the second '{again.target}' out of {again.path}.",
        evidence=(Evidence(path=before.path, address=before.address, text=f"the first '{before.target}'"),),
    )


def _where(story: Story, each: Reference) -> str:
    kind, _, name = each.path.removesuffix(".yaml").partition("s/")
    if kind == "scene":
        item = _item(story, each)
        return f"In {titled(story.scenes[name])}, {named(item)}" if item else f"Scene {titled(story.scenes[name])}"
    if kind == "chapter":
        return f'Chapter "{story.chapters[name].title}"'
    if kind == "character":
        return f"{story.characters[name].name}'s document"
    return f"The place {story.places[name].name}" if kind == "place" else f"{each.path}, at {each.address[0]},"


def _item(story: Story, each: Reference) -> Item | None:
    if each.address[0] != "script" or not isinstance(each.address[1], int):
        return None
    return story.scenes[each.path.removeprefix("scenes/").removesuffix(".yaml")].script[each.address[1]]


def _finding(
    story: Story,
    each: Reference,
    message: str,
    hint: str | None,
    severity: str = ERROR,
    evidence: tuple[Evidence, ...] = (),
) -> Finding:
    item = _item(story, each) if each.path.startswith("scenes/") else None
    scene = each.path.removeprefix("scenes/").removesuffix(".yaml") if each.path.startswith("scenes/") else None
    return Finding(
        rule=RULE.id,
        severity=severity,
        path=each.path,
        address=each.address,
        scene=scene,
        item=item.id if item is not None else None,
        message=message,
        hint=hint,
        evidence=evidence,
    )


RULE = Rule(
    "C01",
    "A reference leads nowhere, or is doubled",
    "Every id that a document names belongs to something that exists, and a list names it once.",
    find,
)
