"""The facts that each claim is filled with, from a filing. What sellers wrote is made one plain line before it is quoted."""

from typing import Any

from markwarden.complaints.filing import Filing
from markwarden.complaints.statement.lack import Lack
from markwarden_schema.case import CaseFile, FileKind
from markwarden_schema.complaint import LinkState
from markwarden_schema.registry import Copyright, Trademark

Facts = dict[str, Any]
_MOST_QUOTED = 5
"""Writings, stores or captures named one by one; of more the number is told."""


def line(text: str, most: int = 120) -> str:
    """What a stranger wrote, on one line and without control characters."""
    plain = "".join(char if char.isprintable() else " " for char in text)
    plain = " ".join(plain.split())
    return plain if len(plain) <= most else plain[: most - 1] + "…"


def right(filing: Filing) -> Facts:
    ref = filing.row.right
    return {
        "kind": ref.kind,
        "label": line(ref.label, 300),
        "brand": line(ref.brand, 300),
        "figurative": isinstance(filing.held.right, Trademark) and filing.held.right.form == "figurative",
    }


def registration(filing: Filing) -> Facts | Lack | None:
    it = filing.held.right
    if not it.number:
        if isinstance(it, Copyright):
            return None
        return Lack("The right has no registration number.", "该权利没有注册号。")
    return {"number": it.number, "office": it.jurisdiction, "registered": it.registered, "expires": it.expires}


def holder(filing: Filing) -> Facts | Lack:
    name = filing.held.right.registrant or filing.held.brand.owner
    return {"holder": line(name, 300)} if name else Lack("The registrant is not noted.", "未记录权利人。")


def classes(filing: Filing) -> Facts | Lack | None:
    it = filing.held.right
    if not isinstance(it, Trademark):
        return None
    return {"classes": it.nice_classes} if it.nice_classes else Lack("The classes are not noted.", "未记录类别。")


def where(filing: Filing) -> Facts | Lack:
    listings = [listing for _, listing, _ in filing.listings()]
    counts: dict[str, int] = {}
    for listing in listings:
        for place in listing.places:
            counts[place.value] = counts.get(place.value, 0) + 1
    if not counts:
        return Lack("It is not noted where the right appears.", "未注明权利出现的位置。")
    return {"places": counts, "count": len(filing.row.links)}


def identical(filing: Filing) -> Facts | Lack:
    shown = [listing for _, listing, _ in filing.listings() if listing.identical]
    if not shown:
        return Lack(
            "No listing is known to show the mark as it is registered.", "没有商品被确认使用了与注册一致的商标。"
        )
    return {"shown": len(shown), "count": len(filing.row.links), "label": line(filing.row.right.label, 300)}


def disguise(filing: Filing) -> Facts | None:
    ways = list(
        dict.fromkeys(
            line(way, 60)
            for _, listing, _ in filing.listings()
            if listing.identical is False
            for way in listing.written_as
        )
    )
    return {"ways": ways[:_MOST_QUOTED], "more": max(0, len(ways) - _MOST_QUOTED)} if ways else None


def differences(filing: Filing) -> Facts | Lack:
    named: dict[tuple[str, str], int] = {}
    for _, listing, _ in filing.listings():
        if not _files(filing, listing.item_id, FileKind.COMPARISON):
            continue
        for one in listing.facts.differences:
            key = (line(one.genuine, 500), line(one.suspect, 500))
            named[key] = named.get(key, 0) + 1
    if not named:
        return Lack(
            "No difference from genuine goods is both named and shown in a comparison picture.",
            "没有同时以文字和比对图片说明的差异。",
        )
    return {"differences": [{"genuine": genuine, "suspect": suspect} for genuine, suspect in named]}


def code_words(filing: Filing) -> Facts | None:
    words = list(dict.fromkeys(line(word, 40) for _, listing, _ in filing.listings() for word in listing.code_words))
    return {"words": words[:_MOST_QUOTED], "count": len(filing.row.links)} if words else None


def price(filing: Filing) -> Facts | None:
    cheap = [listing for _, listing, _ in filing.listings() if listing.below_floor and listing.price]
    return {"cheap": len(cheap), "count": len(filing.row.links)} if cheap else None


def seller(filing: Filing) -> Facts | Lack:
    names = list(dict.fromkeys(line(name, 100) for name in filing.row.sellers.values()))
    if not names:
        return Lack("The seller is not known.", "卖家未知。")
    return {"sellers": names[:_MOST_QUOTED], "more": max(0, len(names) - _MOST_QUOTED)}


def unauthorised(filing: Filing) -> Facts | Lack:
    named = {link.case for link in filing.row.links}
    cases = [case for case in filing.cases.values() if case.id in named]
    if not cases or not all(case.facts.unauthorised for case in cases):
        return Lack(
            "It is not confirmed in every case that the holder never authorised the seller.",
            "尚未在每个案件中确认权利人从未授权该卖家。",
        )
    return {"count": len(cases)}


def test_buy(filing: Filing) -> Facts | Lack:
    facts = [listing.facts for _, listing, _ in filing.listings()]
    order = filing.row.order_number
    how = next((one.verified_by for one in facts if one.verified_by), None)
    if not order or not how or not any(file.kind is FileKind.REPORT for file in filing.row.evidence):
        return Lack(
            "A test purchase wants its order number, the way the goods were verified, and the report.",
            "测试购买须有订单号、鉴定方法和鉴定报告。",
        )
    received = next((one.received for one in facts if one.received), None)
    return {"order": order, "how": line(how, 500).rstrip("."), "received": received}


def model(filing: Filing) -> Facts | Lack:
    models = list(
        dict.fromkeys(line(listing.facts.model, 100) for _, listing, _ in filing.listings() if listing.facts.model)
    )
    return {"models": models} if models else Lack("The model is not named.", "未写明型号。")


def picture(filing: Filing) -> Facts | Lack:
    shown, in_listing = [], True
    for _, listing, _ in filing.listings():
        # A capture shows the listing, a person's own screenshot the official address.
        files = _files(filing, listing.item_id, FileKind.SCREENSHOT)
        if listing.facts.official_address and any(not file.captures for file in files):
            shown.append(listing.facts.official_address)
            in_listing = in_listing and any(file.captures for file in files)
    if not shown:
        return Lack(
            "There is no official address of the picture together with a screenshot of it.",
            "没有图片的官方网址及其截图。",
        )
    return {"addresses": list(dict.fromkeys(shown)), "in_listing": in_listing}


def work(filing: Filing) -> Facts | Lack:
    it = filing.held.right
    papers = {paper.kind for paper in it.documents} | {file.kind.value for file in filing.row.evidence}
    if not papers & {"certificate", "copyright_statement"}:
        return Lack(
            "There is neither a certificate nor a signed claim statement of the work.",
            "没有作品登记证书或签字的版权声明。",
        )
    return {"label": line(filing.row.right.label, 300), "certificate": "certificate" in papers}


def compared(filing: Filing) -> Facts | Lack:
    if not any(file.kind is FileKind.COMPARISON for file in filing.row.evidence):
        return Lack("There is no comparison with the registered design.", "没有与注册外观设计的比对。")
    return {"count": len(filing.row.links)}


def analysed(filing: Filing) -> Facts | Lack:
    if not any(file.kind in (FileKind.COMPARISON, FileKind.REPORT) for file in filing.row.evidence):
        return Lack("There is no comparison with the patent's claims.", "没有与专利权利要求的比对。")
    return {"count": len(filing.row.links)}


def history(filing: Filing) -> Facts | None:
    """Earlier removals at the same sellers for the same right, by the portal's own reference numbers."""
    sellers = set(filing.row.sellers) - {""}
    references = [
        row.reference
        for row in filing.filed.rows
        if row.id != filing.row.id
        and row.right.id == filing.row.right.id
        and row.reference
        and any(
            link.state in (LinkState.REMOVED, LinkState.RELISTED) and row.seller_of.get(link.item_id or "") in sellers
            for link in row.links
        )
    ]
    return {"references": references[-_MOST_QUOTED:]} if references else None


def captures(filing: Filing) -> Facts | Lack:
    with_one = [listing for _, listing, _ in filing.listings() if listing.captures]
    if not with_one:
        return Lack("No page is captured.", "没有页面取证。")
    latest = [listing.captures[0] for listing in with_one]
    return {
        "count": len(filing.row.links),
        "captured": len(with_one),
        "first": min(one.at for one in latest).date(),
        "last": max(one.at for one in latest).date(),
        "digests": list(dict.fromkeys(one.sha256 for one in latest if one.sha256))
        if len(latest) <= _MOST_QUOTED
        else [],
    }


def request(filing: Filing) -> Facts:
    return {"count": len(filing.row.links), "type": filing.row.complaint_type.value}


def _files(filing: Filing, item_id: str, kind: FileKind) -> list[CaseFile]:
    return [file for file in filing.files_of(item_id) if file.kind is kind]
