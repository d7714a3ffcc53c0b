"""Preview of a site on this machine alone: pages reload when something they are made of changes."""

import threading
import time
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from arpent import project
from arpent.campaign import store_of
from arpent.errors import ArpentError, AskedWrongly
from arpent.site.build import build_site
from arpent.site.declared import read_site

LOOPBACK = "127.0.0.1"
#: Where pages ask whether to reload.
ASK = "/.reload"
#: Seconds between two looks at what pages are made of.
PAUSE = 0.4
_SCRIPT = (
    b'<script>new EventSource("' + ASK.encode() + b'").onmessage = () => location.reload()</script></body>'
)
#: Folders whose change rebuilds the site; what the campaign itself runs is for ``arpent site build``.
WATCHED = (
    ("reports", "site"),
    ("reports", "theme"),
    ("docs", "methodes"),
    ("params", "sites"),
    ("params", "contributions"),
)


class Preview:
    """
    A site served and rebuilt.

    Parameters
    ----------
    name : str
        Of the campaign.
    port : int
        0: any that is free.
    tell : callable
        Told, in a sentence, of each rebuild.
    """

    def __init__(self, name: str, *, port: int = 0, tell: Callable[[str], None] = lambda _: None) -> None:
        self.name, self.tell = name, tell
        self.turn = 0
        self.stopped = threading.Event()
        self.folder = read_site(name).folder
        if not (self.folder / "index.html").is_file():
            raise AskedWrongly(f"{self.folder}: no site is there. Run: arpent site build {name}")
        handler = partial(_Handler, self, directory=str(self.folder))
        try:
            self.server = ThreadingHTTPServer((LOOPBACK, port), handler)
        except OSError as error:
            raise AskedWrongly(f"port {port}: {error.strerror}. Give another with --port.") from error
        self.server.daemon_threads = True

    @property
    def address(self) -> str:
        """Where a browser finds it."""
        return f"http://{LOOPBACK}:{self.server.server_address[1]}/"

    def run(self) -> None:
        """Serve until ``stop`` is called, or the program is interrupted."""
        watcher = threading.Thread(target=self._watch, daemon=True)
        watcher.start()
        try:
            self.server.serve_forever(poll_interval=0.1)
        finally:
            self.stopped.set()
            watcher.join()
            self.server.server_close()

    def stop(self) -> None:
        """End ``run``."""
        self.stopped.set()
        self.server.shutdown()

    def _watch(self) -> None:
        seen = self._state()
        while not self.stopped.wait(PAUSE):
            now = self._state()
            if now != seen:
                seen = now
                self.rebuild()

    def rebuild(self) -> None:
        """Build again; a mistake is told, and the site before stays."""
        start = time.perf_counter()
        try:
            built = build_site(read_site(self.name))
        except ArpentError as error:
            self.tell(str(error))
            return
        if built.changed:
            self.tell(f"{built.changed} files written in {time.perf_counter() - start:.1f} s")
            self.turn += 1

    def _state(self) -> dict[str, float]:
        folders = [project.path(*parts) for parts in WATCHED] + [store_of(self.name).folder / "rendered"]
        return {str(path): when for folder in folders for path, when in _times(folder)}


def _times(folder: Path) -> Iterator[tuple[Path, float]]:
    for path in folder.rglob("*"):
        try:
            yield path, path.stat().st_mtime
        except OSError:
            continue  # written and renamed at this moment


class _Handler(SimpleHTTPRequestHandler):
    """Files of the site as they are, with the script that reloads at the end of a page."""

    protocol_version = "HTTP/1.1"

    def __init__(self, preview: Preview, *given: object, directory: str) -> None:
        self.preview = preview
        super().__init__(*given, directory=directory)  # type: ignore[arg-type]  # socketserver's own three

    def do_GET(self) -> None:
        """Answer a browser."""
        if self.path == ASK:
            self._wait()
        elif (page := Path(self.translate_path(self.path))).suffix == ".html" or page.is_dir():
            self._page(page / "index.html" if page.is_dir() else page)
        else:
            super().do_GET()

    def _page(self, path: Path) -> None:
        is_there = path.is_file()
        lost = Path(self.directory) / "404.html"
        content = (path if is_there else lost).read_bytes().replace(b"</body>", _SCRIPT, 1)
        self.send_response(200 if is_there else 404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        self.wfile.write(content)

    def _wait(self) -> None:
        """Tell the page once the site was rebuilt; a comment now and then shows that it is still open."""
        turn = self.preview.turn
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Connection", "close")
        self.end_headers()
        self.close_connection = True
        try:
            while not self.preview.stopped.wait(0.1):
                self.wfile.write(b": \n\n" if self.preview.turn == turn else b"data: reload\n\n")
                if self.preview.turn != turn:
                    return
        except OSError:
            return  # the page was closed

    def log_message(self, *_: object) -> None:
        """Say nothing of each request."""
