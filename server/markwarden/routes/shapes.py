"""Requests into models, models into replies."""

import json
from typing import TypeVar

from flask import Response, request
from pydantic import BaseModel, JsonValue, ValidationError

from markwarden.errors import Refusal
from markwarden_schema.error import ErrorCode

M = TypeVar("M", bound=BaseModel)
_MOST_DETAILS = 20


def parsed(model: type[M]) -> M:
    """The body as a model. Raises `Refusal`; what was sent is not echoed."""
    try:
        data = json.loads(request.get_data(cache=False))
    except (ValueError, RecursionError) as error:
        raise Refusal(ErrorCode.INVALID_JSON, "The body is not valid JSON.") from error
    if isinstance(data, dict):
        data = {name: _sound(value) if isinstance(value, str) else value for name, value in data.items()}
    try:
        return model.model_validate(data)
    except ValidationError as error:
        problems: list[JsonValue] = [
            {"path": ".".join(map(str, problem["loc"])), "message": problem["msg"]}
            for problem in error.errors(include_url=False, include_input=False, include_context=False)[:_MOST_DETAILS]
        ]
        raise Refusal(
            ErrorCode.INVALID_REQUEST, "The request does not fit the contract.", {"problems": problems}
        ) from error


def _sound(text: str) -> str:
    """Lone surrogates, which a page may hold and JSON may carry, as U+FFFD: nothing else is lost by them."""
    return text if text.isascii() else text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def shaped(model: BaseModel, status: int = 200) -> Response:
    """A model as a reply."""
    return Response(model.model_dump_json(), status, mimetype="application/json")
