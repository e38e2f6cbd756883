"""Gather the bible of a story."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from anime_cli.model.script import Choice
from anime_cli.story.bible.book import (
    Bible,
    ChapterEntry,
    FactEntry,
    Hand,
    ItemEntry,
    PlaceEntry,
    SceneEntry,
    ThreadEntry,
    Way,
)
from anime_cli.story.bible.happening import sentences_of
from anime_cli.story.bible.naming import length_of, since, spot_of, when_of
from anime_cli.story.bible.people import learned, people_of
from anime_cli.story.holding import hands_of
from anime_cli.story.knowledge import knowledge_at
from anime_cli.story.order import leads_of
from anime_cli.story.thread import threads_at
from anime_cli.story.wording import name_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from anime_cli.model.documents import Chapter, Scene
    from anime_cli.story.bible.book import FindingEntry
    from anime_cli.story.fold import Fold
    from anime_cli.story.knowledge import Knowledge
    from anime_cli.story.snapshot import Story
    from anime_cli.story.state import Held
    from anime_cli.story.thread import ThreadReading


def gather(story: Story, findings: Sequence[FindingEntry] = (), revision: str | None = None) -> Bible:
    """Return the bible of STORY, with the FINDINGS of its check."""
    knowledge, _ = knowledge_at(story)
    document, ending = story.document, story.document.ending
    return Bible(
        title=document.title,
        revision=revision,
        logline=document.logline,
        language=document.language,
        rating=document.rating,
        structure=document.structure,
        ending=ending.title if ending is not None else None,
        tone=ending.tone if ending is not None else None,
        branching=story.paths.branching,
        chapters=tuple(_chapters(story, knowledge.fold)),
        characters=tuple(people_of(story, knowledge)),
        places=tuple(_places(story)),
        facts=tuple(_facts(story, knowledge)),
        items=tuple(_items(story, knowledge.fold)),
        threads=tuple(_thread(story, each) for each in threads_at(knowledge.fold)),
        timeline=_timeline(story, knowledge.fold),
        findings=tuple(findings),
    )


def _chapters(story: Story, fold: Fold) -> Iterator[ChapterEntry]:
    for name in dict.fromkeys(story.document.chapters):
        if name in story.chapters:
            chapter = story.chapters[name]
            scenes = tuple(_scene(story, fold, story.scenes[each]) for each in _own(story, chapter))
            yield ChapterEntry(id=name, title=chapter.title or name, summary=chapter.summary, scenes=scenes)


def _own(story: Story, chapter: Chapter) -> Sequence[str]:
    return [name for name in dict.fromkeys(chapter.scenes) if story.chapter_of(name) is chapter]


def _scene(story: Story, fold: Fold, scene: Scene) -> SceneEntry:
    place = story.places.get(scene.place)
    return SceneEntry(
        spot=spot_of(story, scene.id),
        place=scene.place,
        place_name=place.name if place is not None else scene.place,
        when=when_of(story, fold.placed(scene.id).start),
        lasts=length_of(scene.lasts),
        mode=scene.mode,
        weather=scene.weather,
        pov=name_of(story, scene.pov) if scene.pov is not None else None,
        who=tuple(_cast(story, scene)),
        summary=scene.summary,
        changes=tuple(sentences_of(story, scene)),
        ways=tuple(_ways(story, scene)),
    )


def _cast(story: Story, scene: Scene) -> Iterator[str]:
    for name, entry in scene.cast.items():
        yield name_of(story, name) + (f" ({entry.presence})" if entry.presence is not None else "")


def _ways(story: Story, scene: Scene) -> Iterator[Way]:
    """Yield where a scene says that it goes on."""
    choices = {item.to: item.choice for item in reversed(scene.script) if isinstance(item, Choice)}
    for to in leads_of(scene):
        title = story.scenes[to].title if to in story.scenes else to
        yield Way(to=to, title=title or to, choice=choices.get(to))


def _places(story: Story) -> Iterator[PlaceEntry]:
    scenes = Counter(scene.place for scene in story.told)
    for name in sorted(story.places, key=lambda name: -scenes[name]):
        place = story.places[name]
        routes = tuple(
            (to, story.places[to].name if to in story.places else to, length_of(lasts) or "no time")
            for to, lasts in place.routes.items()
        )
        yield PlaceEntry(
            id=name, name=place.name, kind=place.kind, description=place.description, routes=routes, scenes=scenes[name]
        )


def _facts(story: Story, knowledge: Knowledge) -> Iterator[FactEntry]:
    for name, fact in story.document.facts.items():
        knowers = tuple(learned(story, each) for each in knowledge.knowers(name))
        yield FactEntry(id=name, text=fact.text, secret=fact.secret, knowers=knowers)


def _items(story: Story, fold: Fold) -> Iterator[ItemEntry]:
    for name, hands in hands_of(fold).items():
        known = story.document.items.get(name)
        title = known.name if known is not None else name
        yield ItemEntry(id=name, name=title, hands=tuple(_hand(story, held) for held in hands))


def _hand(story: Story, held: Held) -> Hand:
    who = held.holder.value
    name = name_of(story, who) if who is not None else None
    return Hand(who=name, since=since(story, held.holder.cause), gone=not held.exists.value)


def _thread(story: Story, reading: ThreadReading) -> ThreadEntry:
    due = story.chapters.get(reading.due or "")
    return ThreadEntry(
        id=reading.id,
        status=reading.status,
        question=reading.question,
        due=due.title if due is not None else reading.due,
        set_up=since(story, reading.set_up),
        paid_off=since(story, reading.paid_off),
        distance=reading.distance,
    )


def _timeline(story: Story, fold: Fold) -> tuple[str, ...]:
    """Return the told scenes as they happen, ties as they are told; each at the time it has on its first path."""
    return tuple(sorted(story.told_ids, key=lambda name: (fold.placed(name).start, story.number_of(name) or 0)))
