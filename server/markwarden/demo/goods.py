"""What the demonstration offers: made-up listings, half of them hiding a mark of the sample registry."""

from dataclasses import dataclass

FIRST_ID = 1005009000000001


@dataclass(frozen=True, slots=True)
class Offer:
    """One made-up listing. `picture` names what is drawn, `hue` its colour in degrees."""

    item_id: str
    title: str
    dollars: float
    sold: int
    picture: str
    hue: int


_TITLES: tuple[tuple[str, str, float], ...] = (
    ("N1ke style running shoes breathable mesh sneakers for men", "shoe", 18.4),
    ("Case for iPhone 15 Pro Max shockproof clear phone cover", "phone", 2.9),
    ("𝗖𝗛𝗔𝗡𝗘𝗟 quilted shoulder bag with chain, original box", "bag", 42.0),
    ("Stainless steel pineapple slicer and corer kitchen tool", "tool", 4.2),
    ("g u c c i leather belt double letter buckle 1:1", "belt", 15.5),
    ("Wooden coach bus toy for toddlers, pull back", "toy", 6.8),
    ("Аррle smart watch series 9 with box", "watch", 33.0),
    ("Linen summer dress loose fit, beach holiday", "dress", 12.3),
    ("Addidas tracksuit jacket three stripes", "shirt", 21.0),
    ("Ceramic coffee mug handmade glaze 350 ml", "mug", 7.1),
    ("PR*DA sunglasses polarized, with case", "glasses", 9.9),
    ("Silicone strap compatible with Apple Watch Ultra 49 mm", "watch", 3.4),
    ("Louis Vitton monogram wallet for women", "bag", 17.8),
    ("Cordless vacuum cleaner filter fits Dyson V8 V10", "tool", 5.6),
    ("Ro​lex automatic mechanical watch sapphire", "watch", 65.0),
    ("Canvas backpack waterproof school bag large", "bag", 19.9),
    ("nikeshoes air cushion sport trainers", "shoe", 23.5),
    ("Apple corer and slicer stainless steel", "tool", 3.3),
    ("Gucc! bee embroidery cap unisex", "cap", 8.8),
    ("Knitted wool scarf winter warm plaid", "dress", 10.4),
    ("耐克 运动鞋 男 透气", "shoe", 20.0),
    ("LEGO compatible building blocks city police station", "toy", 16.2),
    ("C-H-A-N-E-L pearl earrings silver", "ring", 6.1),
    ("Bamboo desk lamp LED dimmable with USB port", "lamp", 14.0),
)
_PLAIN: tuple[tuple[str, str, float], ...] = (
    ("Glass water bottle with sleeve 500 ml", "mug", 6.4),
    ("Cotton t shirt plain heavy fabric", "shirt", 7.9),
    ("Leather sandals summer handmade", "shoe", 16.6),
    ("Soft plush rabbit toy 30 cm", "toy", 8.2),
    ("Polarized fishing sunglasses light frame", "glasses", 5.5),
    ("Minimalist quartz wrist watch steel mesh", "watch", 11.7),
    ("Rattan table lamp warm light", "lamp", 22.4),
    ("Straw sun cap wide brim", "cap", 9.3),
    ("Silver ring adjustable open band", "ring", 3.8),
)
COUNT = 60


def _offers() -> tuple[Offer, ...]:
    rows = list(_TITLES)
    while len(rows) < COUNT:
        title, picture, dollars = _PLAIN[len(rows) % len(_PLAIN)]
        rows.append((f"{title}, colour {len(rows) - len(_TITLES) + 1}", picture, dollars))
    return tuple(
        Offer(str(FIRST_ID + number), title, dollars, 17 * (number + 3) % 900, picture, number * 47 % 360)
        for number, (title, picture, dollars) in enumerate(rows)
    )


OFFERS = _offers()
BY_ID = {offer.item_id: offer for offer in OFFERS}
