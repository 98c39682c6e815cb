"""The console's words for tactics, decisions and how far these reach. Every code has one; a test says so."""

from flask_babel import lazy_gettext as _l

TACTICS = {
    "exact": _l("as registered"),
    "styled": _l("styled letters"),
    "lookalike": _l("look-alike letters"),
    "leet": _l("digits or signs for letters"),
    "spaced": _l("spelt out"),
    "glued": _l("joined words"),
    "split": _l("cut apart"),
    "masked": _l("masked letters"),
    "dropped": _l("letter left out"),
    "doubled": _l("letter doubled"),
    "swapped": _l("letters exchanged"),
    "replaced": _l("letter changed"),
    "added": _l("letter added"),
    "misspelt": _l("misspelt"),
    "phonetic": _l("sounds alike"),
    "transliterated": _l("another script"),
    "combined": _l("several disguises"),
    "alias": _l("an alias"),
    "initials": _l("initials"),
    "model": _l("model or pattern"),
    "part": _l("a part of a name"),
    "patent_terms": _l("terms of a patent"),
    "copied_text": _l("copied text"),
    "copied_photo": _l("copied photo"),
    "logo": _l("logo"),
    "words_in_picture": _l("words in a picture"),
    "design_likeness": _l("like a design"),
    "code_word": _l("code word"),
    "compatibility": _l("says what it fits"),
    "common_word": _l("ordinary word"),
    "other_goods": _l("other goods"),
    "inside_word": _l("inside a word"),
    "person_or_place": _l("person or place"),
    "authorised_seller": _l("authorised seller"),
    "own_seller": _l("own seller"),
    "dismissed": _l("dismissed before"),
    "known_infringer": _l("known infringer"),
    "watched_seller": _l("watched seller"),
    "price_floor": _l("below the price floor"),
}
DECISIONS = {
    "infringes": _l("infringes"),
    "dismissed": _l("dismissed"),
    "watched": _l("watched"),
    "undecided": _l("undecided"),
}
DECISION_TAGS = {"infringes": "bad", "dismissed": "good", "watched": "warn", "undecided": "plain"}
REASONS = {
    "compatibility": _l("the mark says what the goods fit"),
    "common_word": _l("an ordinary word, not the mark"),
    "other_goods": _l("goods that the right does not cover"),
    "other_brand": _l("another brand or sign is meant"),
    "person_or_place": _l("the name of a person or a place"),
    "authorised_seller": _l("an authorised seller"),
    "second_hand": _l("genuine or second-hand goods"),
    "other": _l("another reason"),
}
SCOPES = {"listing": _l("this listing"), "seller": _l("all of the seller"), "phrase": _l("these words in any title")}
