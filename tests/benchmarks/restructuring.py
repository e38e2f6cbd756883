"""Makes up what one person does to the shape of a story: items, scenes, chapters, people and names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from base_stories import EMOTIONS
from edits import MISSING, AddDocument, AddRows, DropDocument, DropRow, Edit, Member, MoveRow, Rename, SetField
from makers import Deed, Desk, Relies
from naming import FOLDERS, path_of
from world import Ordered, Row, grown, plains

if TYPE_CHECKING:
    from collections.abc import Callable

    from world import Address


def insert(desk: Desk) -> Deed:
    """Write some items in a row into a script."""
    path = desk.path("scenes/")
    cast = sorted(desk.base.docs[path].get("cast") or desk.names("characters/"))
    made = [_row(desk, cast) for _ in range(desk.rng.choice([1, 1, 2, 3, 4]))]
    after = desk.after(path, "script")
    people = {row.value["who"] for row in made if isinstance(row.value.get("who"), str)}
    needs = tuple(need for who in sorted(people) for need in _present(desk, path, who))
    told = f"{path} +{[row.value.get('who') or 'action' for row in made]} after {_seen(desk, after)}"
    return Deed("insert", told, (AddRows(path, "script", after, tuple(made), needs),))


def _present(desk: Desk, path: str, who: str) -> tuple[Address, ...]:
    there = who in (desk.base.docs[path].get("cast") or {})
    return (("doc", path_of("character", who)), *([("doc", path, "cast", who)] if there else []))


def _row(desk: Desk, cast: list[str]) -> Row:
    uid = f"n{desk.new_id()}"
    value: dict[str, Any] = {"who": desk.rng.choice(cast), "say": desk.coiner.text(wide=desk.wide, size=6)}
    if desk.rng.random() < 0.3:
        value = {"action": desk.coiner.text(wide=desk.wide, size=8)}
    elif desk.rng.random() < 0.3:
        value["emotion"] = desk.rng.choice(EMOTIONS)
    if desk.rng.random() < 0.4:
        value["id"] = desk.new_id()
    return Row(uid, grown(value, "", uid, desk.new_id))


def _seen(desk: Desk, uid: str | None) -> str:
    row = desk.base.rows.get(uid or "")
    if row is None:
        return "the head"
    text = row.value if isinstance(row.value, str) else str(next(iter(_flat(row.value)), ""))
    return f"'{text[:30]}'"


def _flat(value: dict[str, Any]) -> list[str]:
    found = plains(value)[0]
    return [str(found[key]) for key in ("say", "action", "shot", "event", "choice") if key in found]


def remove(desk: Desk) -> Deed | None:
    """Take an item out of a script."""
    path = desk.path("scenes/")
    caused = {row.value.get("because") for row in desk.base.docs[path]["script"].base()}
    found = [row for row in desk.items(path) if row.value.get("id", 0) not in caused]
    if len(found) < 3:
        return None
    row = desk.rng.choice(found)
    return Deed("remove", f"{path} without {_seen(desk, row.uid)}", (DropRow(path, row.uid),))


def move(desk: Desk) -> Deed | None:
    """Move an item within its script, or swap two neighbours."""
    path = desk.path("scenes/")
    rows = desk.base.docs[path]["script"].base()
    found = [at for at, row in enumerate(rows) if row.uid in desk.known]
    if len(found) < 4:
        return None
    at = desk.rng.choice(found)
    far = [to for to in range(-1, len(rows)) if not at - 3 < to < at + 2]
    swap = desk.rng.random() < 0.2 and at + 1 < len(rows)
    to = at + 1 if swap else desk.rng.choice(far)
    after = rows[to].uid if to >= 0 else None
    told = f"{path} {_seen(desk, rows[at].uid)} to after {_seen(desk, after)}"
    return Deed("swap" if swap else "move", told, (MoveRow(rows[at].uid, path, path, "script", after),))


def reorder(desk: Desk) -> Deed | None:
    """Move two or three neighbours together."""
    path = desk.path("scenes/")
    rows = desk.base.docs[path]["script"].base()
    size = desk.rng.choice([2, 3])
    found = [at for at in range(len(rows) - size) if all(row.uid in desk.known for row in rows[at : at + size])]
    if not found:
        return None
    at = desk.rng.choice(found)
    far = [to for to in range(-1, len(rows)) if not at - size - 3 < to < at + 2 * size + 2]
    if not far:
        return None
    to = desk.rng.choice(far)
    after = rows[to].uid if to >= 0 else None
    edits = tuple(MoveRow(row.uid, path, path, "script", after) for row in rows[at : at + size])
    return Deed("move", f"{path} {size} from {_seen(desk, rows[at].uid)} to after {_seen(desk, after)}", edits)


def cross(desk: Desk) -> Deed | None:
    """Move a line or an action to another scene."""
    path = desk.path("scenes/")
    found = [row for row in desk.items(path) if "say" in row.value or "action" in row.value]
    found = [row for row in found if len(" ".join(_flat(row.value))) > 12]
    others = [other for other in sorted(desk.base.docs) if other.startswith("scenes/") and other != path]
    if not found:
        return None
    row, target = desk.rng.choice(found), desk.rng.choice(others)
    after = desk.after(target, "script")
    told = f"{_seen(desk, row.uid)} from {path} to {target} after {_seen(desk, after)}"
    return Deed("cross", told, (MoveRow(row.uid, path, target, "script", after),))


def scenes(desk: Desk) -> Deed | None:
    """Add a scene, remove one, or move one within its chapter or to another."""
    choice = desk.rng.random()
    path = desk.path("chapters/")
    rows = desk.base.docs[path]["scenes"].base()
    after = desk.after(path, "scenes")
    if choice < 0.4:
        return _new_scene(desk, path, after)
    if choice < 0.55 and len(rows) > 1:
        row = desk.rng.choice(rows)
        return _without_scene(desk, path, row)
    others = [each for each in sorted(desk.base.docs) if each.startswith("chapters/")]
    row, target = desk.rng.choice(rows), desk.rng.choice(others)
    names = [each.uid for each in desk.base.docs[target]["scenes"].base()]
    choices: list[str | None] = [None, *names]
    if target == path:
        at = names.index(row.uid)
        choices = [choices[to] for to in range(len(choices)) if to not in {at, at + 1}]
    if not choices:
        return None
    after = desk.rng.choice(choices)
    told = f"scene {row.value} from {path} to {target} after {after}"
    return Deed("scenes", told, (MoveRow(row.uid, path, target, "scenes", after), _listed(row.value)))


def chapters(desk: Desk) -> Deed:
    """Add a chapter with one new scene in it."""
    name = desk.coiner.name()
    path = path_of("chapter", name)
    after = desk.after("story.yaml", "chapters")
    scene = _new_scene(desk, path, None)
    document, listing = scene.edits
    assert isinstance(listing, AddRows)
    chapter = {"title": desk.coiner.word().capitalize(), "scenes": Ordered(list(listing.rows))}
    edits = (document, AddDocument(path, chapter), AddRows("story.yaml", "chapters", after, (Row(f"={name}", name),)))
    return Deed("scenes", f"new chapter {name} after {after}: {scene.told}", edits)


def _listed(scene: str) -> Edit:
    return Relies(("doc", path_of("scene", scene)))


def _new_scene(desk: Desk, path: str, after: str | None) -> Deed:
    name, place = desk.coiner.name(), desk.rng.choice(desk.names("places/"))
    who = desk.rng.choice(desk.names("characters/"))
    rows = [_row(desk, [who]) for _ in range(desk.rng.randint(2, 4))]
    cast = {who: {"emotion": "calm"}}
    doc: dict[str, Any] = {"title": desk.coiner.word().capitalize(), "place": place, "cast": cast}
    doc["script"] = Ordered(rows)
    needs = (("doc", path_of("place", place)), ("doc", path_of("character", who)))
    edits = (
        AddDocument(path_of("scene", name), doc, needs),
        AddRows(path, "scenes", after, (Row(f"={name}", name),)),
    )
    return Deed("scenes", f"new scene {name} in {path} after {after} with {who} at {place}", edits)


def _without_scene(desk: Desk, path: str, row: Row) -> Deed | None:
    scene = path_of("scene", row.value)
    named = f"'{row.value}'"
    others = (other for other in desk.base.docs if other.startswith(("scenes/", "story")))
    if any(named in desk.base.said[other] for other in others):
        return None
    uids = tuple(each.uid for each in desk.base.docs[scene]["script"].base())
    return Deed("scenes", f"without scene {row.value}", (DropRow(path, row.uid), DropDocument(scene, uids)))


def entries(desk: Desk) -> Deed | None:
    """Add somebody to a cast, a fact, a thread, an item or a relation; or take a cast entry away."""
    rng = desk.rng
    path = desk.path("scenes/")
    cast = desk.base.docs[path]["cast"]
    away = sorted(set(desk.names("characters/")) - cast.keys())
    choice = rng.choice(["cast", "cast", "facts", "threads", "items", "relations", "without"])
    story: Address = ("doc", "story.yaml")
    if choice == "cast" and away:
        who, value = rng.choice(away), {"emotion": rng.choice(EMOTIONS), "pose": desk.coiner.word()}
        need = ("doc", path_of("character", who))
        return Deed("entries", f"{path} cast +{who}", (SetField(("doc", path, "cast"), who, value, (need,)),))
    if choice == "relations":
        one, two = rng.sample(desk.names("characters/"), 2)
        there = [(each["from"], each["to"]) for each in desk.base.docs["story.yaml"]["relations"]]
        if (one, two) in there:
            return Deed(
                "entries", f"{one}>{two} affection", (SetField((*story, "relations", (one, two)), "affection", "0.7"),)
            )
        ends = tuple(("doc", path_of("character", name)) for name in (one, two))
        relation = {"from": one, "to": two, "trust": f"0.{rng.randint(1, 9)}"}
        member = Member(story, "relations", relation, present=True, mark=f"{one}>{two}")
        return Deed("entries", f"relation {one}>{two}", (member, *(Relies(end) for end in ends)))
    if choice == "without":
        return _without_cast(desk, path)
    name = desk.coiner.name()
    text = desk.coiner.text(wide=desk.wide)
    value = {
        "facts": {"text": text, "secret": "true"},
        "threads": {"question": text},
        "items": {"name": desk.coiner.word()},
    }
    if choice not in value:
        return None
    uid = f"{choice}:{name}"
    edit = SetField(
        (*story, choice), name, {key: grown(part, key, uid, desk.new_id) for key, part in value[choice].items()}
    )
    return Deed("entries", f"{choice} +{name}", (edit,))


def _without_cast(desk: Desk, path: str) -> Deed | None:
    doc = desk.base.docs[path]
    rest = repr(plains({key: value for key, value in doc.items() if key != "cast"}))
    idle = [who for who in sorted(doc["cast"]) if f"'{who}'" not in rest]
    if not idle:
        return None
    who = desk.rng.choice(idle)
    return Deed("entries", f"{path} cast -{who}", (SetField(("doc", path, "cast"), who, MISSING),))


def documents(desk: Desk) -> Deed | None:
    """Add a character or a place, or delete a place or a character that nobody names."""
    kind = desk.rng.choice(["character", "place"])
    if desk.rng.random() < 0.6:
        name = desk.coiner.name()
        doc: dict[str, Any] = {"name": f"{desk.coiner.word().capitalize()} {desk.coiner.word().capitalize()}"}
        key = "want" if kind == "character" else "description"
        doc[key] = grown(desk.coiner.text(wide=desk.wide), key, name, desk.new_id)
        return Deed("documents", f"new {kind} {name}", (AddDocument(path_of(kind, name), doc),))
    names = desk.names(f"{FOLDERS[kind]}/")
    idle = [name for name in names if not _named(desk, path_of(kind, name), name)]
    if not idle:
        return None
    name = desk.rng.choice(idle)
    return Deed("documents", f"without {kind} {name}", (DropDocument(path_of(kind, name)),))


def _named(desk: Desk, own: str, name: str) -> bool:
    """Tell whether any document but its OWN speaks of NAME."""
    return any(f"'{name}'" in said for path, said in desk.base.said.items() if path != own)


def rename(desk: Desk) -> Deed:
    """Give a character, a scene, a place or a fact another id."""
    kind = desk.rng.choice(["character", "character", "scene", "place", "fact"])
    names = sorted(desk.base.docs["story.yaml"]["facts"]) if kind == "fact" else desk.names(f"{FOLDERS[kind]}/")
    old, new = desk.rng.choice(names), desk.coiner.name()
    return Deed("rename", f"{kind} {old} becomes {new}", (Rename(kind, old, new),))


MAKERS: dict[Callable[[Desk], Deed | None], int] = {
    insert: 5, remove: 2, move: 4, reorder: 1, cross: 3, scenes: 3, chapters: 1, entries: 3, documents: 1, rename: 3,
}  # fmt: skip
"""The changes of shape, and how often people make them."""
