"""What was seen on AliExpress, listing by listing, and by whom it is sold. Knows no brand and judges nothing."""

from markwarden.sightings.sighting import Sighting, listing_of
from markwarden.sightings.sightings import SellerSeen, Sightings

__all__ = ["SellerSeen", "Sighting", "Sightings", "listing_of"]
