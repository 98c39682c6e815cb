"""Every code of complaints that the console shows has a word in it."""

from enum import StrEnum
from typing import get_args

import pytest

from markwarden.complaints.outcomes import CUTS
from markwarden.complaints.statement import CLAIMS
from markwarden.console import complaint_words as say
from markwarden_schema.case import ComplaintType, FileKind, Ground, Place
from markwarden_schema.complaint import ComplaintStatus, Deadline, LinkState
from markwarden_schema.complaint_check import Mend, Severity
from markwarden_schema.complaint_register import Relisting


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        (say.GROUNDS, Ground), (say.PLACES, Place), (say.TYPES, ComplaintType), (say.FILES, FileKind), (say.STATUSES, ComplaintStatus),
        (say.LINK_STATES, LinkState), (say.SEVERITIES, Severity), (say.SEVERITY_TONES, Severity),
    ],
)  # fmt: skip
def test_every_code_has_a_word(words: dict[str, object], codes: type[StrEnum]) -> None:
    assert set(words) == {code.value for code in codes}


def test_every_other_key_has_a_word() -> None:
    assert set(say.TONES) == {code.value for code in (*ComplaintStatus, *LinkState)}
    assert set(say.CUTS) == set(CUTS)
    assert set(say.CLAIMS) == {claim.key for claim in CLAIMS}
    assert set(say.WHOSE) == set(get_args(Deadline.model_fields["whose"].annotation))
    assert set(say.MENDED) == set(get_args(Mend.model_fields["what"].annotation))
    (because,) = get_args(Relisting.model_fields["because"].annotation)
    assert set(say.BECAUSE) == set(get_args(because))
