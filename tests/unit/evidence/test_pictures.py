"""Strips joined to a page, and the troubles that only their comparison shows."""

import io
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from markwarden.evidence.pictures import Joined, Strip, UnreadablePictureError, join, open_picture
from tests.kit.captures import VIEW, picture_of_page, png, strips_of


def written(folder: Path, strips: list[tuple[int, bytes]]) -> list[Strip]:
    made = []
    for n, (top, data) in enumerate(strips):
        path = folder / f"{n}.png"
        path.write_bytes(data)
        made.append(Strip(path, f"strip-{n:03d}", top))
    return made


def whole(joined: Joined) -> np.ndarray:
    return np.concatenate([np.asarray(Image.open(io.BytesIO(data))) for data, *_ in joined.sheets])


@pytest.mark.parametrize("height", [100, 101, 330, 1000])
def test_page_comes_back(tmp_path: Path, height: int) -> None:
    page = picture_of_page(height)
    joined = join(written(tmp_path, list(strips_of(page))))
    assert (joined.repeated, joined.moved, joined.gaps) == ([], [], [])
    found = whole(joined)
    assert found.shape == (height, VIEW[0], 3)
    assert np.abs(found.astype(int) - np.asarray(page).astype(int)).mean() < 12  # JPEG


def test_repeated_viewport_is_noticed(tmp_path: Path) -> None:
    """The right size, the wrong content: Chromium does that."""
    strips = list(strips_of(picture_of_page(330)))
    strips[2] = (strips[2][0], strips[1][1])
    joined = join(written(tmp_path, strips))
    assert joined.repeated == [("strip-001", "strip-002")]
    assert joined.moved


def test_page_that_changed_meanwhile_is_noticed(tmp_path: Path) -> None:
    strips = list(strips_of(picture_of_page(330)))
    other = list(strips_of(picture_of_page(330, seed=9)))
    joined = join(written(tmp_path, [*strips[:2], *other[2:]]))
    assert joined.moved == [("strip-001", "strip-002")]


def test_bar_at_the_windows_edge_is_no_change(tmp_path: Path) -> None:
    """It stands on the first strip only: the others were taken without it."""
    page = picture_of_page(330)
    strips = list(strips_of(page, overlap=30))
    first = Image.open(io.BytesIO(strips[0][1]))
    first.paste("black", (0, 92, 160, 100))
    joined = join(written(tmp_path, [(0, png(first)), *strips[1:]]))
    assert joined.moved == []


def test_gap_is_noticed(tmp_path: Path) -> None:
    strips = list(strips_of(picture_of_page(500)))
    assert join(written(tmp_path, [strips[0], *strips[2:]])).gaps == [100]


def test_empty_stretches_repeat_without_harm(tmp_path: Path) -> None:
    page = Image.new("RGB", (VIEW[0], 500), "white")
    assert join(written(tmp_path, list(strips_of(page)))).repeated == []


@pytest.mark.parametrize("data", [b"", b"\x89PNG\r\n\x1a\n", b"<svg/>", png(picture_of_page(50))[:-200]])
def test_what_is_no_picture(data: bytes) -> None:
    with pytest.raises(UnreadablePictureError):
        open_picture(data)


def test_bomb(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("markwarden.evidence.pictures.MOST_PIXELS", 1000)
    with pytest.raises(UnreadablePictureError):
        open_picture(png(picture_of_page(50)))
