"""Why a listing infringes: suggested from what was seen, and put into a portal's own reasons. Knows no complaint."""

from collections.abc import Sequence
from dataclasses import dataclass

from markwarden_schema.assessment import Signal, SignalKind
from markwarden_schema.case import Ground, ListingFacts
from markwarden_schema.portal import Explanation, PortalProfile, PortalReason
from markwarden_schema.registry import Copyright, Design, Patent, Right

G = Ground
FITS: dict[str, tuple[Ground, ...]] = {
    "counterfeit_features": (G.COUNTERFEIT,),
    "counterfeit": (G.COUNTERFEIT, G.TEST_BUY, G.NO_SUCH_MODEL),
    "no_such_model": (G.NO_SUCH_MODEL,),
    "test_buy": (G.TEST_BUY,),
    "unfair_use": (G.UNFAIR_USE,),
    "trademark_use": (G.UNFAIR_USE, G.COUNTERFEIT),
    "trademark": (G.UNFAIR_USE, G.COUNTERFEIT, G.TEST_BUY, G.NO_SUCH_MODEL),
    "picture_theft": (G.PICTURE_THEFT,),
    "certified_work": (G.WORK,),
    "copyright_use": (G.WORK, G.PICTURE_THEFT),
    "copyright": (G.WORK, G.PICTURE_THEFT),
    "design": (G.DESIGN,),
    "patent": (G.PATENT,),
    "patent_use": (G.PATENT, G.DESIGN),
}
"""Value of a portal's reason → the grounds it says, its own first. A reason that the person added is `other`."""

OF_RIGHT: dict[str, frozenset[Ground]] = {
    "trademark": frozenset({G.COUNTERFEIT, G.UNFAIR_USE, G.TEST_BUY, G.NO_SUCH_MODEL, G.OTHER}),
    "copyright": frozenset({G.PICTURE_THEFT, G.WORK, G.TEST_BUY, G.OTHER}),
    "design": frozenset({G.DESIGN, G.TEST_BUY, G.OTHER}),
    "patent": frozenset({G.PATENT, G.TEST_BUY, G.OTHER}),
}
"""Kind of a right → the grounds that it can be infringed on."""

WRITTEN_EXACTLY = frozenset({SignalKind.EXACT})
_COPY_SIGNALS = frozenset({SignalKind.CODE_WORD, SignalKind.PRICE_FLOOR, SignalKind.KNOWN_INFRINGER})


def grounds_of(reason: str) -> tuple[Ground, ...]:
    """The grounds that a portal's reason says."""
    return FITS.get(reason, (G.OTHER,))


def reason_for(profile: PortalProfile, right_kind: str, ground: Ground) -> PortalReason | None:
    """The profile's reason for a ground; one that says it in the first place before one that merely covers it."""
    usable = [one for one in profile.reasons if right_kind in one.rights]
    return next(
        (one for one in usable if grounds_of(one.value)[0] is ground),
        next((one for one in usable if ground in grounds_of(one.value)), None),
    )


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A ground and the words that say why."""

    ground: Ground
    why: Explanation


def suggest(right: Right, facts: ListingFacts, signals: Sequence[Signal], *, identical: bool | None) -> Suggestion:
    """The ground that the known facts speak for; the person's own choice first."""
    if facts.ground is not None:
        return Suggestion(facts.ground, Explanation(en="You chose it.", zh="由您选定。"))
    if facts.order_number:
        return Suggestion(G.TEST_BUY, Explanation(en="There is a test purchase.", zh="有测试购买订单。"))
    if isinstance(right, Copyright):
        if facts.official_address or right.images or right.urls:
            return Suggestion(
                G.PICTURE_THEFT,
                Explanation(en="The right covers pictures shown officially.", zh="该权利涉及官方展示的图片。"),
            )
        return Suggestion(G.WORK, Explanation(en="The right is a work.", zh="该权利为作品。"))
    if isinstance(right, Design):
        return Suggestion(G.DESIGN, Explanation(en="The right is a design.", zh="该权利为外观设计。"))
    if isinstance(right, Patent):
        return Suggestion(G.PATENT, Explanation(en="The right is a patent.", zh="该权利为专利。"))
    return _of_trademark(facts, signals, identical=identical)


def _of_trademark(facts: ListingFacts, signals: Sequence[Signal], *, identical: bool | None) -> Suggestion:
    if facts.model:
        return Suggestion(
            G.NO_SUCH_MODEL, Explanation(en="A model is named that does not exist.", zh="标注了不存在的型号。")
        )
    if facts.differences:
        return Suggestion(
            G.COUNTERFEIT, Explanation(en="Differences from genuine goods are noted.", zh="已记录与正品的差异。")
        )
    copies = sorted({signal.kind.value for signal in signals if signal.kind in _COPY_SIGNALS})
    if copies:
        named = ", ".join(copies)
        return Suggestion(G.COUNTERFEIT, Explanation(en=f"Signs of a copy: {named}.", zh=f"仿冒迹象：{named}。"))
    if identical:
        return Suggestion(
            G.UNFAIR_USE,
            Explanation(en="The page shows the mark as it is registered.", zh="页面使用了与注册相同的商标。"),
        )
    return Suggestion(
        G.COUNTERFEIT,
        Explanation(
            en="The mark is not shown as it is registered, so “unfair use” would be refused.",
            zh="页面所示与注册商标不一致，“不当使用”会被驳回。",
        ),
    )
