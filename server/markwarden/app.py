"""The Flask application: services, the gate, the routes, the console."""

from flask import Flask

from markwarden import console, gate, routes
from markwarden.services import Services
from markwarden.settings import Settings


def create_app(settings: Settings) -> Flask:
    """An application on a data folder. `settings.port` is the port it is reached by: the Host guard compares it."""
    app = Flask("markwarden", static_folder=None, static_url_path="/static")
    Services(settings).attach(app)
    gate.install(app)
    routes.register(app)
    console.register(app)
    return app
