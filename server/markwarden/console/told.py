"""The trail's changes as a person reads them: places by their labels, rights by what they are called, values in words."""

import re
from collections.abc import Mapping, Sequence
from datetime import date

from flask import g
from flask_babel import format_date
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from markwarden.audit import Change
from markwarden.audit.difference import HIDDEN
from markwarden.console import words
from markwarden.registry.merge import label_of
from markwarden.services import services

FIELDS = {
    "aliases": _l("Aliases"), "amount": _l("Amount"), "colour": _l("In colour"), "complainant": _l("Who files the complaints"),
    "contract": _l("Contract"), "contract_from": _l("From"), "contract_until": _l("Until"), "currency": _l("Currency"),
    "documents": _l("Papers"), "enforcement": _l("Covers filing complaints"), "expires": _l("Expires"), "file": _l("File"),
    "filed": _l("Filed"), "form": _l("Form"), "goods": _l("Goods"), "home": _l("Home page"), "image": _l("Picture"),
    "images": _l("Pictures"), "jurisdiction": _l("Place of registration"), "jurisdictions": _l("Where it holds"), "kind": _l("Kind"),
    "language": _l("Language"), "mark": _l("Words of the mark"), "name": _l("Name"), "nice_classes": _l("Nice classes"),
    "note": _l("Note"), "number": _l("Number"), "owner": _l("Owner"), "person": _l("Holder or grantor that it names"),
    "portal": _l("Portal"), "portals": _l("On the portals"), "price_floors": _l("Price floors"), "proves": _l("What it proves"),
    "registered": _l("Registered"), "registrant": _l("Registrant"), "renewed": _l("Last renewal"), "rights": _l("Rights"),
    "risk": _l("Risk"), "sealed": _l("With the seal"), "sellers": _l("Sellers"), "since": _l("Since"), "standing": _l("Standing"),
    "state": _l("State"), "status": _l("Status at the office"), "store_id": _l("Store number"), "tactic": _l("Tactic"),
    "terms": _l("Telling words"), "text": _l("Writing"), "texts": _l("Own product texts"), "theme": _l("Colours"),
    "title": _l("Title"), "threshold": _l("Threshold"), "type": _l("Type"), "urls": _l("Official addresses of the work"), "valid_from": _l("Valid from"),
    "vigilance": _l("Vigilance"),
}  # fmt: skip
"""What the forms call the fields; another one is told by its own name."""
_WORDS: Mapping[str, Mapping[str, object]] = {
    "kind": {**words.PAPERS, **words.KINDS},
    "standing": words.STANDINGS,
    "state": words.STATES,
    "risk": words.RISKS,
    "vigilance": words.VIGILANCE,
}
"""Values that are codes."""
_STEP = re.compile(r"([^.\[\]]+)|\[([^\]]+)\]")
_FILE = re.compile(r"files/[0-9a-f]{64}(?:\.\w+)?")
_SHORT = 10


def changes(all_of_them: Sequence[Change]) -> list[Change]:
    """Those that there is something to tell of: secrets are left out, the trail holds nothing of them."""
    return [one for one in all_of_them if HIDDEN not in (one.before, one.after)]


def place(path: str) -> str:
    """`rights[r-1].expires` → `Rights, Acmara 018000001 EU: Expires`."""
    steps: list[str] = [_field(name) if name else _rights().get(key, key) for name, key in _STEP.findall(path)]
    return steps[0] if len(steps) == 1 else f"{', '.join(steps[:-1])}: {steps[-1]}" if steps else path


def last(path: str) -> str:
    """The field that a place ends with."""
    names = [name for name, _key in _STEP.findall(path) if name]
    return names[-1] if names else ""


def value(told: object, field: str = "") -> str:
    """A JSON value in words; what is empty in an object is left out. `field`: whose value it is, where that is known."""
    if isinstance(told, bool):
        return str(_("yes") if told else _("no"))
    if isinstance(told, Mapping):
        given = ((str(key), one) for key, one in told.items() if one not in (None, [], {}, ""))
        return str(_(", ")).join(f"{_field(key)} {value(one, key)}" for key, one in given)
    if isinstance(told, Sequence) and not isinstance(told, str):
        return "; ".join(value(one, field) for one in told)
    text = str(told)
    if text in _WORDS.get(field, {}):
        return str(_WORDS[field][text])
    if _FILE.fullmatch(text):  # the digest says nothing to a person; its beginning tells two files apart
        name, _dot, ending = text.removeprefix("files/").partition(".")
        return f"{name[:_SHORT]}….{ending}" if ending else f"{name[:_SHORT]}…"
    try:
        return str(format_date(date.fromisoformat(text))) if len(text) == len("2026-01-31") else text
    except ValueError:
        return text


def lines(told: object, field: str = "") -> list[str]:
    """A value, in as many lines as are easily read: a list of things has one for each, aliases one for each risk."""
    several = isinstance(told, Sequence) and len(told) > 1 and all(isinstance(one, Mapping) for one in told)
    if not several or isinstance(told, str) or not isinstance(told, Sequence):
        return [value(told, field)]
    if field != "aliases":
        return [value(one, field) for one in told]
    by_risk: dict[str, list[str]] = {risk: [] for risk in words.RISKS}
    for one in told:
        by_risk.setdefault(str(one.get("risk")), []).append(f"\u2068{one.get('text')}\u2069")
    return [
        _(
            "%(risk)s risk (%(count)s): %(writings)s",
            risk=value(risk, "risk"),
            count=len(some),
            writings=str(_(", ")).join(some),
        )
        for risk, some in by_risk.items()
        if some
    ]


def _field(name: str) -> str:
    return str(FIELDS.get(name, name))


def _rights() -> dict[str, str]:
    """What the rights of the registry are called now; looked up once a request."""
    if "rights_told" not in g:
        document = services().registry.document()
        g.rights_told = {right.id: label_of(right) for brand in document.brands for right in brand.rights}
    found: dict[str, str] = g.rights_told
    return found
