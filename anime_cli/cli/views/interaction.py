"""A scene that was proposed from what stands between two people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from anime_cli.cli.output import Styled, View
from anime_cli.cli.printed import INTERACTION
from anime_cli.cli.views.moment import moment_data

if TYPE_CHECKING:
    from collections.abc import Iterator

    from anime_cli.cli.output import Line
    from anime_cli.cli.results.relations import Interaction as InteractionData
    from anime_cli.studio.interacting import Proposal


def proposal(made: Proposal) -> View:
    """Show a proposed scene as it is written; why it is this one is said in comments."""
    from anime_cli.model.load import dump

    interaction = made.interaction
    data: InteractionData = {
        "moment": moment_data(made.relations.address),
        "id": interaction.scene.id,
        "after": made.after,
        "situation": interaction.situation,
        "why": interaction.why,
        "brain": interaction.brain,
        "source": interaction.source,
        "scene": dump(interaction.scene),
        "files": sorted(made.documents),
        "written": made.written,
    }
    return INTERACTION.view(data, _proposal(made))


def _proposal(made: Proposal) -> Iterator[Line]:
    interaction = made.interaction
    yield Styled(f"# scenes/{interaction.scene.id}.yaml, behind {made.after}", "dim")
    yield Styled(f"# {interaction.why} Written by {interaction.brain}.", "dim")
    yield made.text.rstrip("\n")
    if made.written:
        yield Styled(f"# Written: {', '.join(sorted(made.documents))}", "dim")
    else:
        yield Styled("# Nothing is written yet: --write puts it into the story.", "dim")
