"""ReplayWeb.page as its authors publish it, served from its package beside one web archive."""

from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import quote

from tests.kit.browser import ROOT
from tests.kit.served import Served

PACKAGE = ROOT / "tests/replay/node_modules/replaywebpage"
_PAGE = """<!doctype html><meta charset="utf-8"><title>Replay</title><script src="/ui.js"></script>
<style>html,body,replay-web-page{{height:100%;margin:0;display:block}}</style>
<replay-web-page source="/page.wacz" url="{url}" replayBase="/replay/" embed="full"></replay-web-page>
"""
# ReplayWeb.page asks for its frame as soon as its worker is *registered*, reloads it three times within half a second while
# the worker is not yet *active*, and then stays blank for ever. A busy machine takes longer than that to install a worker, and
# a person reloads the page; here a page before it waits until the worker is active.
_BEFORE = """<!doctype html><meta charset="utf-8"><title>Before the replay</title><script type="module">
const { installing, waiting, active } = await navigator.serviceWorker.register("/replay/sw.js?serveIndex=1", { scope: "/replay/" });
const worker = installing ?? waiting ?? active;
while (worker.state !== "activated") await new Promise((changed) => worker.addEventListener("statechange", changed, { once: true }));
location.replace("/replay.html");
</script>
"""


class _Handler(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Quiet."""


class Replay(Served):
    """A server of its own on 127.0.0.1, which a browser takes for a secure context."""

    def __init__(self, folder: Path, wacz: bytes) -> None:
        if not PACKAGE.is_dir():
            raise RuntimeError("ReplayWeb.page is not installed: run `make tests/replay/node_modules/.ready`")
        self._folder = folder
        (folder / "replay").mkdir()
        for name, target in (("ui.js", "ui.js"), ("ui.js", "replay/ui.js"), ("sw.js", "replay/sw.js")):
            (folder / target).write_bytes((PACKAGE / name).read_bytes())
        (folder / "page.wacz").write_bytes(wacz)

    def url(self, page: str) -> str:
        """The address of a page that replays `page`."""
        (self._folder / "index.html").write_text(_BEFORE, "utf-8")
        (self._folder / "replay.html").write_text(_PAGE.format(url=quote(page, safe=":/?=&")), "utf-8")
        return f"http://127.0.0.1:{self.port}/index.html"

    def __enter__(self) -> "Replay":
        server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, directory=str(self._folder)))
        server.daemon_threads = True
        return self._start(server)
