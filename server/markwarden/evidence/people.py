"""The pages of a package for people: `index.html` without scripts, and the README that needs no program of ours."""

from collections.abc import Iterable
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from markwarden.evidence.compared import by_strength
from markwarden_schema.assessment import RightRef
from markwarden_schema.record import FileKind, Record

_TEMPLATES = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"),
    autoescape=select_autoescape(["html"]),
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
SHOWN_AS_PICTURE = frozenset({"image/png", "image/jpeg", "image/webp", "image/gif", "image/avif"})


def index_page(record: Record) -> bytes:
    """The page for people. What the captured page wrote is text here, never markup."""

    def of(*kinds: FileKind) -> Iterable[object]:
        return [file for file in record.files if file.kind in kinds]

    return (
        _TEMPLATES.get_template("index.html")
        .render(
            record=record,
            of=of,
            comparisons=by_strength(record.comparisons),
            rights=rights_of(record),
            kinds=FileKind,
            pictures=SHOWN_AS_PICTURE,
            local=_local(record),
            size=size_in_words,
        )
        .encode()
    )


def rights_of(record: Record) -> dict[str, str]:
    """The rights that a record names, in words, by their ids."""
    return {name: in_words(right) for name, right in record.page.rights.items()} if record.page else {}


def in_words(right: RightRef) -> str:
    """“Trademark NIKE (Nike), EU 018000001”."""
    brand = f" ({right.brand})" if right.brand != right.label else ""
    number = ", " + " ".join(filter(None, [right.jurisdiction, right.number])) if right.number else ""
    return f"{right.kind.capitalize()} {right.label}{brand}{number}"


def readme(record: Record) -> bytes:
    """How to check the package with `sha256sum` and `openssl` alone."""
    return _TEMPLATES.get_template("README.txt").render(record=record).encode()


def _local(record: Record) -> str | None:
    """The browser's own time of day, where its zone is known."""
    began = record.clocks.browser_began
    if began is None or record.browser is None:
        return None
    try:
        return f"{began.astimezone(ZoneInfo(record.browser.time_zone)):%Y-%m-%d %H:%M:%S} {record.browser.time_zone}"
    except (ZoneInfoNotFoundError, ValueError):
        return None


def size_in_words(count: int) -> str:
    """Bytes as people read them."""
    return f"{count / 1e6:.1f} MB" if count >= 100_000 else f"{max(count / 1e3, 0.1):.1f} kB"
