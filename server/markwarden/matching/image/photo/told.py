"""A proof as it is told: in the pixels of the pictures as they were decoded."""

import numpy as np

from markwarden.matching.image.found import Found, Matrix
from markwarden.matching.image.photo.features import Features
from markwarden.matching.image.photo.proof import Proof
from markwarden.matching.image.picture import Picture
from markwarden_schema.assessment import SignalKind


def told(
    right: str,
    sha256: str,
    reference: Features,
    own: Features,
    proof: Proof,
    sure: float,
    picture: Picture,
    *,
    mirrored: bool,
) -> Found:
    """A copy that was proved. Of a mirrored copy the pose mirrors, too."""
    pose = np.vstack([proof.pose, [0.0, 0.0, 1.0]])
    up = np.diag([own.scale, own.scale, 1.0])
    down = np.diag([1 / reference.scale, 1 / reference.scale, 1.0])
    matrix = up @ pose @ down
    width, height = reference.size
    corners = np.array([[0, 0, 1], [width, 0, 1], [width, height, 1], [0, height, 1]], dtype=np.float64).T
    x, y = (up @ pose @ corners)[:2]
    if mirrored:
        # The picture was turned over before it was searched: so is the pose, to end in the picture as it is.
        matrix = np.array([[-1.0, 0.0, picture.size[0]], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]]) @ matrix
        x = picture.size[0] - x
    left, right_end = np.clip([x.min(), x.max()], 0, picture.size[0])
    top, bottom = np.clip([y.min(), y.max()], 0, picture.size[1])
    rows: Matrix = tuple(tuple(float(value) for value in row) for row in matrix)  # type: ignore[assignment]
    return Found(
        SignalKind.COPIED_PHOTO,
        right,
        round(sure, 3),
        sha256,
        (int(left), int(top), int(right_end - left), int(bottom - top)),
        rows,
        mirrored,
        {
            "similarity": round(max(proof.alike, 0.0), 3),
            "points": proof.inliers,
            "common": round(min(proof.common, 1.0), 3),
        },
    )
