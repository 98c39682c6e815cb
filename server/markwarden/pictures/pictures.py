"""Listing pictures from the page to their findings: what is wanted, what was sent, what the registry has to say to it."""

import hashlib
import io
import logging
import re
import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from PIL import Image

from markwarden.matching import Engine
from markwarden.matching.image.found import Detector, Found, Glancer
from markwarden.matching.image.logo.artwork import drawn_as_png, is_svg
from markwarden.matching.image.picture import SIDE, Picture, PictureRefusedError, decode
from markwarden.pages.images import image_key
from markwarden.pictures.examiner import Examiner
from markwarden.pictures.intake import ReferenceIntake
from markwarden.pictures.later import LaterLooks
from markwarden.pictures.lookalikes import LookAlikes
from markwarden.pictures.memory import Known, PictureMemory
from markwarden.pictures.met import MetPictures
from markwarden.pictures.references import Purpose, Reference, references_of
from markwarden.pictures.thresholds import Thresholds
from markwarden.pictures.underway import UnderWay
from markwarden.registry import Registry
from markwarden.store import BlobStore, SqliteStore
from markwarden_schema.listing import Listing
from markwarden_schema.page import Page, PageKind, PageReport
from markwarden_schema.picture import ImageState, ImageVerdict, PictureCode, WantedImage

_LOG = logging.getLogger("markwarden")
_LOOKED_AT = {PageKind.ITEM: 8}
"""Pictures of a listing that are looked at: on lists its main one, on its own page those that are shown at once."""
_REMEMBERED = 2000
"""Pictures whose listings' risk is remembered until they are sent."""
_FOUND, _PLAIN, _AT_LAST = 1.0, 0.0, -1.0
"""Urgency of a thorough look where the glance found something, of any other, and of what no page waits for."""
MOST_WANTED = 120
"""Pictures asked for by one page."""
_DIGEST = re.compile("[0-9a-f]{64}")


class Sent(NamedTuple):
    """The bytes of a picture as the browser fetched them."""

    key: str
    data: bytes


class Supposed(NamedTuple):
    """A reference picture that the registry does not have: what would be found if it had."""

    purpose: Purpose
    right_id: str
    data: bytes


class StoredPicture(NamedTuple):
    """The bytes of a picture, and what they are."""

    data: bytes
    media_type: str


class Pictures:
    """Detectors on the registry's reference pictures, and the memory of what they found. Threads share it."""

    def __init__(
        self,
        rows: SqliteStore,
        registry: Registry,
        blobs: BlobStore,
        folder: Path,
        detectors: Mapping[Purpose, Detector],
        *,
        engine: Callable[[], Engine],
        thresholds: Thresholds,
        words: bool = False,
    ) -> None:
        self._memory = PictureMemory(rows)
        self.lookalikes = LookAlikes(rows)
        self._registry = registry
        self._blobs = blobs
        self._folder = folder
        self._met = MetPictures(folder / "met")
        self._detectors = detectors
        self._examiner = Examiner()
        self.later = LaterLooks(
            rows, blobs, engine, thresholds, folder / "figures.shelf", words=words, keep=self._met.put
        )
        self._risks: dict[str, int] = {}
        self._lock = threading.Lock()
        self._seen_registry = ""
        self._references: frozenset[Reference] = frozenset()
        self._under_way = UnderWay(self.later.held)
        for purpose, detector in detectors.items():
            detector.load(self._file(purpose))
        self._intake = ReferenceIntake(
            detectors,
            blobs,
            later=lambda job: self._examiner.look(job, _PLAIN),
            done=lambda: self._examiner.look(self._save, _AT_LAST),
        )

    def close(self) -> None:
        """Let the threads end, and keep the index."""
        self._examiner.close()
        self.later.close()
        self._save()

    @property
    def memory(self) -> PictureMemory:
        return self._memory

    def current(self) -> str:
        """The version of detectors and references as the registry is now; brings both up to date, many in the background."""
        version = self._registry.version()
        if version != self._seen_registry:
            with self._lock:
                if version != self._seen_registry:
                    self._follow(frozenset(references_of(self._registry.document())))
                    self._seen_registry = version
        return self._intake.version

    def coming(self) -> int:
        """How many reference photos are not looked for yet: many at once are taken in in the background."""
        return self._intake.coming()

    @property
    def active(self) -> bool:
        """Whether any picture is worth looking at: there are references, or words are read."""
        return bool(self._references) or self.later.active

    def seen(self, page: Page) -> None:
        """Remember which listings of a page show which pictures."""
        self._memory.shown(
            (key, listing.item_id, url)
            for listing in page.listings
            for key, url in _pictures(listing, page.kind).items()
        )

        self.lookalikes.grouped(
            (listing.item_id, listing.picture_group) for listing in page.listings if listing.picture_group is not None
        )

    def found(self, listings: Sequence[Listing], kind: PageKind) -> dict[str, list[tuple[str, Found]]]:
        """By item id what was found in the pictures of listings on a page, each with the picture's address."""
        return self._found({listing.item_id: _pictures(listing, kind) for listing in listings})

    def found_of(self, item_ids: Iterable[str]) -> dict[str, list[tuple[str, Found]]]:
        """The same for listings met before, in every picture they were seen with."""
        return self._found(self._memory.pictures_of(item_ids))

    def _found(self, shown: Mapping[str, Mapping[str, str]]) -> dict[str, list[tuple[str, Found]]]:
        version = self.current()
        if not self.active:
            return {}
        known = self._memory.known((key for pictures in shown.values() for key in pictures), version)
        later = self.later.found(one.sha256 for one in known.values() if one.sha256 is not None)
        out = {
            item_id: [
                (url, one)
                for key, url in pictures.items()
                for one in (*self._at_once(key, known.get(key)), *later.get(_digest(known.get(key)), ()))
            ]
            for item_id, pictures in shown.items()
        }
        return {item_id: found for item_id, found in out.items() if found}

    def _at_once(self, key: str, known: Known | None) -> Sequence[Found]:
        """Copies that were found in a picture; while it is under way, what a first glance found."""
        if known is not None and known.found is not None:
            return known.found
        return self._under_way.found(key)

    def wanted(self, report: PageReport) -> list[WantedImage]:
        """The pictures of a page that were not looked at yet: the most suspicious and most visible first."""
        version = self.current()
        if not self.active:
            return []
        ranked = sorted(report.listings, key=lambda listing: (not listing.in_dom, -listing.assessment.risk))
        items: dict[str, list[str]] = {}
        addresses: dict[str, str] = {}
        for listing in ranked:
            for key, url in _pictures(listing, report.kind).items():
                items.setdefault(key, []).append(listing.item_id)
                addresses.setdefault(key, url)
        known = self._memory.known(items, version)
        digests = [one.sha256 for one in known.values() if one.sha256 is not None]
        lacking = self.later.lacking(digests) | self._unkept(known.values())
        risks = {listing.item_id: listing.assessment.risk for listing in report.listings}
        with self._lock:
            self._risks |= {key: max(risks[item_id] for item_id in item_ids) for key, item_ids in items.items()}
            for key in list(self._risks)[:-_REMEMBERED]:
                del self._risks[key]
        return [
            WantedImage(key=key, url=_sized(addresses[key]), item_ids=item_ids)
            for key, item_ids in items.items()
            if key not in known
            or (known[key].refused is None and (known[key].found is None or known[key].sha256 in lacking))
        ][:MOST_WANTED]

    def _unkept(self, known: Iterable[Known]) -> set[str]:
        """Pictures in which something was found, and whose bytes are kept no more, or were of no use until now."""
        found = {one.sha256: bool(one.found) for one in known if one.sha256 is not None}
        later = self.later.found(found)
        return {sha256 for sha256, some in found.items() if (some or later.get(sha256)) and not self._met.has(sha256)}

    def take(self, sent: Sequence[Sent], patience: float) -> list[ImageVerdict]:
        """Have pictures looked at, the first the most urgent; waits at most `patience` seconds for a glance at each."""
        version = self.current()
        for one in sent:
            if self._under_way.begin(one.key):
                self._examiner.glance(partial(self._part, one.key, partial(self._glance, one, version)))
        self._under_way.wait_for_first([one.key for one in sent], patience)
        return self.verdicts([one.key for one in sent])

    def news(self, keys: Sequence[str], patience: float) -> list[ImageVerdict]:
        """What came of pictures that were sent, as soon as one more is done with."""
        self._under_way.wait_for_news(keys, patience)
        return self.verdicts(keys)

    def leave(self, keys: Iterable[str]) -> None:
        """A page that waited for these pictures is gone: what was not begun for it alone is not done, and stays wanted."""
        known = self._memory.known(self._under_way.leave(keys), self.current())
        self.later.drop(one.sha256 for one in known.values() if one.sha256 is not None)

    def verdicts(self, keys: Iterable[str]) -> list[ImageVerdict]:
        """What came of pictures that were sent."""
        every = list(dict.fromkeys(keys))
        # First what is under way: what ends after that is still told as pending, never as unknown.
        pending = {key for key in every if key in self._under_way}
        known = self._memory.known((key for key in every if key not in pending), self.current())
        out = []
        for key in every:
            one = known.get(key)
            if key in pending:
                out.append(ImageVerdict(key=key, state=ImageState.PENDING))
            elif one is not None and one.refused is not None:
                out.append(ImageVerdict(key=key, state=ImageState.REFUSED, code=PictureCode(one.refused)))
            elif one is not None and one.found is not None and one.sha256 is not None:
                state = ImageState.PARTLY if self.later.under_way(one.sha256) else ImageState.DONE
                out.append(ImageVerdict(key=key, state=state, sha256=one.sha256))
            else:
                out.append(ImageVerdict(key=key, state=ImageState.UNKNOWN))
        return out

    def glimpsed(self, key: str) -> bool:
        """Whether a first glance found something in a picture that is under way."""
        return bool(self._under_way.found(key))

    @property
    def purposes(self) -> list[Purpose]:
        """What reference pictures are looked for as."""
        return [*self._detectors, *self.later.purposes]

    def look(self, data: bytes) -> list[Found]:
        """What would be found in a picture that no page showed, nothing remembered. Raises `PictureRefusedError`."""
        self.current()
        picture = decode(data)
        return [*_found_by(self._detectors.values(), picture), *self.later.look(picture)]

    def supposed(self, data: bytes, supposed: Sequence[Supposed]) -> list[Found]:
        """What more would be found if the registry had these pictures; figures and designs are tried first, for seconds.

        Raises:
            PictureRefusedError: the picture, or one of the photos supposed, cannot be read.
            ArtworkRefusedError: a figure or design supposed cannot serve.
        """
        picture = decode(data)
        photos = [one for one in supposed if one.purpose in self._detectors]
        found = _found_by(map(self._supposing, photos), picture)
        for one in supposed:
            if one.purpose not in self._detectors:
                found += self.later.supposed(picture, one.purpose, one.right_id, one.data)
        return found

    def _supposing(self, one: Supposed) -> Detector:
        detector = type(self._detectors[one.purpose])()
        detector.add(one.right_id, hashlib.sha256(one.data).hexdigest(), decode(one.data))
        return detector

    def met(self, sha256: str) -> StoredPicture | None:
        """A listing's picture in which something was found; None where there is no such."""
        return _stored(self._met, sha256)

    def digest_of(self, address: str) -> str | None:
        """SHA-256 of the picture at an address, where its bytes were kept: something was found in it."""
        key = image_key(address)
        known = self._memory.known([key] if key else [], self.current())
        digest = known[key].sha256 if key in known else None
        return digest if digest and self._met.has(digest) else None

    def kept_at(self, address: str) -> bytes | None:
        """The picture at an address as it was looked at, where its bytes were kept."""
        digest = self.digest_of(address)
        return self._met.get(digest) if digest is not None else None

    def reference(self, sha256: str) -> StoredPicture | None:
        """A picture of the registry as it may be shown; None where no right has it."""
        self.current()
        if not any(one.sha256 == sha256 for one in self._references):
            return None
        return _stored(self._blobs, sha256)

    def _glance(self, sent: Sent, version: str) -> bool:
        """Decode and search by hashes: what that finds is told while the rest waits for its turn."""
        sha256 = hashlib.sha256(sent.data).hexdigest()
        if self._memory.same(sent.key, sha256, version):
            if self._unkept(self._memory.known([sent.key], version).values()):
                self._met.put(sent.data)
            if self.later.lacking([sha256]):
                self._look_later(sent, sha256, decode(sent.data))
            return False
        picture = decode(sent.data)
        glanced = [detector.glance(picture) for detector in self._detectors.values() if isinstance(detector, Glancer)]
        found = _sized_in(picture, [one for some in glanced for one in some])
        self._under_way.glanced(sent.key, found)
        # The bytes wait, not the picture: decoding again is cheaper than the memory of a page of pictures.
        examine = partial(self._examine, sent, sha256, version)
        self._examiner.look(partial(self._part, sent.key, examine), _FOUND if found else _PLAIN)
        return True

    def _examine(self, sent: Sent, sha256: str, version: str) -> bool:
        picture = decode(sent.data)
        found = _found_by(self._detectors.values(), picture)
        if found or self.later.found([sha256]).get(sha256):
            # What a finding rests on can be looked at later: the page may be gone by then.
            self._met.put(sent.data)
        self.lookalikes.met(sha256, picture.grey)
        self._memory.keep(sent.key, sha256, version, found)
        if self._under_way.awaited(sent.key):
            self._look_later(sent, sha256, picture)
        return False

    def _look_later(self, sent: Sent, sha256: str, picture: Picture) -> None:
        self.later.put(sha256, sent.data, picture, float(self._risks.get(sent.key, 0)))

    def _part(self, key: str, work: Callable[[], bool]) -> None:
        """A part of the work on a picture, which says whether another one follows; none where its page was left."""
        if not self._under_way.awaited(key):
            self._under_way.end(key)
            return
        follows = False
        try:
            try:
                follows = work()
            except PictureRefusedError as refusal:
                self._memory.refuse(key, refusal.code.value)
        except Exception:  # noqa: BLE001 - see below
            # One picture must not end the thread that all others wait for; it stays wanted, and the log says why.
            _LOG.exception("a picture could not be looked at")
        finally:
            if not follows:
                self._under_way.end(key)

    def _follow(self, now: frozenset[Reference]) -> None:
        """Look for the registry's pictures as they are now; called with the lock held."""
        self._intake.follow(now)
        self.later.follow(now)
        self._references = now

    def _save(self) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        for purpose, detector in self._detectors.items():
            detector.save(self._file(purpose))

    def _file(self, purpose: Purpose) -> Path:
        return self._folder / f"{purpose.value}.index"


def _sized_in(picture: Picture, found: Iterable[Found]) -> list[Found]:
    """Boxes count in the picture as it was decoded: whoever draws them elsewhere needs its size."""
    width, height = picture.size
    return [replace(one, detail={**one.detail, "width": width, "height": height}) for one in found]


def _found_by(detectors: Iterable[Detector], picture: Picture) -> list[Found]:
    return _sized_in(picture, [one for detector in detectors for one in detector.find(picture)])


def _digest(known: Known | None) -> str:
    return (known.sha256 if known else None) or ""


def _stored(blobs: BlobStore | MetPictures, sha256: str) -> StoredPicture | None:
    if not _DIGEST.fullmatch(sha256) or not blobs.path(sha256).is_file():
        return None
    data = blobs.get(sha256)
    if is_svg(data):
        return StoredPicture(drawn_as_png(data), "image/png")
    with Image.open(io.BytesIO(data)) as image:
        return StoredPicture(data, Image.MIME[str(image.format)])


def _pictures(listing: Listing, kind: PageKind) -> dict[str, str]:
    """Key → address of the pictures of a listing that are looked at."""
    pairs = ((image_key(url), url) for url in listing.images[: _LOOKED_AT.get(kind, 1)])
    return {key: url for key, url in pairs if key is not None}


def _sized(url: str) -> str:
    """The address of a picture in the size that is fetched; only AliExpress's image network makes sizes."""
    return url if url.startswith("http:") else f"{url}_{SIDE}x{SIDE}{PurePosixPath(url).suffix}"
