"""What a notice has to contain by law, and what of it is missing. Pure.

DSA: Regulation (EU) 2022/2065, article 16(2): (a) a sufficiently substantiated explanation of the reasons, (b) the exact
electronic location, (c) name and e-mail address of the notifier, (d) a statement of the bona fide belief that the
information is accurate and complete.
DMCA: 17 U.S.C. § 512(c)(3)(A): (i) signature, (ii) the work, (iii) the material and its location, (iv) address, telephone,
e-mail, (v) a statement of good-faith belief, (vi) a statement of accuracy and, under penalty of perjury, of authority.
The statements are the person's own: they are written only where the person made them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markwarden_schema.assessment import RightRef
from markwarden_schema.complaint_register import NoticeRequest
from markwarden_schema.portal import Explanation


@dataclass(frozen=True, slots=True)
class Subject:
    """What a notice is about: why, and which addresses."""

    right: RightRef
    explanation: str
    links: Sequence[str]
    gaps: Sequence[Explanation] = ()


def missing(subject: Subject, asked: NoticeRequest) -> list[Explanation]:
    """Every element that is not there yet."""
    return [*_common(subject, asked), *(_dmca(subject, asked) if asked.kind == "dmca" else ()), *subject.gaps]


def _common(subject: Subject, asked: NoticeRequest) -> Iterator[Explanation]:
    if not asked.to:
        yield Explanation(en="The marketplace's e-mail address.", zh="平台的电子邮箱。")
    if not asked.name:
        yield Explanation(en="Your name.", zh="您的姓名或名称。")
    if not asked.email:
        yield Explanation(en="Your e-mail address.", zh="您的电子邮箱。")
    if not asked.good_faith:
        yield Explanation(en="Your own statement of good faith.", zh="您本人的善意声明。")
    if not subject.links:
        yield Explanation(en="The exact addresses of the listings.", zh="商品的确切网址。")


def _dmca(subject: Subject, asked: NoticeRequest) -> Iterator[Explanation]:
    if subject.right.kind != "copyright":
        yield Explanation(
            en="The DMCA is about copyright only: this right is another one.",
            zh="DMCA 仅适用于著作权：该权利不是著作权。",
        )
    if not asked.address:
        yield Explanation(en="Your postal address.", zh="您的通讯地址。")
    if not asked.telephone:
        yield Explanation(en="Your telephone number.", zh="您的电话号码。")
    if not asked.signature:
        yield Explanation(en="Your signature (typed by yourself).", zh="您的签名（由您本人输入）。")
    if not asked.perjury:
        yield Explanation(
            en="Your own statement under penalty of perjury that you are authorised to act.",
            zh="您本人关于有权代表权利人的声明（伪证责任）。",
        )
