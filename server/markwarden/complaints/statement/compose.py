"""A filing → its statement: the claims that are borne out, in order, within the form's length; the others named."""

from dataclasses import dataclass

from markwarden.complaints.filing import Filing
from markwarden.complaints.statement.claims import CLAIMS
from markwarden.complaints.statement.fitting import Paragraph, fit
from markwarden.complaints.statement.lack import Lack
from markwarden.complaints.statement.letters import Letters
from markwarden_schema.complaint import Language, LeftOut

_BETWEEN: dict[Language, str] = {"en": " ", "zh": ""}
_TOO_LONG = Lack("The form is too short for all of it.", "表单长度不足以容纳全部内容。")


@dataclass(frozen=True, slots=True)
class Composed:
    """A statement, and what it does not say."""

    text: str
    left_out: list[LeftOut]


def compose(filing: Filing, letters: Letters) -> Composed:
    """Write the statement. Raises `LetterError` where a template of the person's own is not sound."""
    row = filing.row
    paragraphs: list[Paragraph] = []
    left_out: list[LeftOut] = []
    for claim in CLAIMS:
        if row.ground not in claim.grounds:
            continue
        facts = claim.gather(filing)
        if isinstance(facts, Lack):
            left_out.append(LeftOut(claim=claim.key, why=facts.said()))
        elif facts is not None:
            sentences = letters.sentences(row.language, claim.key, facts, reason=row.reason, right_kind=row.right.kind)
            paragraphs.append(Paragraph(claim.key, claim.weight, sentences))
    text, shortened = fit(paragraphs, filing.limit("statement"), _BETWEEN[row.language])
    left_out += [LeftOut(claim=key, why=_TOO_LONG.said()) for key in shortened]
    return Composed(text, left_out)
