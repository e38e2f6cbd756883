"""The three-way merge of one document."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from anime_cli.merge.conflicts import MISSING, Decision, MergeConflict, marks
from anime_cli.merge.errors import UnresolvedConflict
from anime_cli.merge.fidelity import Weaver
from anime_cli.merge.fields import REMOVED_CHANGED, FieldMerge, Three
from anime_cli.merge.journeys import entry_key, list_key
from anime_cli.merge.naming import document_spot, spot_of
from anime_cli.merge.numbering import renumbered
from anime_cli.merge.sequence import three_way
from anime_cli.merge.shelf import layout_for
from anime_cli.merge.travel import NO_VISITS
from anime_cli.merge.values import equivalent, rule_of
from anime_cli.model.kinds import kind_of
from anime_cli.text.reader import CONFLICT

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from anime_cli.merge.conflicts import Value
    from anime_cli.merge.shelf import Shelf
    from anime_cli.merge.travel import Visits
    from anime_cli.text.plain import Plain

    Twin = tuple[str, str, str, str]


@dataclass(frozen=True, slots=True)
class Versions:
    """One document on three sides; None where it does not exist."""

    base: str | None
    ours: str | None
    theirs: str | None


@dataclass(frozen=True, slots=True)
class Merged:
    """A merged document: its text (None: deleted), what is left to decide, what was decided.

    `origins` has the path under which a side has the document, where that is another.
    """

    text: str | None
    conflicts: tuple[MergeConflict, ...] = ()
    decisions: tuple[Decision, ...] = ()
    origins: Mapping[str, str] = field(default_factory=dict)


class DocumentMerge:
    """The merge of the document at PATH; PREFIX and NUMBER name its first conflict: c1."""

    def __init__(
        self,
        path: str,
        number: int,
        shelf: Shelf,
        visits: Visits = NO_VISITS,
        twins: Sequence[Twin] = (),
        *,
        prefix: str = "c",
    ) -> None:
        self.path = path
        self.number = number
        self.prefix = prefix
        self.shelf = shelf
        self.visits = visits
        self.twins = twins
        self.rule = rule_of(path)

    @property
    def _name(self) -> str:
        return f"{self.prefix}{self.number}"

    def merge(self, versions: Versions) -> Merged:
        """Merge what the sides made of the document.

        Raises:
            TextError: a version that must be merged can't be read.
            UnresolvedConflict: a version holds marks of an earlier merge.
        """
        base, ours, theirs = versions.base, versions.ours, versions.theirs
        one_sided = ours == theirs or base in (ours, theirs)
        if one_sided and self.visits.hosting:
            return self._host(ours if base == theirs else theirs)
        if ours == theirs:
            return Merged(ours)
        if one_sided:
            side, text = ("theirs", theirs) if base == ours else ("ours", ours)
            return Merged(text, (), (Decision(side, self.path, (), document_spot(self.path).entity),))
        if kind_of(self.path) is None:
            return self._lines(versions)
        if ours is None or theirs is None:
            return self._deleted(versions)
        return self._fields(base or None, ours, theirs)

    def _fields(self, base: str | None, ours: str, theirs: str) -> Merged:
        values = [MISSING if text is None else self.shelf.value(self.path, text) for text in (base, ours, theirs)]
        for value, text, side in ((values[1], ours, "our"), (values[2], theirs, "their")):
            if CONFLICT in text and self.shelf.parsed(self.path, text).marked:
                self._refuse_marks(value, side)
        return self._merged(Three(*values), base, ours, theirs)

    def _host(self, text: str | None) -> Merged:
        """Merge what came to a document that only one side changed."""
        assert text is not None
        value = self.shelf.value(self.path, text)
        return self._merged(Three(value, value, value), None, text, text)

    def _merged(self, three: Three, base: str | None, ours: str, theirs: str) -> Merged:
        fields = FieldMerge(self.path, self.number, self.prefix, self.visits, self.twins)
        spot = document_spot(self.path, three.ours, three.theirs, three.base)
        value = fields.merge(three, self.rule, spot)
        value, conflicts = renumbered(value, fields.conflicts, layout_for(self.path))
        weaver = Weaver(self.path, self.rule, self.shelf)
        text = weaver.weave(base, ours, theirs, value if isinstance(value, dict) else {})
        return Merged(text, conflicts, tuple(fields.decisions))

    def _refuse_marks(self, value: Value, side: str) -> None:
        for address, _ in marks(value):  # type: ignore[arg-type]
            raise UnresolvedConflict(self.path, spot_of(self.path, value, address).entity, side)

    def _deleted(self, versions: Versions) -> Merged:
        """One side deleted the document, the other touched it: a conflict unless it still says the same."""
        before, after = versions.base or "", versions.ours or versions.theirs or ""
        value = self.shelf.value(self.path, after)
        spot = document_spot(self.path, value)
        same = self._comments(before) == self._comments(after)
        if same and equivalent(self._left(self.shelf.value(self.path, before)), self._left(value), self.rule):
            side = "theirs" if versions.theirs is None else "ours"
            return Merged(None, (), (Decision(side, self.path, (), spot.entity),))
        return whole(self._hosting(versions), self.path, self._name, spot.entity, REMOVED_CHANGED)

    def _hosting(self, versions: Versions) -> Versions:
        """Return VERSIONS with what came to the side that has the document; where that is torn, as it is."""
        kept = versions.ours or versions.theirs
        hosted = self._host(kept) if self.visits.hosting else Merged(kept)
        if hosted.conflicts:
            return versions
        return Versions(versions.base, versions.ours and hosted.text, versions.theirs and hosted.text)

    def _comments(self, text: str) -> list[str]:
        return [each.text for each in self.shelf.comments(self.path, text)]

    def _left(self, value: dict[str, Plain]) -> dict[str, Plain]:
        """Return VALUE without the entries that went to another document."""
        key = list_key(self.path) or ""
        entries = value.get(key)
        if not self.visits.departed or not isinstance(entries, list):
            return value
        return {**value, key: [each for each in entries if entry_key(each) not in self.visits.departed]}

    def _lines(self, versions: Versions) -> Merged:
        """Merge a file that is no document of a story by its lines."""
        entity = document_spot(self.path).entity
        texts = (versions.base, versions.ours, versions.theirs)
        if None in texts:
            return whole(versions, self.path, self._name, entity, REMOVED_CHANGED)
        out: list[str] = []
        base, ours, theirs = (str(text).splitlines(keepends=True) for text in texts)
        for chunk in three_way(base, ours, theirs):
            if chunk.source == "both" and chunk.ours != chunk.theirs:
                return whole(versions, self.path, self._name, entity, "Both sides changed the same lines.")
            out += chunk.theirs if chunk.source == "theirs" else chunk.ours
        return Merged("".join(out), (), (Decision("both", self.path, (), entity),))


def whole(versions: Versions, path: str, name: str, entity: str, reason: str) -> Merged:
    """Leave a conflict about the document itself; the text is ours, or theirs where ours is gone."""
    sides: list[Value] = [MISSING if text is None else text for text in (versions.base, versions.ours, versions.theirs)]
    conflict = MergeConflict(name, path, (), entity, "", sides[0], sides[1], sides[2], reason)
    return Merged(versions.theirs if versions.ours is None else versions.ours, (conflict,))
