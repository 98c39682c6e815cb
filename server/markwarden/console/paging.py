"""A long list in pages: which part is shown, and where the others are."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from flask import request

T = TypeVar("T")
A_PAGE = 100


@dataclass(frozen=True, slots=True)
class Part(Generic[T]):
    """What is shown of a list; pages are counted from 1."""

    items: Sequence[T]
    page: int
    pages: int
    all: int


def part(whole: Sequence[T]) -> Part[T]:
    """The page that `?page=` asks for; the nearest that there is."""
    pages = max(1, -(-len(whole) // A_PAGE))
    page = min(max(1, request.args.get("page", 1, type=int)), pages)
    return Part(whole[(page - 1) * A_PAGE : page * A_PAGE], page, pages, len(whole))
