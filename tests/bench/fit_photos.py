"""The weights of the judgement on copied photos, fitted again: `python -m tests.bench.fit_photos` prints them.

Logistic regression with a ridge, on proofs of copies (each edit of each picture) and of innocent pictures, on the part of
the real pictures that the bench does not test on, and on made ones.
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
from tests.bench.photo_sets import photo_sets
from tests.kit.photo_edits import edits, jpeg, made_photo

_MADE = 300
_MADE_COPIED = 40
_RIDGE = 1.0
_ALLOWED = 0.0005
"""Share of innocent pictures that may be told at the threshold printed."""


class Proofs(NamedTuple):
    """One row a proof: `facts` (n, k), whether it is of the copy, which query it is of, and which of these are innocent."""

    facts: NDArray[np.float64]
    truth: NDArray[np.bool_]
    queries: NDArray[np.int64]
    innocent: NDArray[np.bool_]


def main() -> None:
    report(proofs())


def proofs() -> Proofs:
    """Every reference tried on every query."""
    sets = photo_sets("fit", 200)
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
    return Proofs(np.array(facts), np.array(truth), np.array(queries), np.array(innocent))


def report(given: Proofs) -> None:
    """The weights, and what they tell at several thresholds."""
    # A wrong reference of a copied picture may be as right as the one copied: near-duplicates are not all known.
    used = given.truth | given.innocent[given.queries]
    facts, truth = given.facts[used], given.truth[used]
    weights = _fit(facts, truth)
    odds = np.column_stack([np.ones(len(given.facts)), given.facts]) @ weights
    best = np.full((2, len(given.innocent)), -np.inf)
    np.maximum.at(best, (given.truth.astype(int), given.queries), odds)
    worst, right = best[0][given.innocent], best[1][~given.innocent]
    threshold = float(np.sort(worst)[::-1][int(_ALLOWED * len(worst))])
    print(
        f"{len(right)} copies ({np.isfinite(right).mean():.3f} with a proof), {len(worst)} innocent, {len(facts)} proofs"
    )
    named = {name: round(float(one), 2) for name, one in zip(NAMES, weights[1:], strict=True)}
    print("bias", round(float(weights[0]), 2), named)
    for least in (0.0, 1.0, 2.0, 3.0, 4.0, threshold):
        print(f"odds {least:5.2f}: {(right >= least).mean():.3f} of copies, {(worst >= least).mean():.4f} of innocent")


def _queries(
    references: Sequence[Image.Image], copied: int, innocent: Sequence[Image.Image]
) -> Iterator[tuple[Image.Image, int | None]]:
    done = edits(random.Random(20), innocent)
    for number in range(copied):
        for edit in done.values():
            yield edit(references[number]), number
    plain = [
        edit for name, edit in done.items() if name in ("banner", "watermark", "border", "crop to 60 %", "combined")
    ]
    for image in innocent:
        yield image, None
        for edit in plain:
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
