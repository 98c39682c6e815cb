"""Icons of the Bootstrap set, inlined one by one: its sprite weighs a megabyte."""

import re
from functools import cache
from importlib.resources import files

from markupsafe import Markup

_SPRITE = files("flask_bootstrap") / "static" / "bootstrap5" / "icons" / "bootstrap-icons.svg"
_SYMBOL = re.compile(r'<symbol[^>]*\sid="([a-z0-9-]+)"[^>]*>(.*?)</symbol>', re.DOTALL)


@cache
def _symbols() -> dict[str, str]:
    return dict(_SYMBOL.findall(_SPRITE.read_text("utf-8")))


@cache
def icon(name: str) -> Markup:
    """The icon as an `svg` element that screen readers pass over. Raises `KeyError` where the set has none of that name."""
    return Markup('<svg class="icon" viewBox="0 0 16 16" aria-hidden="true" focusable="false">{}</svg>').format(
        Markup(_symbols()[name])  # noqa: S704 - the package's own drawing
    )
