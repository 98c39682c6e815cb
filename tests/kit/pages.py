"""AliExpress pages of our own making, built as the real ones are: by era, with made-up goods."""

import json
from dataclasses import dataclass, field
from html import escape
from urllib.parse import quote

FIRST_ID = 1005001000000001


@dataclass(frozen=True)
class Goods:
    """One item of a made page. `cents` of US dollars; `store` as (number, name); `photo`: whose picture it shows, if not its own."""

    number: int
    title: str
    cents: int = 1250
    sold: int = 1000
    store: tuple[str, str] | None = None
    photo: int | None = None

    @property
    def item_id(self) -> str:
        return str(FIRST_ID + self.number)

    @property
    def key(self) -> str:
        return f"S{self.number if self.photo is None else self.photo:032x}X"

    @property
    def picture(self) -> str:
        return f"https://ae-pic-a1.aliexpress-media.com/kf/{self.key}.jpg"

    @property
    def thumbnail(self) -> str:
        return f"//ae-pic-a1.aliexpress-media.com/kf/{self.key}.jpg_480x480q75.jpg_.avif"


def some_goods(count: int = 60, titles: tuple[str, ...] = ()) -> list[Goods]:
    """`titles` first, then plain goods."""
    plain = ("Linen summer dress", "Ceramic coffee mug", "Garden hose nozzle", "Wooden puzzle for children")
    return [
        Goods(n, titles[n] if n < len(titles) else f"{plain[n % 4]} number {n}", cents=500 + 125 * n, sold=10 + n)
        for n in range(count)
    ]


def in_script(value: object) -> str:
    """JSON that cannot end the script it stands in."""
    return json.dumps(value, ensure_ascii=False).replace("</", "<\\/")


@dataclass(frozen=True)
class Style:
    """How a locale writes prices and sales."""

    language: str = "en"
    money: str = "US ${units}.{cents:02d}"
    sold: str = "{sold}+ sold"
    currency: str = "USD"
    host: str = "www.aliexpress.com"
    direction: str = "ltr"

    def price(self, goods: Goods) -> str:
        return self.money.format(units=goods.cents // 100, cents=goods.cents % 100)


def card(goods: Goods, style: Style = Style(), *, item_id: str | None = None) -> str:
    """A card of the search page of 2025: no seller, the price in a label and in split spans."""
    price = style.price(goods)
    npi = quote(f"6@dis!{style.currency}!{goods.cents / 50:.2f}!{goods.cents / 100:.2f}!!!!!@2103")
    link = f"//{style.host}/item/{item_id or goods.item_id}.html?algo_pvid=x-1&pdp_npi={npi}&utparam-url=scene%3Asearch&buyer_id=77"
    return (
        f'<div class="hs_bu search-item-card-wrapper-gallery"><div><a class="jr_js" href="{link}" target="_blank">'
        f'<div class="kx_k"><img src="{goods.thumbnail}" alt="{escape(goods.title)}"></div>'
        f'<div class="jr_b9"><div title="{escape(goods.title)}" role="heading" aria-level="3"><h3 class="jr_kp">{escape(goods.title)}</h3></div>'
        f'<div class="jr_u"><span class="jr_d">{style.sold.format(sold=goods.sold)}</span></div>'
        f'<div class="jr_kr" aria-label="{escape(price)}">'
        + "".join(f'<span style="font-size:18px">{escape(char)}</span>' for char in price)
        + "</div></div></a></div></div>"
    )


def record(goods: Goods, style: Style = Style(), *, item_id: str | None = None) -> dict[str, object]:
    """What the search page's data announces of an item."""
    return {
        "productId": item_id or goods.item_id,
        "title": {"displayTitle": goods.title, "seoTitle": goods.title},
        "image": {"imgUrl": f"//ae-pic-a1.aliexpress-media.com/kf/{goods.key}.jpg", "imgWidth": 350},
        "prices": {
            "salePrice": {
                "minPrice": goods.cents / 100,
                "currencyCode": style.currency,
                "formattedPrice": style.price(goods),
            },
            "originalPrice": {"minPrice": goods.cents / 50, "currencyCode": style.currency},
        },
        "trade": {"tradeDesc": style.sold.format(sold=goods.sold)},
        "evaluation": {"starRating": 4.7},
    }


def search_page(
    goods: list[Goods], *, shown: int = 12, style: Style = Style(), extra: str = "", grow: bool = False
) -> str:
    """A search page of 2025: `shown` cards, all goods in its data. `grow`: the rest is added on scrolling."""
    state = {"data": {"root": {"fields": {"mods": {"itemList": {"content": [record(one, style) for one in goods]}}}}}}
    rest = in_script([card(one, style) for one in goods[shown:]])
    script = (
        f"""<script>const rest = {rest};
        addEventListener("scroll", () => {{
          if (innerHeight + scrollY < document.body.scrollHeight - 300) return;
          for (const html of rest.splice(0, 12)) document.getElementById("card-list").insertAdjacentHTML("beforeend", html);
        }});</script>"""
        if grow
        else ""
    )
    return (
        f'<!doctype html><html lang="{style.language}" dir="{style.direction}"><head><meta charset="utf-8">'
        '<meta name="data-spm" content="a2g0o"><title>Buy things - AliExpress</title>'
        "<style>#card-list{display:grid;grid-template-columns:repeat(4,1fr);gap:12px;width:1100px;margin:auto}"
        "img{width:100%;aspect-ratio:1;background:#ddd} a{color:inherit;text-decoration:none}</style></head>"
        '<body data-spm="productlist"><div id="root"><h1>things</h1>'
        f'<div id="card-list">{"".join(card(one, style) for one in goods[:shown])}</div></div>'
        f"<script>window._dida_config_ = {{}};window._dida_config_._init_data_= {{ data: {in_script(state['data'])} }}</script>"
        f"{script}{extra}</body></html>"
    )


SEARCH_URL = "https://www.aliexpress.com/w/wholesale-things.html"


def old_search_page(goods: list[Goods]) -> str:
    """A search page of 2018: sellers on the cards, lazy pictures, no data."""
    cards = "".join(
        f'<li class="list-item"><div class="item"><div class="img"><a href="//www.aliexpress.com/item/{quote(one.title)}/{one.item_id}.html?spm=2114">'
        f'<img class="picCore" image-src="//ae01.alicdn.com/kf/{one.key}/x.jpg_220x220.jpg" alt="{escape(one.title)}"></a></div>'
        f'<div class="info"><h3><a title="{escape(one.title)}" href="//www.aliexpress.com/item/{quote(one.title)}/{one.item_id}.html">{escape(one.title)}</a></h3>'
        f'<span class="price price-m"><span class="value" itemprop="price">US ${one.cents // 100}.{one.cents % 100:02d} - {one.cents // 100 + 3}.10</span></span>'
        f'<em title="Total Orders"> Orders  ({one.sold})</em>'
        f'<a class="store" title="{escape(one.store[1])}" href="//www.aliexpress.com/store/{one.store[0]}">{escape(one.store[1])}</a></div></div></li>'
        for one in goods
        if one.store
    )
    return f'<!doctype html><html lang="en"><head><title>x on Aliexpress.com</title></head><body data-spm="productlist"><ul id="list-items">{cards}</ul></body></html>'


def item_page(goods: Goods, recommended: list[Goods] = [], *, style: Style = Style()) -> str:  # noqa: B006 - read only
    """An item page of 2025: the product in the document, recommendations below."""
    store = (
        f'<a data-pl="store-name" href="//{style.host}/store/{goods.store[0]}?spm=a">{escape(goods.store[1])}</a>'
        f'<a href="//{style.host}/store/{goods.store[0]}">Visit store</a>'
        if goods.store
        else ""
    )
    ld = {
        "@context": "http://schema.org",
        "@type": "Product",
        "name": goods.title,
        "image": [goods.picture],
        "offers": {"@type": "Offer", "price": f"{goods.cents / 100:.2f}", "priceCurrency": style.currency},
        "aggregateRating": {"ratingValue": "4.6", "reviewCount": "12"},
    }
    return (
        f'<!doctype html><html lang="{style.language}"><head><meta charset="utf-8"><meta property="og:type" content="product">'
        f'<meta property="og:url" content="//{style.host}/item/{goods.item_id}.html">'
        f'<meta property="og:title" content="{escape(goods.title)} - AliExpress 5">'
        f'<script type="application/ld+json">{in_script(ld)}</script></head><body data-spm="detail">'
        f'<h1 data-pl="product-title">{escape(goods.title)}</h1><img src="{goods.thumbnail}">'
        f'<div data-pl="product-price"><span>{escape(style.price(goods))}</span></div>'
        f'<div data-pl="product-reviewer">{goods.sold} sold</div>{store}'
        f'<div class="more">{"".join(card(one, style) for one in recommended)}</div></body></html>'
    )


def described(text: str, where: str) -> str:
    """A script that shows an item's description late, in the box that its page has for it: in a frame, or a shadow root."""
    into = {
        "frame": "const frame = box.appendChild(document.createElement('iframe')); const root = frame.contentDocument.body;",
        "shadow": "const root = box.appendChild(document.createElement('div')).attachShadow({ mode: 'closed' });",
    }[where]
    return (
        "() => { const box = document.createElement('div'); box.id = 'nav-description';"
        "box.innerHTML = '<h2>Description</h2><a href=\"https://report.aliexpress.com/x\">Report this item</a>';"
        f"document.querySelector('.more').before(box); {into}"
        f"const shown = document.createElement('p'); shown.textContent = {json.dumps(text)}; root.append(shown); }}"
    )


def module_item_page(goods: Goods) -> str:
    """An item page of 2020–2022: everything in `runParams`."""
    data = {
        "titleModule": {
            "subject": goods.title,
            "formatTradeCount": f"{goods.sold}",
            "feedbackRating": {"averageStar": "4.8"},
        },
        "imageModule": {"imagePathList": [goods.picture]},
        "priceModule": {
            "minActivityAmount": {"value": goods.cents / 100, "currency": "USD"},
            "maxActivityAmount": {"value": goods.cents / 100 + 5, "currency": "USD"},
        },
        "storeModule": {
            "storeName": goods.store[1] if goods.store else None,
            "storeNum": goods.store[0] if goods.store else None,
        },
    }
    return f'<html><body data-spm="detail"><div id="root"></div><script>window.runParams = {{ data: {in_script(data)} }};</script></body></html>'


def bundle_page(goods: list[Goods], *, shown: int = 8) -> str:
    """A Bundle-Deals page: cards without links, joined to the data by their pictures."""
    cards = "".join(
        f'<div class="aec-view"><div class="inner"><img src="{one.thumbnail}"><div>{escape(one.title)}</div>'
        f"<div>US ${one.cents / 100:.2f}</div></div></div>"
        for one in goods[:shown]
    )
    records = [
        {
            "productId": one.item_id,
            "productTitle": one.title,
            "title": one.title,
            "productDetailUrl": f"//www.aliexpress.com/item/{one.item_id}.html",
            "image": f"//ae01.alicdn.com/kf/{one.key}.jpg",
            "price": f"US ${one.cents / 100:.2f}",
        }
        for one in goods
    ]
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8"></head><body data-spm="tm1000015626"><h2>Bundle deals</h2>'
        f'<div id="wall">{cards}</div>'
        f"<script>window._dida_config_ = {{}};window._dida_config_._init_data_= {{ data: {in_script({'list': records})} }}</script></body></html>"
    )


BUNDLE_URL = "https://www.aliexpress.com/ssr/300000512/BundleDeals2?productIds=1005001000000001"

CHALLENGE = '<html><head><script>var u="/_____tmd_____/punish?x5secdata=abc"</script></head><body></body></html>'
EMPTY_SHELL = '<html><head><meta name="data-spm" content="a2g0o"></head><body data-spm="productlist"><div id="root"></div><script src="//assets.alicdn.com/x.js"></script></body></html>'


@dataclass(frozen=True)
class Marks:
    """A registry of word marks, in the interchange format."""

    words: tuple[str, ...]
    aliases: dict[str, list[dict[str, str]]] = field(default_factory=dict)
    further: tuple[dict[str, object], ...] = ()
    """Brands as the format writes them."""

    def document(self) -> dict[str, object]:
        return {
            "format": "markwarden-registry/1",
            "brands": [
                {
                    "id": f"brand-{word}",
                    "name": word,
                    "aliases": self.aliases.get(word, []),
                    "rights": [
                        {
                            "id": f"right-{word}",
                            "kind": "trademark",
                            "mark": word,
                            "jurisdiction": "EU",
                            "number": f"{1000 + n}",
                            "nice_classes": [25],
                        }
                    ],
                }
                for n, word in enumerate(self.words)
            ]
            + list(self.further),
        }
