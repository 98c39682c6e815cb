"""One blueprint a resource: parse, call, shape; no logic."""

from flask import Flask

from markwarden.routes import (
    captures,
    cases,
    complaint_register,
    complaints,
    console_links,
    contract,
    decisions,
    health,
    images,
    page,
    pairings,
    portals,
    registry,
)


def register(app: Flask) -> None:
    """Every route of the contract."""
    for module in (
        health,
        pairings,
        console_links,
        registry,
        page,
        decisions,
        images,
        portals,
        captures,
        cases,
        complaint_register,
        complaints,
        contract,
    ):
        app.register_blueprint(module.blueprint, url_prefix="/api/v1")
