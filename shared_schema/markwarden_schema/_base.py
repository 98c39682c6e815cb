"""The strictness that every model of the contract shares."""

from pydantic import BaseModel, ConfigDict


class Model(BaseModel):
    """A part of the contract: unknown keys are refused, and nothing is changed after it is built."""

    model_config = ConfigDict(extra="forbid", frozen=True, json_schema_serialization_defaults_required=True)
