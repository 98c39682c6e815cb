"""The console's words for what the registry, the engine and the trail name by codes. Every code has one; a test says so."""

import json
import re
from collections.abc import Mapping
from functools import cache

from flask_babel import get_locale
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from markupsafe import Markup

from markwarden.extension import extension_path
from markwarden.registry.health import Finding
from markwarden.registry.merge import label_of
from markwarden.registry.nice import NICE, nice_name
from markwarden.registry.offices import NumberHint
from markwarden.registry.portals import portals
from markwarden_schema.assessment import Signal, SignalKind
from markwarden_schema.registry import Right

KINDS = {
    "trademark": _l("Trademark"),
    "copyright": _l("Copyright"),
    "design": _l("Design"),
    "patent": _l("Patent"),
}
STANDINGS = {
    "own": _l("own"),
    "authorised": _l("authorised"),
    "watched": _l("watched"),
    "infringer": _l("known infringer"),
}
RISKS = {"low": _l("low"), "medium": _l("medium"), "high": _l("high")}
LEVELS = {"clear": _l("Clear"), "low": _l("Low"), "medium": _l("Medium"), "high": _l("High")}
VIGILANCE = {
    "strict": _l("strict: only close likeness"),
    "normal": _l("normal"),
    "loose": _l("loose: distant likeness too"),
}
PAPERS = {
    "certificate": _l("Certificate"),
    "renewal": _l("Renewal"),
    "assignment": _l("Assignment"),
    "name_change": _l("Change of name"),
    "authorization": _l("Authorization"),
    "identity": _l("Identity of the holder"),
    "copyright_statement": _l("Copyright claim statement"),
    "translation": _l("Translation"),
    "other": _l("Other"),
}
STATES = {
    "": _l("not there"),
    "prepared": _l("prepared"),
    "sent": _l("sent"),
    "approved": _l("approved"),
    "rejected": _l("rejected"),
}
FIELDS = {
    "jurisdiction": _l("Place of registration"),
    "registrant": _l("Registrant"),
    "number": _l("Number"),
    "nice_classes": _l("Nice classes"),
}
RULES = {
    "right_expired": _l("The right has expired."),
    "right_expiring": _l("The right expires in %(days)s days."),
    "document_expired": _l("The paper has expired."),
    "document_expiring": _l("The paper expires in %(days)s days."),
    "document_not_yet": _l("The paper is not valid yet."),
    "contract_expired": _l("The contract with %(seller)s has ended; the seller counts as any other."),
    "contract_expiring": _l("The contract with %(seller)s ends in %(days)s days."),
    "facts_missing": _l("A complaint asks for what is missing here: %(fields)s."),
    "number_form": _l("%(number)s does not look like a number of %(office)s, for example %(example)s."),
    "number_serial": _l(
        "%(number)s looks like the serial number of an application at %(office)s; a complaint needs the registration number, for example %(example)s."
    ),
    "number_check_digit": _l(
        "The check digit of %(number)s does not fit: a digit may be mistyped (%(office)s, for example %(example)s)."
    ),
    "picture_missing": _l("There is no picture of what is protected."),
    "portal_paper_missing": _l("%(portal)s asks for a paper that is missing: %(kind)s."),
    "portal_rejected": _l("%(portal)s has rejected the right."),
    "portal_not_approved": _l("%(portal)s has not approved the right yet; only approved rights can be used."),
    "authorization_missing": _l("%(complainant)s files for %(registrant)s, but there is no authorization."),
    "word_file": _l("Word files are refused by the portals: make a PDF of it."),
    "file_missing": _l("The paper's file is not here."),
    "black_and_white": _l("A certificate in black and white is refused unless it carries the seal."),
    "untranslated": _l("The paper is in “%(language)s” and has no translation into English or Chinese."),
    "other_holder": _l("The paper names %(person)s, the right's registrant is %(registrant)s."),
    "territory_gap": _l("The paper covers %(named)s, not %(jurisdiction)s."),
    "class_gap": _l("The paper does not cover these classes of the right: %(classes)s."),
    "enforcement_unknown": _l("Does the authorization cover filing complaints? The record does not say."),
    "enforcement_not_covered": _l("The authorization does not cover filing complaints."),
}
KNOWN = {
    "right_expiring": _l("Rights that expire within 90 days"),
    "document_expiring": _l("Papers that expire within 90 days"),
    "contract_expiring": _l("Contracts that end within 90 days"),
    "facts_missing": _l("Rights that lack what a complaint asks for"),
    "picture_missing": _l("Rights without a picture of what is protected"),
    "portal_not_approved": _l("Rights that a portal has not approved yet"),
}
"""What is good to know, by its kind: a heading over the findings of that rule."""
SEVERITIES = {"bad": _l("Urgent"), "warn": _l("To settle"), "info": _l("To know")}
ACTIONS = {
    "added": _l("added"),
    "changed": _l("changed"),
    "removed": _l("removed"),
    "many": _l("many at once"),
    "outside": _l("changed past the program"),
    "restored": _l("restored from a backup"),
}
WAYS = {"command line": _l("command line"), "console": _l("console"), "extension": _l("extension")}
COLLECTIONS = {
    "brands": _l("Brands"),
    "decisions": _l("Decisions"),
    "cases": _l("Cases"),
    "complaints": _l("Complaints"),
    "comparisons": _l("Comparisons"),
    "figure_thresholds": _l("Thresholds of figures"),
    "filing_settings": _l("Filing settings"),
    "portal_overrides": _l("Portal profiles"),
    "retention": _l("Retention of evidence"),
    "stamping": _l("Time-stamps"),
    "pairings": _l("Pairings"),
    "calendar": _l("Calendar address"),
    "preferences": _l("Settings"),
}
"""What the trail tells of."""


def finding(one: Finding) -> str:
    """The sentence of a finding."""
    facts = dict(one.facts)
    if "kind" in facts:
        facts["kind"] = str(PAPERS[facts["kind"]])
    if "fields" in facts:
        facts["fields"] = _(", ").join(str(FIELDS[name]) for name in facts["fields"].split(","))
    return str(RULES[one.rule]) % facts


def right_label(right: Right) -> str:
    """What a person calls a right; one without words or title by its kind."""
    if getattr(right, "mark", None) or getattr(right, "title", None):
        return label_of(right)
    return " ".join(part for part in (str(KINDS[right.kind]), right.number, right.jurisdiction) if part)


def number_hint(hint: NumberHint, number: str) -> str:
    """Why a registration number looks wrong."""
    return str(RULES[f"number_{hint.reason}"]) % {"number": number, "office": hint.office, "example": hint.example}


def nice(number: int) -> str:
    """`25 Clothing, footwear, headgear`."""
    return f"{number} {nice_name(number, _language())}"


def nice_choices() -> list[tuple[int, str]]:
    """All classes for a form."""
    return [(number, nice(number)) for number in NICE]


def portal(key: str) -> str:
    """What a person calls a portal."""
    known = portals().get(key)
    return known.name if known else key


def reason(signal: Signal) -> str:
    """A signal as the extension says it: the sentences are those of its `_locales`."""
    strings = extension_strings()
    evidence = signal.evidence
    mark = evidence.mark or evidence.alias or signal.brand
    named = mark.casefold() == signal.brand.casefold()
    values = {
        "brand": signal.brand,
        "text": f"\u2068{evidence.text or ''}\u2069",
        "mark": mark,
        "of": "" if named else strings["of_brand"].replace("{brand}", signal.brand),
        "tactics": strings["list_separator"].join(strings[f"tactic_{kind.value}"] for kind in evidence.tactics),
        **{
            name: str(evidence.detail.get(name, ""))
            for name in ("floor", "currency", "goods", "words", "date", "title")
        },
        "dismissal": _dismissal(strings, evidence.detail),
        "similarity": str(round(100 * float(str(evidence.detail.get("similarity") or 0)))),
        "mirrored": strings["mirrored"] if evidence.mirrored else "",
    }
    kind = signal.kind.value
    if signal.kind is SignalKind.LOGO:  # what the trial of a figure does not trust says so
        kind = next((f"logo_{why}" for why in ("untried", "too_simple") if evidence.detail.get(why)), kind)
    return re.sub(r"\{(\w+)\}", lambda place: values.get(place[1], place[0]), strings[f"signal_{kind}"])


def dismissal(key: str) -> str:
    """Why a listing was dismissed, as the extension says it."""
    return _extension_strings(_language())[f"dismissal_{key}"]


def marked(title: str, signals: list[Signal]) -> Markup:
    """A title, escaped, with the words that give the reasons marked."""
    points = [False] * len(title)
    for signal in signals:
        evidence = signal.evidence
        if evidence.field in (None, "title") and evidence.start is not None and evidence.end is not None:
            points[evidence.start : evidence.end] = [True] * (min(evidence.end, len(title)) - evidence.start)
    out = Markup()
    start = 0
    for place in range(1, len(title) + 1):
        if place == len(title) or points[place] != points[start]:
            part = Markup("<mark>{}</mark>") if points[start] else Markup("{}")
            out += part.format(title[start:place])
            start = place
    return out


def _dismissal(strings: Mapping[str, str], detail: Mapping[str, object]) -> str:
    """Why something was dismissed, with the reviewer's own words."""
    why = strings[f"dismissal_{detail.get('reason', 'other')}"]
    if not detail.get("note"):
        return why
    return strings["dismissal_noted"].replace("{reason}", why).replace("{note}", f"\u2068{detail['note']}\u2069")


def extension_strings() -> dict[str, str]:
    """The extension's own strings in the language of the page."""
    return _extension_strings(_language())


def _language() -> str:
    locale = get_locale()
    return locale.language if locale is not None else "en"


@cache
def _extension_strings(language: str) -> dict[str, str]:
    folder = {"zh": "zh_CN"}.get(language, language)
    path = extension_path() / "_locales" / folder / "messages.json"
    return {key: entry["message"] for key, entry in json.loads(path.read_text("utf-8")).items()}
