"""The console's words for what complaints name by codes. Every code has one; a test says so."""

from collections.abc import Sequence

from flask_babel import get_locale
from flask_babel import lazy_gettext as _l
from flask_babel import lazy_pgettext as _lp

from markwarden_schema.portal import Explanation, PortalProfile, Words

GROUNDS = {
    "counterfeit": _l("Counterfeit"),
    "unfair_use": _l("Unfair use of the mark"),
    "test_buy": _l("Test buy"),
    "no_such_model": _l("A model that does not exist"),
    "picture_theft": _l("Copied picture"),
    "work": _l("Copied work"),
    "design": _l("Design"),
    "patent": _l("Patent"),
    "other": _l("Another ground"),
}
PLACES = {
    "title": _l("Title"),
    "description": _l("Description"),
    "picture": _l("Picture"),
    "goods": _l("Goods"),
    "packaging": _l("Packaging"),
    "store": _l("Store page"),
}
TYPES = {
    "listing": _l("Product listing"),
    "store": _l("Store front"),
    "live_stream": _l("Live stream"),
}
FILES = {
    "comparison": _l("Comparison"),
    "screenshot": _l("Screenshot"),
    "photo": _l("Photo"),
    "report": _l("Report"),
    "certificate": _l("Certificate"),
    "authorization": _l("Authorization"),
    "other": _l("Other"),
}
STATUSES = {
    "draft": _lp("complaint", "draft"),
    "ready": _lp("complaint", "ready"),
    "submitted": _lp("complaint", "submitted"),
    "under_review": _lp("complaint", "under review"),
    "removed": _lp("complaint", "removed"),
    "rejected": _lp("complaint", "rejected"),
    "more_wanted": _lp("complaint", "more material wanted"),
    "counter_notice": _lp("complaint", "counter-notice"),
    "replied": _lp("complaint", "replied"),
    "accepted": _lp("complaint", "counter-notice accepted"),
    "upheld": _lp("complaint", "upheld"),
    "restored": _lp("complaint", "restored"),
    "withdrawn": _lp("complaint", "withdrawn"),
    "relisted": _lp("complaint", "relisted"),
}
TONES = {
    "draft": "plain", "ready": "info", "submitted": "info", "under_review": "info", "removed": "good", "rejected": "bad",
    "more_wanted": "warn", "counter_notice": "warn", "replied": "info", "accepted": "bad", "upheld": "good", "restored": "bad",
    "withdrawn": "plain", "relisted": "bad", "pending": "plain",
}  # fmt: skip
"""How a status or the state of a link is coloured; its word stands with it always."""
LINK_STATES = {
    "pending": _lp("link", "open"),
    "removed": _lp("link", "removed"),
    "rejected": _lp("link", "rejected"),
    "restored": _lp("link", "restored"),
    "relisted": _lp("link", "relisted"),
    "withdrawn": _lp("link", "withdrawn"),
}
SEVERITIES = {"blocks": _l("Would be refused"), "warns": _l("Often refused"), "asks": _l("You have to know")}
SEVERITY_TONES = {"blocks": "bad", "warns": "warn", "asks": "info"}
WHOSE = {"reviewer": _l("yours"), "seller": _l("the seller's"), "portal": _l("the portal's")}
LANGUAGES = {"en": "English", "zh": "中文"}
CUTS = {
    "all": _l("All complaints"),
    "right": _l("By right"),
    "reason": _l("By reason"),
    "evidence": _l("By evidence"),
    "reason_evidence": _l("By reason and evidence"),
    "right_reason": _l("By right and reason"),
}
BECAUSE = {
    "same_item": _l("the same listing was seen again"),
    "same_photo": _l("the same picture"),
    "same_title": _l("the same title"),
}
MENDED = {
    "right": _l("Open the right"),
    "seller": _l("Open the sellers"),
    "case": _l("Open the case"),
    "complaint": _l("Change it below"),
    "portal": _l("Open the settings"),
}
CLAIMS = {
    "captures": _l("captures"),
    "classes": _l("classes"),
    "code_words": _l("code words"),
    "design": _l("design"),
    "differences": _l("differences from genuine goods"),
    "disguise": _l("disguise of the mark"),
    "history": _l("the seller's history"),
    "holder": _l("holder"),
    "identical": _l("identity with the registered mark"),
    "model": _l("the model that does not exist"),
    "patent": _l("patent"),
    "picture": _l("copied picture"),
    "price": _l("price"),
    "registration": _l("registration"),
    "request": _l("request"),
    "right": _l("right"),
    "seller": _l("seller"),
    "test_buy": _l("test buy"),
    "unauthorised": _l("no authorization"),
    "where": _l("where the right appears"),
    "work": _l("copied work"),
}


def said(explanation: Explanation) -> str:
    """A word to the reviewer, in the console's language."""
    return explanation.zh if language() == "zh" else explanation.en


def language() -> str:
    """The console's language now."""
    locale = get_locale()
    return locale.language if locale is not None else "en"


def shown_words(words: Words) -> str:
    """What the form shows, in the console's language where it is known."""
    first, second = (words.zh, words.en) if language() == "zh" else (words.en, words.zh)
    found: Sequence[str] = first or second
    return found[0] if found else ""


def reason(profile: PortalProfile | None, value: str) -> str:
    """A portal's reason as its form shows it."""
    for one in profile.reasons if profile else ():
        if one.value == value:
            return shown_words(one.words)
    return value.replace("_", " ")


def form_addresses(profile: PortalProfile) -> list[str]:
    """Where the portal's form stands, the likeliest first."""
    pages = sorted(profile.pages, key=lambda page: not page.form)
    return [f"https://{page.host}{page.path}{page.hash}" for page in pages]
