"""The contract itself: the OpenAPI document, and pages that show it without the network."""

import json
from importlib.resources import files

from flask import Blueprint, Response, send_from_directory

from markwarden_schema.openapi import document

blueprint = Blueprint("contract", __name__)

_SWAGGER_UI = files("flask_swagger_ui") / "dist"
"""Swagger UI 5, the first that draws OpenAPI 3.1; its own Flask blueprint loads a template that our policy forbids."""
_PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Markwarden API</title>
<link rel="stylesheet" href="/api/v1/docs/swagger-ui.css"></head>
<body><div id="swagger-ui"></div>
<script src="/api/v1/docs/swagger-ui-bundle.js"></script><script src="/api/v1/docs/start.js"></script></body></html>
"""
_START = """SwaggerUIBundle({url: "/api/v1/openapi.json", dom_id: "#swagger-ui", supportedSubmitMethods: []});
"""
DOCS_POLICY = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"


@blueprint.get("/openapi.json")
def openapi() -> Response:
    return Response(json.dumps(document(), ensure_ascii=False), mimetype="application/json")


@blueprint.get("/docs", strict_slashes=False)
def docs() -> Response:
    return _with_policy(Response(_PAGE, mimetype="text/html"))


@blueprint.get("/docs/<any('swagger-ui.css', 'swagger-ui-bundle.js', 'start.js'):name>")
def docs_file(name: str) -> Response:
    if name == "start.js":
        return _with_policy(Response(_START, mimetype="text/javascript"))
    return _with_policy(send_from_directory(str(_SWAGGER_UI), name))


def _with_policy(response: Response) -> Response:
    response.headers["Content-Security-Policy"] = DOCS_POLICY
    return response
