"""A notice as an e-mail file and as a PDF. Knows nothing of what it says."""

from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from fpdf import FPDF

from markwarden.fonts import fonts_for


def eml(subject: str, text: str, sender: str | None, to: str | None) -> bytes:
    """The message as RFC 5322; `X-Unsent` opens it in mail programs as one to be sent."""
    message = EmailMessage(policy=SMTP)
    message["Subject"] = subject
    if sender:
        message["From"] = sender
    if to:
        message["To"] = to
    message["X-Unsent"] = "1"
    message.set_content(text, charset="utf-8")
    return message.as_bytes()


def pdf(subject: str, text: str, at: datetime, language: str) -> tuple[bytes, str]:
    """The text on A4 with its fonts embedded, and the characters that no font of this machine has."""
    page = FPDF(format="A4")
    page.set_margins(22, 20)
    page.set_auto_page_break(True, 20)
    fonts, lacking = fonts_for(subject + text)
    names = []
    for number, font in enumerate(fonts):
        names.append(f"f{number}")
        page.add_font(names[-1], fname=font.path, collection_font_number=font.number)
    if not names:
        raise FontsMissingError("No font was found on this machine that a PDF could be made with.")
    page.set_fallback_fonts(names[1:], exact_match=False)
    page.set_title(subject)
    page.set_creation_date(at)
    page.set_lang(language)
    page.add_page()
    shown = {ord(char): "\N{REPLACEMENT CHARACTER}" for char in lacking}
    page.set_font(names[0], size=13)
    page.multi_cell(0, 7, subject.translate(shown), new_x="LMARGIN", new_y="NEXT")
    page.set_font(names[0], size=9)
    page.multi_cell(0, 6, format_datetime(at), new_x="LMARGIN", new_y="NEXT")
    page.ln(4)
    page.set_font(names[0], size=10.5)
    page.multi_cell(0, 5.4, text.translate(shown), new_x="LMARGIN", new_y="NEXT", align="L")
    return bytes(page.output()), lacking


class FontsMissingError(Exception):
    """There is no font to make a PDF with."""
