"""What is made of documents, by one process or by several."""

from __future__ import annotations

import os
import signal
import threading
from typing import TYPE_CHECKING

import pytest

from anime_cli.studio import cards, making
from anime_cli.studio.cards import read_cards
from anime_cli.studio.errors import BadJobs, BrokenDocuments
from anime_cli.studio.making import Made, make, make_all, processes_for
from anime_cli.studio.studio import Studio

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

SCENES = {
    f"scenes/scene-{n}.yaml": f"title: Rain {n}\nplace: street\nscript:\n  - action: It rains.\n".encode()
    for n in range(40)
}


def batches(size: int = 4) -> list[dict[str, bytes | str]]:
    """Return the scenes in pieces of work."""
    rows = list(SCENES.items())
    return [dict(rows[start : start + size]) for start in range(0, len(rows), size)]


def together(found: Iterable[Made]) -> Made:
    """Return all that was made, by path."""
    whole = Made()
    for made in found:
        whole.rows.update(made.rows)
        whole.broken.extend(made.broken)
    whole.broken.sort()
    return whole


@pytest.mark.parametrize("processes", [2, 3])
def test_several_processes_make_what_one_makes(processes: int) -> None:
    """Who makes a card leaves no trace in it."""
    assert together(make_all(batches(), processes)) == together(make_all(batches(), 1))


def test_others_do_a_part_of_the_work(monkeypatch: pytest.MonkeyPatch) -> None:
    """This process doesn't make everything itself."""
    own: list[Mapping[str, bytes | str]] = []
    pid = os.getpid()

    def counted(batch: Mapping[str, bytes | str]) -> Made:
        if os.getpid() == pid:
            own.append(batch)
        return make(batch)

    monkeypatch.setattr(making, "make", counted)
    monkeypatch.setattr(making, "AHEAD", 5)
    counted.__module__, counted.__qualname__ = making.__name__, "make"
    assert len(together(make_all(batches(), 2)).rows) == len(SCENES)
    assert len(own) < len(batches())


def test_a_process_that_is_ended_from_outside_is_replaced() -> None:
    """This process makes what the other leaves undone, and gives it nothing more."""
    pool = making._pool(1)
    assert pool is not None
    first, *rest = batches()
    future = making._given(pool, first)
    assert future is not None
    for helper in pool._processes:
        os.kill(helper, signal.SIGKILL)
    assert making._taken(first, future) == make(first)
    while making._given(pool, rest[0]) is not None:
        threading.Event().wait(0.01)
    pool.shutdown()


def test_a_document_that_cannot_be_read_is_named() -> None:
    """The others are made all the same."""
    path = "scenes/scene-7.yaml"
    found = together(make_all([{**each, path: b"title: ["} if path in each else each for each in batches()], 2))
    assert found.broken == [path]
    assert found.rows.keys() == SCENES.keys() - {path}


def test_its_error_says_the_same_however_many_read(studio: Studio, monkeypatch: pytest.MonkeyPatch) -> None:
    """An error is made where it is raised, so that nothing of it is lost on the way."""
    monkeypatch.setattr(making, "MANY", 1)
    monkeypatch.setattr(cards, "BATCH", 1)
    for name in ("rain", "roof"):
        (studio.repository.folder / f"scenes/{name}.yaml").write_text("title: [\n")
    said = []
    for jobs in "13":
        opened = Studio.open(studio.repository.folder, environment={"ANIME_JOBS": jobs})
        with pytest.raises(BrokenDocuments) as caught:
            read_cards(opened, opened.repository.files())
        said.append(str(caught.value))
    assert said[0] == said[1]
    assert said[0].index("scenes/rain.yaml") < said[0].index("scenes/roof.yaml")


def test_few_documents_ask_for_no_other_process() -> None:
    """Neither does a process of several threads, whose copy would not be sound, nor whoever allows one job."""
    assert processes_for(making.MANY - 1, 8) == 1
    assert processes_for(100 * making.MANY, 1) == 1
    done = threading.Event()
    waiting = threading.Thread(target=done.wait)
    waiting.start()
    try:
        assert processes_for(100 * making.MANY, 8) == 1
    finally:
        done.set()
        waiting.join()


def test_jobs_are_a_number(studio: Studio) -> None:
    """Another word is refused with the way to say it."""
    opened = Studio.open(studio.repository.folder, environment={"ANIME_JOBS": "many"})
    with pytest.raises(BadJobs, match="'many' is no number of jobs"):
        read_cards(opened, opened.repository.files())
