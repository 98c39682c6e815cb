"""Listing pictures: fetched by the browser, looked at here, remembered by key and by bytes. Knows no HTTP."""

from markwarden.pictures.lookalikes import LookAlikes
from markwarden.pictures.pictures import Pictures, Sent, StoredPicture, Supposed

__all__ = ["LookAlikes", "Pictures", "Sent", "StoredPicture", "Supposed"]
