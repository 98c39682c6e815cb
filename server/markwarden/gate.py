"""The way every request takes: guards before, headers and a log line after, refusals in one shape."""

import logging
import time

from flask import Flask, Response, g, request, session
from flask_cors.core import get_cors_options, set_cors_headers
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect

from markwarden.audit import act
from markwarden.errors import Refusal
from markwarden.guards.body import JSON, check_body
from markwarden.guards.console import check_own_origin, check_session
from markwarden.guards.fetch_site import check_fetch_site
from markwarden.guards.host import check_host
from markwarden.guards.origin import check_origin, check_pairing_origin
from markwarden.guards.token import check_token
from markwarden.logs import LOGGER
from markwarden.services import services
from markwarden.store import StoreError
from markwarden_schema.endpoints import Access, Endpoint, endpoint_of
from markwarden_schema.error import ErrorCode
from markwarden_schema.health import API_VERSION

API_HEADER = "Markwarden-Api"
"""On every reply: one without it comes from another program on the port."""
HEADERS = {
    API_HEADER: API_VERSION,
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
}
_CONSOLE = frozenset({"console", "bootstrap"})
"""Blueprints whose pages a person sees: they go by a cookie, all else by a token."""
_CONSOLE_OPEN = frozenset({"console.door.enter", "console.documents.feed", "console.static", "bootstrap.static"})
"""What the console answers without its cookie: a link, the calendar at its secret address, files of the program."""
_BY_STATUS = {404: ErrorCode.NOT_FOUND, 405: ErrorCode.METHOD_NOT_ALLOWED, 413: ErrorCode.BODY_TOO_LARGE}


def install(app: Flask) -> None:
    """Put guards, headers, log and error shape round all routes of `app`."""
    app.before_request(_guard)
    app.after_request(_finish)
    app.register_error_handler(Refusal, _refused)
    app.register_error_handler(HTTPException, _http_error)
    app.register_error_handler(StoreError, _store_failed)
    app.register_error_handler(Exception, _failed)


def _guard() -> None:
    g.started = time.perf_counter()
    headers = request.headers
    check_host(headers.get("Host"), services().settings.port)
    check_fetch_site(headers.get("Sec-Fetch-Site"))
    if request.method == "GET" and isinstance(request.routing_exception, RequestRedirect):
        return  # a page's address without its last slash: nothing is shown, and the page itself is guarded
    act("extension")
    if (request.blueprint or "").partition(".")[0] in _CONSOLE:
        _guard_console()
        return
    endpoint = endpoint_of(request.url_rule.rule if request.url_rule else None, request.method)
    access = endpoint.access if endpoint else Access.TOKEN
    origin = headers.get("Origin")
    if access is Access.PAIRING:
        check_pairing_origin(origin)
    else:
        check_origin(origin, services().pairings.origins())
    if request.method == "OPTIONS":
        return
    if access is Access.TOKEN:
        check_token(headers.get("Authorization"), origin, services().pairings)
    if endpoint is not None:
        _guard_body(endpoint)


def _guard_console() -> None:
    """The CSRF token of a form is checked by the console's own blueprint, which knows how large the form may be."""
    act("console")
    check_own_origin(request.headers.get("Origin"), request.headers.get("Host"))
    if request.endpoint not in _CONSOLE_OPEN:
        check_session(session.get("session"), services().door)
        g.console_open = True


def _guard_body(endpoint: Endpoint) -> None:
    types = (JSON,) if endpoint.request is not None else endpoint.raw
    if types:
        check_body(
            request.content_type,
            request.headers.get("Content-Encoding"),
            request.content_length,
            endpoint.most_bytes,
            types,
        )


def _finish(response: Response) -> Response:
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    response.headers["Cache-Control"] = g.get("cache_control", HEADERS["Cache-Control"])
    origins = sorted(services().pairings.origins())
    if origins:
        options = get_cors_options(
            None,
            {
                "origins": origins,
                "always_send": False,
                "allow_headers": ["Authorization", "Content-Type"],
                "expose_headers": [API_HEADER],
            },
        )
        response = set_cors_headers(response, options)
    if LOGGER.isEnabledFor(logging.INFO):
        started = g.get("started")
        LOGGER.info(
            "request",
            extra={
                "method": request.method,
                "route": request.url_rule.rule if request.url_rule else None,
                "status": response.status_code,
                "ms": round((time.perf_counter() - started) * 1000, 1) if started is not None else None,
                "code": g.get("code"),
                "listings": g.get("listings"),
            },
        )
    return response


def _refused(refusal: Refusal) -> Response:
    g.code = refusal.code.value
    return Response(refusal.body(), refusal.status, mimetype="application/json")


def _http_error(error: HTTPException) -> Response:
    """Flask's own errors, and its redirects, in the contract's shape."""
    if error.code is not None and error.code < 400:
        return error.get_response()  # type: ignore[return-value]
    code = _BY_STATUS.get(error.code or 500, ErrorCode.INVALID_REQUEST if error.code == 400 else ErrorCode.INTERNAL)
    return _refused(Refusal(code, error.name + "."))


def _store_failed(error: StoreError) -> Response:
    """The person can do something about it: the message names the file and what is wrong with it."""
    LOGGER.error("the store failed", exc_info=error)
    return _refused(Refusal(ErrorCode.STORE_FAILED, str(error)))


def _failed(error: Exception) -> Response:
    LOGGER.error("a request failed", exc_info=error)
    return _refused(Refusal(ErrorCode.INTERNAL, "The server failed at this request; its log says where."))
