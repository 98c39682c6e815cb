"""Marks and pictures that the tests draw themselves."""

import numpy as np
from numpy.typing import NDArray

from markwarden.matching.image.logo.innocents import innocents, with_figure
from markwarden.matching.image.logo.template import Template


def svg(body: str, box: str = "0 0 100 100") -> bytes:
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}">{body}</svg>'.encode()


BOLT_IN_RING = svg(
    '<path fill-rule="evenodd" d="M50 4a46 46 0 1 0 0 92a46 46 0 1 0 0-92zm0 10a36 36 0 1 1 0 72a36 36 0 1 1 0-72z"/>'
    '<path d="M56 20 30 56h16l-6 26 30-40H52z"/>'
)
CLIMBING_STEPS = svg('<path d="M6 94V70h24V46h24V22h40v16H70v24H46v24H22v8z"/><circle cx="20" cy="28" r="14"/>')
BARE_SWOOSH = svg('<path d="M5 30Q40 45 95 5Q40 35 5 30Z"/>', "0 0 100 40")


def shown(template: Template, seed: int, size: int = 2) -> NDArray[np.uint8]:
    """A made picture that shows the mark; `size` 0–3."""
    draw = np.random.default_rng(seed)
    return list(with_figure(innocents(24)[seed % 24], template.artwork.ink, draw))[size]
