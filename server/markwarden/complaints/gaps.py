"""What a case still needs before a complaint of it can stand, told from its facts. Pure."""

from collections.abc import Callable, Iterator, Sequence

from markwarden.complaints.rights import Held
from markwarden_schema.case import CaseFacts, CaseFile, CaseListing, FileKind, Ground, Missing, Place
from markwarden_schema.listing import SellerRef
from markwarden_schema.portal import Explanation


def gaps_of(
    held: Held,
    seller: SellerRef | None,
    listings: Sequence[CaseListing],
    facts: CaseFacts,
    files: Sequence[CaseFile],
) -> list[Missing]:
    """Everything missing, the case's own first."""
    return [*_of_case(held, seller, facts), *(gap for one in listings for gap in _of_listing(one, files))]


def covers(file: CaseFile, item_id: str) -> bool:
    """Whether a file shows that listing."""
    return not file.items or item_id in file.items


def has_comparison(listing: CaseListing, files: Sequence[CaseFile]) -> bool:
    """Whether a picture compares genuine and suspect *and* the text names at least one difference."""
    return bool(listing.facts.differences) and any(
        file.kind is FileKind.COMPARISON and covers(file, listing.item_id) for file in files
    )


def _gap(key: str, item_id: str | None, en: str, zh: str) -> Missing:
    return Missing(key=key, item_id=item_id, message=Explanation(en=en, zh=zh))


def _of_case(held: Held, seller: SellerRef | None, facts: CaseFacts) -> Iterator[Missing]:
    if seller is None or not seller.id:
        yield _gap(
            "seller",
            None,
            "The store is not known: open one of the listings' pages once.",
            "店铺未知：请打开其中一个商品页面。",
        )
    if not held.right.number and held.right.kind != "copyright":
        yield _gap("number", None, "The right has no registration number.", "该权利没有注册号。")
    if facts.unauthorised is None:
        yield _gap(
            "unauthorised",
            None,
            "Confirm that the holder never authorised this seller.",
            "请确认权利人从未授权该卖家。",
        )


def _of_listing(listing: CaseListing, files: Sequence[CaseFile]) -> Iterator[Missing]:
    item = listing.item_id
    if not listing.captures and not _has(FileKind.SCREENSHOT, item, files):
        yield _gap("capture", item, "No capture of the page.", "没有页面取证。")
    if not listing.places:
        yield _gap("places", item, "It is not noted where the right appears.", "未注明权利出现的位置。")
    for_ground = _BY_GROUND.get(listing.ground)
    if for_ground is not None:
        yield from for_ground(listing, files)


def _has(kind: FileKind, item_id: str, files: Sequence[CaseFile]) -> bool:
    return any(file.kind is kind and covers(file, item_id) for file in files)


def _counterfeit(listing: CaseListing, files: Sequence[CaseFile]) -> Iterator[Missing]:
    if not has_comparison(listing, files):
        yield _gap(
            "comparison",
            listing.item_id,
            "No comparison with genuine goods: a picture from the same angle, and the differences in words.",
            "缺少与正品的比对：同角度图片及文字说明。",
        )


def _unfair_use(listing: CaseListing, _files: Sequence[CaseFile]) -> Iterator[Missing]:
    item = listing.item_id
    if listing.identical is None:
        yield _gap(
            "identical", item, "Say whether the mark is shown as it is registered.", "请说明页面商标是否与注册一致。"
        )
    if listing.places and not set(listing.places) - {Place.GOODS, Place.PACKAGING}:
        yield _gap(
            "on_page", item, "The mark is only on the goods, not on the page.", "商标仅出现在商品上，而非页面上。"
        )


def _test_buy(listing: CaseListing, files: Sequence[CaseFile]) -> Iterator[Missing]:
    item, facts = listing.item_id, listing.facts
    if not facts.order_number:
        yield _gap("order", item, "The order number of the test purchase.", "测试购买的订单号。")
    if not facts.verified_by:
        yield _gap("verified_by", item, "How the goods were told from genuine ones.", "鉴定方法。")
    if not _has(FileKind.REPORT, item, files):
        yield _gap("report", item, "The signed or sealed report.", "签字或盖章的鉴定报告。")


def _picture_theft(listing: CaseListing, _files: Sequence[CaseFile]) -> Iterator[Missing]:
    if not listing.facts.official_address:
        yield _gap(
            "official_address",
            listing.item_id,
            "The official address of the copied picture.",
            "被盗图片的官方网址。",
        )


def _no_such_model(listing: CaseListing, _files: Sequence[CaseFile]) -> Iterator[Missing]:
    if not listing.facts.model:
        yield _gap("model", listing.item_id, "The model that does not exist.", "不存在的型号。")


_BY_GROUND: dict[Ground, Callable[[CaseListing, Sequence[CaseFile]], Iterator[Missing]]] = {
    Ground.COUNTERFEIT: _counterfeit,
    Ground.UNFAIR_USE: _unfair_use,
    Ground.TEST_BUY: _test_buy,
    Ground.PICTURE_THEFT: _picture_theft,
    Ground.NO_SUCH_MODEL: _no_such_model,
}
