"""The page in front of the reviewer: read, remembered, assessed, answered."""

from flask import Blueprint, Response, g

from markwarden.pages import read_page
from markwarden.routes.shapes import parsed, shaped
from markwarden.services import services
from markwarden_schema.page import PageSubmission

blueprint = Blueprint("page", __name__)


@blueprint.post("/pages")
def submit() -> Response:
    sent = parsed(PageSubmission)
    page = read_page(sent.html, sent.url, fragment=sent.fragment, description=sent.description)
    g.listings = len(page.listings)
    return shaped(services().screen(page))
