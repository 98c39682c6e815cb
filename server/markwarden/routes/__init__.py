"""One blueprint a resource: parse, call, shape; no logic."""

from flask import Flask

from markwarden.routes import contract, health, page, pairings, registry


def register(app: Flask) -> None:
    """Every route of the contract."""
    for module in (health, pairings, registry, page, contract):
        app.register_blueprint(module.blueprint, url_prefix="/api/v1")
