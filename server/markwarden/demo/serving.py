"""Serves the demonstration on a local address of its own."""

from types import TracebackType

from flask import Flask, Response, abort, redirect, request
from waitress.server import create_server
from werkzeug.wrappers import Response as AnyResponse

from markwarden.demo.goods import BY_ID
from markwarden.demo.market import PREFIX, SEARCH, item_page, search_page
from markwarden.demo.pictures import draw
from markwarden.settings import HOST
from markwarden.waitress_thread import WaitressThread


def create_demo() -> Flask:
    """The marketplace as an application."""
    app = Flask("markwarden-demo", static_folder=None)

    @app.get(SEARCH)
    def search() -> Response:
        return Response(search_page(request.host_url.rstrip("/")), mimetype="text/html")

    @app.get(f"{PREFIX}/")
    def start() -> AnyResponse:
        return redirect(SEARCH)

    @app.get(f"{PREFIX}/item/<item_id>.html")
    def item(item_id: str) -> Response:
        page = item_page(item_id, request.host_url.rstrip("/"))
        return Response(page, mimetype="text/html") if page else abort(404)

    @app.get(f"{PREFIX}/kf/S<key>X.jpg")
    def picture(key: str) -> Response:
        try:
            offer = BY_ID[str(int(key, 16))]
        except (KeyError, ValueError):
            abort(404)
        return Response(draw(offer), mimetype="image/jpeg", headers={"Cache-Control": "max-age=3600"})

    return app


class DemoServer:
    """The marketplace on a free port, for as long as it is entered."""

    def __init__(self) -> None:
        self._waitress = create_server(create_demo(), host=HOST, port=0, threads=4, ident="markwarden-demo")
        self.port = int(self._waitress.effective_port)
        self._thread = WaitressThread(self._waitress, "markwarden-demo")

    @property
    def url(self) -> str:
        """Address of its search page."""
        return f"http://{HOST}:{self.port}{SEARCH}"

    def __enter__(self) -> "DemoServer":
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._thread.stop()
