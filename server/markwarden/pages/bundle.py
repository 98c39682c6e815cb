"""Bundle-Deals pages: their cards hold no link, so a card is joined to its record by the picture's key."""

from selectolax.lexbor import LexborHTMLParser

from markwarden.pages.cards import attribute
from markwarden.pages.images import image_key
from markwarden_schema.listing import Listing


def mark_shown(tree: LexborHTMLParser, announced: list[Listing]) -> list[Listing]:
    """The announced listings, `in_dom` where one of their pictures stands on the page."""
    keys = {
        key for node in tree.css("img") for name in ("src", "data-src") if (key := image_key(attribute(node, name)))
    }
    return [
        listing.model_copy(update={"in_dom": any(image_key(url) in keys for url in listing.images)})
        for listing in announced
    ]
