"""Other spellings of a brand's marks for the reviewer to take: those of its pack, and those made by rule."""

from collections import Counter
from collections.abc import Sequence
from functools import cache, lru_cache

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext
from werkzeug.wrappers import Response as AnyResponse

from markwarden.console.editing import brand_or_404, change
from markwarden.registry.packs import missing, pack_of
from markwarden.registry.registry import revision_of
from markwarden.services import services
from markwarden.sightings import listing_of
from markwarden.suggesting import Suggestion, clean_titles, false_alarms, rate_of, suggest
from markwarden_schema.assessment import Level
from markwarden_schema.registry import Alias, Brand, Risk

blueprint = Blueprint("spellings", __name__, url_prefix="/brands/<brand_id>/spellings")
_SEEN = 5000
"""Listings seen last of which the clear ones are a corpus."""
TACTICS = {
    "alias": _l("another name"),
    "chinese partial name": _l("part of the Chinese name"),
    "homophone": _l("sounds alike"),
    "chinese name": _l("Chinese name"),
    "house name": _l("house name"),
    "nickname": _l("nickname"),
    "model": _l("model or pattern"),
    "abbreviation": _l("abbreviation"),
    "initials": _l("initials"),
    "transliteration": _l("transliteration"),
    "sub-brand": _l("sub-brand"),
    "pattern": _l("model or pattern"),
    "misspelling": _l("misspelling"),
    "dropped": _l("letter left out"),
    "glued": _l("joined words"),
    "keyboard slip": _l("keyboard slip"),
    "swapped letters": _l("letters exchanged"),
    "masked": _l("masked letters"),
    "dropped letter": _l("letter left out"),
    "doubled letter": _l("letter doubled"),
    "digits for letters": _l("digits or signs for letters"),
    "look-alike": _l("look-alike letters"),
    "split": _l("cut apart"),
    "spaced": _l("spelt out"),
    "phonetic": _l("sounds alike"),
    "added letter": _l("letter put in"),
    "another vowel": _l("another vowel"),
}
"""What the packs and the rules call a tactic; another word is shown as it is written."""
KINDS = (
    "alias", "chinese name", "transliteration", "nickname", "abbreviation", "house name", "sub-brand", "model", "misspelling",
    "look-alike", "digits for letters", "phonetic", "masked", "spaced", "swapped letters", "keyboard slip",
)  # fmt: skip
"""Those that a person chooses among: each means something else."""


def tactic(name: str) -> str:
    """What a person calls a tactic."""
    return str(TACTICS.get(name) or TACTICS.get(name.replace("-", " "), name))


CORPORA = {"made": _l("made of ordinary words"), "seen": _l("the clear ones among the listings seen")}


@blueprint.get("/")
def show(brand_id: str) -> str:
    """What the pack has and the brand has not; `?suggest`: spellings by rule too."""
    brand = brand_or_404(brand_id)
    corpus = _corpus()
    clean = _clean(corpus)
    pack = missing(brand)
    alarms = _alarms(tuple(alias.text for alias in pack), clean)
    proposals = suggest(brand, services().engine.current(), clean) if "suggest" in request.args else None
    return render_template(
        "spellings/show.html", brand=brand, revision=revision_of(brand), pack=pack, in_pack=len(pack_of(brand)),
        rates={alias.text: rate_of(alarms[alias.text], clean) for alias in pack}, proposals=_by_tactic(proposals or []),
        asked=proposals is not None, flagged=sum(one.flagged for one in proposals or []), every="every" in request.args,
        corpus=corpus, corpora=CORPORA, titles=len(clean), tactics=TACTICS,
    )  # fmt: skip


@blueprint.post("/pack")
def take(brand_id: str) -> AnyResponse:
    """Take all of the pack, or what was ticked, each with the risk that was chosen for it."""
    wanted = missing(brand_or_404(brand_id))
    if "all" not in request.form:
        chosen = set(request.form.getlist("text"))
        wanted = [alias for alias in wanted if alias.text in chosen]
    return _added(brand_id, wanted)


@blueprint.post("/suggestions")
def accept(brand_id: str) -> AnyResponse:
    """Take the spellings that were ticked, or all that may flag alone."""
    tactics = dict(zip(request.form.getlist("spelling"), request.form.getlist("tactic"), strict=True))
    risks = zip(request.form.getlist("spelling"), request.form.getlist("risk"), strict=True)
    all_safe = [text for text, risk in risks if risk != Risk.HIGH.value]
    chosen = all_safe if "all" in request.form else request.form.getlist("text")
    return _added(brand_id, [Alias(text=text, tactic=tactics[text]) for text in chosen if tactics.get(text)])


def _added(brand_id: str, aliases: Sequence[Alias]) -> AnyResponse:
    """Add aliases with the risk that the form has for each; to the brand's page, or back where nothing was taken."""
    risks = dict(zip(request.form.getlist("spelling"), request.form.getlist("risk"), strict=True))
    made = [
        alias.model_copy(update={"risk": Risk(risks[alias.text])}) if risks.get(alias.text) in set(Risk) else alias
        for alias in aliases
    ]

    def changed(brand: Brand) -> Brand:
        known = {alias.text.casefold() for alias in brand.aliases}
        return brand.model_copy(
            update={"aliases": [*brand.aliases, *(one for one in made if one.text.casefold() not in known)]}
        )

    if not made:
        flash(_("No spelling was chosen."), "warning")
    elif change(brand_id, changed):
        flash(ngettext("Taken: %(num)d alias.", "Taken: %(num)d aliases.", len(made)))
        return redirect(url_for("console.brands.show", brand_id=brand_id, _anchor="aliases"), 303)
    return redirect(url_for("console.spellings.show", brand_id=brand_id, corpus=_corpus()), 303)


def _by_tactic(found: Sequence[Suggestion]) -> list[tuple[str, list[Suggestion]]]:
    """Those that the engine misses without an alias, unless all are asked for."""
    groups: dict[str, list[Suggestion]] = {}
    for one in found:
        if not one.flagged or "every" in request.args:
            groups.setdefault(one.tactic, []).append(one)
    return sorted(groups.items(), key=lambda pair: -len(pair[1]))


def _corpus() -> str:
    asked = request.args.get("corpus", "made")
    return asked if asked in CORPORA else "made"


def _clean(corpus: str) -> tuple[str, ...]:
    """Titles without a brand: made ones, or of the listings seen those that the registry has nothing to say to."""
    if corpus == "made":
        return _made()
    here = services()
    seen = [listing_of(one) for one in here.sightings.recent(limit=_SEEN)]
    levels = [assessment.level for assessment in here.engine.current().assess(seen)]
    return tuple(
        listing.title for listing, level in zip(seen, levels, strict=True) if listing.title and level is Level.CLEAR
    )


@lru_cache(maxsize=8)
def _alarms(texts: tuple[str, ...], clean: tuple[str, ...]) -> Counter[str]:
    """Counted once (seconds): whoever takes some of a pack or looks again waits no second time."""
    return false_alarms(texts, clean)


@cache
def _made() -> tuple[str, ...]:
    return tuple(clean_titles())
