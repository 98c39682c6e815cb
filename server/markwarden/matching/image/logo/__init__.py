"""Figurative marks found in photos from one reference picture.

`enrol` tries a figure and proposes its threshold; `LogoIndex` finds all enrolled ones in a picture. A picture is read
once (`candidates.scene_of`); small details (`local`) and outlines (`outline`) say where a figure may stand, `proof`
compares it there, `judge` weighs what was compared.
"""

from markwarden.matching.image.logo.artwork import ArtworkRefusedError, read_artwork
from markwarden.matching.image.logo.enrol import Enrolment, enrol
from markwarden.matching.image.logo.index import Figure, LogoHit, LogoIndex
from markwarden.matching.image.logo.template import Template

__all__ = [
    "ArtworkRefusedError",
    "Enrolment",
    "Figure",
    "LogoHit",
    "LogoIndex",
    "Template",
    "enrol",
    "read_artwork",
]
