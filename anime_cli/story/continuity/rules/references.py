"""C01: every reference names something that exists, and a list names it once."""

from __future__ import annotations

from bisect import bisect
from collections import Counter
from typing import TYPE_CHECKING

from anime_cli.errors import did_you_mean
from anime_cli.model.documents import Scene
from anime_cli.model.emotions import emotions_of
from anime_cli.model.kinds import FOLDERS
from anime_cli.model.script import Event, Item
from anime_cli.story.continuity.card import need
from anime_cli.story.continuity.finding import ERROR, WARNING, Evidence, Finding
from anime_cli.story.continuity.rule import Page, Rule
from anime_cli.story.references import Reference, doubled, made_by
from anime_cli.story.wording import name_of, named, titled

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from anime_cli.story.continuity.reading import Reading
    from anime_cli.story.snapshot import Story

COMPARED = 25
"""How many ids before and after it, by the alphabet, a cause is compared with that nothing is called."""

LISTED_ONCE = {"chapter", "scene"}
"""Kinds whose doubled listing rule C04 tells of."""


def find(reading: Reading) -> Iterator[Finding]:
    """Yield every dangling and every doubled reference."""
    story = reading.story
    known = _known(story)
    missing = _missing(reading, known)
    for path, card in reading.cards.items():
        if RULE.id in card.faults or not missing.isdisjoint(card.needs):
            made = tuple(made_by(story, story.at(path)))
            yield from _leading_nowhere(reading, made, known)
            yield from (_doubled(story, *pair) for pair in _doubles(made))


def alone(page: Page) -> bool:
    """Tell whether the document names something twice in one list, or a cause of its own that can be none."""
    if any(True for _ in _doubles(page.pointers)):
        return True
    causes = [each.target for each in page.pointers if each.kind == "event"]
    return isinstance(page.document, Scene) and any(_misled(page.document, cause) for cause in causes)


def _misled(scene: Scene, cause: str) -> bool:
    own = [item for item in scene.script if item.id == cause and item.named]
    return len(own) > 1 or not all(isinstance(item, Event) for item in own)


def _doubles(made: Iterable[Reference]) -> Iterator[tuple[Reference, Reference]]:
    return (pair for pair in doubled(made) if pair[1].kind not in LISTED_ONCE)


def _missing(reading: Reading, known: Mapping[str, Collection[str]]) -> set[str]:
    """Return what documents need and the story does not have."""
    missing = {each for card in reading.cards.values() for each in card.needs}
    for kind, names in known.items():
        missing.difference_update([need(kind, name) for name in names])
    missing.difference_update(
        need("outfit", name, who.id) for who in reading.story.characters.values() for name in who.outfits
    )
    if any(each.startswith("emotion ") for each in missing):
        missing.difference_update(need("emotion", name) for name in _emotions(reading.story))
    return missing - _causes(reading, {each for each in missing if each.startswith("event ")})


def _causes(reading: Reading, wanted: set[str]) -> set[str]:
    """Return those of WANTED that are the id of one event in one script of the story, and of nothing else."""
    if not wanted:
        return set()
    events = Counter(need("event", name) for scene in reading.scenes.values() for name in scene.events.split())
    others = {need("event", name) for scene in reading.scenes.values() for name in scene.others.split()}
    return {each for each in wanted if events[each] == 1 and each not in others}


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
    }


def _emotions(story: Story) -> Collection[str]:
    return emotions_of(story.document)


def _leading_nowhere(
    reading: Reading, made: Iterable[Reference], known: Mapping[str, Collection[str]]
) -> Iterator[Finding]:
    story = reading.story
    for each in made:
        if each.kind == "event":
            yield from _because(reading, each)
        elif each.kind == "outfit":
            yield from _outfit(story, each)
        else:
            names = _emotions(story) if each.kind == "emotion" else known[each.kind]
            if each.target not in names:
                yield _dangling(story, each, names)


def _dangling(story: Story, each: Reference, known: Collection[str]) -> Finding:
    noun = {"uses": "fact or item"}.get(each.kind, each.kind)
    return _finding(
        story,
        each,
        f"{_where(story, each)} names the {noun} '{each.target}', which does not exist.",
        did_you_mean(each.target, known) or _creation(each),
        "no",
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
    yield _finding(story, each, message, did_you_mean(each.target, character.outfits) or hint, f"{character.id} has no")


def _because(reading: Reading, each: Reference) -> Iterator[Finding]:
    story = reading.story
    found = _named(reading, each.target)
    own = [place for place in found if place[0] == each.owner]
    where = _where(story, each)
    if not found:
        hint = _cause_hint(reading, each.owner, each.target)
        message = f"{where} happens because of '{each.target}', an id that stands in no scene."
        yield _finding(story, each, message, hint, "no")
    elif len(own or found) > 1:
        evidence = tuple(_at(story, scene, index, item) for scene, index, item in own or found)
        message = f"{where} happens because of '{each.target}', but {len(own or found)} items have that id."
        yield _finding(story, each, message, "Give each of them an id of its own.", "several", evidence=evidence)
    elif not isinstance((own or found)[0][2], Event):
        scene, index, item = (own or found)[0]
        message = f"{where} happens because of '{each.target}', which is {named(item)} and no event."
        hint = "Let `because` name an event, or tell the cause in a `note`."
        yield _finding(story, each, message, hint, "other than", evidence=(_at(story, scene, index, item),))


def _named(reading: Reading, name: str) -> list[tuple[str, int, Item]]:
    """Return the items in whose files the id NAME stands, with scene and index."""
    scenes = [reading.story.scenes[of] for of in reading.ids.get(name, ())]
    return [
        (scene.id, index, item)
        for scene in scenes
        for index, item in enumerate(scene.script)
        if item.id == name and item.named
    ]


def _cause_hint(reading: Reading, scene: str | None, name: str) -> str:
    if name in reading.unwritten:
        return f"Write `id: {name}` into that item, so that the id stands in the file."
    return did_you_mean(name, _near(reading, scene, name)) or "Take the `because` out, or let it name another event."


def _near(reading: Reading, scene: str | None, name: str) -> Iterator[str]:
    """Yield the events that NAME may be a slip of: those of its own SCENE, and those that begin most like it."""
    yield from reading.scenes[scene].events.split() if scene is not None else ()
    at = bisect(reading.events, name)
    yield from reading.events[max(at - COMPARED, 0) : at + COMPARED]


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
        "twice",
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
    what: str,
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
        what=f"{what} {each.kind} {each.target}",
        evidence=evidence,
    )


RULE = Rule(
    "C01",
    "A reference leads nowhere, or is doubled",
    "Every id that a document names belongs to something that exists, and a list names it once.",
    find,
    alone,
    exempt="Words of `family` other than mother and father, tags, and keys that this version doesn't know.",
)
