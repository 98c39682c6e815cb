"""The Flask application: services, the gate, the routes."""

from flask import Flask

from markwarden import gate, routes
from markwarden.services import Services
from markwarden.settings import Settings


def create_app(settings: Settings) -> Flask:
    """An application on a data folder. `settings.port` is the port it is reached by: the Host guard compares it."""
    app = Flask("markwarden", static_folder=None)
    Services(settings).attach(app)
    gate.install(app)
    routes.register(app)
    return app
