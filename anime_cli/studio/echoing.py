"""Ask Echo, the writers' room."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from anime_cli.echo.tasks.plot import Storyline

STRUCTURE = "kishotenketsu"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What a plot is asked for; `brain` None takes the one that the settings name."""

    premise: str
    title: str | None = None
    seed: int = 0
    structure: str = STRUCTURE
    brain: str | None = None


def develop_plot(wish: Wish, environment: Mapping[str, str]) -> Storyline:
    """Develop a premise into a complete story; nothing is written.

    Raises:
        EmptyPremise: the premise holds no word.
        BrainNotFound: no brain has that name.
        StructureNotFound: the brain tells no story of that structure.
    """
    from anime_cli.config import Settings, read_user_file, user_file
    from anime_cli.echo.brains.table import brain
    from anime_cli.echo.tasks.plot import develop_plot as develop

    flags = {"brain": wish.brain} if wish.brain is not None else {}
    settings = Settings(flags, environment, {}, read_user_file(user_file(environment)))
    writer = brain(settings["brain"])
    return develop(writer, wish.premise, seed=wish.seed, structure=wish.structure, title=wish.title)


def texts(storyline: Storyline) -> dict[str, bytes]:
    """Return the files of STORYLINE by path, in canonical form."""
    from anime_cli.model.load import file_of, to_text

    return {file_of(document): to_text(document).encode() for document in storyline.documents}


def trailers(storyline: Storyline, wish: Wish) -> tuple[tuple[str, str], ...]:
    """Return the trailers of a commit that say who wrote its words."""
    told = (("Written-by", f"{storyline.brain} ({storyline.source})"), ("Seed", str(wish.seed)))
    return (*told, ("Structure", wish.structure))
