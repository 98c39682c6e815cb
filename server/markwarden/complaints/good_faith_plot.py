"""The good-faith rates over a year as a drawing: two lines against their standards. Knows no request and no page."""

import xml.etree.ElementTree as ET
from collections.abc import Sequence
from datetime import date

from markwarden_schema.complaint import Language
from markwarden_schema.complaint_check import GoodFaith, Rate

WIDTH, HEIGHT = 720, 260
_LEFT, _RIGHT, _TOP, _BOTTOM = 48, 150, 16, 30
_WORDS: dict[Language, dict[str, str]] = {
    "en": {
        "takedown": "taken down",
        "counter": "restored",
        "standard": "standard",
        "none": "Nothing was decided yet.",
        "title": "Good-faith rates over time",
    },
    "zh": {
        "takedown": "下架率",
        "counter": "恢复率",
        "standard": "标准",
        "none": "尚无已决定的投诉。",
        "title": "诚信指标走势",
    },
}


def _x(day: date, first: date, last: date) -> float:
    span = max(1, (last - first).days)
    return _LEFT + (WIDTH - _LEFT - _RIGHT) * (day - first).days / span


def _y(share: float) -> float:
    return _TOP + (HEIGHT - _TOP - _BOTTOM) * (1 - share)


def plot(points: Sequence[GoodFaith], language: Language = "en") -> str:
    """An SVG document: the totals of each day of `points`, oldest first. Colours come from the page's classes."""
    words = _WORDS[language]
    svg = ET.Element(
        "svg",
        {
            "xmlns": "http://www.w3.org/2000/svg",
            "viewBox": f"0 0 {WIDTH} {HEIGHT}",
            "role": "img",
            "aria-label": words["title"],
            "class": "plot",
        },
    )
    ET.SubElement(svg, "title").text = words["title"]
    _grid(svg)
    series = {
        which: [(one.until, rate) for one in points if (rate := _rate(one, which)).share is not None]
        for which in ("takedown", "counter")
    }
    if not any(series.values()):
        _text(svg, WIDTH / 2, HEIGHT / 2, words["none"], "middle", "plot-note")
        return ET.tostring(svg, encoding="unicode")
    first, last = points[0].until, points[-1].until
    _dates(svg, first, last)
    labels: list[tuple[float, str, str]] = []
    for which, drawn in series.items():
        rate = _rate(points[-1], which)
        _line(svg, _LEFT, _y(rate.standard), WIDTH - _RIGHT, _y(rate.standard), f"plot-standard plot-{which}")
        if not drawn:
            continue
        path = " ".join(
            f"{'L' if number else 'M'}{_x(day, first, last):.1f} {_y(one.share or 0):.1f}"
            for number, (day, one) in enumerate(drawn)
        )
        ET.SubElement(svg, "path", {"d": path, "class": f"plot-line plot-{which}", "fill": "none"})
        day, one = drawn[-1]
        ET.SubElement(
            svg,
            "circle",
            {
                "cx": f"{_x(day, first, last):.1f}",
                "cy": f"{_y(one.share or 0):.1f}",
                "r": "4",
                "class": f"plot-dot plot-{which}",
            },
        )
        labels.append((_y(one.share or 0), f"{words[which]} {one.share or 0:.0%}", which))
    for y, text, which in _apart(labels):
        _text(svg, WIDTH - _RIGHT + 10, y + 4, text, "start", f"plot-label plot-{which}")
    return ET.tostring(svg, encoding="unicode")


def _rate(one: GoodFaith, which: str) -> Rate:
    total = one.standings[0]
    return total.takedown if which == "takedown" else total.counter


def _grid(svg: ET.Element) -> None:
    for share in (0.0, 0.25, 0.5, 0.75, 1.0):
        _line(svg, _LEFT, _y(share), WIDTH - _RIGHT, _y(share), "plot-grid")
        _text(svg, _LEFT - 8, _y(share) + 4, f"{share:.0%}", "end", "plot-tick")


def _dates(svg: ET.Element, first: date, last: date) -> None:
    _text(svg, _LEFT, HEIGHT - 8, first.isoformat(), "start", "plot-tick")
    _text(svg, WIDTH - _RIGHT, HEIGHT - 8, last.isoformat(), "end", "plot-tick")


def _apart(labels: list[tuple[float, str, str]], least: float = 16) -> list[tuple[float, str, str]]:
    """Labels moved down until none lies on another."""
    placed: list[tuple[float, str, str]] = []
    for y, text, which in sorted(labels):
        placed.append((max(y, placed[-1][0] + least) if placed else y, text, which))
    return placed


def _line(svg: ET.Element, x1: float, y1: float, x2: float, y2: float, name: str) -> None:
    ET.SubElement(
        svg, "line", {"x1": f"{x1:.1f}", "y1": f"{y1:.1f}", "x2": f"{x2:.1f}", "y2": f"{y2:.1f}", "class": name}
    )


def _text(svg: ET.Element, x: float, y: float, text: str, anchor: str, name: str) -> None:
    ET.SubElement(svg, "text", {"x": f"{x:.1f}", "y": f"{y:.1f}", "text-anchor": anchor, "class": name}).text = text
