"""Everything that is known around one draft, gathered once for those who judge or write it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from markwarden.complaints.record import Filed, Row
from markwarden.complaints.rights import Held
from markwarden_schema.case import Case, CaseFile, CaseListing
from markwarden_schema.complaint import ComplaintLink
from markwarden_schema.complaint_register import FilingSettings
from markwarden_schema.portal import PortalProfile, PortalReason


@dataclass(frozen=True)
class Filing:
    """A draft, its right, its portal, the listings it names and their cases."""

    row: Row
    held: Held
    portal: PortalProfile
    today: date
    cases: Mapping[str, Case] = field(default_factory=dict)
    filed: Filed = field(default_factory=lambda: Filed([]))
    settings: FilingSettings = field(default_factory=FilingSettings)

    @property
    def reason(self) -> PortalReason | None:
        """The portal's reason that the draft names."""
        return next((one for one in self.portal.reasons if one.value == self.row.reason), None)

    def listings(self) -> list[tuple[ComplaintLink, CaseListing, Case]]:
        """Its links with what the cases know of them; a link that no case knows is left out."""
        return self._listings

    @cached_property
    def _listings(self) -> list[tuple[ComplaintLink, CaseListing, Case]]:
        members = {(case.id, one.item_id): (one, case) for case in self.cases.values() for one in case.members}
        return [
            (link, *members[link.case or "", link.item_id or ""])
            for link in self.row.links
            if (link.case or "", link.item_id or "") in members
        ]

    def files_of(self, item_id: str) -> list[CaseFile]:
        """The draft's own files that show a listing."""
        return [file for file in self.row.evidence if not file.items or item_id in file.items]

    def limit(self, name: str) -> int | None:
        """A bound of the portal's form; None where none is known."""
        found = self.portal.limits.get(name)  # type: ignore[call-overload]
        return None if found is None else found.most

    def has_field(self, key: str) -> bool:
        """Whether the portal's form has that field."""
        return any(one.key == key for one in self.portal.fields)
