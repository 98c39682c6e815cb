"""Real saved pages and data that belong to others: beside the project, or not at all."""

import os
from pathlib import Path

import pytest

SHARED = Path(os.environ.get("MARKWARDEN_SHARED") or Path(__file__).parents[3] / "shared")


def real_pages(*kinds: str) -> list[Path]:
    """Saved pages of these kinds; none where they are not there."""
    return sorted(path for kind in kinds for path in (SHARED / "pages" / kind).glob("*.html"))


@pytest.fixture(scope="session", autouse=True)
def shared() -> Path:
    """The folder of real data; every test here is skipped, visibly, without it."""
    if not (SHARED / "pages").is_dir():
        pytest.skip(f"no real data at {SHARED}; MARKWARDEN_SHARED names another place")
    return SHARED
