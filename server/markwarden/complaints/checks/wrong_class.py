"""A trademark protects goods of its classes only."""

from collections.abc import Iterator

from markwarden.complaints.checks.base import Check, in_right
from markwarden.complaints.filing import Filing
from markwarden.complaints.wording import about, both
from markwarden_schema.complaint_check import Finding, Severity
from markwarden_schema.registry import Trademark


class WrongClass(Check):
    """The goods of a listing seem to lie outside the classes of the mark, or the papers name other classes."""

    key = "wrong_class"
    refusal = "wrong class"

    def look(self, filing: Filing) -> Iterator[Finding]:
        right = filing.held.right
        if not isinstance(right, Trademark):
            return
        classes = ", ".join(map(str, right.nice_classes))
        outside = [link.item_id for link, listing, _ in filing.listings() if listing.other_goods]
        if outside:
            yield self.found(
                Severity.WARNS,
                "The goods of these listings seem to lie outside the classes of the mark.",
                "这些商品似乎不在商标核定类别内。",
                both(f"classes: {classes or 'none'}", f"类别：{classes or '无'}"),
                in_right(filing),
                outside,
            )
        for paper in right.documents:
            lacking = sorted(set(right.nice_classes) - set(paper.nice_classes)) if paper.nice_classes else []
            if lacking:
                yield self.found(
                    Severity.BLOCKS,
                    "A paper of the right does not name all of its classes.",
                    "文件未载明该权利的全部类别。",
                    about(
                        paper.kind,
                        both(
                            f"lacks class {', '.join(map(str, lacking))}", f"缺少第 {'、'.join(map(str, lacking))} 类"
                        ),
                    ),
                    in_right(filing),
                )
