"""The ways in which a picture is looked at for a copy: as it is, mirrored, and each quadrant for itself."""

from enum import IntEnum

from markwarden.matching.image.photo.features import Features, features_of_part, features_to_search
from markwarden.matching.image.picture import Picture


class Side(IntEnum):
    """What is looked at; the quadrants row by row."""

    WHOLE = 0
    MIRRORED = 1
    TOP_LEFT = 2
    TOP_RIGHT = 3
    BOTTOM_LEFT = 4
    BOTTOM_RIGHT = 5


BY_HASH = (Side.WHOLE, Side.MIRRORED, Side.WHOLE, *list(Side)[Side.TOP_LEFT :])
"""Where a copy is looked for whose hash is near one of `hashes_to_search`, in their order."""


class Sides:
    """Features of a picture's sides, taken when they are asked for."""

    def __init__(self, picture: Picture) -> None:
        self._picture = picture
        self._taken: dict[Side, Features] = {}

    def __getitem__(self, side: Side) -> Features:
        if side not in self._taken:
            self._taken[side] = self._features(side)
        return self._taken[side]

    def _features(self, side: Side) -> Features:
        if side in (Side.WHOLE, Side.MIRRORED):
            return features_to_search(self._picture, mirrored=side is Side.MIRRORED)
        whole = self[Side.WHOLE]
        width, height = whole.size
        row, column = divmod(side - Side.TOP_LEFT, 2)
        x, y = width // 2 * column, height // 2 * row
        return features_of_part(whole, (x, y, x + width // 2, y + height // 2))
