"""A link that opens the console, for the extension's button."""

from datetime import UTC, datetime, timedelta

from flask import Blueprint, Response

from markwarden.pairing.console import LINK_SECONDS
from markwarden.routes.shapes import parsed, shaped
from markwarden.services import services
from markwarden_schema.console import ConsoleLink, ConsoleLinkRequest

blueprint = Blueprint("console_links", __name__)


@blueprint.post("/console-links")
def create() -> Response:
    wanted = parsed(ConsoleLinkRequest)
    here = services()
    url = f"{here.settings.url}/open/{here.door.new_link(wanted.page)}"
    return shaped(ConsoleLink(url=url, expires=datetime.now(UTC) + timedelta(seconds=LINK_SECONDS)), 201)
