"""Make a new thing of a story, and change one that is there."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from anime_cli.errors import UsageError
from anime_cli.studio.authoring.draft import Draft, at
from anime_cli.studio.authoring.fields import Wish, edit_of, fulfilled
from anime_cli.studio.authoring.keeping import Authored, Keeping, called_in, keep, label
from anime_cli.studio.authoring.placing import Place, put
from anime_cli.studio.authoring.things import SORTS, NoIdFromName, find, refuse_taken, thing_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from anime_cli.studio.authoring.things import Sort, Thing
    from anime_cli.studio.studio import Studio
    from anime_cli.text.plain import Plain

DONE = Keeping()


class NoName(UsageError):
    """A new thing was to be made, and nothing says what it is called."""

    def __init__(self, sort: Sort) -> None:
        what = sort.called or "id"
        super().__init__(f"The new {sort.kind} has no {what}.", hint=f'anime {sort.kind} add "{what.upper()}"')


@dataclass(frozen=True, slots=True)
class Words:
    """What was said of a thing: its fields one by one, and a whole document as text; the fields rule.

    `by_hand` lets the person write it in their editor where nothing else was said.
    """

    wishes: tuple[Wish, ...] = ()
    document: str | None = None

    @property
    def by_hand(self) -> bool:
        """Tell whether nothing was said, so that an editor has to open."""
        return not self.wishes and self.document is None


def add(
    studio: Studio,
    kind: str,
    words: Words,
    *,
    name: str | None = None,
    place: Place | None = None,
    keeping: Keeping = DONE,
) -> Authored:
    """Make a new thing of KIND of what WORDS say; its id is NAME, or made of its title or name.

    A scene gets its PLACE in a chapter, by default at the end of the last one; a chapter at the end of the story. Where
    nothing was said an editor opens.

    Raises:
        NoName, NoIdFromName, NotAnId, NameTaken: it can't be called so.
        ThingNotFound, NotListed, NoChapter: the place is none.
        FieldNotFound, NotOneValue, NothingNamed: a field can't be so.
        NothingSaid, EditorFailed, DraftKept: the editor could not be used, or what was written not be taken over.
        AnimeError: the document says what none may; nothing is written.
    """
    from anime_cli.studio.authoring.pen import written

    def attempt(text: str) -> tuple[Draft, Authored]:
        draft, made = _new(studio, SORTS[kind], replace(words, document=text), name, place or Place())
        keep(draft, made, (made.id,), replace(keeping, dry_run=True))
        return draft, made

    if not words.by_hand:
        draft, made = _new(studio, SORTS[kind], words, name, place or Place())
        return keep(draft, made, (made.id,), keeping)
    with written(
        studio, kind, _template(SORTS[kind]), attempt, f"A new {kind}. Left as it is, nothing is made."
    ) as found:
        if found is None:
            return Authored(verb="add", kind=kind, id="", label=kind, message=f"No {kind} was made")
        draft, made = found
        return keep(draft, made, (made.id,), keeping)


def edit(studio: Studio, kind: str, name: str, words: Words, *, keeping: Keeping = DONE) -> Authored:
    """Change the thing of KIND called NAME as WORDS say: the lines of each field, and no other byte.

    A document that is given takes the place of the old one: what it leaves out goes. Where nothing was said the thing
    opens in an editor, and what the person leaves there is kept byte by byte.

    Raises:
        ThingNotFound: there is none of that name.
        FieldNotFound, NotOneValue, NothingNamed: a field can't be so.
        ChangedMeanwhile: another program changed the file at the same time; nothing is written.
        NothingSaid, EditorFailed, DraftKept: the editor could not be used, or what was written not be taken over.
        AnimeError: the document says what none may; nothing is written.
    """
    from anime_cli.studio.authoring.pen import written

    thing = find(Draft(studio), kind, name)
    if not words.by_hand:
        draft = Draft(studio)
        _replace(draft, thing, words.document)
        _change(draft, thing, words.wishes)
        return keep(draft, _edited(draft, thing), (name,), keeping)
    begun = Draft(studio)
    shown = begun.text(thing.path) if not thing.address else _fragment(begun, thing)

    def attempt(text: str) -> Draft:
        draft = begun.again()
        if thing.address:
            _replace(draft, thing, text)
        else:
            draft.put(thing.path, text)
        keep(draft, _edited(draft, thing), (name,), replace(keeping, dry_run=True))
        return draft

    with written(studio, f"{kind}-{name}", shown, attempt) as found:
        return keep(found or begun, _edited(found or begun, thing), (name,), keeping)


def _new(studio: Studio, sort: Sort, words: Words, name: str | None, place: Place) -> tuple[Draft, Authored]:
    """Return the draft that holds the new thing, and what tells of it."""
    draft = Draft(studio)
    value = _read(words.document, sort) if words.document is not None else {}
    made = fulfilled(sort.record, value, words.wishes, f"the new {sort.kind}")
    assert isinstance(made, dict)
    title = made.get(sort.called) if sort.called else None
    thing = thing_of(sort.kind, name or _id_of(sort, title))
    refuse_taken(draft, sort.kind, thing.id)
    if thing.address:
        _insert(draft, thing, made)
        where = ""
    else:
        draft.put(thing.path, _text(thing, words, made))
        where = _placed(draft, thing, place) if sort.kind in {"scene", "chapter"} else ""
    called = label(sort.kind, thing.id, title if isinstance(title, str) else None)
    message = f"Add the {called}{where}"
    return draft, Authored(verb="add", kind=sort.kind, id=thing.id, label=called, message=message)


def _id_of(sort: Sort, title: Plain) -> str:
    from unicodedata import normalize

    from anime_cli.model.ids import slug

    if not isinstance(title, str) or not title.strip():
        raise NoName(sort)
    letters = normalize("NFKD", title)
    if any(each.isalnum() and not each.isascii() for each in letters) or not any(map(str.isalnum, letters)):
        raise NoIdFromName(sort.kind, " ".join(title.split()))
    return slug(title)


def _read(text: str, sort: Sort) -> dict[str, Plain]:
    from anime_cli.model.kinds import FOLDERS
    from anime_cli.model.layouts import layout_of
    from anime_cli.text.layout import PLAIN
    from anime_cli.text.plain import plain
    from anime_cli.text.reader import read

    layout = layout_of(sort.kind) if sort.kind in FOLDERS else PLAIN
    found = plain(read(text if text.endswith("\n") else f"{text}\n", f"the {sort.kind}", layout).root)
    assert isinstance(found, dict)
    return found


def _text(thing: Thing, words: Words, value: dict[str, Plain]) -> str:
    """Return the text of a new document: the one that was given with its fields spliced in, else a canonical one."""
    from anime_cli.model.fields import Text
    from anime_cli.model.layouts import layout_of
    from anime_cli.text.splice import Set, splice
    from anime_cli.text.writer import write

    lists: dict[str, Plain] = {
        each.key: [] for each in thing.sort.record.known if each.required and not isinstance(each.codec, Text)
    }
    whole: dict[str, Plain] = {**lists, **value}
    layout = layout_of(thing.kind)
    if words.document is None:
        return write(whole, layout)
    text = words.document if words.document.endswith("\n") else f"{words.document}\n"
    return splice(text, [Set((), whole)], thing.path, layout)


def _placed(draft: Draft, thing: Thing, place: Place) -> str:
    """Put a new scene or chapter into its list; return where that is, in words."""
    from anime_cli.studio.authoring.mentions import homes

    if place.given or not list(homes(draft, thing)):
        put(draft, thing, place)
    if thing.kind == "chapter":
        return ""
    chapter = next(homes(draft, thing))[0]
    title = draft.value(chapter).get("title")
    return f" to {title if isinstance(title, str) else chapter}"


def _insert(draft: Draft, thing: Thing, value: dict[str, Plain]) -> None:
    """Put a new entry into its map of story.yaml."""
    from anime_cli.text.splice import Insert, Set

    section, name = thing.sort.section, thing.id
    there = isinstance(draft.value(thing.path).get(section), dict)
    draft.edit(thing.path, [Insert((section, name), value) if there else Set((section,), {name: value})])


def _replace(draft: Draft, thing: Thing, text: str | None) -> None:
    from anime_cli.text.splice import Set

    if text is not None:
        draft.edit(thing.path, [Set(thing.address, _read(text, thing.sort))])


def _change(draft: Draft, thing: Thing, wishes: Sequence[Wish]) -> None:
    for wish in wishes:
        value = at(draft.value(thing.path), thing.address)
        made = edit_of(thing.sort.record, value, wish, thing.address, "" if thing.address else thing.id)
        if made is not None:
            draft.edit(thing.path, [made])


def _edited(draft: Draft, thing: Thing) -> Authored:
    called = called_in(draft.again(), thing)
    return Authored(verb="edit", kind=thing.kind, id=thing.id, label=called, message=f"Change the {called}")


def _fragment(draft: Draft, thing: Thing) -> str:
    """Return an entry of story.yaml as a document of its own."""
    from anime_cli.model.layouts import layout_of
    from anime_cli.text.layout import Layout
    from anime_cli.text.writer import write

    value = at(draft.value(thing.path), thing.address)
    layout = Layout(prose=layout_of("story").prose, order={"": tuple(thing.sort.record.by_key)})
    return write(value if isinstance(value, dict) else {}, layout)


def _template(sort: Sort) -> str:
    """Return what a person finds in their editor before they write a new thing."""
    required = [each.key for each in sort.record.known if each.required]
    more = ", ".join(each.key for each in sort.record.known if not each.required)
    lines = [f"{key}:" for key in required or [sort.record.known[0].key]]
    return "\n".join([*lines, f"# There may also be {more}.", ""])
