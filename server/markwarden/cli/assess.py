"""`markwarden assess`: rows of listings, scored."""

import csv
import json
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any, TextIO

import click
from pydantic import ValidationError

from markwarden.cli.engines import decided_for, engine_for
from markwarden.cli.failing import failing_plainly
from markwarden_schema.assessment import Assessment
from markwarden_schema.listing import Listing, Price, SellerRef

COLUMNS = ("item_id", "title", "price", "currency", "seller_id", "seller_name", "images", "category")
Assess = Callable[[Sequence[Listing]], list[Assessment]]
_BATCH = 500
"""Rows assessed together: enough for the engine to look their words up at once, little enough to stream."""
csv.field_size_limit(10_000_000)


class RowError(ValueError):
    """A row that is no listing; the message names its line and what is wrong."""


@click.command("assess")
@click.argument("listings", type=click.Path(path_type=Path, allow_dash=True))
@click.option(
    "--registry",
    type=click.Path(path_type=Path),
    help="A registry folder, zip or registry.json instead of the stored one.",
)
@failing_plainly
def command(listings: Path, registry: Path | None) -> None:
    """Score LISTINGS, rows as CSV or JSON lines (- for standard input): one JSON object a row out, in order.

    Columns: item_id, title, price, currency, seller_id, seller_name, images, category; all but item_id may be
    missing or empty. A bad row is named on standard error with its line; the others are scored all the same, and the
    exit code is 2.
    """
    assess = partial(engine_for(registry).assess, decided=decided_for(registry))
    source = sys.stdin if str(listings) == "-" else listings.open(encoding="utf-8-sig", newline="")
    with source:
        failed = _assess(_rows(source, listings), assess, str(listings))
    if failed:
        sys.exit(2)


def _assess(rows: Iterator[tuple[int, dict[str, Any] | RowError]], assess: Assess, name: str) -> bool:
    failed = False
    while batch := list(islice(rows, _BATCH)):
        good: list[Listing] = []
        for line, row in batch:
            try:
                if isinstance(row, RowError):
                    raise row
                good.append(_listing(row))
            except RowError as error:
                click.echo(f"markwarden: {name}:{line}: {error}", err=True)
                failed = True
        for listing, assessment in zip(good, assess(good), strict=True):
            click.echo(
                json.dumps(
                    {"item_id": listing.item_id, "assessment": assessment.model_dump(mode="json")}, ensure_ascii=False
                )
            )
    return failed


def _rows(source: TextIO, path: Path) -> Iterator[tuple[int, dict[str, Any] | RowError]]:
    """Each row with its line; the form is told by the suffix, else by the first character."""
    first = source.readline()
    lines = _again(first, source)
    if path.suffix.lower() in (".jsonl", ".ndjson", ".json") or (
        path.suffix.lower() != ".csv" and first.lstrip().startswith("{")
    ):
        yield from _json_rows(lines)
    else:
        yield from _csv_rows(lines)


def _again(first: str, rest: Iterable[str]) -> Iterator[str]:
    yield first.removeprefix("\ufeff")
    yield from rest


def _json_rows(lines: Iterable[str]) -> Iterator[tuple[int, dict[str, Any] | RowError]]:
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except (ValueError, RecursionError):
            yield number, RowError("not valid JSON")
            continue
        yield number, row if isinstance(row, dict) else RowError("a row has to be a JSON object")


def _csv_rows(lines: Iterator[str]) -> Iterator[tuple[int, dict[str, Any] | RowError]]:
    reader = csv.DictReader(lines, strict=True)
    try:
        names = [name.strip() for name in reader.fieldnames or []]
    except csv.Error as error:
        raise click.ClickException(f"the header is no CSV: {error}") from error
    if "item_id" not in names:
        raise click.ClickException(
            f"the header has to name the columns {','.join(COLUMNS)}; it reads {','.join(names) or 'nothing'}"
        )
    reader.fieldnames = names
    while True:
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield reader.line_num, RowError(f"not valid CSV: {error}")
            continue
        if None in row:
            yield reader.line_num, RowError("more fields than the header has columns")
            continue
        yield reader.line_num, {name: value for name, value in row.items() if value}


def _listing(row: dict[str, Any]) -> Listing:
    """A row as a listing. Raises `RowError` naming the column."""
    unknown = sorted(set(row) - set(COLUMNS))
    if unknown:
        raise RowError(f"unknown column {unknown[0]!r}")
    images = row.get("images") or []
    if isinstance(images, str):
        images = images.split()
    currency = row.get("currency") or None
    try:
        seller = SellerRef(id=_text(row.get("seller_id")), name=_text(row.get("seller_name")))
        return Listing(
            item_id=_text(row.get("item_id")) or "",
            title=row.get("title") or None,
            price=_price(row.get("price"), currency.strip().upper() if isinstance(currency, str) else currency),
            seller=seller if seller.id or seller.name else None,
            images=images,
            category=row.get("category") or None,
        )
    except ValidationError as error:
        problem = error.errors(include_url=False)[0]
        raise RowError(f"{'.'.join(map(str, problem['loc']))}: {problem['msg']}") from error


def _text(value: object) -> object:
    """Numbers are taken for ids and names too: JSON writers differ."""
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value or None


def _price(value: object, currency: str | None) -> Price | None:
    if value is None or value == "":
        return None
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise RowError("price: has to be a number")
    try:
        amount = float(value)
    except ValueError:
        raise RowError(f"price: {value!r} is no number such as 12.50") from None
    return Price(amount=amount, currency=currency)
