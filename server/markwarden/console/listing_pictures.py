"""A listing's picture on a page of the console: the browser takes it from AliExpress's image hosts, as it did on AliExpress itself.

The server keeps no listing's picture and asks nobody for one. Only pages that say so here may show pictures of other hosts.
"""

import re
from collections.abc import Iterable

from flask import g

from markwarden.pages.images import original
from markwarden.services import services

HOSTS = ("https://*.alicdn.com", "https://*.aliexpress-media.com")
_SMALL = "_220x220q75.jpg"
_KEY = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{7,90}")


def shown() -> tuple[str, ...]:
    """The image hosts that the page being made may show pictures of."""
    found: tuple[str, ...] = g.get("picture_hosts", ())
    return found


def pictures_of(item_ids: Iterable[str]) -> dict[str, str]:
    """The address of a small picture of each listing for which one was seen; lets the page show them."""
    here = services()
    ids = list(dict.fromkeys(item_ids))
    known = here.pictures.memory.pictures_of(ids)
    found: dict[str, str] = {}
    for item_id in ids:
        sighting = here.sightings.get(item_id)
        key = sighting.image_key if sighting else None
        seen = known.get(item_id, {})
        whole = original((seen.get(key) if key else None) or next(iter(seen.values()), None))
        if whole is None and key is not None and _KEY.fullmatch(key):
            whole = f"https://ae-pic-a1.aliexpress-media.com/kf/{key}.jpg"
        if whole is not None and whole.startswith("https://"):
            found[item_id] = whole + _SMALL
    if found:
        g.picture_hosts = HOSTS
    return found
