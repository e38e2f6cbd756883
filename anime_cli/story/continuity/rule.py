"""What a continuity rule is."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from anime_cli.model.documents import Scene
from anime_cli.story.continuity.finding import ERROR
from anime_cli.story.continuity.presence import doing
from anime_cli.story.references import Reference, pointers

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from anime_cli.model.documents import Document
    from anime_cli.story.continuity.finding import Finding
    from anime_cli.story.continuity.reading import Reading
    from anime_cli.story.continuity.visit import Visit


@dataclass(frozen=True)
class Page:
    """A document as the rules read it by itself."""

    document: Document

    @cached_property
    def pointers(self) -> tuple[Reference, ...]:
        """The references that it makes, as far as it can tell by itself."""
        return tuple(pointers(self.document))

    @cached_property
    def doing(self) -> frozenset[str]:
        """Whoever does something in it that only the living do."""
        return doing(self.document) if isinstance(self.document, Scene) else frozenset()


def _no_finding(_reading: Reading) -> Iterable[Finding]:
    return ()


def _no_fault(_page: Page) -> bool:
    return False


def _no_sight(_reading: Reading, _visit: Visit) -> Iterable[Finding]:
    return ()


@dataclass(frozen=True, slots=True)
class Rule:
    """One continuity rule: what it forbids, in a title and a sentence, and the functions that find it.

    - `find` reads the story as a whole, once.
    - `watch` sees one scene with the states that one path brings to it (see `Visit`); it is asked for every scene on
      every path, so it must be quick where nothing is wrong. The same fault on several paths is told once.
    - `alone` tells whether a document breaks the rule whatever the others say; the answer is remembered with the
      content of the document (see `card.VERSION`), so that `find` need not read it again.

    `severity` is that of its findings, where they don't say otherwise; `exempt` is a sentence on what it lets pass.
    `counts` tells whether `find` can yield an error.
    """

    id: str
    title: str
    explanation: str
    find: Callable[[Reading], Iterable[Finding]] = field(repr=False, default=_no_finding)
    alone: Callable[[Page], bool] = field(repr=False, default=_no_fault)
    watch: Callable[[Reading, Visit], Iterable[Finding]] = field(repr=False, default=_no_sight)
    severity: str = ERROR
    exempt: str = ""
    counts: bool = True

    @property
    def page(self) -> str:
        """The page of the documentation that shows a story which breaks the rule, and the same story mended."""
        return f"docs/rules/{self.id}.md"

    @property
    def watches(self) -> bool:
        """Tell whether the rule looks at states."""
        return self.watch is not _no_sight
