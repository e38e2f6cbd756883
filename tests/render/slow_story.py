"""Draw a story slowly, for the test that interrupts it: python slow_story.py CACHE JOBS."""

from __future__ import annotations

import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from drawings import Tiny, line, tell

from anime_cli.render.cache import open_cache
from anime_cli.render.executor import run
from anime_cli.render.plan import plan
from anime_cli.story.fold import fold

if TYPE_CHECKING:
    from anime_cli.render.request import RenderRequest

SHOTS = 24


@dataclass
class Slow(Tiny):
    """A renderer that takes its time."""

    def render(self, request: RenderRequest) -> bytes:
        time.sleep(0.15)
        return super().render(request)


def say(words: str) -> None:
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


def main() -> None:
    script = [item for n in range(SHOTS) for item in ({"shot": "wide", "id": f"s{n}"}, line("aki", f"{n}."))]
    story = tell(script)
    cache = open_cache(Path(sys.argv[1]))
    planned = plan(story, fold(story), cache, Slow())
    say(f"waiting {len(planned.to_draw)}")
    run(planned, cache, Slow(), jobs=int(sys.argv[2]), finished=lambda picture: say(picture.address))


if __name__ == "__main__":
    main()
