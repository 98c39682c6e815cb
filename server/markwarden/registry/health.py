"""What is wrong with the rights, papers and contracts of a registry, or will be soon. One rule a function."""

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from pathlib import PurePosixPath

from rapidfuzz import fuzz

from markwarden.registry.offices import number_hint
from markwarden.registry.portals import portals
from markwarden_schema.registry import (
    Brand,
    Copyright,
    Document,
    PortalState,
    RegistryDocument,
    Right,
    Standing,
    Trademark,
)

SOON = (7, 30, 90)
"""Days before an end at which it becomes urgent, pressing, foreseeable."""
WORD_FILES = frozenset({".doc", ".docx", ".odt", ".rtf", ".pages", ".wps"})
_LIKE = 90
"""rapidfuzz's token_sort_ratio from which two names are the same holder's."""
_COMPANY = re.compile(
    r"\b(?:gmbh|ag|kg|inc|incorporated|corp|corporation|co|company|ltd|limited|llc|plc|sa|sas|sarl|spa|srl|bv|nv|oy|ab|as|kk)\b"
)


class Severity(StrEnum):
    """`bad` stops a complaint, `warn` may, `info` is good to know."""

    BAD = "bad"
    WARN = "warn"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to look after. `facts` fill the sentence of `rule`; `due` is the day that it is about."""

    rule: str
    severity: Severity
    brand: Brand
    right: Right | None = None
    document: Document | None = None
    due: date | None = None
    facts: dict[str, str] = field(default_factory=dict)


def examine(registry: RegistryDocument, today: date, complainant: str | None = None) -> list[Finding]:
    """Everything there is to say, worst and most urgent first. `complainant`: who files, where it is not the holder."""
    found = [finding for brand in registry.brands for finding in examine_brand(brand, today, complainant)]
    order = list(Severity)
    return sorted(found, key=lambda one: (order.index(one.severity), one.due or date.max, one.brand.name.casefold()))


def examine_brand(brand: Brand, today: date, complainant: str | None = None) -> Iterator[Finding]:
    """The findings of one brand."""
    yield from _contracts(brand, today)
    for right in brand.rights:
        for rule in _RIGHT_RULES:
            yield from rule(brand, right, today)
        yield from _authorization_missing(brand, right, complainant)
        for paper in right.documents:
            for check in _PAPER_RULES:
                yield from check(brand, right, paper, today)


def _end(
    what: str, end: date | None, today: date, brand: Brand, right: Right | None, paper: Document | None, **facts: str
) -> Iterator[Finding]:
    """`what` + `_expired` after the last day, `_expiring` within 90, 30, 7 days of it."""
    if end is None:
        return
    days = (end - today).days
    if days < 0:
        yield Finding(f"{what}_expired", Severity.BAD, brand, right, paper, end, facts)
        return
    step = next((step for step in SOON if days <= step), None)
    if step is not None:
        severity = {7: Severity.BAD, 30: Severity.WARN, 90: Severity.INFO}[step]
        yield Finding(f"{what}_expiring", severity, brand, right, paper, end, {**facts, "days": str(days)})


def _contracts(brand: Brand, today: date) -> Iterator[Finding]:
    for seller in brand.sellers:
        if seller.standing in (Standing.AUTHORISED, Standing.OWN):
            name = seller.name or seller.store_id or ""
            yield from _end("contract", seller.contract_until, today, brand, None, None, seller=name)


def _right_ends(brand: Brand, right: Right, today: date) -> Iterator[Finding]:
    yield from _end("right", right.expires, today, brand, right, None)


def _facts_missing(brand: Brand, right: Right, _today: date) -> Iterator[Finding]:
    """A portal asks for each of these; a copyright may be unregistered."""
    wanted = {"jurisdiction": right.jurisdiction, "registrant": right.registrant}
    if not isinstance(right, Copyright):
        wanted["number"] = right.number
    if isinstance(right, Trademark):
        wanted["nice_classes"] = "given" if right.nice_classes else None
    missing = [name for name, value in wanted.items() if not value]
    if missing:
        yield Finding("facts_missing", Severity.INFO, brand, right, facts={"fields": ",".join(missing)})


def _number_form(brand: Brand, right: Right, _today: date) -> Iterator[Finding]:
    hint = number_hint(right)
    if hint is not None:
        yield Finding(
            f"number_{hint.reason}",
            Severity.WARN,
            brand,
            right,
            facts={"number": right.number or "", "office": hint.office, "example": hint.example},
        )


def _picture_missing(brand: Brand, right: Right, _today: date) -> Iterator[Finding]:
    if isinstance(right, Trademark):
        lacking = right.form == "figurative" and right.image is None
    else:
        lacking = right.kind != "patent" and not right.images
    if lacking:
        yield Finding("picture_missing", Severity.INFO, brand, right)


def _portal_papers(brand: Brand, right: Right, _today: date) -> Iterator[Finding]:
    """For each portal that the right is on or meant for: is every paper there that it asks for?"""
    here = {paper.kind for paper in right.documents}
    for entry in right.portals:
        portal = portals().get(entry.portal)
        if portal is None or entry.state is PortalState.APPROVED:
            continue
        for kind in portal.wanted(right):
            if kind not in here:
                yield Finding(
                    "portal_paper_missing", Severity.WARN, brand, right, facts={"portal": portal.name, "kind": kind}
                )


def _portal_state(brand: Brand, right: Right, _today: date) -> Iterator[Finding]:
    for entry in right.portals:
        name = portals()[entry.portal].name if entry.portal in portals() else entry.portal
        if entry.state is PortalState.REJECTED:
            yield Finding("portal_rejected", Severity.BAD, brand, right, facts={"portal": name})
        elif entry.state is not PortalState.APPROVED:
            yield Finding("portal_not_approved", Severity.INFO, brand, right, facts={"portal": name})


def _authorization_missing(brand: Brand, right: Right, complainant: str | None) -> Iterator[Finding]:
    if not complainant or not right.registrant or same_holder(complainant, right.registrant):
        return
    if not any(paper.kind == "authorization" for paper in right.documents):
        facts = {"complainant": complainant, "registrant": right.registrant}
        yield Finding("authorization_missing", Severity.BAD, brand, right, facts=facts)


def _paper_ends(brand: Brand, right: Right, paper: Document, today: date) -> Iterator[Finding]:
    yield from _end("document", paper.expires, today, brand, right, paper)
    if paper.valid_from is not None and paper.valid_from > today:
        yield Finding("document_not_yet", Severity.WARN, brand, right, paper, paper.valid_from)


def _word_file(brand: Brand, right: Right, paper: Document, _today: date) -> Iterator[Finding]:
    if any(PurePosixPath(name).suffix.lower() in WORD_FILES for name in (paper.file, paper.name) if name):
        yield Finding("word_file", Severity.BAD, brand, right, paper)


def _file_missing(brand: Brand, right: Right, paper: Document, _today: date) -> Iterator[Finding]:
    if paper.file is None:
        yield Finding("file_missing", Severity.WARN, brand, right, paper)


def _black_and_white(brand: Brand, right: Right, paper: Document, _today: date) -> Iterator[Finding]:
    if paper.kind == "certificate" and paper.colour is False and not paper.sealed:
        yield Finding("black_and_white", Severity.BAD, brand, right, paper)


def _untranslated(brand: Brand, right: Right, paper: Document, _today: date) -> Iterator[Finding]:
    language = (paper.language or "").lower().partition("-")[0]
    if not language or paper.kind == "translation":
        return
    read = {one for portal in portals().values() for one in portal.languages}
    if language not in read and not any(other.kind == "translation" for other in right.documents):
        yield Finding("untranslated", Severity.BAD, brand, right, paper, facts={"language": paper.language or ""})


def _other_holder(brand: Brand, right: Right, paper: Document, _today: date) -> Iterator[Finding]:
    if not paper.person or not right.registrant or paper.kind in ("translation", "assignment", "name_change"):
        return
    if not same_holder(paper.person, right.registrant):
        yield Finding(
            "other_holder",
            Severity.BAD,
            brand,
            right,
            paper,
            facts={"person": paper.person, "registrant": right.registrant},
        )


def _territory_gap(brand: Brand, right: Right, paper: Document, _today: date) -> Iterator[Finding]:
    named = {one.strip().upper() for one in paper.jurisdictions}
    if named and right.jurisdiction and not named & {right.jurisdiction.strip().upper(), "WORLD", "*"}:
        yield Finding(
            "territory_gap",
            Severity.BAD,
            brand,
            right,
            paper,
            facts={"jurisdiction": right.jurisdiction, "named": ", ".join(sorted(named))},
        )


def _class_gap(brand: Brand, right: Right, paper: Document, _today: date) -> Iterator[Finding]:
    if isinstance(right, Trademark) and paper.nice_classes:
        gap = sorted(set(right.nice_classes) - set(paper.nice_classes))
        if gap:
            yield Finding("class_gap", Severity.BAD, brand, right, paper, facts={"classes": ", ".join(map(str, gap))})


def _enforcement(brand: Brand, right: Right, paper: Document, _today: date) -> Iterator[Finding]:
    if paper.kind == "authorization" and paper.enforcement is not True:
        silent = paper.enforcement is None
        rule = "enforcement_unknown" if silent else "enforcement_not_covered"
        yield Finding(rule, Severity.WARN if silent else Severity.BAD, brand, right, paper)


_RIGHT_RULES: tuple[Callable[[Brand, Right, date], Iterator[Finding]], ...] = (
    _right_ends, _facts_missing, _number_form, _picture_missing, _portal_papers, _portal_state,
)  # fmt: skip
_PAPER_RULES: tuple[Callable[[Brand, Right, Document, date], Iterator[Finding]], ...] = (
    _paper_ends, _word_file, _file_missing, _black_and_white, _untranslated, _other_holder, _territory_gap, _class_gap, _enforcement,
)  # fmt: skip
RULES = (
    "right_expired", "right_expiring", "document_expired", "document_expiring", "document_not_yet", "contract_expired",
    "contract_expiring", "facts_missing", "number_form", "number_serial", "number_check_digit", "picture_missing",
    "portal_paper_missing", "portal_rejected", "portal_not_approved", "authorization_missing", "word_file", "file_missing",
    "black_and_white", "untranslated", "other_holder", "territory_gap", "class_gap", "enforcement_unknown",
    "enforcement_not_covered",
)  # fmt: skip
"""Every rule that a finding can name: each has a sentence in the console, and a test."""


def same_holder(one: str, other: str) -> bool:
    """Whether two writings of a name are the same person's or company's: case, marks and the company's form aside."""
    return bool(fuzz.token_sort_ratio(_bare(one), _bare(other)) >= _LIKE)


def _bare(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name.casefold()).replace(".", "")
    plain = "".join(
        char if char.isalnum() or char.isspace() else " " for char in plain if not unicodedata.combining(char)
    )
    return " ".join(_COMPANY.sub(" ", plain).split()) or plain
