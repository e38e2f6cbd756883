"""A story as plain documents, as an injection of a fault looks at them and edits them.

What is asked here is little and careful: a person is "steady" in a scene when nothing in it could make them absent, a
scene is "sure" when every path passes it. So an injection never needs to know what the story's state is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from random import Random

Documents = dict[str, dict[str, Any]]
DAY = 24 * 60
_LENGTH = re.compile(r"(?:(\d+)d)?(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?")
_PRESENCE = {"arrives", "leaves", "born", "dies"}
_PEOPLE_KEYS = ("who", "by", "from", "to", "on")
REAL = (None, "parallel")
"""The modes of scenes that happen where they are told."""


class NoRoom(Exception):
    """The story has no place for this fault."""


def listed(value: str | list[str] | None) -> list[str]:
    """Return the names that VALUE holds: one, several or none."""
    return [value] if isinstance(value, str) else list(value or ())


def pick(rng: Random, among: Iterable[Any]) -> Any:
    """Return one of AMONG.

    Raises:
        NoRoom: there is none.
    """
    found = list(among)
    if not found:
        raise NoRoom
    return rng.choice(found)


def touched(item: dict[str, Any]) -> set[str]:
    """Return everybody (and every place) that an item of a script names."""
    return {name for key in _PEOPLE_KEYS for name in listed(item.get(key))}


def acting(item: dict[str, Any]) -> set[str]:
    """Return who speaks or acts in an item that is no event."""
    return set(listed(item.get("who"))) if "say" in item or "action" in item else set()


@dataclass
class Telling:
    """A story's documents by path, to be edited in place."""

    documents: Documents

    @property
    def story(self) -> dict[str, Any]:
        """What story.yaml says."""
        return self.documents["story.yaml"]

    def of(self, kind: str) -> dict[str, dict[str, Any]]:
        """Return the documents of a KIND (`scenes`, `places` …) by id."""
        found = ((path.partition("/"), values) for path, values in self.documents.items())
        return {name.removesuffix(".yaml"): values for (group, _, name), values in found if group == kind}

    @property
    def people(self) -> list[str]:
        """Every character's id."""
        return list(self.of("characters"))

    @property
    def told(self) -> list[str]:
        """The scenes in told order."""
        chapters = self.of("chapters")
        return [name for chapter in self.story["chapters"] for name in listed(chapters[chapter]["scenes"])]

    def scene(self, name: str) -> dict[str, Any]:
        """Return what a scene says."""
        return self.documents[f"scenes/{name}.yaml"]

    def person(self, name: str) -> dict[str, Any]:
        """Return what a character's document says."""
        return self.documents[f"characters/{name}.yaml"]

    def chapter_of(self, scene: str) -> str:
        """Return the chapter that lists SCENE."""
        return next(name for name, values in self.of("chapters").items() if scene in listed(values["scenes"]))

    # Which scenes and people an injection may count on.

    def goes_on(self, scene: str) -> bool:
        """Whether a scene goes on at the next in told order."""
        values = self.scene(scene)
        return "next" not in values and not any("choice" in item for item in values["script"])

    @property
    def sure(self) -> list[str]:
        """The scenes that every path passes: those up to the first that leads elsewhere."""
        found: list[str] = []
        for name in self.told:
            found.append(name)
            if not self.goes_on(name):
                break
        return found

    @property
    def linear(self) -> bool:
        """Whether there is one path alone."""
        return all(self.goes_on(name) for name in self.told[:-1])

    def real(self) -> list[str]:
        """Return the sure scenes that happen where they are told."""
        return [name for name in self.sure if self.scene(name).get("mode") in REAL]

    def present(self) -> list[str]:
        """Return the sure scenes of the present."""
        return [name for name in self.sure if self.scene(name).get("mode") is None]

    def steady(self, scene: str) -> list[str]:
        """Return who is there in SCENE from its beginning to its end."""
        values = self.scene(scene)
        moving = {
            who
            for item in values["script"]
            if item.get("event") in _PRESENCE
            for who in listed(item.get("who"))
        }  # fmt: skip
        cast: dict[str, Any] = values.get("cast") or {}
        return [name for name, entry in cast.items() if name not in moving and not (entry or {}).get("as")]

    def with_steady(self, scenes: Iterable[str], number: int = 1) -> Iterator[tuple[str, list[str]]]:
        """Yield those of SCENES that have NUMBER steady people or more, with these."""
        for name in scenes:
            people = self.steady(name)
            if len(people) >= number:
                yield name, people

    def scenes_of(self, person: str) -> list[str]:
        """Return every told scene that has PERSON in its cast or names them in its script."""
        return [name for name in self.told if person in self.named_in(name)]

    def named_in(self, scene: str) -> set[str]:
        """Return everybody in a scene's cast or script."""
        values = self.scene(scene)
        return set(values.get("cast") or {}).union(*(touched(item) for item in values["script"]))

    def script_items(self) -> Iterator[tuple[str, dict[str, Any]]]:
        """Yield every item of every script with its scene, in told order."""
        for name in self.told:
            for item in self.scene(name)["script"]:
                yield name, item

    # Time, in minutes since the epoch.

    @property
    def day(self) -> int:
        """How many minutes a day of the calendar has."""
        calendar = self.story.get("calendar") or {}
        return self.minutes(calendar.get("day") or "24h", DAY)

    def minutes(self, length: str, day: int | None = None) -> int:
        """Return a length such as 2d3h20m in whole minutes."""
        match = _LENGTH.fullmatch(length)
        assert match, length
        days, hours, minutes, _ = (int(part or 0) for part in match.groups())
        return days * (day or self.day) + hours * 60 + minutes

    def start(self, scene: str) -> int | None:
        """Return when a scene starts, or None where it does not say both its day and its time."""
        values = self.scene(scene)
        if "day" not in values or "time" not in values:
            return None
        hours, minutes = values["time"].split(":")
        return int(values["day"]) * self.day + int(hours) * 60 + int(minutes)

    def end(self, scene: str) -> int | None:
        """Return when a scene ends, or None as `start` does."""
        start = self.start(scene)
        return None if start is None else start + self.minutes(self.scene(scene).get("lasts") or "0m")

    def clock(self, moment: int) -> dict[str, str]:
        """Return the `day` and `time` of a MOMENT.

        Raises:
            NoRoom: the moment lies in an hour that no clock shows, as days longer than ours have.
        """
        day, minutes = divmod(moment, self.day)
        if minutes >= DAY:
            raise NoRoom
        return {"day": str(day), "time": f"{minutes // 60:02}:{minutes % 60:02}"}

    # What an injection puts in.

    def fresh(self, stem: str) -> str:
        """Return an id that the story has not used for anything."""
        texts = repr(self.documents)
        return next(name for name in (f"{stem}-{number}" for number in range(1, 1000)) if name not in texts)

    def insert(self, scene: str, *items: dict[str, Any], at: int | None = None) -> None:
        """Put ITEMS into a script, by default at its end, before its choices."""
        script = self.scene(scene)["script"]
        choices = sum("choice" in item for item in script)
        where = len(script) - choices if at is None else at
        script[where:where] = items

    def add(self, kind: str, stem: str, values: dict[str, Any]) -> str:
        """Add a document and return its id."""
        name = self.fresh(stem)
        self.documents[f"{kind}/{name}.yaml"] = values
        return name

    def add_scene(self, after: str, stem: str, **values: Any) -> str:
        """Add a scene that is told right after another, at its place, and return its id."""
        plain = {"title": "One more scene", "place": self.scene(after)["place"], "script": []}
        name = self.add("scenes", stem, plain | values)
        chapter = self.documents[f"chapters/{self.chapter_of(after)}.yaml"]
        scenes = listed(chapter["scenes"])
        scenes.insert(scenes.index(after) + 1, name)
        chapter["scenes"] = scenes
        return name

    def add_entry(self, part: str, stem: str, values: dict[str, Any]) -> str:
        """Add a thread, fact or item to story.yaml and return its id."""
        name = self.fresh(stem)
        self.story[part] = {**(self.story.get(part) or {}), name: values}
        return name

    def add_person(self, name: str = "Quillon Barrowdale") -> str:
        """Add a character and return the id."""
        return self.add("characters", "newcomer", {"name": name})
