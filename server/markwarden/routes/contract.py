"""The contract itself: the OpenAPI document, and pages that show it without the network."""

import json

import swagger_ui_bundle
from flask import Blueprint, Response, send_from_directory

from markwarden_schema.openapi import document

blueprint = Blueprint("contract", __name__)

_PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Markwarden API</title>
<link rel="stylesheet" href="swagger-ui.css"></head>
<body><div id="swagger-ui"></div>
<script src="swagger-ui-bundle.js"></script><script src="start.js"></script></body></html>
"""
_START = """SwaggerUIBundle({url: "../openapi.json", dom_id: "#swagger-ui", supportedSubmitMethods: []});
"""
DOCS_POLICY = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"


@blueprint.get("/openapi.json")
def openapi() -> Response:
    return Response(json.dumps(document(), ensure_ascii=False), mimetype="application/json")


@blueprint.get("/docs/")
def docs() -> Response:
    return _with_policy(Response(_PAGE, mimetype="text/html"))


@blueprint.get("/docs/<any('swagger-ui.css', 'swagger-ui-bundle.js', 'start.js'):name>")
def docs_file(name: str) -> Response:
    if name == "start.js":
        return _with_policy(Response(_START, mimetype="text/javascript"))
    return _with_policy(send_from_directory(swagger_ui_bundle.swagger_ui_path, name))


def _with_policy(response: Response) -> Response:
    response.headers["Content-Security-Policy"] = DOCS_POLICY
    return response
