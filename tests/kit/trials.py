"""Trials of figures as a former run of the server left them: for tests that are about something else."""

import importlib
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import pytest

from markwarden.matching.image.figures import design_search, figure_search
from markwarden.matching.image.logo.enrol import forget_innocents
from markwarden.pictures.looks import LookMemory
from markwarden.pictures.references import Purpose, references_of
from markwarden.pictures.trials import Trial
from markwarden.registry import Registry
from markwarden.settings import ROWS
from markwarden.store import BlobStore, SqliteStore, TinyStore

_ENROL = importlib.import_module("markwarden.matching.image.logo.enrol")
_SEARCHES = {Purpose.FIGURE: figure_search(), Purpose.DESIGN: design_search()}


def keep_trials(data_dir: Path) -> None:
    """Try every figure of a registry, unless another test did, and keep what came of it."""
    blobs = BlobStore(data_dir / "blobs")
    rows = SqliteStore(data_dir / ROWS)
    try:
        memory = LookMemory(rows)
        for one in references_of(Registry(TinyStore(data_dir), blobs).document()):
            if one.purpose in _SEARCHES:
                facts = _tried(one.purpose, blobs.get(one.sha256)).facts()
                memory.keep_trial(one.sha256, one.purpose.value, _SEARCHES[one.purpose].version, facts)
    finally:
        rows.close()


@contextmanager
def short_trials(few: int = 12) -> Iterator[None]:
    """Within, figures are tried on a few innocent pictures instead of all, which takes a second."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(_ENROL, "TRIED_ON", few)
        forget_innocents()
        try:
            yield
        finally:
            forget_innocents()


@cache
def _tried(purpose: Purpose, data: bytes) -> Trial:
    with short_trials(48):  # enough for a threshold that keeps the tests' other pictures quiet
        return Trial.of(_SEARCHES[purpose].tried(data, (), (), lambda: True))
