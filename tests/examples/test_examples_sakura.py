"""The Petal Witch: what it tells, and what its other ending changes."""

from __future__ import annotations

from example_stories import TELLINGS, files, read

from anime_cli.story.fold import fold


def test_its_chapters_and_places() -> None:
    story = read(*TELLINGS["sakura"])
    assert list(story.chapters) == ["awakening", "the-festival", "the-fall", "spring-again"]
    assert {place.kind for place in story.places.values()} == {"classroom", "rooftop", "street"}


def test_the_secrets_come_out_when_they_should() -> None:
    """Ren learns on the roof, Hana hears from Kuroda twenty-two years late, and the key goes from hand to hand."""
    story = read(*TELLINGS["sakura"])
    folded = fold(story)
    assert "sakura-has-magic" not in folded.before("rooftop-dusk").person("ren").knows
    assert "sakura-has-magic" in folded.after("rooftop-dusk").person("ren").knows
    assert "petals-caught-him" in folded.before("first-bell").person("kuroda").knows
    assert "petals-caught-him" not in folded.before("what-kuroda-kept").person("hana").knows
    assert "petals-caught-him" in folded.after("what-kuroda-kept").person("hana").knows
    assert folded.after("rooftop-dusk").holdings("ren") == ("brass-key", "train-ticket")
    assert "brass-key" in folded.after("the-promise").holdings("sakura")
    assert folded.before("present").person("sakura").outfit.value == "loose"


def test_the_other_ending_says_so_and_changes_only_what_it_must() -> None:
    assert read(*TELLINGS["sakura"]).document.ending is None
    ending = read(*TELLINGS["sakura-alternate"]).document.ending
    assert ending is not None
    assert ending.title == "By hand"
    assert {*files("sakura/endings/alternate")} == {
        "chapters/spring-again.yaml",
        "scenes/by-hand.yaml",
        "scenes/present.yaml",
        "scenes/the-platform.yaml",
        "story.yaml",
    }
