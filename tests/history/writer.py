"""One of several writers at one story: runs commands at random and tells what it did.

Called with FOLDER, NAME, COUNT and SEED. Prints a JSON line for each command that did something: what, and the commit.
"""

from __future__ import annotations

import json
import random
import sys
from pathlib import Path

from anime_cli.errors import AnimeError
from anime_cli.history import branches, committing
from anime_cli.history.repository import Repository
from anime_cli.history.snapshot import blob_id
from anime_cli.history.undo import undo
from anime_cli.history.writing import write_file
from anime_cli.store.errors import LeaseTaken
from anime_cli.studio.merging import abort_merge, merge_storylines
from anime_cli.studio.studio import Studio


class Writer:
    """Works in one folder with files and branches of its own, and merges what others wrote."""

    def __init__(self, folder: Path, name: str, seed: int) -> None:
        self.story = Repository.discover(folder)
        self.studio = Studio(self.story, {}, {})
        self.name = name
        self.chance = random.Random(seed)

    def commit(self) -> str:
        """Write a line of its own and commit that file alone."""
        path = f"scenes/{self.name}.yaml"
        file = self.story.folder / path
        expected = blob_id(file.read_bytes()) if file.exists() else None
        word = f"{self.name}{self.chance.randrange(10**9)}"
        write_file(self.story, path, f"title: {word}\nplace: roof\nscript: []\n".encode(), expected)
        return committing.commit(self.story, f"{self.name} writes {word}", [path]).id

    def branch(self) -> None:
        """Begin a branch, or end one of its own."""
        number = self.chance.randrange(4)
        name = f"{self.name}/{number}"
        if name in self.story.handle.branches.local:
            branches.delete_branch(self.story, name)
        else:
            branches.create_branch(self.story, name)

    def switch(self) -> None:
        """Switch to any branch; files that others have not committed yet stand in the way."""
        branches.switch(self.story, self.chance.choice(sorted(self.story.handle.branches.local)))

    def merge(self) -> str | None:
        """Bring any branch in; give up where a person would have to decide."""
        name = self.chance.choice(sorted(self.story.handle.branches.local))
        outcome = merge_storylines(self.studio, name)
        if outcome.exit_code:
            abort_merge(self.studio)
        return outcome.commit

    def take_back(self) -> None:
        """Take back the last command, whosever it was."""
        undo(self.story)

    def once(self) -> None:
        """Do one thing, and say what."""
        action = self.chance.choices(
            (self.commit, self.branch, self.switch, self.merge, self.take_back), (5, 2, 1, 2, 1), k=1
        )[0]
        try:
            made = action()
        except LeaseTaken:
            self.tell("waited", None)
        except AnimeError as error:
            self.tell(f"refused {type(error).__name__}", None)
        else:
            self.tell(action.__name__, made)

    def tell(self, what: str, made: str | None) -> None:
        sys.stdout.write(json.dumps([self.name, what, made]) + "\n")
        sys.stdout.flush()


def main() -> None:
    folder, name, count, seed = sys.argv[1:]
    writer = Writer(Path(folder), name, int(seed))
    for _ in range(int(count)):
        writer.once()


if __name__ == "__main__":
    main()
