"""The contract as an OpenAPI 3.1 document, built from the models and the table of endpoints."""

import re
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import JsonSchemaMode, models_json_schema

from markwarden_schema.endpoints import ENDPOINTS, PREFIX, Access, Endpoint
from markwarden_schema.error import STATUS, ErrorReply
from markwarden_schema.health import API_VERSION
from markwarden_schema.portal import PortalProfile
from markwarden_schema.registry import RegistryDocument

Refs = dict[type[BaseModel], dict[str, Any]]
_REF = "#/components/schemas/{model}"
MODELS: tuple[type[BaseModel], ...] = (
    *{model: None for endpoint in ENDPOINTS for model in (endpoint.request, endpoint.response) if model is not None},
    ErrorReply,
    PortalProfile,
    RegistryDocument,
)
"""Every model of the contract that stands by itself; those inside them come along."""


def document() -> dict[str, Any]:
    """The OpenAPI document."""
    answered = _responses()
    modes: list[tuple[type[BaseModel], JsonSchemaMode]] = [
        (model, "serialization" if model in answered else "validation") for model in MODELS
    ]
    # A model that is sent and, inside another one, answered too has a schema for each: `Name-Input`, `Name-Output`.
    schemas, definitions = models_json_schema(modes, ref_template=_REF)
    refs: Refs = {model: schemas[model, mode] for model, mode in modes}
    paths: dict[str, dict[str, Any]] = {}
    for endpoint in ENDPOINTS:
        paths.setdefault(PREFIX + endpoint.path, {})[endpoint.method.lower()] = _operation(endpoint, refs)
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


def _operation(endpoint: Endpoint, refs: Refs) -> dict[str, Any]:
    operation: dict[str, Any] = {"operationId": _name(endpoint), "summary": endpoint.summary}
    if endpoint.access is Access.TOKEN:
        operation["security"] = [{"token": []}]
    parameters = [
        {"name": name, "in": "path", "required": True, "schema": {"type": "string"}}
        for name in re.findall(r"\{(\w+)\}", endpoint.path)
    ] + [
        {"name": name, "in": "query", "required": False, "description": text, "schema": {"type": "string"}}
        for name, text in endpoint.query
    ]
    if parameters:
        operation["parameters"] = parameters
    if endpoint.request is not None:
        operation["requestBody"] = {"required": True, "content": _content(refs[endpoint.request])}
    done: dict[str, Any] = {"description": "done"}
    if endpoint.response is not None:
        done["content"] = _content(refs[endpoint.response])
    elif endpoint.status != 204:
        done["content"] = {endpoint.media_type: {}}
    responses = {str(endpoint.status): done}
    by_status: dict[str, list[str]] = {}
    for code in endpoint.all_codes:
        by_status.setdefault(str(int(STATUS[code])), []).append(code.value)
    for status, codes in sorted(by_status.items()):
        responses[status] = {"description": ", ".join(codes), "content": _content(refs[ErrorReply])}
    operation["responses"] = responses
    return operation


def _name(endpoint: Endpoint) -> str:
    return "_".join([endpoint.method.lower(), *re.findall(r"\w+", endpoint.path)])


def _content(schema: dict[str, Any]) -> dict[str, Any]:
    return {"application/json": {"schema": schema}}
