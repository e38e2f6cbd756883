"""Two people who share a story and say what they think of its pictures: run for their JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

from clones import BELL, LINE, SCENE, git, hook, hub_of
from merging_situations import commit

if TYPE_CHECKING:
    from pathlib import Path

    from printing import Scribe


def rated(scribe: Scribe) -> None:
    """A picture rated, in words too, rated just so again, and once more in another size; a rating taken back."""
    folder = scribe.copy("rated")
    scribe(folder, "render", "run", "first-bell", "--key", "--size", "160x90")
    scribe(folder, "taste", "show")
    scribe(folder, "taste", "rate", "first-bell", "4", "--note", "The light is right.", "--size", "160x90")
    scribe(folder, "taste", "rate", "-", "--size", "160x90", source="first-bell 4 The light is right.\n")
    scribe(folder, "taste", "rate", "first-bell", "2", "-n")
    scribe(folder, "taste", "rate", "first-bell", "2")
    scribe(folder, "taste", "show", "--all")
    scribe(folder, "taste", "forget", "--all", "-n")
    scribe(folder, "taste", "forget", "first-bell")


def synced(scribe: Scribe) -> None:
    """Two clones that both have commits, branches and checkpoints of their own, and a host that says thanks."""
    folder, other = scribe.copy("synced"), scribe.root / "synced-there"
    hub = hub_of(folder)
    hook(hub, "post-receive", "echo Thank you.")
    git(folder, "remote", "add", "origin", str(hub))
    scribe(folder, "story", "sync")
    scribe(scribe.root, "story", "clone", hub, other)
    for name, place, edited in (
        ("theirs", other, (SCENE, LINE, "It's cold.")),
        ("ours", folder, (BELL, "sill", "hill")),
    ):
        scribe(place, "story", "switch", "-c", f"{name}-alone")
        commit(scribe, place, edited)
        scribe(place, "story", "switch", "main")
        commit(scribe, place, edited)
        scribe(place, "story", "checkpoint", name)
        scribe(place, "story", "checkpoint", "both")
    scribe(other, "story", "sync")
    scribe(other, "story", "sync", "--branch", "theirs-alone")
    speak(scribe, folder)
    scribe(folder, "story", "sync", "-n")
    scribe(folder, "story", "sync")
    scribe(folder, "story", "sync", "--branch", "theirs-alone")


def speak(scribe: Scribe, folder: Path) -> None:
    """Let the person in FOLDER rate a picture."""
    scribe(folder, "render", "run", "first-bell", "--key", "--size", "160x90")
    scribe(folder, "taste", "rate", "first-bell", "5")
