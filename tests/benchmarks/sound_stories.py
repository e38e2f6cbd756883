"""Stories without a fault, as plain documents: the example with both endings, those by hand, and the planner's."""

from __future__ import annotations

import sys
from copy import deepcopy
from pathlib import Path
from typing import TYPE_CHECKING, Any

sys.path.insert(0, str(Path(__file__).parent.parent / "continuity"))

from one_file import documents_in, values_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from telling import Documents

HERE = Path(__file__).parent
SAKURA = HERE.parents[1] / "examples" / "sakura"
BY_HAND = HERE.parent / "continuity" / "sound"
PREMISES = (
    "A shy girl discovers she has magic powers",
    "A boy finds a robot in the school basement that remembers the war",
    "A night-shift nurse hears a radio that plays tomorrow's news",
    "A retired detective must find his missing brother before the festival",
    "Two rival bakers share one oven",
    "A young chef wants to open a restaurant on the moon",
    "A retired robot opens a noodle shop",
    "An old sailor receives a letter from the sea",
    "A stubborn gardener grows a clock",
    "Two sisters share a theatre",
)


def written() -> Iterator[tuple[str, Documents]]:
    """Yield the stories that a person wrote, each by its name."""
    yield "sakura", _folders(SAKURA / "story")
    yield "sakura, the other ending", _folders(SAKURA / "story", SAKURA / "endings" / "alternate")
    for path in sorted(BY_HAND.glob("*.yaml")):
        yield path.stem, documents_in(path)


def planned(number: int) -> Iterator[tuple[str, Documents]]:
    """Yield NUMBER stories of the planner, always the same ones."""
    from anime_cli.echo.planning.plan import plan
    from anime_cli.echo.tasks.plot import PlotInput

    for at in range(number):
        seed, which = divmod(at, len(PREMISES))
        drafts = plan(PlotInput(premise=PREMISES[which]), seed).drafts
        found: dict[str, Any] = {f"{draft.kind}s/{draft.id}.yaml": deepcopy(dict(draft.values)) for draft in drafts}
        singles = {"storys/story.yaml": "story.yaml", "styles/style.yaml": "style.yaml"}
        yield f"{PREMISES[which]}, {seed}", {singles.get(path, path): values for path, values in found.items()}


def _folders(*folders: Path) -> Documents:
    """Return the documents in FOLDERS; a later folder's rule over an earlier one's."""
    files = {path.relative_to(folder).as_posix(): path for folder in folders for path in sorted(folder.rglob("*.yaml"))}
    return {name: values_in(path) for name, path in files.items()}
