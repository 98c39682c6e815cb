"""The console as a whole: its blueprint with all pages, its headers, its errors, and what every template knows."""

import hashlib
from importlib.metadata import version
from pathlib import Path, PurePosixPath

from flask import Blueprint, Flask, Response, current_app, g, render_template, request, url_for
from flask_babel import get_locale
from flask_bootstrap import Bootstrap5
from flask_wtf.csrf import CSRFProtect
from werkzeug.exceptions import HTTPException

from markwarden.console import complaint_words, language, listing_pictures, told, words
from markwarden.console.forms import bytes_allowed
from markwarden.console.icons import icon
from markwarden.console.listings import assessed
from markwarden.console.pages import PAGES
from markwarden.console.staging import Staging
from markwarden.errors import Refusal
from markwarden.logs import LOGGER
from markwarden.pairing.console import SESSION_SECONDS, signing_key
from markwarden.preferences import Preferences
from markwarden.services import services_of
from markwarden.store import StoreError

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_STATIC_VERSION = hashlib.sha256(
    b"".join([path.read_bytes() for path in sorted((Path(__file__).parent / "static").iterdir())])
    + version("bootstrap-flask").encode()
).hexdigest()[:12]
"""Stands in the address of every file of the program: a changed file has another address."""
_KEPT = "private, max-age=31536000, immutable"
_csrf = CSRFProtect()


def register(app: Flask) -> None:
    """Put the console at the root of `app`."""
    settings = services_of(app).settings
    app.config.update(
        SECRET_KEY=signing_key(settings.data_dir),
        # Cookies know no port: two servers on one machine must not overwrite each other's.
        SESSION_COOKIE_NAME=f"markwarden-{settings.port}",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Strict",
        PERMANENT_SESSION_LIFETIME=SESSION_SECONDS,
        WTF_CSRF_CHECK_DEFAULT=False,
        WTF_CSRF_TIME_LIMIT=None,
        BOOTSTRAP_SERVE_LOCAL=True,
    )
    Staging(settings.data_dir).tidy()
    language.install(app)
    _csrf.init_app(app)
    Bootstrap5(app)
    console = Blueprint(
        "console",
        __name__,
        template_folder="templates",
        static_folder="static",
        static_url_path=f"/console/static/{_STATIC_VERSION}",
    )
    for page in PAGES:
        console.register_blueprint(page.blueprint)
    console.before_request(_check_form)
    console.context_processor(_known)
    console.register_error_handler(Refusal, _refused)
    console.register_error_handler(HTTPException, _http_error)
    console.register_error_handler(StoreError, _store_failed)
    console.register_error_handler(Exception, _failed)
    app.register_blueprint(console)
    app.after_request(_finish)


def _check_form() -> None:
    """Bounds first: the token stands in the form, and to find it the form is read."""
    request.max_content_length = bytes_allowed(current_app.view_functions[request.endpoint or ""])
    _csrf.protect()


def _known() -> dict[str, object]:
    """What every template knows."""
    return {
        "icon": icon,
        "words": words,
        "say": complaint_words,
        "label_of": words.right_label,
        "file_url": _file_url,
        "told": told,
        "assessed": assessed,
        "navigation": sorted((page.NAV for page in PAGES if getattr(page, "NAV", None)), key=lambda nav: nav.order),
        "preferences": language.preferences(),
        "get_locale": get_locale,
        "version": _STATIC_VERSION,
        "logged_in": g.get("console_open", False),
    }


def _file_url(path: str, name: str | None = None) -> str:
    """Where the console shows a file of the registry."""
    return url_for("console.files.file", name=PurePosixPath(path).name, called=name)


def _finish(response: Response) -> Response:
    """Policy and caching of the console's pages and files; the gate adds what is not set."""
    part = (request.blueprint or "").partition(".")[0]
    if part in ("console", "bootstrap"):
        response.headers["Content-Security-Policy"] = POLICY.replace(
            "img-src 'self'", " ".join(("img-src 'self'", *listing_pictures.shown()))
        )
        # Not `no-referrer`: with it a browser would send the forms' Origin as `null`.
        response.headers["Referrer-Policy"] = "same-origin"
        if request.endpoint in ("console.static", "bootstrap.static") and response.status_code == 200:
            g.cache_control = _KEPT
    return response


def _page(status: int, title: str, text: str) -> Response:
    return Response(render_template("console/error.html", title=title, text=text, status=status), status)


def _refused(refusal: Refusal) -> Response:
    g.code = refusal.code.value
    if refusal.status == 401:
        return Response(render_template("console/closed.html"), 401)
    return _page(refusal.status, "", refusal.message)


def _http_error(error: HTTPException) -> Response:
    if error.code is not None and error.code < 400:
        return error.get_response()  # type: ignore[return-value]
    return _page(error.code or 500, error.name, error.description or "")


def _store_failed(error: StoreError) -> Response:
    # What the page itself needs may be what is broken.
    g.preferences, g.console_open = Preferences(), False
    LOGGER.error("the store failed", exc_info=error)
    return Response(
        render_template("console/store_failed.html", text=str(error), status=507, sent=_sent(), files=_files_sent()),
        507,
    )


def _sent() -> list[tuple[str, str]]:
    """What the person had typed into the form that could not be kept."""
    return [pair for pair in request.form.items(multi=True) if pair[0] != "csrf_token"]


def _files_sent() -> list[str]:
    return [file.filename for file in request.files.values() if file.filename]


def _failed(error: Exception) -> Response:
    LOGGER.error("a request failed", exc_info=error)
    return _page(500, "", "")
