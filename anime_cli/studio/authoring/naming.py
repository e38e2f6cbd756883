"""Make sure that what a person wrote names only what is there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from anime_cli.errors import AnimeError, WorldError, did_you_mean
from anime_cli.model.codecs import article
from anime_cli.model.kinds import FOLDERS, SINGLE, path_of
from anime_cli.studio.authoring.things import SORTS, names_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from anime_cli.story.references import Reference
    from anime_cli.studio.authoring.draft import Draft

MAPS = {"fact": ("facts",), "item": ("items",), "thread": ("threads",), "uses": ("facts", "items")}
"""The maps of story.yaml that declare what a kind of reference names."""


class NothingNamed(WorldError):
    """A field was to name something that is not there."""

    def __init__(self, each: Reference, field: str, known: Collection[str]) -> None:
        noun = {"uses": "fact or item"}.get(each.kind, each.kind)
        owner = f" of {each.owner}" if each.kind == "outfit" else ""
        super().__init__(
            f"{each.path}: {field}: there is no {noun}{owner} called '{each.target}'.",
            hint=did_you_mean(each.target, known) or _way(each, known),
        )


def _way(each: Reference, known: Collection[str]) -> str:
    if each.kind in SORTS:
        return f"anime {each.kind} add makes {article(each.kind)}; anime {each.kind} list shows those that are there."
    if each.kind == "event":
        return "An event can be named by the id that stands in its file: anime story read --events --ids"
    return f"There are {', '.join(sorted(known))}." if known else "There is none yet."


def refuse_unnamed(draft: Draft) -> None:
    """Make sure that no document of DRAFT names something that is not there, unless it did so before.

    What a file that can't be read would declare counts as there.

    Raises:
        NothingNamed: one does.
    """
    from anime_cli.model.errors import Problem

    for path in draft.changed:
        text = draft.after[path]
        if text is None:
            continue
        old = {(each.kind, each.target, each.owner) for each in _pointers(draft.before[path], path)}
        for each in _pointers(text, path):
            known = _known(draft, each) if (each.kind, each.target, each.owner) not in old else None
            if known is not None and each.target not in known:
                raise NothingNamed(each, Problem(path=path, address=each.address, message="").field, known)


def _pointers(text: str | None, path: str) -> Iterator[Reference]:
    from anime_cli.model.load import load
    from anime_cli.story.references import pointers

    if text is None:
        return
    try:
        document = load(text.encode(), path).document
    except AnimeError:
        return
    yield from pointers(document)


def _known(draft: Draft, each: Reference) -> Collection[str] | None:
    """Return the names that EACH may give; None where that can't be told."""
    if each.kind in FOLDERS:
        return names_of(draft, each.kind)
    try:
        return _declared(draft, each)
    except AnimeError:
        return None


def _declared(draft: Draft, each: Reference) -> Collection[str]:
    from anime_cli.model.emotions import vocabulary

    if each.kind == "event":
        return _events(draft)
    if each.kind == "outfit":
        path = path_of("character", each.owner or "")
        return _keys(draft, path, "outfits") if path in draft.paths else ()
    if each.kind == "emotion":
        return {*vocabulary(), *_keys(draft, SINGLE["story"], "emotions")}
    return {name for key in MAPS[each.kind] for name in _keys(draft, SINGLE["story"], key)}


def _keys(draft: Draft, path: str, key: str) -> Collection[str]:
    found = draft.value(path).get(key)
    return [*found] if isinstance(found, dict) else ()


def _events(draft: Draft) -> Collection[str]:
    """Return the ids that stand in the files of scenes; a scene that can't be read may hold any."""
    found: set[str] = set()
    for path in draft.paths:
        script = draft.value(path).get("script") if path.startswith(f"{FOLDERS['scene']}/") else None
        for item in script if isinstance(script, list) else ():
            if isinstance(item, dict) and "event" in item and isinstance(item.get("id"), str):
                found.add(str(item["id"]))
    return found
