"""Run commands of `anime` that are killed on their way.

Reads calls as JSON, a line each, from stdin: [folder, strike, seconds, arguments]. Each runs in a fork of this one.
The modules that its own arguments name are imported first.
With STRIKE n it kills itself just before its n-th change of anything: a file written, renamed or removed, a program
begun, an object, an index or a ref written by libgit2; with -n it interrupts itself there, as Ctrl-C does. With SECONDS
an alarm ends it wherever it is, libgit2 included.
Answers [exit code or None, number of changes] on stdout.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from importlib import import_module
from typing import Any

from anime_cli.__main__ import main

EVENTS = {"os.rename", "os.remove", "os.rmdir", "os.mkdir", "os.symlink", "os.truncate", "subprocess.Popen"}
CALLS = {
    "TreeBuilder", "create_blob", "create_commit", "create_reference_direct", "delete", "git_index_write",
    "git_index_write_tree_to", "git_repository_set_head", "pwrite", "rmdir", "set_target", "write",
}  # fmt: skip
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT
PRELOADED = (
    "anime_cli.cli.main", "anime_cli.cli.scene", "anime_cli.cli.story", "anime_cli.cli.views.authoring",
    "anime_cli.cli.views.branches", "anime_cli.cli.views.history", "anime_cli.cli.views.merging",
    "anime_cli.history.openmerge", "anime_cli.history.undo", "anime_cli.merge.engine",
    "anime_cli.studio.authoring.writing", "anime_cli.studio.checking", "anime_cli.studio.conflicts",
    "anime_cli.studio.drafting", "anime_cli.studio.merging", "anime_cli.studio.saving", "pygit2", "yaml",
)  # fmt: skip


class Strike:
    """Counts changes and ends the process before the one at `limit`."""

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self.seen = 0
        sys.addaudithook(self.audit)
        sys.setprofile(self.profile)

    def count(self) -> None:
        self.seen += 1
        if self.seen == abs(self.limit):
            os.kill(os.getpid(), signal.SIGKILL if self.limit > 0 else signal.SIGINT)

    def audit(self, event: str, arguments: tuple[Any, ...]) -> None:
        if event in EVENTS or (event == "open" and isinstance(arguments[2], int) and arguments[2] & WRITING):
            self.count()

    def profile(self, _frame: object, event: str, called: Any) -> None:
        if event == "c_call" and getattr(called, "__name__", "") in CALLS:
            self.count()


def obey(call: list[Any], answer: int) -> None:
    folder, limit, seconds, arguments = call
    os.setpgid(0, 0)
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nowhere, stream)
    strike = Strike(limit)
    if seconds:
        sys.setprofile(None)
        signal.setitimer(signal.ITIMER_REAL, seconds)
    sys.argv = ["anime", "-C", folder, *arguments]
    code = int(main())
    sys.setprofile(None)
    os.write(answer, json.dumps([code, strike.seen]).encode())
    os._exit(0)


def serve() -> None:
    for name in (*PRELOADED, *sys.argv[1:]):
        import_module(name)
    for line in sys.stdin:
        reader, writer = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(reader)
            obey(json.loads(line), writer)
        os.close(writer)
        with os.fdopen(reader, "rb") as answers:
            answer = answers.read()
        os.waitpid(child, 0)
        sys.stdout.write((answer.decode() or "[null, 0]") + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    serve()
