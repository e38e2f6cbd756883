"""One of several people who rate pictures at once, each in a clone of their own: says what they think and syncs.

Called with FOLDER, NAME and COUNT. Ends when the last sync is through.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from anime_cli.studio.judging import Judgement
from anime_cli.studio.rating import rate_pictures, withdraw_ratings
from anime_cli.studio.studio import Studio
from anime_cli.studio.syncing import sync_story

ADDRESSES = ("rain", "rain:a1b2c3d", "roof", "roof:b1b2c3d")


def synced(folder: Path) -> None:
    """Sync until nobody was faster."""
    while (told := sync_story(Studio.open(folder))).failure is not None:
        sys.stderr.write(f"{told.failure}\n")


def main() -> None:
    folder, name, count = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
    os.environ["GIT_AUTHOR_NAME"], os.environ["GIT_AUTHOR_EMAIL"] = name, f"{name}@example.org"
    for number in range(count):
        address = ADDRESSES[number % len(ADDRESSES)]
        rate_pictures(Studio.open(folder), [Judgement(address, 1 + number % 5, f"{name} {number}")])
        synced(folder)
    withdraw_ratings(Studio.open(folder), [ADDRESSES[0]])
    synced(folder)


if __name__ == "__main__":
    main()
