"""Forty searches as people type them, in six languages, rare words and the most frequent ones."""

ENGLISH = (
    "artificial intelligence",
    "capacity-building",
    "digital divide",
    "the",
    "of the General Assembly",
    "developing countries",
    "sustainable development goals",
    "human rights",
    '"safe, secure and trustworthy"',
    "A/RES/70/1",
    "A/RES/78/311 op6",
    "resolution 70/1",
    "women and girls",
    "open-source software",
    "technology transfer",
    "voluntary funding",
    "capac*",
    "bridge or harness",
    "digital -divide",
    "(north or south) cooperation",
    "Secretary-General report",
    "Requests",
    "Encourages Member States",
    "climate change",
    "decides to convene",
    "persons with disabilities",
    "Charter of the United Nations",
    "peace and security",
    "children",
    "op6",
)
OTHERS = (
    "intelligence artificielle",
    "renforcement des capacités",
    "fracture numérique",
    "inteligencia artificial",
    "creación de capacidad",
    "искусственного интеллекта",
    "устойчивого развития",
    "人工智能",
    "能力建设",
    "الذكاء الاصطناعي",
)


def keys_of(queries: tuple[str, ...]) -> list[str]:
    """Return what stands in the box after each key press."""
    typed = [query[:length] for query in queries for length in range(1, len(query) + 1)]
    return [text for text in typed if text.strip()]
