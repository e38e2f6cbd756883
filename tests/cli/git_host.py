"""A real git host on loopback: `git http-backend` behind a small web server, which can ask for a password or die."""

from __future__ import annotations

import base64
import gc
import os
import subprocess
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

TAKEN_OVER = ("Content-Type", "Content-Length", "Content-Encoding", "Accept")


@dataclass
class GitHost:
    """What a host serves and how it behaves; a test may change it while it runs.

    `login` is 'NAME:PASSWORD'. `dies` names the services (git-upload-pack, git-receive-pack) whose answer breaks off in
    the middle; `loses` those whose request never arrives.
    """

    root: Path
    login: str | None = None
    dies: set[str] = field(default_factory=set)
    loses: set[str] = field(default_factory=set)
    requests: list[str] = field(default_factory=list)
    port: int = 0

    def url(self, name: str, *, login: str = "") -> str:
        """Return the address of the repository NAME, with LOGIN in it where one is given."""
        return f"http://{login}{'@' if login else ''}127.0.0.1:{self.port}/{name}"


@contextmanager
def serving(root: Path) -> Iterator[GitHost]:
    """Serve the bare repositories in ROOT, pushes and all, while the block runs.

    Meanwhile no garbage is collected: what commands of this process leave behind may hold databases, which only the
    thread that opened them may close.
    """
    host = GitHost(root)

    class Handler(_Handler):
        served = host

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    host.port = server.server_address[1]
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    gc.disable()
    try:
        yield host
    finally:
        gc.enable()
        server.shutdown()
        server.server_close()
        thread.join()


class _Handler(BaseHTTPRequestHandler):
    """Hands requests to `git http-backend` as a web server does, by CGI."""

    served: GitHost

    def log_message(self, *words: object) -> None:
        """Stay silent."""

    def do_GET(self) -> None:
        self._answer(b"")

    def do_POST(self) -> None:
        self._answer(self.rfile.read(int(self.headers.get("Content-Length") or 0)))

    def _answer(self, body: bytes) -> None:
        host = self.served
        host.requests.append(f"{self.command} {self.path}")
        service = self.path.rpartition("/")[2]
        if host.login and self.headers.get("Authorization") != f"Basic {_coded(host.login)}":
            self.send_response(401)
            self.send_header("WWW-Authenticate", 'Basic realm="The studio"')
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        if self.command == "POST" and service in host.loses:
            self.close_connection = True
            return
        head, _, content = self._backend(body).partition(b"\r\n\r\n")
        self._send(head.decode(), content, broken=self.command == "POST" and service in host.dies)

    def _backend(self, body: bytes) -> bytes:
        path, _, query = self.path.partition("?")
        given = {name: self.headers.get(name) or "" for name in TAKEN_OVER}
        variables = {
            **os.environ,
            "GIT_PROJECT_ROOT": str(self.served.root),
            "GIT_HTTP_EXPORT_ALL": "1",
            "PATH_INFO": path,
            "QUERY_STRING": query,
            "REQUEST_METHOD": self.command,
            "REMOTE_ADDR": "127.0.0.1",
            "REMOTE_USER": "somebody",
            "CONTENT_TYPE": given["Content-Type"],
            "CONTENT_LENGTH": given["Content-Length"],
            "HTTP_CONTENT_ENCODING": given["Content-Encoding"],
            "GIT_PROTOCOL": self.headers.get("Git-Protocol") or "",
        }
        return subprocess.run(
            ["git", "http-backend"], input=body, capture_output=True, check=True, env=variables
        ).stdout

    def _send(self, head: str, content: bytes, *, broken: bool) -> None:
        fields = dict(line.split(": ", 1) for line in head.splitlines())
        self.send_response(int(fields.pop("Status", "200").split()[0]))
        for name, value in {**fields, "Content-Length": str(len(content))}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(content[: len(content) // 2] if broken else content)
        self.close_connection = broken


def _coded(login: str) -> str:
    return base64.b64encode(login.encode()).decode()
