"""One picture, from its request to its file: what a drawing process does."""

from __future__ import annotations

import signal
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from anime_cli.errors import AnimeError
from anime_cli.render.cache import SUFFIX
from anime_cli.render.key import canonical
from anime_cli.render.png import stamp
from anime_cli.store.errors import CacheUnwritable
from anime_cli.store.files import FileStore

if TYPE_CHECKING:
    from anime_cli.render.renderer import Renderer
    from anime_cli.render.request import RenderRequest


@dataclass(frozen=True, slots=True)
class Job:
    """A picture to be drawn: its request, the engine's name and version, and the folder it is kept in."""

    address: str
    key: str
    request: RenderRequest
    renderer: str
    version: str
    folder: str


@dataclass(frozen=True, slots=True)
class Result:
    """What came of a job; `failure` says why there is no picture, `mend` what lets one that was drawn be kept."""

    address: str
    key: str
    seconds: float
    failure: str | None = None
    mend: str | None = None


_mine: list[Renderer] = []
"""The renderer of this process, so that it travels once and not with every job."""


def prepare(renderer: Renderer) -> None:
    """Make this process ready to draw. Ctrl-C is the parent's to answer: what is begun here is finished and kept."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _mine[:] = [renderer]


def draw(job: Job, renderer: Renderer | None = None) -> Result:
    """Draw one picture and keep it. A renderer is a guest: whatever it raises becomes the result's failure."""
    begun = time.perf_counter()
    engine = renderer or _mine[0]
    try:
        picture = stamp(engine.render(job.request), words(job))
        FileStore(Path(job.folder)).put(job.key, picture, SUFFIX)
    except CacheUnwritable as error:
        return Result(job.address, job.key, 0.0, f"{error.message} {error.cause}", error.hint)
    except AnimeError as error:
        return Result(job.address, job.key, 0.0, " ".join(part for part in (error.message, error.cause) if part))
    except Exception as error:  # noqa: BLE001  # a foreign engine may raise anything; the run must name the shot
        return Result(job.address, job.key, 0.0, f"{type(error).__name__}: {error}")
    return Result(job.address, job.key, time.perf_counter() - begun)


def words(job: Job) -> dict[str, str]:
    """Return what a picture says of itself."""
    return {
        "Software": f"anime {job.renderer} {job.version}",
        "anime:key": job.key,
        "anime:renderer": job.renderer,
        "anime:request": canonical(job.request),
        "anime:shot": job.address,
        "anime:version": job.version,
    }
