"""Why a plan is as it is, in words: what split a complaint off, what leaves a listing out, what forbids a move."""

from collections.abc import Sequence

from markwarden.complaints.plan_key import Key
from markwarden.complaints.splitting import Part
from markwarden.complaints.wording import GROUNDS, TYPES, both, reason_words
from markwarden_schema.assessment import RightRef
from markwarden_schema.case import Ground
from markwarden_schema.portal import Explanation, PortalProfile

LEFT_OUT = both("You left it out.", "您已排除。")
GONE = both("Its page is gone.", "页面已不存在。")
_BY_HAND = both("Divided by you", "由您拆分")
NO_PART = both("The plan has no such complaint for it any more.", "方案中已没有对应的投诉。")


def standing_in(complaint: str) -> Explanation:
    """It is complained of already."""
    return both(f"It stands in complaint {complaint}.", f"已在投诉 {complaint} 中。")


def no_reason(profile: PortalProfile, ground: Ground) -> Explanation:
    """The portal's list of reasons has none for this ground."""
    said = GROUNDS[ground]
    return both(
        f"{profile.name} has no reason for “{said.en}” with this kind of right: add one to the portal.",
        f"{profile.name} 没有适用于该权利的理由“{said.zh}”：请先添加。",
    )


def store_named(title: str) -> Explanation:
    """A complaint about a store names it once."""
    return both(
        f"Its store is named in the complaint already, for “{title}”.", f"其店铺已因“{title}”列入投诉，无需重复。"
    )


def full(most: int) -> Explanation:
    """A move that the limit forbids."""
    return both(f"That complaint is full: at most {most} links each.", f"目标投诉已满：每份最多 {most} 个链接。")


def other_right(own: RightRef, target: RightRef) -> Explanation:
    """A move that the right forbids."""
    return both(
        f"One right each: it was decided to infringe {own.label}, that complaint is for {target.label}.",
        f"每份投诉一项权利：该商品判定侵犯 {own.label}，目标投诉针对 {target.label}。",
    )


def other_order(own: str | None, target: str | None) -> Explanation:
    """A move that the test-buy order forbids."""
    if target is None:
        return both(
            f"That complaint has no test-buy order, the listing's is {own}.",
            f"目标投诉没有测试购买订单，该商品订单为 {own}。",
        )
    if own is None:
        return both(
            f"That complaint is for the test buy {target}: note this order for the listing in its case first.",
            f"目标投诉针对测试购买订单 {target}：请先在案件中为该商品填写此订单号。",
        )
    return both(
        f"One test-buy order each: its order is {own}, that complaint is for {target}.",
        f"每份投诉一个订单：该商品订单为 {own}，目标投诉为 {target}。",
    )


def other_key(own: Key, target: Key, profile: PortalProfile) -> Explanation:
    """A move that the type or the reason forbids, where nothing may be changed in the case."""
    if own.complaint_type is not target.complaint_type:
        said, there = TYPES[own.complaint_type], TYPES[target.complaint_type]
        return both(
            f"One type each: it is complained of as {said.en}, that complaint is for {there.en}.",
            f"每份投诉一种类型：该项为{said.zh}，目标投诉为{there.zh}。",
        )
    said, there = reason_words(profile, own.reason), reason_words(profile, target.reason)
    if own.reason == target.reason:
        said, there = GROUNDS[own.ground], GROUNDS[target.ground]
    return both(
        f"One reason each: its reason is “{said.en}”, that of the complaint is “{there.en}”.",
        f"每份投诉一个理由：该商品理由为“{said.zh}”，目标投诉理由为“{there.zh}”。",
    )


def why(
    part: Part[Key, str], among: Sequence[Part[Key, str]], right: RightRef, most: int | None, profile: PortalProfile
) -> list[Explanation]:
    """What split this part off from the others of the plan."""
    key, keys = part.key, {one.key for one in among}
    said = []
    if len({one.right for one in keys}) > 1:
        said.append(both(f"One right each: {right.label}.", f"每份投诉一项权利：{right.label}。"))
    if len({one.complaint_type for one in keys}) > 1:
        kind = TYPES[key.complaint_type]
        said.append(both(f"One type each: {kind.en}.", f"每份投诉一种类型：{kind.zh}。"))
    if len({one.reason for one in keys}) > 1:
        reason = reason_words(profile, key.reason)
        said.append(both(f"One reason each: {reason.en}.", f"每份投诉一个理由：{reason.zh}。"))
    if key.order and len({one.order for one in keys if one.order}) > 1:
        said.append(both(f"One test-buy order each: {key.order}.", f"每份投诉一个订单：{key.order}。"))
    alike = [one for one in among if one.key == key]
    if len(alike) > 1:
        number = alike.index(part) + 1
        split_off = most is not None and sum(len(one.values) for one in alike) > most
        bound = both(f"At most {most} links each", f"每份最多 {most} 个链接") if split_off else _BY_HAND
        said.append(both(f"{bound.en}: part {number} of {len(alike)}.", f"{bound.zh}：第 {number}/{len(alike)} 份。"))
    if part.moved:
        links = "link" if part.moved == 1 else "links"
        said.append(both(f"You moved {part.moved} {links} here.", f"您移入了 {part.moved} 个链接。"))
    return said or [both("One right, one reason, few enough links.", "同一权利、同一理由，链接数未超限。")]
