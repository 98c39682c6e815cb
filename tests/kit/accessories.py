"""Made titles in the languages that AliExpress sells in: a mark that says what goods fit, and one that says whose they are."""

FITS: dict[str, list[str]] = {
    "en": ["Silicone Case for iPhone 15 Pro Max 14 13 Shockproof Cover", "HEPA filter compatible with Dyson V8 V10 vacuum cleaner", "Brush head replacement for Oral-B electric toothbrush 4pcs", "Car floor mat fits BMW X5 2019-2023 custom", "USB C fast charger cable for Samsung Galaxy S23 Xiaomi Huawei"],
    "es": ["Funda de silicona para iPhone 15 Pro Max", "Filtro compatible con Dyson V8 aspiradora", "Correa de repuesto para Xiaomi Mi Band 7", "Cargador rápido para Samsung Galaxy S22", "Soporte adecuado para BMW Serie 3"],
    "pt": ["Capinha de silicone para iPhone 15 Pro", "Filtro compatível com Dyson V10", "Pulseira para Xiaomi Mi Band 8", "Carregador rápido para Samsung A52", "Cabo usb aplicável a Samsung Xiaomi iPhone"],
    "fr": ["Coque en silicone pour iPhone 15 Pro Max", "Filtre compatible avec Dyson V8", "Bracelet pour Xiaomi Mi Band 7", "Chargeur rapide pour Samsung Galaxy", "Film de protection pour Samsung A54"],
    "de": ["Silikonhülle für iPhone 15 Pro Max", "Filter kompatibel mit Dyson V8", "Ersatzarmband für Xiaomi Mi Band 7", "Ladegerät für Samsung Galaxy S21", "Fußmatten passend für BMW X5"],
    "it": ["Custodia in silicone per iPhone 15 Pro", "Filtro compatibile con Dyson V8", "Cinturino per Xiaomi Mi Band 7", "Caricatore rapido per Samsung Galaxy", "Pellicola adatta per Samsung A53"],
    "nl": ["Siliconen hoesje voor iPhone 15 Pro", "Filter geschikt voor Dyson V8", "Bandje voor Xiaomi Mi Band 7", "Oplader voor Samsung Galaxy S21"],
    "pl": ["Etui silikonowe do iPhone 15 Pro ochronne żelowe", "Filtr kompatybilny z Dyson V8", "Pasek dla Xiaomi Mi Band 7 żółty", "Ładowarka do Samsung Galaxy szybka"],
    "ru": ["Силиконовый чехол для iPhone 15 Pro Max", "Фильтр подходит для Dyson V8", "Ремешок для Xiaomi Mi Band 7", "Зарядное устройство для Samsung Galaxy S21", "Защитное стекло совместимо с iPhone 13"],
    "ar": ["غطاء سيليكون لهاتف iPhone 15 Pro", "فلتر متوافق مع Dyson V8", "شاحن سريع لـ Samsung Galaxy", "سوار لساعة Xiaomi Mi Band 7"],
    "he": ["כיסוי סיליקון עבור iPhone 15 Pro", "מטען מהיר ל-Samsung Galaxy", "רצועה מתאים ל Xiaomi Mi Band 7", "פילטר תואם Dyson V8"],
    "tr": ["iPhone 15 Pro için silikon kılıf", "Dyson V8 uyumlu filtre", "Xiaomi Mi Band 7 için kordon", "Samsung Galaxy uyumlu hızlı şarj"],
    "ja": ["iPhone 15 Pro 用ケース シリコン", "Dyson V8 対応 フィルター", "Xiaomi Mi Band 7 用 バンド", "Samsung Galaxy 用 充電器"],
    "ko": ["iPhone 15 Pro 용 실리콘 케이스", "Dyson V8 호환 필터", "Xiaomi Mi Band 7 용 밴드", "Samsung Galaxy 용 충전기"],
}  # fmt: skip
IS: dict[str, list[str]] = {
    "en": ["Original iPhone 15 Pro Max 256GB unlocked smartphone", "Dyson V8 cordless vacuum cleaner new", "Samsung Galaxy Buds 2 wireless earphones for women", "Nike running shoes for men size 42", "Luxury Gucci handbag for ladies"],
    "es": ["iPhone 15 Pro Max 256GB original libre", "Zapatillas Nike para hombre", "Bolso Gucci de lujo para mujer"],
    "pt": ["iPhone 15 Pro Max 256GB original", "Tênis Nike para homem", "Bolsa Gucci de luxo para mulher"],
    "fr": ["iPhone 15 Pro Max 256 Go original", "Chaussures Nike pour homme", "Sac Gucci de luxe pour femme"],
    "de": ["iPhone 15 Pro Max 256GB original", "Nike Laufschuhe für Herren", "Gucci Handtasche für Damen"],
    "it": ["iPhone 15 Pro Max 256GB originale", "Scarpe Nike per uomo", "Borsa Gucci di lusso per donna"],
    "nl": ["iPhone 15 Pro Max 256GB origineel", "Nike hardloopschoenen voor heren", "Gucci tas voor dames"],
    "pl": ["iPhone 15 Pro Max 256GB oryginalny", "Buty Nike dla mężczyzn", "Torebka Gucci dla kobiet"],
    "ru": ["iPhone 15 Pro Max 256 ГБ оригинал", "Кроссовки Nike для мужчин", "Сумка Gucci для женщин"],
    "ar": ["Nike حذاء رياضي للرجال", "حقيبة Gucci فاخرة للنساء"],
    "he": ["נעלי Nike לגברים", "תיק Gucci לנשים"],
    "tr": ["Nike erkek spor ayakkabı", "Gucci kadın çanta lüks"],
    "ja": ["Nike ランニングシューズ メンズ", "Gucci ハンドバッグ レディース"],
    "ko": ["Nike 남성 운동화", "Gucci 여성 핸드백"],
}  # fmt: skip
MARKS = ("iPhone", "Samsung", "Xiaomi", "Dyson", "Oral-B", "BMW", "Nike", "Gucci", "Huawei")
