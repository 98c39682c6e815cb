"""The complainant's name is compared with the identity document, letter by letter."""

from collections.abc import Iterator

from markwarden.complaints.checks.base import Check, in_right, in_settings
from markwarden.complaints.filing import Filing
from markwarden.complaints.wording import both
from markwarden.registry.health import same_holder
from markwarden_schema.complaint_check import Finding, Severity


class NameUnlikeIdentity(Check):
    """The name at the portal is not the one on the identity document, or that is not the registrant's."""

    key = "name_unlike_identity"
    refusal = "complainant's name unlike the identity document"

    def look(self, filing: Filing) -> Iterator[Finding]:
        name, identity = filing.settings.name, filing.settings.identity_name
        if name and identity and " ".join(name.split()).casefold() != " ".join(identity.split()).casefold():
            yield self.found(
                Severity.BLOCKS,
                "The complainant's name is not the one on the identity document.",
                "投诉人姓名与身份证件不一致。",
                both(f"{name} ≠ {identity}"),
                in_settings(filing),
            )
        registrant = filing.held.right.registrant
        for paper in filing.held.right.documents:
            if paper.kind == "identity" and paper.person and registrant and not same_holder(paper.person, registrant):
                yield self.found(
                    Severity.WARNS,
                    "The holder's identity document names somebody else than the register.",
                    "权利人身份证件与登记的权利人不一致。",
                    both(f"{paper.person} ≠ {registrant}"),
                    in_right(filing),
                )
