"""The examples of the contract, on the server's side; `examples.test.mjs` runs the same on the other."""

import json
from pathlib import Path

import pytest
from pydantic import BaseModel, ValidationError

from markwarden_schema.openapi import MODELS

EXAMPLES = Path(__file__).parents[2] / "shared_schema" / "examples"
BY_NAME: dict[str, type[BaseModel]] = {model.__name__: model for model in MODELS}


def examples(kind: str) -> list[Path]:
    return sorted((EXAMPLES / kind).glob("*.json"))


@pytest.mark.parametrize("path", examples("valid"), ids=lambda path: path.stem)
def test_valid_example_is_taken(path: Path) -> None:
    example = json.loads(path.read_text("utf-8"))
    BY_NAME[example["model"]].model_validate(example["value"])


@pytest.mark.parametrize("path", examples("invalid"), ids=lambda path: path.stem)
def test_invalid_example_is_refused(path: Path) -> None:
    example = json.loads(path.read_text("utf-8"))
    assert example["why"]
    with pytest.raises(ValidationError):
        BY_NAME[example["model"]].model_validate(example["value"])


def test_every_model_has_a_valid_example() -> None:
    shown = {json.loads(path.read_text("utf-8"))["model"] for path in examples("valid")}
    assert shown == BY_NAME.keys()


def test_every_model_that_is_sent_has_an_invalid_one() -> None:
    shown = {json.loads(path.read_text("utf-8"))["model"] for path in examples("invalid")}
    assert {"PageSubmission", "PairingRequest", "RegistryDocument", "PageReport", "ErrorReply"} <= shown
