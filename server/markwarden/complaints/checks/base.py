"""What every check before filing is: one refusal ground, the fact that triggers it, and where it is put right."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator
from typing import ClassVar

from markwarden.complaints import places
from markwarden.complaints.filing import Filing
from markwarden_schema.complaint_check import Finding, Mend, Severity
from markwarden_schema.portal import Explanation


class Check(ABC):
    """One ground for which complaints are refused."""

    key: ClassVar[str]
    refusal: ClassVar[str]
    """The ground in the words of those who were refused."""

    @abstractmethod
    def look(self, filing: Filing) -> Iterator[Finding]:
        """What speaks against filing this draft; nothing where all is well."""

    def found(
        self,
        severity: Severity,
        en: str,
        zh: str,
        fact: Explanation,
        mend: Mend,
        items: Iterable[str | None] = (),
    ) -> Finding:
        """A finding of this check."""
        return Finding(
            check=self.key,
            severity=severity,
            message=Explanation(en=en, zh=zh),
            fact=fact,
            items=[item for item in items if item is not None],
            mend=mend,
        )


def in_right(filing: Filing) -> Mend:
    """It is put right at the right's entry."""
    brand, right = filing.held.brand.id or "", filing.held.right.id or ""
    return Mend(what="right", id=right, address=places.of_right(brand, right))


def in_case(case: str, item_id: str | None = None) -> Mend:
    """It is put right in the case."""
    return Mend(what="case", id=case, address=places.of_case(case, item_id))


def in_complaint(filing: Filing) -> Mend:
    """It is put right in the draft itself."""
    return Mend(what="complaint", id=filing.row.id, address=places.of_complaint(filing.row.id))


def in_seller(filing: Filing) -> Mend:
    """It is put right at the brand's sellers."""
    brand = filing.held.brand.id or ""
    return Mend(what="seller", id=brand, address=places.of_seller(brand))


def in_settings(filing: Filing) -> Mend:
    """It is put right in the settings for filing."""
    return Mend(what="portal", id=filing.portal.id, address=places.of_portal())
