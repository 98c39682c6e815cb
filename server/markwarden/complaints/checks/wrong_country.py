"""The right has to hold in a country that counts for the portal."""

from collections.abc import Iterator

from markwarden.complaints.checks.base import Check, in_right
from markwarden.complaints.filing import Filing
from markwarden.complaints.wording import about, both
from markwarden_schema.complaint_check import Finding, Severity

_EVERYWHERE = frozenset({"WORLD", "*"})


class WrongCountry(Check):
    """Which countries a portal takes is not public: what the person set is compared, and what the papers name."""

    key = "wrong_country"
    refusal = "wrong country"

    def look(self, filing: Filing) -> Iterator[Finding]:
        country = (filing.held.right.jurisdiction or "").strip().upper()
        if not country:
            if filing.held.right.kind != "copyright":
                yield self.found(
                    Severity.WARNS,
                    "It is not noted where the right holds.",
                    "未记录该权利的注册地。",
                    both("jurisdiction: none", "注册地：无"),
                    in_right(filing),
                )
            return
        taken = {one.upper() for one in filing.settings.countries.get(filing.portal.id, [])}
        if taken and country not in taken:
            yield self.found(
                Severity.BLOCKS,
                "By your settings this portal does not take rights of that country.",
                "根据您的设置，该平台不接受该国家的权利。",
                both(
                    f"{country}, not among {', '.join(sorted(taken))}", f"{country}，不属于 {'、'.join(sorted(taken))}"
                ),
                in_right(filing),
            )
        for paper in filing.held.right.documents:
            named = {one.strip().upper() for one in paper.jurisdictions}
            if named and not named & ({country} | _EVERYWHERE):
                yield self.found(
                    Severity.BLOCKS,
                    "A paper of the right is for other countries than the right.",
                    "文件所载国家与该权利不符。",
                    about(
                        paper.kind,
                        both(
                            f"{', '.join(sorted(named))}; right: {country}",
                            f"{'、'.join(sorted(named))}；权利：{country}",
                        ),
                    ),
                    in_right(filing),
                )
