"""Reads the words in a picture (rapidocr on onnxruntime, whose models come in its wheel). Knows no mark.

Both are an optional extra: `installed` says whether they are there. One reader serves one thread at a time.
"""

import importlib.util
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

READS = "words-2"
"""Version of what is read: changes with the models and with the sizes below."""
_SIDE = 960
"""Pixels of the longer side that is read at most: a shelf photo at 960 costs a second, at 2,000 four."""
_SHARP = 736
"""The reader enlarges a smaller picture until its shorter side is this; said here because time follows from it."""
_MOST_LINES = 60
_LEAST_SURE = 0.6
"""Of the reader's own confidence: below it a line is mostly weave and shadow (`23.17 313` at 0.65, brands above 0.9)."""
_LEAST_SIDE = 16
_TALL = 1.5
"""Height by width from which a box holds words that run up or down: the reader's own limit for turning it."""
_FEW = 3
"""Lines below which a picture is read once more with its contrast evened out: print on print is faint, a full label is not."""
_SAME = 0.5
"""Share of the smaller box that two lines have in common that are one line read twice."""


Box = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Line:
    """Words in a row. `sure` 0–1 by the reader; `box` (x, y, w, h) in the picture's pixels."""

    text: str
    sure: float
    box: Box


def installed() -> bool:
    """Whether the extra `ocr` is there."""
    return all(importlib.util.find_spec(name) is not None for name in ("rapidocr", "onnxruntime"))


class Reader:
    """The models, loaded at the first use (half a second). Raises ImportError where the extra is not installed."""

    def __init__(self, threads: int = 1) -> None:
        self._threads = threads
        self._models: Any = None

    def read(self, rgb: NDArray[np.uint8]) -> list[Line]:
        """The lines of a picture (uint8, H × W × 3), in the order of reading.

        Where little is read the picture is read again with its contrast evened out, and where a box stands upright
        again turned by a quarter: the reader turns such boxes too, and cuts them worse than lines.
        """
        height, width = rgb.shape[:2]
        if min(height, width) < _LEAST_SIDE:
            return []
        scale = min(1.0, _SIDE / max(height, width))
        if scale < 1:
            size = (max(1, round(width * scale)), max(1, round(height * scale)))
            rgb = np.asarray(cv2.resize(rgb, size, interpolation=cv2.INTER_AREA), np.uint8)
        lines, upright = self._once(rgb)
        if len(lines) < _FEW:
            rgb = _evened(rgb)
            more, also = self._once(rgb)
            lines, upright = _together(lines, more), upright or also
        if upright:
            turned, _ = self._once(np.ascontiguousarray(np.rot90(rgb)))
            lines = _together(lines, [_turned_back(line, rgb.shape[1]) for line in turned])
        whole = [Line(line.text, line.sure, _scaled(line.box, 1 / scale)) for line in lines]
        return whole[:_MOST_LINES]

    def _once(self, rgb: NDArray[np.uint8]) -> tuple[list[Line], bool]:
        """The lines of one pass, and whether any box stands upright, read or not."""
        found = self._loaded()(np.ascontiguousarray(rgb[:, :, ::-1]))
        if found.boxes is None or found.txts is None:
            return [], False
        lines, upright = [], False
        for corners, text, sure in zip(found.boxes, found.txts, found.scores, strict=True):
            left, top = (int(value) for value in np.asarray(corners).min(axis=0))
            across, down = (int(value) for value in np.ptp(np.asarray(corners), axis=0))
            upright = upright or down > _TALL * across
            if sure >= _LEAST_SURE and text.strip():
                lines.append(Line(text.strip(), float(sure), (max(0, left), max(0, top), across, down)))
        return lines, upright

    def _loaded(self) -> Any:  # noqa: ANN401 -- the class of an optional extra
        if self._models is None:
            from rapidocr import RapidOCR

            self._models = RapidOCR(
                params={
                    "EngineConfig.onnxruntime.intra_op_num_threads": self._threads,
                    "EngineConfig.onnxruntime.inter_op_num_threads": 1,
                    "Global.log_level": "error",
                    "Global.use_cls": True,
                    # Boxes of which nothing was made are asked for too: their shape tells which way words run.
                    "Global.text_score": 0.0,
                    "Det.limit_side_len": _SHARP,
                }
            )
        return self._models


def _evened(rgb: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """The picture with light and contrast alike everywhere: faint print becomes as bold as any."""
    values = rgb.astype(np.float32)
    middle = cv2.GaussianBlur(values, (0, 0), 12)
    spread = np.sqrt(cv2.GaussianBlur((values - middle).mean(axis=2) ** 2, (0, 0), 20))[..., None]
    return np.asarray(np.clip(128 + (values - middle) / (spread + 6) * 45, 0, 255), np.uint8)


def _together(lines: Sequence[Line], more: Sequence[Line]) -> list[Line]:
    """Both readings; of a line that is in both the surer."""
    kept = list(lines)
    for one in more:
        same = [line for line in kept if _shared(line.box, one.box) > _SAME]
        if all(one.sure > line.sure for line in same):
            kept = [line for line in kept if line not in same] + [one]
    return kept


def _shared(one: Box, two: Box) -> float:
    across = min(one[0] + one[2], two[0] + two[2]) - max(one[0], two[0])
    down = min(one[1] + one[3], two[1] + two[3]) - max(one[1], two[1])
    smaller = min(one[2] * one[3], two[2] * two[3])
    return max(0, across) * max(0, down) / smaller if smaller else 0.0


def _turned_back(line: Line, width: int) -> Line:
    """A line of the picture turned by a quarter to the left, where it stands in the picture of that width."""
    x, y, across, down = line.box
    return Line(line.text, line.sure, (max(0, width - y - down), x, down, across))


def _scaled(box: Box, scale: float) -> Box:
    x, y, across, down = (int(value * scale) for value in box)
    return x, y, across, down
