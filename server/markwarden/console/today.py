"""What needs care today: the findings of the whole registry, worked out once for each state of it and each day."""

from datetime import date

from flask import current_app

from markwarden.console.language import preferences
from markwarden.registry.health import Finding, examine
from markwarden.services import services

_KEY = "markwarden-findings"


def today() -> date:
    """The person's own day."""
    return date.today()  # noqa: DTZ011


def complainant() -> str | None:
    """Who files the complaints, where the settings name somebody."""
    return preferences().complainant


def findings() -> list[Finding]:
    """Everything there is to say, worst and most urgent first."""
    registry = services().registry
    state = (registry.version(), today(), complainant())
    kept = current_app.extensions.get(_KEY)
    if kept is None or kept[0] != state:
        kept = (state, examine(registry.document(), today(), complainant()))
        current_app.extensions[_KEY] = kept
    found: list[Finding] = kept[1]
    return found
