"""Which references share features with a picture, against counting them one by one."""

from collections import Counter, defaultdict

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from markwarden.matching.image.photo import index as votes
from markwarden.matching.image.photo.features import OCTAVES, Features
from markwarden.matching.image.photo.index import FeatureIndex, Voting, buckets

NOTHING = np.zeros((1, 1), np.uint8)


def features(rng: np.random.Generator, count: int, like: Features | None = None) -> Features:
    """Random ones; of a copy of `like` a few bits are turned, all angles alike."""
    if like is None:
        descriptors = rng.integers(0, 256, (count, 32), dtype=np.uint8)
        angles = rng.integers(0, 256, count).astype(np.uint8)
        octaves = rng.integers(0, OCTAVES, count).astype(np.uint8)
    else:
        flipped = np.packbits(rng.random((len(like.points), 256)) < 0.03, axis=1)
        descriptors = like.descriptors ^ flipped
        angles = (like.angles + rng.integers(-30, 30)).astype(np.uint8)
        octaves = np.clip(like.octaves.astype(int) + rng.integers(-2, 3), 0, OCTAVES - 1).astype(np.uint8)
    points = np.zeros((len(descriptors), 2), np.float32)
    return Features(NOTHING, (1, 1), points, descriptors, angles, octaves, 1.0, 1.0)


def one_by_one(index: FeatureIndex, references: list[Features], picture: Features) -> dict[int, int]:
    """By reference the features that share a bucket, are turned alike and sized alike, or one level apart."""
    counts: dict[int, Counter[int]] = defaultdict(Counter)
    asked = buckets(picture.descriptors, index.bits)
    own = [buckets(one.descriptors, index.bits) for one in references]
    for table in range(len(asked)):
        full = Counter(int(key) for keys in own for key in keys[table])
        for mine, bucket in enumerate(asked[table]):
            if full[int(bucket)] > votes._MOST_IN_BUCKET:
                continue
            for owner, keys in enumerate(own):
                for theirs in np.flatnonzero(keys[table] == bucket):
                    turned = int(picture.angles[mine]) - int(references[owner].angles[theirs])
                    if -20 <= (turned + 128) % 256 - 128 <= 20:
                        level = int(picture.octaves[mine]) - int(references[owner].octaves[theirs])
                        counts[owner][level] += 1
    return {owner: max(of[level] + of[level + 1] for level in of) for owner, of in counts.items()}


@given(st.integers(0, 2**32), st.lists(st.integers(1, 40), min_size=1, max_size=6))
@settings(max_examples=25)
def test_votes_are_those_counted_one_by_one(seed: int, counts: list[int]) -> None:
    rng = np.random.default_rng(seed)
    references = [features(rng, count) for count in counts]
    picture = features(rng, 0, references[int(rng.integers(len(references)))])
    index = FeatureIndex.over([Voting.of(one) for one in references])
    whose, found = index.votes(picture)
    assert dict(zip(whose.tolist(), found.tolist(), strict=True)) == one_by_one(index, references, picture)


def test_a_full_bucket_votes_for_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(votes, "_MOST_IN_BUCKET", 3)
    rng = np.random.default_rng(3)
    one = features(rng, 30)
    alone = FeatureIndex.over([Voting.of(one)])
    assert alone.votes(one)[1].tolist() == [30 * 8]
    crowd = FeatureIndex.over([Voting.of(one)] * 4)
    assert crowd.votes(one)[0].tolist() == []


def test_references_by_the_thousand_are_told_apart() -> None:
    rng = np.random.default_rng(4)
    references = [features(rng, 2) for _ in range(5_000)]
    index = FeatureIndex.over([Voting.of(one) for one in references])
    for place in (0, 4_095, 4_999):
        whose, found = index.votes(references[place])
        assert whose[found.argmax()] == place


def test_more_references_than_can_be_told_apart_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(votes, "MOST", 2)
    three = [Voting.of(features(np.random.default_rng(seed), 2)) for seed in range(3)]
    assert FeatureIndex.over(three[:2]).count == 2
    with pytest.raises(ValueError, match="3 references"):
        FeatureIndex.over(three)
