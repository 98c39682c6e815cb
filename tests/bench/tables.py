"""Measuring and printing."""

import time
from collections.abc import Callable, Sequence


def timed(work: Callable[[], object], times: int) -> list[float]:
    """Milliseconds of each run, sorted."""
    out = []
    for _ in range(times):
        started = time.perf_counter()
        work()
        out.append((time.perf_counter() - started) * 1000)
    return sorted(out)


def median(values: Sequence[float]) -> float:
    return values[len(values) // 2]


def p95(values: Sequence[float]) -> float:
    return values[min(len(values) - 1, int(len(values) * 0.95))]


def table(head: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """Print columns of equal width."""
    cells = [list(map(str, head)), *([str(cell) for cell in row] for row in rows)]
    widths = [max(len(row[column]) for row in cells) for column in range(len(head))]
    for row in cells:
        print("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())
