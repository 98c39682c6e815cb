"""Findings as they are kept in a row of JSON, and back."""

from dataclasses import asdict
from typing import Any

from markwarden.matching.image.found import Found
from markwarden_schema.assessment import SignalKind


def to_row(found: Found) -> dict[str, Any]:
    """A finding as JSON."""
    return {**asdict(found), "kind": found.kind.value}


def from_row(row: dict[str, Any]) -> Found:
    """A finding of a row that `to_row` made."""
    box, matrix = row["box"], row["matrix"]
    return Found(
        **{
            **row,
            "kind": SignalKind(row["kind"]),
            "box": None if box is None else tuple(box),
            "matrix": None if matrix is None else tuple(map(tuple, matrix)),
        }
    )
