"""A case → a notice for a marketplace without a profile: text, e-mail, PDF, and what is still missing."""

import base64
from datetime import datetime

from markwarden.complaints.notices.documents import eml, pdf
from markwarden.complaints.notices.elements import Subject, missing
from markwarden.complaints.notices.wording import body, subject_line
from markwarden_schema.complaint_register import Notice, NoticeRequest
from markwarden_schema.portal import Explanation


def write_notice(about: Subject, asked: NoticeRequest, at: datetime) -> Notice:
    """The notice. Raises `FontsMissingError` where no PDF can be made."""
    subject, text = subject_line(about, asked), body(about, asked)
    document, lacking = pdf(subject, text, at, asked.language)
    gaps = missing(about, asked)
    if lacking:
        gaps.append(
            Explanation(
                en=f"No font of this machine has the characters {lacking}: the PDF lacks them, the e-mail has them.",
                zh=f"本机字体缺少字符 {lacking}：PDF 中缺失，电子邮件中完整。",
            )
        )
    return Notice(
        kind=asked.kind,
        subject=subject,
        text=text,
        missing=gaps,
        eml=base64.b64encode(eml(subject, text, asked.email, asked.to)).decode(),
        pdf=base64.b64encode(document).decode(),
    )
