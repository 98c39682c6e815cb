"""The comparisons of a capture: for each signal that a picture gave, both pictures and what is drawn of them, as files of the package."""

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from markwarden.evidence.likeness import draw
from markwarden.evidence.media import type_of
from markwarden.evidence.objects import Objects
from markwarden.matching.image.picture import PictureRefusedError, decode
from markwarden_schema.assessed import AssessedListing
from markwarden_schema.assessment import Signal, SignalKind
from markwarden_schema.capture import Missing
from markwarden_schema.page import PageReport
from markwarden_schema.record import FileKind, PictureComparison, RecordFile

BY_PICTURE = frozenset(
    {SignalKind.COPIED_PHOTO, SignalKind.LOGO, SignalKind.WORDS_IN_PICTURE, SignalKind.DESIGN_LIKENESS}
)
"""Signals that rest on a listing's picture."""


class Sources(NamedTuple):
    """Where the bytes of pictures are had: a listing's by its address, a right's by its SHA-256; None where they are not kept."""

    picture: Callable[[str], bytes | None]
    reference: Callable[[str], bytes | None]


NO_PICTURES = Sources(picture=lambda _: None, reference=lambda _: None)
"""Where nothing looks at pictures."""


class Compared(NamedTuple):
    """What a package holds of comparisons."""

    comparisons: list[PictureComparison]
    files: list[RecordFile]
    missing: list[Missing]


def compared(page: PageReport | None, sources: Sources, objects: Objects) -> Compared:
    """Every picture signal of a page compared, listing by listing; what could not be is named."""
    made = Compared([], [], [])
    kept = _Kept(objects, made.files)
    for listing, signal in _by_picture(page):
        try:
            made.comparisons.append(_one(listing, signal, sources, kept, len(made.comparisons) + 1))
        except _LackingError as error:
            kind = signal.kind.value.replace("_", " ")
            made.missing.append(Missing(what="comparison", why=f"item {listing.item_id}, {kind}: {error}"))
    return made


def _by_picture(page: PageReport | None) -> Iterator[tuple[AssessedListing, Signal]]:
    for listing in page.listings if page else ():
        for signal in listing.assessment.signals:
            if signal.kind in BY_PICTURE and signal.evidence.image is not None:
                yield listing, signal


class _LackingError(Exception):
    """A picture that is not there or cannot be read."""


class _Kept:
    """The files of the comparisons so far; the same bytes are one file."""

    def __init__(self, objects: Objects, files: list[RecordFile]) -> None:
        self._objects = objects
        self._files = files
        self._paths: dict[tuple[str, str], str] = {}

    def add(self, name: str, data: bytes, origin: str, source: str | None = None) -> str:
        """Keep bytes as a file; its path."""
        digest, size = self._objects.take(iter([data]))
        known = (digest, name.partition("-")[0])
        if known not in self._paths:
            media_type, suffix = type_of(self._objects.path(digest))
            path = f"data/comparisons/{name}.{suffix}"
            self._paths[known] = path
            self._files.append(
                RecordFile(
                    path=path,
                    kind=FileKind.COMPARISON,
                    media_type=media_type,
                    bytes=size,
                    sha256=digest,
                    origin=origin,
                    source=source,
                )
            )
        return self._paths[known]


def _one(listing: AssessedListing, signal: Signal, sources: Sources, kept: _Kept, number: int) -> PictureComparison:
    evidence = signal.evidence
    address = evidence.image or ""
    suspect = sources.picture(address)
    if suspect is None:
        raise _LackingError(f"the picture {address} was not kept when it was looked at")
    reference = None
    if evidence.reference is not None:
        reference = sources.reference(evidence.reference)
        if reference is None:
            raise _LackingError(f"the registry has no picture {evidence.reference} any more")
    try:
        drawn = draw(decode(suspect), None if reference is None else decode(reference), evidence)
    except PictureRefusedError as error:
        raise _LackingError(str(error)) from error
    program = "this program, drawn of the two pictures"
    name = f"{number:03d}"
    drawings = {
        what: kept.add(f"{what}-{name}", data, program)
        for what, data in (
            ("outlined", drawn.outlined),
            ("laid", drawn.laid),
            ("difference", drawn.difference),
            ("enlarged", drawn.enlarged),
        )
        if data is not None
    }
    return PictureComparison(
        item_id=listing.item_id,
        kind=signal.kind,
        brand=signal.brand,
        right=signal.right,
        strength=signal.strength,
        address=address,
        picture=kept.add(f"picture-{name}", suspect, "the network, fetched by the browser", address),
        reference=None
        if reference is None
        else kept.add(f"reference-{name}", reference, "the registry", evidence.reference),
        text=evidence.text,
        agreeing=None if drawn.share is None else round(drawn.share, 4),
        **drawings,
    )


def by_strength(comparisons: Iterable[PictureComparison]) -> list[PictureComparison]:
    """The surest first."""
    return sorted(comparisons, key=lambda one: -one.strength)
