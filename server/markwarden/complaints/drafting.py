"""From planned complaints to drafts, and the changes a person makes to a draft. Decides nothing about what is filed."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from markwarden.complaints.cases import seller_key
from markwarden.complaints.grounds import grounds_of
from markwarden.complaints.record import Row, new_id
from markwarden.complaints.told import ToldError
from markwarden.complaints.wording import both
from markwarden_schema.case import Case, CaseFile
from markwarden_schema.complaint import ComplaintEdit, ComplaintLink, Language, PlannedComplaint
from markwarden_schema.listing import SellerRef
from markwarden_schema.portal import Explanation


def draft_of(
    planned: PlannedComplaint, portal: str, language: Language, cases: Mapping[str, Case], now: datetime
) -> Row:
    """A draft as planned, without files."""
    row = Row(
        id=new_id(),
        portal=portal,
        right=planned.right,
        complaint_type=planned.complaint_type,
        reason=planned.reason,
        ground=planned.ground,
        created=now,
        links=planned.links,
        order_number=planned.order_number,
        language=language,
        why=planned.why,
    )
    return with_sellers(row, cases)


def with_sellers(row: Row, cases: Mapping[str, Case]) -> Row:
    """The row with the sellers of its links, as its cases know them; of links without a case they stay as they were."""
    sellers: dict[str, str] = {}
    seller_of: dict[str, str] = {}
    for link in row.links:
        case = cases.get(link.case or "")
        key = seller_key(case.seller) if case else row.seller_of.get(link.item_id or "", "")
        if key and link.item_id is not None:
            seller_of[link.item_id] = key
            sellers[key] = _called(case.seller) if case and case.seller else row.sellers.get(key, key)
    return row.changed(sellers=sellers, seller_of=seller_of)


def _called(seller: SellerRef) -> str:
    return f"{seller.name} ({seller.id})" if seller.name and seller.id else seller.name or seller.id or ""


def files_for(links: Sequence[ComplaintLink], cases: Mapping[str, Case]) -> list[CaseFile]:
    """The files of the cases that show one of the links, each once."""
    items = {link.item_id for link in links}
    found: dict[str, CaseFile] = {}
    for case in dict.fromkeys(link.case for link in links if link.case):
        for file in cases[case].files if case in cases else ():
            if not file.items or items & set(file.items):
                found.setdefault(file.sha256, file)
    return list(found.values())


class EditError(ToldError):
    """A change that cannot be made; the message says why."""


def edited(row: Row, edit: ComplaintEdit, cases: Mapping[str, Case]) -> Row:
    """The draft with these changes. Raises `EditError`."""
    changes: dict[str, object] = {
        name: value
        for name in ("links", "reason", "complaint_type", "language")
        if (value := getattr(edit, name)) is not None
    }
    if edit.order_number is not None:
        changes["order_number"] = edit.order_number or None
    if edit.proof_type is not None:
        changes["proof_type"] = edit.proof_type or None
    if edit.statement is not None:
        changes |= {"statement": edit.statement, "statement_own": True, "left_out": []}
    if edit.reason is not None and row.ground not in grounds_of(edit.reason):
        changes["ground"] = grounds_of(edit.reason)[0]
    changed = row.changed(**changes)
    if edit.links is not None:
        changed = with_sellers(changed, cases)
    if edit.evidence is not None:
        changed = changed.changed(evidence=_chosen(edit.evidence, changed, cases.values()))
    return changed


def no_such_file(digest: str) -> Explanation:
    """A digest that no file of the cases has."""
    return both(f"No file of these cases has the digest {digest}.", f"这些案件中没有摘要为 {digest} 的文件。")


def _chosen(digests: Sequence[str], row: Row, cases: Iterable[Case]) -> list[CaseFile]:
    offered = {file.sha256: file for case in cases for file in case.files} | {
        file.sha256: file for file in row.evidence
    }
    strange = [digest for digest in digests if digest not in offered]
    if strange:
        raise EditError(no_such_file(strange[0]))
    return [offered[digest] for digest in dict.fromkeys(digests)]
