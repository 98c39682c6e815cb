"""A copied picture is shown at its official address."""

from collections.abc import Iterator

from markwarden.complaints.checks.base import Check, in_case
from markwarden.complaints.filing import Filing
from markwarden.complaints.wording import both, lacks
from markwarden_schema.case import FileKind, Ground
from markwarden_schema.complaint_check import Finding, Severity

_ADDRESS = both("official address", "官方网址")
_IN_TEXT = both("address in the text", "正文中的网址")
_SHOWN = both("screenshot of it", "其截图")


class OfficialAddressMissing(Check):
    """Picture theft wants the picture at its official address, and the same address in the text."""

    key = "official_address_missing"
    refusal = "picture theft without the picture's official address"

    def look(self, filing: Filing) -> Iterator[Finding]:
        if filing.row.ground is not Ground.PICTURE_THEFT:
            return
        for link, listing, case in filing.listings():
            address = listing.facts.official_address
            # A capture shows the listing; the official address is shown by a file of the person's own.
            shown = any(
                file.kind is FileKind.SCREENSHOT and not file.captures for file in filing.files_of(listing.item_id)
            )
            if address and address in filing.row.statement and shown:
                continue
            lacking = [
                name
                for name, there in (
                    (_ADDRESS, bool(address)),
                    (_IN_TEXT, bool(address) and (address or "") in filing.row.statement),
                    (_SHOWN, shown),
                )
                if not there
            ]
            yield self.found(
                Severity.BLOCKS if not address else Severity.WARNS,
                "Picture theft wants a screenshot at the official address and the same address in the text.",
                "盗图投诉须提供官方网址的截图，并在正文写明同一网址。",
                lacks(lacking),
                in_case(case.id, listing.item_id),
                [link.item_id],
            )
