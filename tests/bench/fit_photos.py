"""The weights of the judgement on copied photos, fitted again: `python -m tests.bench.fit_photos` prints them.

Logistic regression with a ridge, on proofs of copies (each edit of each picture), of innocent pictures in the same edits and
of other photos of the same package, on the part of the real pictures that the bench does not test on, and on made ones.
"""

import random
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from PIL import Image
from scipy.optimize import minimize

from markwarden.matching.image.photo import PhotoDetector
from markwarden.matching.image.photo.detector import Tried
from markwarden.matching.image.photo.judge import NAMES, evidence
from markwarden.matching.image.picture import decode
from tests.bench.photo_sets import PhotoSets, photo_sets
from tests.kit.photo_edits import edits, jpeg, made_photo

_MADE = 3_000
"""References that nobody copies: what an innocent picture meets by chance grows with their number."""
_MADE_COPIED = 40
_MADE_INNOCENT = 200
_RIDGE = 1.0
_ALLOWED = 0.0005
"""Share of innocent pictures that may be told at the threshold printed."""
_OF_SHOTS = ("crop to 60 %", "banner", "background")
"""What is done to other photos of the same package, too."""
_ODDS = (0.0, 1.0, 1.5, 2.0, 2.5, 3.0, 4.0)


class Proofs(NamedTuple):
    """One row a proof: `facts` (n, k), whether it is of the copy, which query it is of, and which of these are innocent.

    `shots` (m, k): facts of proofs that another photo of the same package was tried by, `of_shots` (m,): which; `shot` such.
    """

    facts: NDArray[np.float64]
    truth: NDArray[np.bool_]
    queries: NDArray[np.int64]
    innocent: NDArray[np.bool_]
    shots: NDArray[np.float64]
    of_shots: NDArray[np.int64]
    shot: int


def main() -> None:
    report(proofs())


def proofs() -> Proofs:
    """Every reference tried on every query."""
    sets = photo_sets("fit", _MADE_INNOCENT)
    references = [*sets.references, *(made_photo(60_000_000 + number) for number in range(_MADE))]
    detector = PhotoDetector()
    for number, image in enumerate(references):
        detector.add(str(number), f"{number:064x}", decode(jpeg(image)))
    rows: list[tuple[NDArray[np.float64], bool, int]] = []
    innocent = []
    queries = _queries(references, len(sets.references) + _MADE_COPIED, sets.innocent)

    def asked(query: tuple[bytes, int | None]) -> tuple[int | None, list[Tried]]:
        return query[1], list(detector.tried(decode(query[0])))

    with ThreadPoolExecutor(2) as pool:
        for number, (copied, every) in enumerate(pool.map(asked, ((jpeg(image), one) for image, one in queries))):
            innocent.append(copied is None)
            rows += [(evidence(tried.proof), tried.entry.right == str(copied), number) for tried in every]
    facts, truth, queries = zip(*rows, strict=True)
    return Proofs(np.array(facts), np.array(truth), np.array(queries), np.array(innocent), *_of_shots(sets))


def _of_shots(sets: PhotoSets) -> tuple[NDArray[np.float64], NDArray[np.int64], int]:
    """The first photo of each package against the others of all packages: none is a copy of it."""
    detector = PhotoDetector()
    for number, shots in enumerate(sets.shots):
        detector.add(str(number), f"{number:064x}", decode(jpeg(shots[0])))
    done = edits(random.Random(21), sets.innocent)
    asked = [image for shots in sets.shots for image in shots[1:]]
    asked += [done[name](image) for image in asked for name in _OF_SHOTS]
    with ThreadPoolExecutor(2) as pool:
        tried = pool.map(lambda image: [evidence(one.proof) for one in detector.tried(decode(jpeg(image)))], asked)
        rows = [(facts, number) for number, every in enumerate(tried) for facts in every]
    facts = np.array([one for one, _ in rows]).reshape(-1, len(NAMES))
    return facts, np.array([number for _, number in rows], dtype=np.int64), len(asked)


def report(given: Proofs) -> None:
    """The weights, and what they tell at several thresholds."""
    # A wrong reference of a copied picture may be as right as the one copied: near-duplicates are not all known.
    used = given.truth | given.innocent[given.queries]
    facts = np.vstack([given.facts[used], given.shots])
    weights = _fit(facts, np.append(given.truth[used], np.zeros(len(given.shots), dtype=bool)))
    odds = np.column_stack([np.ones(len(given.facts)), given.facts]) @ weights
    best = np.full((2, len(given.innocent)), -np.inf)
    np.maximum.at(best, (given.truth.astype(int), given.queries), odds)
    worst, right = best[0][given.innocent], best[1][~given.innocent]
    shots = np.full(given.shot, -np.inf)
    np.maximum.at(shots, given.of_shots, np.column_stack([np.ones(len(given.shots)), given.shots]) @ weights)
    threshold = float(np.sort(worst)[::-1][int(_ALLOWED * len(worst))])
    print(
        f"{len(right)} copies ({np.isfinite(right).mean():.3f} with a proof), {len(worst)} innocent, "
        f"{len(shots)} of the same package, {len(facts)} proofs; innocents' highest odds {np.sort(worst)[-4:].round(2)}"
    )
    named = {name: round(float(one), 2) for name, one in zip(NAMES, weights[1:], strict=True)}
    print("bias", round(float(weights[0]), 2), named)
    for least in (*_ODDS, threshold):
        print(
            f"odds {least:5.2f}: {(right >= least).mean():.3f} of copies, {(worst >= least).mean():.4f} of innocent, "
            f"{(shots >= least).mean():.3f} of the same package"
        )


def _queries(
    references: Sequence[Image.Image], copied: int, innocent: Sequence[Image.Image]
) -> Iterator[tuple[Image.Image, int | None]]:
    done = edits(random.Random(20), innocent)
    for number in range(copied):
        for edit in done.values():
            yield edit(references[number]), number
    for number, image in enumerate(innocent):
        yield image, None
        if number < len(innocent) - _MADE_INNOCENT:
            for edit in done.values():
                yield edit(image), None


def _fit(facts: NDArray[np.float64], truth: NDArray[np.bool_]) -> NDArray[np.float64]:
    """The bias and the weights of the likeliest logistic model, under a ridge."""
    known = np.column_stack([np.ones(len(facts)), facts])

    def loss(weights: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        odds = known @ weights
        penalty = np.append(0.0, weights[1:]) * _RIDGE
        value = np.logaddexp(0, np.where(truth, -odds, odds)).sum() + 0.5 * penalty @ weights
        return float(value), known.T @ (1 / (1 + np.exp(-odds)) - truth) + penalty

    return np.asarray(minimize(loss, np.zeros(known.shape[1]), jac=True, method="L-BFGS-B").x)


if __name__ == "__main__":
    main()
