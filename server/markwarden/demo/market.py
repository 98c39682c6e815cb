"""The demonstration's pages, built as a shop of that kind builds them: a few cards at once, the rest on scrolling."""

import json
from html import escape

from markwarden.demo.goods import BY_ID, OFFERS, Offer

PREFIX = "/markwarden-demo"
SEARCH = f"{PREFIX}/w/wholesale-demo.html"
_AT_ONCE = 12

_STYLE = """
:root { color-scheme: light dark; --ink: #20242c; --paper: #fbfaf7; --card: #fff; --line: #e4e0d6; --accent: #7a4a1d; }
@media (prefers-color-scheme: dark) { :root { --ink: #ece9e2; --paper: #1a1917; --card: #24221f; --line: #3a3733; --accent: #e3b98b; } }
* { box-sizing: border-box; } body { margin: 0; font: 14px/1.45 system-ui, sans-serif; color: var(--ink); background: var(--paper); }
header { padding: 18px 28px; border-bottom: 1px solid var(--line); display: flex; gap: 18px; align-items: baseline; }
header b { font-size: 20px; color: var(--accent); } header span { opacity: .75; }
#grid { display: grid; grid-template-columns: repeat(auto-fill, minmax(210px, 1fr)); gap: 18px; padding: 22px 28px; max-width: 1360px; margin: auto; }
.offer { border: 1px solid var(--line); border-radius: 12px; overflow: hidden; background: var(--card); }
.offer a { color: inherit; text-decoration: none; display: block; } .offer img { width: 100%; height: auto; display: block; }
.offer h3 { font-size: 14px; font-weight: 500; margin: 10px 12px 4px; min-height: 41px; } .price { font-weight: 700; font-size: 17px; margin: 0 12px; }
.sold { margin: 2px 12px 12px; opacity: .7; font-size: 12px; }
.item { display: grid; grid-template-columns: minmax(240px, 440px) 1fr; gap: 30px; padding: 28px; max-width: 1100px; margin: auto; } .item img { width: 100%; border-radius: 12px; }
"""
_SCRIPT = """
const more = JSON.parse(document.getElementById("rest").textContent);
const grid = document.getElementById("grid");
function add() {
  for (const html of more.splice(0, 12)) grid.insertAdjacentHTML("beforeend", html);
}
addEventListener("scroll", () => { if (innerHeight + scrollY > document.body.scrollHeight - 500) add(); });
// The cards name their items as the real site does; here they lead to the demonstration's own pages.
grid.addEventListener("click", (event) => {
  const id = event.target.closest("a")?.href.match(/item\\/(\\d+)/)?.[1];
  if (!id) return;
  event.preventDefault();
  location.href = "../item/" + id + ".html";
});
"""


def picture_path(offer: Offer) -> str:
    """Path of an offer's picture, named like the real site's: `/kf/S<32 hex>X.jpg`."""
    return f"{PREFIX}/kf/S{int(offer.item_id):032x}X.jpg"


def _page(title: str, spm: str, body: str) -> str:
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{escape(title)}</title>'
        f'<meta name="viewport" content="width=device-width"><style>{_STYLE}</style></head>'
        f'<body data-spm="{spm}"><header><b>Fairground</b><span>a made-up marketplace for trying Markwarden</span></header>{body}</body></html>'
    )


def _card(offer: Offer, origin: str) -> str:
    return (
        f'<div class="offer"><a href="https://www.aliexpress.com/item/{offer.item_id}.html">'
        f'<img src="{origin}{picture_path(offer)}" alt="" width="440" height="440"><h3>{escape(offer.title)}</h3>'
        f'<div class="price" aria-label="US ${offer.dollars:.2f}">US ${offer.dollars:.2f}</div><div class="sold">{offer.sold} sold</div></a></div>'
    )


def _record(offer: Offer, origin: str) -> dict[str, object]:
    return {
        "productId": offer.item_id,
        "title": {"displayTitle": offer.title},
        "image": {"imgUrl": origin + picture_path(offer)},
        "prices": {
            "salePrice": {
                "minPrice": offer.dollars,
                "currencyCode": "USD",
                "formattedPrice": f"US ${offer.dollars:.2f}",
            }
        },
        "trade": {"tradeDesc": f"{offer.sold} sold"},
    }


def _in_script(value: object) -> str:
    """JSON that cannot end the script it stands in."""
    return json.dumps(value, ensure_ascii=False).replace("</", "<\\/")


def search_page(origin: str) -> str:
    """All offers: twelve cards, the others announced in the page's data and added on scrolling."""
    state = {
        "data": {"root": {"fields": {"mods": {"itemList": {"content": [_record(offer, origin) for offer in OFFERS]}}}}}
    }
    cards = "".join(_card(offer, origin) for offer in OFFERS[:_AT_ONCE])
    rest = [_card(offer, origin) for offer in OFFERS[_AT_ONCE:]]
    body = (
        f'<main id="grid">{cards}</main>'
        f'<script type="application/json" id="rest">{_in_script(rest)}</script>'
        f"<script>window._dida_config_ = {{}}; window._dida_config_._init_data_ = {{ data: {_in_script(state['data'])} }};</script>"
        f"<script>{_SCRIPT}</script>"
    )
    return _page("Fairground: everything", "productlist", body)


def item_page(item_id: str, origin: str) -> str | None:
    """One offer; None where there is none of that id."""
    offer = BY_ID.get(item_id)
    if offer is None:
        return None
    url = f"//www.aliexpress.com/item/{offer.item_id}.html"
    body = (
        f'<div class="item"><img src="{origin}{picture_path(offer)}" alt="">'
        f'<div><h1 data-pl="product-title">{escape(offer.title)}</h1><p class="price">US ${offer.dollars:.2f}</p>'
        f'<p>{offer.sold} sold</p><p><a href="{SEARCH}">All offers</a></p></div></div>'
    )
    page = _page(offer.title, "detail", body)
    return page.replace(
        "</head>",
        f'<meta property="og:url" content="{url}"><meta property="og:title" content="{escape(offer.title)}"></head>',
    )
