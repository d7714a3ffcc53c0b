"""A local server that misbehaves as told, and the invented dataset whose file it serves."""

import threading
import time
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

RECORD = """
id: essai_communes
title: Essai
producer: Essai
licence: Licence Ouverte 2.0
licence_url: https://exemple.fr/lo
url: https://exemple.fr/page
rhythm: annuelle
vintages:
  - name: "2021"
    reference_year: 2021
    cog_year: 2023
    files:
      - role: communes
"""


@dataclass
class Server:
    """What is served at each path: content, and the faults that come first, one a request."""

    url: str = ""
    content: dict = field(default_factory=dict)
    faults: list = field(default_factory=list)
    requests: list = field(default_factory=list)
    headers: dict = field(default_factory=dict)
    etag: str = '"un"'

    def serve(self, path, content, *faults):
        """Serve a content, after some faults: a status, ``cut``, ``stall`` or ``(status, headers)``."""
        self.content[path] = content if isinstance(content, bytes) else content.encode()
        self.faults = list(faults)
        return f"{self.url}{path}"

    def asked(self, header="Range"):
        """Values of a header in each request received."""
        return [headers.get(header) for _, headers in self.requests]


class Handler(BaseHTTPRequestHandler):
    """Answers as its server's `state` says."""

    protocol_version = "HTTP/1.1"

    def log_message(self, *arguments):
        """Say nothing."""

    def do_GET(self):
        """Serve, or fail as told."""
        state = self.server.state
        state.requests.append((self.path, dict(self.headers)))
        fault = state.faults.pop(0) if state.faults else None
        if isinstance(fault, int | tuple):
            self._status(*(fault if isinstance(fault, tuple) else (fault, {})))
            return
        content = state.content.get(self.path.partition("?")[0])
        if content is None:
            self._status(404, {})
            return
        self._send(state, content, fault)

    def _status(self, code, headers):
        self.send_response(code)
        for name, value in {**headers, "Content-Length": "0"}.items():
            self.send_header(name, value)
        self.end_headers()

    def _send(self, state, content, fault):
        start = self._start(state, len(content))
        self.send_response(206 if start else 200)
        if start:
            self.send_header("Content-Range", f"bytes {start}-{len(content) - 1}/{len(content)}")
        if state.etag:
            self.send_header("ETag", state.etag)
        for name, value in state.headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(content) - start))
        self.end_headers()
        rest = content[start:]
        if fault == "cut":
            self.wfile.write(rest[: len(rest) // 2])
            self.wfile.flush()
            self.close_connection = True
            self.connection.close()
            return
        if fault == "stall":
            self.wfile.write(rest[: len(rest) // 2])
            self.wfile.flush()
            time.sleep(1.2)
            self.close_connection = True
            return
        self.wfile.write(rest)

    def _start(self, state, size):
        asked = self.headers.get("Range", "")
        if not asked.startswith("bytes=") or self.headers.get("If-Range") != state.etag:
            return 0
        start = int(asked.removeprefix("bytes=").removesuffix("-"))
        return start if start < size else 0


class Quiet(ThreadingHTTPServer):
    """A client that goes away is not an error here."""

    daemon_threads = True

    def handle_error(self, request, client_address):
        """Say nothing."""


def run():
    """Start a server on loopback: its state, and what stops it."""
    server = Quiet(("127.0.0.1", 0), Handler)
    server.state = Server(url=f"http://127.0.0.1:{server.server_port}")
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    return server
