"""Does a figure stand in the picture in this pose? The pose is made exact, then edges and tones are compared.

Knows one figure and one picture at a time; what its numbers are worth together is for `judge`.
"""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from markwarden.matching.image.logo.template import FRAME, RIM, Affine, Template

_STEPS = (cv2.TERM_CRITERIA_EPS | cv2.TERM_CRITERIA_COUNT, 25, 1e-3)
_FAINTEST = 3.0
_REACH = 3
"""Pixels of the square that an edge may lie off."""


@dataclass(frozen=True, slots=True)
class Proof:
    """What was compared, each 0–1 unless said. `affine` maps the figure into the picture, made exact."""

    affine: Affine
    edges: float
    """How alike the fields of edge directions are (−1–1)."""
    drawn: float
    """Share of the figure's edges that the picture has, in place and direction."""
    clean: float
    """Share of the picture's edges there that are the figure's."""
    tones: float
    """How alike light and dark are, whichever way round."""


class Fields:
    """What a template's square is compared by, made once a figure."""

    def __init__(self, template: Template) -> None:
        self.to_frame = _square(template.to_frame)
        self.from_frame = np.linalg.inv(self.to_frame)
        self.frame = template.frame
        self.field = _directions(template.frame)
        self.weight = np.abs(self.field)
        self.edge = self.weight > 0.35 * self.weight.max()
        self.near = cv2.dilate(self.edge.astype(np.uint8), np.ones((_REACH * 2 - 1,) * 2, np.uint8)) > 0
        self.soft = _soft(template.frame)


def prove(fields: Fields, grey: NDArray[np.uint8], affine: Affine) -> Proof:
    """Compare; `affine` is a guess and may be a fifth of the figure's size off."""
    to_scene = _square(affine) @ fields.from_frame
    patch = _cut(grey, to_scene)
    refined = to_scene
    try:
        step = np.eye(2, 3, dtype=np.float32)
        _, found = cv2.findTransformECC(fields.soft, _soft(patch), step, cv2.MOTION_AFFINE, _STEPS)
        step = np.asarray(found, np.float32)
        if _small(step):
            refined = to_scene @ _square(step.astype(np.float64))
            patch = _cut(grey, refined)
    except cv2.error:
        pass  # it did not converge: the guess is compared as it is
    field = _directions(patch)
    inner = np.s_[RIM // 2 : FRAME - RIM // 2, RIM // 2 : FRAME - RIM // 2]
    return Proof(
        (refined @ fields.to_frame)[:2],
        _alike(fields.field[inner], field[inner]),
        _covered(fields.field, fields.edge, field),
        float((np.abs(field) * fields.near)[inner].sum() / (np.abs(field)[inner].sum() + 1e-6)),
        _tones(fields.frame[inner], patch[inner]),
    )


def _square(affine: Affine) -> NDArray[np.float64]:
    return np.vstack([affine, [0.0, 0.0, 1.0]])


def _cut(grey: NDArray[np.uint8], to_scene: NDArray[np.float64]) -> NDArray[np.uint8]:
    """The picture as seen in the comparing square; smoothed first where that makes it smaller."""
    shrink = float(np.sqrt(abs(np.linalg.det(to_scene[:2, :2]))))
    if shrink > 1.5:
        corners = to_scene @ np.array([[0, FRAME, 0, FRAME], [0, 0, FRAME, FRAME], [1, 1, 1, 1]])
        left, top = (int(max(0, value)) for value in corners[:2].min(axis=1) - 4)
        right, bottom = (int(value) for value in corners[:2].max(axis=1) + 4)
        part = grey[top : max(bottom, top + 1), left : max(right, left + 1)]
        if part.size:
            grey = np.asarray(cv2.GaussianBlur(part, (0, 0), 0.45 * shrink), np.uint8)
            to_scene = np.array([[1, 0, -left], [0, 1, -top], [0, 0, 1.0]]) @ to_scene
    flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    return np.asarray(
        cv2.warpAffine(grey, to_scene[:2], (FRAME, FRAME), flags=flags, borderMode=cv2.BORDER_REPLICATE), np.uint8
    )


def _gradient(patch: NDArray[np.uint8]) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    smooth = cv2.GaussianBlur(patch, (0, 0), 1.2)
    across = cv2.Scharr(smooth, cv2.CV_32F, 1, 0, scale=1 / 16)
    down = cv2.Scharr(smooth, cv2.CV_32F, 0, 1, scale=1 / 16)
    return np.asarray(across, np.float32), np.asarray(down, np.float32)


def _directions(patch: NDArray[np.uint8]) -> NDArray[np.complex64]:
    """Edge strength with twice its angle: opposite gradients, as of an inverted print, are the same."""
    across, down = _gradient(patch)
    strength = np.hypot(across, down)
    level = np.percentile(strength, 92) + _FAINTEST
    turned = (across + 1j * down) ** 2 / (strength * strength + 1e-6)
    return np.asarray(np.minimum(strength / level, 1.0) * turned, np.complex64)


def _soft(patch: NDArray[np.uint8]) -> NDArray[np.float32]:
    across, down = _gradient(patch)
    strength = np.hypot(across, down)
    strength = np.minimum(strength / (np.percentile(strength, 92) + _FAINTEST), 1.0)
    return np.asarray(cv2.GaussianBlur(strength, (0, 0), 2.0), np.float32)


def _alike(one: NDArray[np.complex64], two: NDArray[np.complex64]) -> float:
    blurred = [_blur(field) for field in (one, two)]
    across = float(np.real(np.vdot(blurred[0], blurred[1])))
    return across / (float(np.linalg.norm(blurred[0])) * float(np.linalg.norm(blurred[1])) + 1e-6)


def _blur(field: NDArray[np.complex64]) -> NDArray[np.complex64]:
    real, imaginary = (
        cv2.GaussianBlur(np.ascontiguousarray(part, np.float32), (0, 0), 1.0) for part in (field.real, field.imag)
    )
    return np.asarray(real + 1j * imaginary, np.complex64)


def _covered(figure: NDArray[np.complex64], edge: NDArray[np.bool_], picture: NDArray[np.complex64]) -> float:
    spread = _blur(picture)
    direction = figure / (np.abs(figure) + 1e-6)
    agree = np.real(np.conj(direction) * spread)
    return float((agree[edge] > 0.25).mean()) if edge.any() else 0.0


def _tones(figure: NDArray[np.uint8], picture: NDArray[np.uint8]) -> float:
    one, two = (side.astype(np.float32) - float(side.mean()) for side in (figure, picture))
    return abs(float((one * two).sum() / (np.linalg.norm(one) * np.linalg.norm(two) + 1e-3)))


def _small(step: NDArray[np.float32]) -> bool:
    """Whether the made-exact pose is still the one that was guessed."""
    stretch = np.linalg.svd(step[:, :2].astype(np.float64), compute_uv=False)
    middle = step @ np.array([FRAME / 2, FRAME / 2, 1.0]) - FRAME / 2
    return bool(stretch[1] > 0.6 and stretch[0] < 1.6 and np.abs(middle).max() < FRAME * 0.25)
