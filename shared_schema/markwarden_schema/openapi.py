"""The contract as an OpenAPI 3.1 document, built from the models and the table of endpoints."""

import re
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from markwarden_schema.endpoints import ENDPOINTS, PREFIX, Access, Endpoint
from markwarden_schema.error import STATUS, ErrorReply
from markwarden_schema.health import API_VERSION
from markwarden_schema.registry import RegistryDocument

_REF = "#/components/schemas/{model}"
MODELS: tuple[type[BaseModel], ...] = (
    *{model: None for endpoint in ENDPOINTS for model in (endpoint.request, endpoint.response) if model is not None},
    ErrorReply,
    RegistryDocument,
)
"""Every model of the contract that stands by itself; those inside them come along."""


def document() -> dict[str, Any]:
    """The OpenAPI document."""
    modes = [(model, "serialization" if model in _responses() else "validation") for model in MODELS]
    _, definitions = models_json_schema(modes, ref_template=_REF)  # type: ignore[arg-type]
    paths: dict[str, dict[str, Any]] = {}
    for endpoint in ENDPOINTS:
        paths.setdefault(PREFIX + endpoint.path, {})[endpoint.method.lower()] = _operation(endpoint)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Markwarden",
            "version": API_VERSION,
            "description": "The local server of Markwarden, as its browser extension speaks to it.",
            "license": {"name": "MIT", "identifier": "MIT"},
        },
        "servers": [{"url": "http://127.0.0.1:8765"}],
        "paths": paths,
        "components": {
            "schemas": dict(sorted(definitions["$defs"].items())),
            "securitySchemes": {
                "token": {"type": "http", "scheme": "bearer", "description": "given out by POST /api/v1/pair"}
            },
        },
    }


def _responses() -> set[type[BaseModel]]:
    return {endpoint.response for endpoint in ENDPOINTS if endpoint.response is not None} | {ErrorReply}


def _operation(endpoint: Endpoint) -> dict[str, Any]:
    operation: dict[str, Any] = {"operationId": _name(endpoint), "summary": endpoint.summary}
    if endpoint.access is Access.TOKEN:
        operation["security"] = [{"token": []}]
    parameters = re.findall(r"\{(\w+)\}", endpoint.path)
    if parameters:
        operation["parameters"] = [
            {"name": name, "in": "path", "required": True, "schema": {"type": "string"}} for name in parameters
        ]
    if endpoint.request is not None:
        operation["requestBody"] = {"required": True, "content": _content(endpoint.request)}
    done: dict[str, Any] = {"description": "done"}
    if endpoint.response is not None:
        done["content"] = _content(endpoint.response)
    elif endpoint.status != 204:
        done["content"] = {endpoint.media_type: {}}
    responses = {str(endpoint.status): done}
    by_status: dict[str, list[str]] = {}
    for code in endpoint.all_codes:
        by_status.setdefault(str(int(STATUS[code])), []).append(code.value)
    for status, codes in sorted(by_status.items()):
        responses[status] = {"description": ", ".join(codes), "content": _content(ErrorReply)}
    operation["responses"] = responses
    return operation


def _name(endpoint: Endpoint) -> str:
    return "_".join([endpoint.method.lower(), *re.findall(r"\w+", endpoint.path)])


def _content(model: type[BaseModel]) -> dict[str, Any]:
    return {"application/json": {"schema": {"$ref": _REF.format(model=model.__name__)}}}
