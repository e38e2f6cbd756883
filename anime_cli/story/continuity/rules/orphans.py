"""C06: whatever a story declares, a scene takes up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from anime_cli.story.continuity.card import need
from anime_cli.story.continuity.finding import INFO, WARNING, Finding
from anime_cli.story.continuity.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from anime_cli.model.report import Address
    from anime_cli.story.continuity.reading import Reading


def find(reading: Reading) -> Iterator[Finding]:
    """Yield every character, place, thing, secret and thread that nothing else of the story names."""
    told = {each for path, card in reading.cards.items() if path.startswith("scenes/") for each in card.needs}
    everywhere = {each for card in reading.cards.values() for each in card.needs}
    yield from _people(reading, everywhere)
    yield from _places(reading, told)
    yield from _things(reading, told)


def _people(reading: Reading, named: set[str]) -> Iterator[Finding]:
    kin = {name for each in reading.story.characters.values() for name in each.family.values()}
    for name, each in reading.story.characters.items():
        if need("character", name) not in named and name not in kin:
            yield _orphan(f"characters/{name}.yaml", (), f"No scene, relation or family names {each.name}.")


def _places(reading: Reading, told: set[str]) -> Iterator[Finding]:
    ends = {to for each in reading.story.places.values() for to in each.routes}
    for name, each in reading.story.places.items():
        if need("place", name) not in told and not each.routes and name not in ends:
            yield _orphan(f"places/{name}.yaml", (), f"No scene is at {each.name}, and no route leads there.")


def _things(reading: Reading, told: set[str]) -> Iterator[Finding]:
    document = reading.story.document
    secrets = [name for name, fact in document.facts.items() if fact.secret]
    for key, kind, noun, names in (
        ("items", "item", "thing", document.items),
        ("facts", "fact", "secret", secrets),
        ("threads", "thread", "thread", document.threads),
    ):
        for name in names:
            if not told & {need(kind, name), need("uses", name)}:
                yield _orphan("story.yaml", (key, name), f"No scene takes up the {noun} '{name}'.")


def _orphan(path: str, address: Address, message: str) -> Finding:
    where = path if not address else f"`{address[0]}` in {path}"
    return Finding(
        rule=RULE.id,
        severity=INFO if path == "story.yaml" else WARNING,
        path=path,
        address=address,
        message=message,
        hint="Let a scene name it, or delete " + (path if not address else f"'{address[1]}' from {where}") + ".",
        what=f"orphan {path} {' '.join(map(str, address))}".rstrip(),
    )


RULE = Rule(
    "C06",
    "An orphan",
    "Every character, place, thing, secret and thread of a story stands in one of its scenes.",
    find,
    severity=INFO,
    exempt="Places on a way between others, facts that are no secret, and people who are only spoken of.",
    counts=False,
)
