"""Makes up what one person does to a story: small edits of texts, fields, lists of words and entries."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from base_stories import EMOTIONS
from edits import MISSING, AddSentences, DropSentence, Edit, EditWords, Member, SetField, StripIds, Touch, needed
from naming import kind_of, path_of
from world import PARAGRAPH, PROSE, Ordered, Row, World

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from random import Random

    from coining import Coiner
    from world import Address

WORDS = ("tags", "traits", "aliases", "mentions")


@dataclass(frozen=True, slots=True)
class Deed:
    """One thing that a person did: its family, the operations, and the comment or style it left in texts."""

    family: str
    told: str
    edits: tuple[Edit, ...] = ()
    notes: tuple[tuple[str, str, str], ...] = ()
    """(path, the key or the row it stands above, text)."""
    styles: tuple[tuple[str, str], ...] = ()
    """(path, what about its style changes)."""


@dataclass
class Desk:
    """What a person who edits has at hand."""

    rng: Random
    coiner: Coiner
    base: World
    wide: bool
    hot: str
    """The document that both sides work at."""
    known: set[str] = field(default_factory=set)
    """The rows that can be told from all others: by an id, or by what they say."""
    near: tuple[Address, str, Ordered] | None = None
    """The text that both sides like to work at."""
    gap: str | None = None
    """The row after which both sides like to insert."""

    def path(self, folder: str) -> str:
        """Return the hot document if it stands in FOLDER, most of the time, or another one of FOLDER."""
        found = sorted(path for path in self.base.docs if path.startswith(folder))
        return self.hot if self.hot in found and self.rng.random() < 0.8 else self.rng.choice(found)

    def names(self, folder: str) -> list[str]:
        """Return the ids of the documents in FOLDER."""
        found = (path for path in self.base.docs if path.startswith(folder))
        return sorted(path.rpartition("/")[2].removesuffix(".yaml") for path in found)

    def items(self, path: str) -> list[Row]:
        """Return the script items of PATH that can be told from all others."""
        return [row for row in self.base.docs[path]["script"].base() if row.uid in self.known]

    def after(self, path: str, key: str) -> str | None:
        """Return a row of a list to put something after; None is its head."""
        uids = [row.uid for row in self.base.docs[path][key].base()]
        return self.gap if self.gap in uids and self.rng.random() < 0.3 else self.rng.choice([None, *uids])

    def new_id(self) -> str:
        """Return a fresh id of a script item."""
        letters = "abcdefghjkmnpqrstvwxyz"
        return "".join(self.rng.choice(letters) for _ in range(7))


def known_rows(base: World) -> set[str]:
    """Return the script items that an id or their own words tell from all others."""
    named = {uid for uid, row in base.rows.items() if isinstance(row.value, dict) and "id" in row.value}
    return base.single | named


def texts(desk: Desk, path: str) -> Iterator[tuple[Address, str, Ordered]]:
    """Yield every prose field of PATH."""
    doc = desk.base.docs[path]
    for key, value in doc.items():
        if key in PROSE and isinstance(value, Ordered):
            yield ("doc", path), key, value
    for row in desk.items(path) if "script" in doc else ():
        for key, value in row.value.items():
            if key in PROSE and isinstance(value, Ordered):
                yield ("item", row.uid), key, value
    for group in ("facts", "threads") if path == "story.yaml" else ():
        for name, entry in doc.get(group, {}).items():
            for key, value in entry.items():
                if key in PROSE and isinstance(value, Ordered):
                    yield ("doc", path, group, name), key, value


def _text(desk: Desk) -> tuple[Address, str, Ordered]:
    if desk.near is not None and desk.rng.random() < 0.4:
        return desk.near
    path = desk.hot if desk.rng.random() < 0.8 else desk.path("scenes/")
    found = list(texts(desk, path)) or list(texts(desk, desk.path("scenes/")))
    return desk.rng.choice(found)


def words(desk: Desk) -> Deed:
    """Change one or two words of a sentence."""
    where, key, listed = _text(desk)
    row = desk.rng.choice([row for row in listed.base() if row.value != PARAGRAPH])
    cells = row.value.words
    size = min(desk.rng.choice([1, 1, 2]), len(cells))
    start = desk.rng.randrange(len(cells) - size + 1)
    old = cells[start + size - 1]
    new = desk.coiner.word(wide=row.value.wide) + old[len(old.rstrip(".!?。,")) :]
    new = new.capitalize() if start == 0 else new
    edit = EditWords(where, key, row.uid, start, start + size, new, row.value.wide)
    return Deed("words", f"{where[1:]} {key}: {cells[start : start + size]} -> {new}", (edit,))


def sentences(desk: Desk) -> Deed:
    """Write a sentence or a paragraph into a text, or take a sentence out."""
    where, key, listed = _text(desk)
    rows = listed.base()
    spoken = [row for row in rows if row.value != PARAGRAPH]
    if len(spoken) > 2 and desk.rng.random() < 0.3:
        row = desk.rng.choice(spoken)
        return Deed(
            "sentences", f"{where[1:]} {key}: without '{row.value.text()}'", (DropSentence(where, key, row.uid),)
        )
    wide = spoken[0].value.wide
    made: list[tuple[str, Any]] = [(desk.new_id(), desk.coiner.sentence(wide=wide))]
    after = desk.rng.choice([None, *(row.uid for row in rows)])
    if after is not None and where[0] == "doc" and desk.rng.random() < 0.2:
        ends = [rows[at].uid for at in range(len(rows)) if at + 1 == len(rows) or rows[at + 1].value == PARAGRAPH]
        after, made = desk.rng.choice(ends), [(desk.new_id(), PARAGRAPH), *made]
    told = f"{where[1:]} {key}: +'{made[-1][1].text()}' after {after}"
    return Deed("sentences", told, (AddSentences(where, key, after, tuple(made)),))


def fields(desk: Desk) -> Deed:
    """Set a field of a scene, a character, a place, a cast entry or a script item."""
    rng = desk.rng
    path = desk.hot if rng.random() < 0.6 else desk.path(rng.choice(["scenes/", "characters/", "places/"]))
    where, key, value, needs = _field(desk, path)
    return Deed("fields", f"{where[1:]} {key} = {value!r}", (SetField(where, key, value, needs),))


_Set = tuple["Address", str, Any, tuple["Address", ...]]


def _field(desk: Desk, path: str) -> _Set:
    kind = kind_of(path)
    if kind == "character":
        return _person_field(desk, path)
    if kind == "scene":
        return _scene_field(desk, path)
    key = {"place": "kind", "chapter": "title", "story": "rating"}.get(kind, "theme")
    return ("doc", path), key, desk.coiner.word(), ()


def _person_field(desk: Desk, path: str) -> _Set:
    where, word, doc = ("doc", path), desk.coiner.word(), desk.base.docs[path]
    choice = desk.rng.choice(["role", "eyes", "style", "flaw"])
    if choice == "flaw":
        return where, "flaw", desk.coiner.text(wide=desk.wide), ()
    holder = {"eyes": ("look",), "style": ("look", "hair")}.get(choice, ())
    there = not holder or ("look" in doc and holder[-1] in {"look", *doc["look"]})
    return ((*where, *holder), choice, word, ()) if there else (where, "role", word, ())


def _scene_field(desk: Desk, path: str) -> _Set:
    rng, word, doc, where = desk.rng, desk.coiner.word(), desk.base.docs[path], ("doc", path)
    choice = rng.choice(["weather", "title", "time", "place", "pov", "cast", "item", "item"])
    if choice == "item":
        return _item_field(desk, path)
    if choice == "place":
        name = rng.choice(desk.names("places/"))
        return where, "place", name, (("doc", path_of("place", name)),)
    if choice in {"pov", "cast"}:
        name = rng.choice(sorted(doc["cast"]))
        needs = (("doc", path_of("character", name)), ("doc", path, "cast", name))
        levels = [("emotion", rng.choice(EMOTIONS)), ("intensity", f"0.{rng.randint(1, 9)}"), ("pose", word)]
        key, value = rng.choice(levels)
        return (where, "pov", name, needs) if choice == "pov" else ((*where, "cast", name), key, value, needs[:1])
    title = f"{word.capitalize()} {desk.coiner.word()}"
    clock = f"{rng.randint(10, 22)}:{rng.randint(10, 59)}"
    value = {"weather": rng.choice(["rain", "fog", "snow", word]), "time": clock, "title": title}[choice]
    return where, choice, value, ()


def _item_field(desk: Desk, path: str) -> _Set:
    row = desk.rng.choice(desk.items(path) or desk.base.docs[path]["script"].base())
    tag = next(tag for tag in ("say", "action", "shot", "event", "choice") if tag in row.value)
    key = {"say": desk.rng.choice(["how", "emotion"]), "shot": "angle"}.get(tag, "note")
    note = desk.coiner.text(wide=desk.wide, size=3)
    value = {"emotion": desk.rng.choice(EMOTIONS), "note": note}.get(key, desk.coiner.word())
    return ("item", row.uid), key, value, (("doc", path),)


def members(desk: Desk) -> Deed:
    """Add a tag, a trait or a mention, or take one away."""
    path = desk.path(desk.rng.choice(["scenes/", "characters/"]))
    scene = path.startswith("scenes/")
    key = desk.rng.choice(["tags", "tags", "mentions"] if scene else ["traits", "aliases"])
    there = desk.base.docs[path].get(key) or []
    if there and desk.rng.random() < 0.3:
        gone = desk.rng.choice(there)
        return Deed("sets", f"{path} {key} -{gone}", (Member(("doc", path), key, gone, present=False),))
    value = desk.coiner.word()
    needs: tuple[Edit, ...] = ()
    if key == "mentions":
        value = desk.rng.choice(desk.names("characters/"))
        needs = (Relies(("doc", path_of("character", value))),)
    return Deed("sets", f"{path} {key} +{value}", (Member(("doc", path), key, value, present=True), *needs))


@dataclass(frozen=True, slots=True)
class Relies:
    """Change nothing, but rely on something."""

    key: Address

    def touches(self) -> list[Any]:
        return needed((self.key,))

    def apply(self, world: World, side: str) -> None:
        """Leave everything as it is."""


@dataclass(frozen=True, slots=True)
class Marks:
    """Change nothing, but write a comment above something."""

    key: Address

    def touches(self) -> list[Any]:
        return [Touch("mark", self.key)]

    def apply(self, world: World, side: str) -> None:
        """Leave everything as it is."""


def odd(desk: Desk) -> Deed:
    """Write a key that no version knows, or nothing, or an empty text where something stood."""
    rng = desk.rng
    path = desk.path(rng.choice(["scenes/", "places/", "characters/"]))
    if rng.random() < 0.5:
        value: Any = rng.choice([desk.coiner.word(), {"of": desk.coiner.word(), "seen": "no"}])
        return Deed(
            "odd", f"{path} x-mood = {value}", (SetField(("doc", path), rng.choice(["x-mood", "x-odd"]), value),)
        )
    choices = {"scenes/": ["weather", "pov"], "places/": ["kind"], "characters/": ["role", "pronouns"]}
    key = rng.choice(choices[f"{path.partition('/')[0]}/"])
    empty = rng.choice([None, "", MISSING])
    return Deed("odd", f"{path} {key} = {empty!r}", (SetField(("doc", path), key, empty),))


def comments(desk: Desk) -> Deed:
    """Write a comment above a key, above a script item or at the top of a file."""
    path = desk.hot if desk.rng.random() < 0.7 else desk.path("scenes/")
    doc = desk.base.docs[path]
    above = desk.rng.choice(["", *doc])
    if "script" in doc and desk.rng.random() < 0.6:
        above = desk.rng.choice(doc["script"].base()).uid
    text = f"{desk.coiner.word()} {desk.coiner.word()}"
    return Deed(
        "comments", f"# in {path} above {above or 'all'}", (Marks(_address(path, above)),), notes=((path, above, text),)
    )


def _address(path: str, above: str) -> Address:
    if not above:
        return ("doc", path)
    return ("item", above) if above.startswith("u") and above[1:].isdigit() else ("doc", path, above)


def restyle(desk: Desk) -> Deed:
    """Write a document in another style: its quotes, its wrapping, its blocks, the order of its keys, its line ends."""
    path = desk.hot if desk.rng.random() < 0.7 else desk.path("scenes/")
    what = desk.rng.choice(
        ["folded", "quoted", "line", "literal", "flow", "quotes", "dented", "sorted", "reversed", "crlf"]
    )
    return Deed("format", f"{path} {what}", styles=((path, what),))


def strip(desk: Desk) -> Deed | None:
    """Lose the ids of a script."""
    path = desk.path("scenes/")
    rows = desk.base.docs[path]["script"].base()
    kept = frozenset(str(row.value["because"]) for row in rows if "because" in row.value)
    return Deed("ids", f"{path} loses its ids", (StripIds(path, kept),))


MAKERS: dict[Callable[[Desk], Deed | None], int] = {
    words: 5, sentences: 4, fields: 4, members: 2, odd: 1, comments: 2, restyle: 1, strip: 1,
}  # fmt: skip
"""The small edits, and how often people do them."""
