"""The folder in which listings' pictures with a find are kept."""

import hashlib
import os
from pathlib import Path

import pytest

from markwarden.pictures.met import MetPictures


def test_what_was_met_longest_ago_goes_first(tmp_path: Path) -> None:
    kept = MetPictures(tmp_path / "met", most_bytes=1000)
    pictures = [bytes([number]) * 300 for number in range(4)]
    digests = [hashlib.sha256(data).hexdigest() for data in pictures]
    for age, data in enumerate(pictures[:3]):
        kept.put(data)
        os.utime(kept.path(digests[age]), (1000 + age, 1000 + age))
    kept.put(pictures[0])
    assert all(kept.has(digest) for digest in digests[:3]), "what is there already takes no room"
    kept.put(pictures[3])
    assert [kept.has(digest) for digest in digests] == [True, False, True, True], "the first was met again"
    assert kept.get(digests[3]) == pictures[3]
    again = MetPictures(tmp_path / "met", most_bytes=1000)
    again.put(b"x" * 300)
    assert sum(again.has(digest) for digest in digests) == 2, "what lies there from before counts"
    with pytest.raises(FileNotFoundError):
        again.get(digests[1])
