"""Which language a text is in: by its script, and by the small words of the Latin ones."""

import re
from collections import Counter

_SCRIPTS = (
    ("ja", re.compile(r"[\u3041-\u30ff]")),
    ("zh", re.compile(r"[\u3400-\u9fff]")),
    ("ar", re.compile(r"[\u0600-\u06ff\u0750-\u077f]")),
    ("ru", re.compile(r"[\u0400-\u04ff]")),
    ("hi", re.compile(r"[\u0900-\u097f]")),
    ("he", re.compile(r"[\u0590-\u05ff]")),
    ("el", re.compile(r"[\u0370-\u03ff]")),
    ("ko", re.compile(r"[\uac00-\ud7af]")),
    ("th", re.compile(r"[\u0e00-\u0e7f]")),
)
_SMALL_WORDS = {
    "en": "the of and to in that is for with by on its as their which be this are",
    "fr": "le la les des et du en dans pour que qui une un sur par aux est ses leur",
    "es": "el los las y del en para que una un por con se su al como sus más",
    "de": "der die das und den von zu mit für auf ist im dem ein eine des nicht sich",
    "it": "il di e che la per con del della un una nel dei delle gli sono alla",
    "pt": "o os as e do da dos das em para que uma um com no na ao pelo não",
    "nl": "de het een en van in op voor met dat te zijn is niet aan door",
}
_OF = {
    word: [language for language, words in _SMALL_WORDS.items() if word in words.split()]
    for words in _SMALL_WORDS.values()
    for word in words.split()
}
_SAMPLE = 20_000
UNKNOWN = "und"
"""What ISO 639 says for a language that is not known."""


def language_of(text: str) -> str:
    """Return the language a text seems to be in (ISO 639-1), or `und`.

    A Latin text too short to tell counts as English.
    """
    sample = text[:_SAMPLE]
    letters = sum(map(str.isalpha, sample)) or 1
    for language, script in _SCRIPTS:
        share = len(script.findall(sample)) / letters
        if share > (0.05 if language == "ja" else 0.3):
            return language
    found: Counter[str] = Counter()
    for word in re.findall(r"[^\W\d_]+", sample.lower()):
        for language in _OF.get(word, ()):
            found[language] += 1
    if found:
        return found.most_common(1)[0][0]
    return "en" if re.search(r"[a-z]", sample) else UNKNOWN
