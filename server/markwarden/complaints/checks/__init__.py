"""The checks before filing: one refusal ground, one file. Nothing here asks the network."""

from markwarden.complaints.checks.already_complained import AlreadyComplained
from markwarden.complaints.checks.authorised_seller import AuthorisedSeller
from markwarden.complaints.checks.authorization_expired import AuthorizationExpired
from markwarden.complaints.checks.authorization_missing import AuthorizationMissing
from markwarden.complaints.checks.authorization_silent import AuthorizationSilent
from markwarden.complaints.checks.base import Check
from markwarden.complaints.checks.certificate_without_seal import CertificateWithoutSeal
from markwarden.complaints.checks.dead_links import DeadLinks
from markwarden.complaints.checks.duplicate_links import DuplicateLinks
from markwarden.complaints.checks.files_over_limit import FilesOverLimit
from markwarden.complaints.checks.foreign_links import ForeignLinks
from markwarden.complaints.checks.mark_not_identical import MarkNotIdentical
from markwarden.complaints.checks.mark_only_on_goods import MarkOnlyOnGoods
from markwarden.complaints.checks.mixed_reasons import MixedReasons
from markwarden.complaints.checks.mixed_rights import MixedRights
from markwarden.complaints.checks.name_unlike_identity import NameUnlikeIdentity
from markwarden.complaints.checks.no_comparison import NoComparison
from markwarden.complaints.checks.no_translation import NoTranslation
from markwarden.complaints.checks.official_address_missing import OfficialAddressMissing
from markwarden.complaints.checks.order_missing import OrderMissing
from markwarden.complaints.checks.page_not_shown import PageNotShown
from markwarden.complaints.checks.paper_expired import PaperExpired
from markwarden.complaints.checks.parallel_import import ParallelImport
from markwarden.complaints.checks.reason_unfit import ReasonUnfit
from markwarden.complaints.checks.right_expired import RightExpired
from markwarden.complaints.checks.right_not_approved import RightNotApproved
from markwarden.complaints.checks.several_orders import SeveralOrders
from markwarden.complaints.checks.statement_unfit import StatementUnfit
from markwarden.complaints.checks.too_many_links import TooManyLinks
from markwarden.complaints.checks.word_file import WordFile
from markwarden.complaints.checks.wrong_class import WrongClass
from markwarden.complaints.checks.wrong_country import WrongCountry
from markwarden.complaints.filing import Filing
from markwarden_schema.complaint_check import Finding, Severity

CHECKS: tuple[Check, ...] = (
    RightNotApproved(),
    RightExpired(),
    PaperExpired(),
    WrongCountry(),
    WrongClass(),
    MarkNotIdentical(),
    MarkOnlyOnGoods(),
    PageNotShown(),
    ReasonUnfit(),
    MixedRights(),
    MixedReasons(),
    SeveralOrders(),
    OrderMissing(),
    TooManyLinks(),
    DeadLinks(),
    DuplicateLinks(),
    ForeignLinks(),
    AlreadyComplained(),
    NoComparison(),
    OfficialAddressMissing(),
    CertificateWithoutSeal(),
    AuthorizationMissing(),
    AuthorizationExpired(),
    AuthorizationSilent(),
    NoTranslation(),
    WordFile(),
    NameUnlikeIdentity(),
    AuthorisedSeller(),
    ParallelImport(),
    FilesOverLimit(),
    StatementUnfit(),
)
"""Every check, in the order in which findings of one severity are shown."""
_ORDER = list(Severity)


def look(filing: Filing) -> list[Finding]:
    """Everything that speaks against filing, worst first; what is the same of several links is said once."""
    found: dict[tuple[str, ...], Finding] = {}
    for check in CHECKS:
        for one in check.look(filing):
            alike = (one.check, one.severity, one.message.en, one.fact.en, one.mend.what, one.mend.id)
            found[alike] = _joined(found[alike], one) if alike in found else one
    return sorted(found.values(), key=lambda one: _ORDER.index(one.severity))


def _joined(first: Finding, other: Finding) -> Finding:
    """One finding of the links of both; where it is put right, they are more than one place."""
    place = first.mend.model_copy(update={"address": first.mend.address.partition("#item-")[0]})
    items = list(dict.fromkeys([*first.items, *other.items]))
    return first.model_copy(update={"items": items, "mend": place})
