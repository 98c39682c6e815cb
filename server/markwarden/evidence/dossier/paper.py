"""The paper of a dossier: page size, fonts, headings, tables of facts, pictures. Knows no evidence."""

import logging
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from fpdf import FPDF
from fpdf.enums import XPos, YPos
from fpdf.fonts import TTFFont
from PIL import Image

from markwarden.evidence.dossier import fonts

INK, SOFT, LINE, ACCENT = (29, 36, 51), (84, 94, 112), (201, 207, 218), (31, 79, 158)
SIDE = 18.0
WIDTH = 210.0 - 2 * SIDE
BOTTOM = 297.0 - 20.0


class Paper(FPDF):
    """A4, with Noto for every script; a foot with title, number of the page, and when it was made."""

    def __init__(self, title: str, made: datetime) -> None:
        super().__init__(format="A4")
        # It reports every subset that it makes.
        logging.getLogger("fontTools").setLevel(logging.ERROR)
        self._foot = f"{title} · {made:%Y-%m-%d %H:%M} UTC"
        self.set_title(title)
        self.set_creator("Markwarden")
        self.set_creation_date(made)
        self.set_margins(SIDE, 18, SIDE)
        self.set_auto_page_break(True, margin=20)
        found = fonts.find()
        for style, name in fonts.BASE.items():
            self.add_font("text", style, found[name])
        fallback = []
        cjk = next(name for name in fonts.CJK if name in found)
        number = fonts.SIMPLIFIED_CHINESE if cjk.endswith(".ttc") else 0
        for family, name in {"cjk": cjk, **{name: name for name in fonts.OTHERS if name in found}}.items():
            self.add_font(family, "", found[name], collection_font_number=number if family == "cjk" else 0)
            fallback.append(family)
        self.set_fallback_fonts(fallback, exact_match=False)
        self.set_text_shaping(True)
        self.plain()

    def close_fonts(self) -> None:
        """Let go of the font files; nothing can be written afterwards."""
        for font in self.fonts.values():
            if isinstance(font, TTFFont):
                font.ttfont.close()

    def plain(self, size: float = 10, style: str = "", colour: tuple[int, int, int] = INK) -> None:
        """The font from here on."""
        self.set_font("text", style, size)
        self.set_text_color(*colour)

    def footer(self) -> None:
        self.set_y(-14)
        self.plain(8, colour=SOFT)
        self.cell(WIDTH / 2, 5, self._foot)
        self.cell(WIDTH / 2, 5, f"{self.page_no()} / {{nb}}", align="R")

    def line_of(
        self, text: str, size: float = 10, style: str = "", colour: tuple[int, int, int] = INK, height: float = 5.2
    ) -> None:
        """A paragraph."""
        self.plain(size, style, colour)
        self.multi_cell(WIDTH, height, text, align="L", new_x=XPos.LMARGIN, new_y=YPos.NEXT)

    def heading(self, text: str, size: float = 14) -> None:
        """A heading that does not stand alone at the end of a page."""
        if self.get_y() > BOTTOM - 30:
            self.add_page()
        self.line_of(text, size, "B", height=size * 0.5)
        self.ln(1.5)

    def facts(self, rows: Sequence[tuple[str, str]], label: float = 34) -> None:
        """Labels and what they say, in two columns."""
        for name, text in rows:
            if self.get_y() > BOTTOM - 8:
                self.add_page()
            top = self.get_y()
            self.plain(9, colour=SOFT)
            self.multi_cell(label, 5, name, align="L", new_x=XPos.RIGHT, new_y=YPos.TOP)
            self.set_xy(SIDE + label, top)
            self.plain(9)
            self.multi_cell(WIDTH - label, 5, text, align="L", new_x=XPos.LMARGIN, new_y=YPos.NEXT)
            self.set_y(max(self.get_y(), top + 5) + 0.8)

    def rule(self) -> None:
        """A thin line."""
        self.set_draw_color(*LINE)
        self.set_line_width(0.2)
        self.line(SIDE, self.get_y() + 1, SIDE + WIDTH, self.get_y() + 1)
        self.ln(4)

    def picture(
        self, image: Image.Image | Path, left: float, top: float, width: float, height: float
    ) -> tuple[float, float, float, float]:
        """A picture as large as the box allows; where it lies: left, top, width, height in mm."""
        with Image.open(image) if isinstance(image, Path) else image.copy() as opened:
            ratio = min(width / opened.width, height / opened.height)
            drawn = opened.width * ratio, opened.height * ratio
            self.image(opened.convert("RGB"), left, top, *drawn)
        self.set_draw_color(*LINE)
        self.set_line_width(0.2)
        self.rect(left, top, *drawn)
        return left, top, *drawn

    def dot(self, number: int, x: float, y: float, towards: tuple[float, float]) -> None:
        """A numbered mark beside a place, and an arrow from it to the place."""
        self.set_draw_color(179, 20, 28)
        self.set_fill_color(179, 20, 28)
        self.set_line_width(0.5)
        mark_x, mark_y = towards
        self.line(mark_x, mark_y, x, y)
        self.ellipse(x - 0.8, y - 0.8, 1.6, 1.6, "F")
        self.ellipse(mark_x - 2.6, mark_y - 2.6, 5.2, 5.2, "F")
        self.plain(8, "B", (255, 255, 255))
        self.set_xy(mark_x - 2.6, mark_y - 2.6)
        self.cell(5.2, 5.2, str(number), align="C")
