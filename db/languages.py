"""The names of languages in English, the language that the program speaks in its sentences.

Codes are ISO 639-1. `models.LANGUAGES` has the names in the languages themselves, for those who
choose one.
"""

from db.models import EditionKey

_NAMES = {
    "ar": "Arabic", "bg": "Bulgarian", "bn": "Bengali", "cs": "Czech", "da": "Danish",
    "de": "German", "el": "Greek", "en": "English", "es": "Spanish", "et": "Estonian",
    "fa": "Persian", "fi": "Finnish", "fr": "French", "he": "Hebrew", "hi": "Hindi",
    "hr": "Croatian", "hu": "Hungarian", "hy": "Armenian", "id": "Indonesian", "is": "Icelandic",
    "it": "Italian", "ja": "Japanese", "ka": "Georgian", "kk": "Kazakh", "ko": "Korean",
    "lt": "Lithuanian", "lv": "Latvian", "mn": "Mongolian", "ms": "Malay", "nl": "Dutch",
    "no": "Norwegian", "pl": "Polish", "pt": "Portuguese", "ro": "Romanian", "ru": "Russian",
    "sk": "Slovak", "sl": "Slovenian", "sq": "Albanian", "sr": "Serbian", "sv": "Swedish",
    "sw": "Swahili", "th": "Thai", "tr": "Turkish", "uk": "Ukrainian", "ur": "Urdu",
    "uz": "Uzbek", "vi": "Vietnamese", "zh": "Chinese",
}  # fmt: skip


def language_name(code: str) -> str:
    """Name a language: `French`; one whose name is not known here by its code, `“tlh”`."""
    return _NAMES.get(code, f"“{code}”")


def coded(code: str) -> str:
    """Name a language with the code that is typed for it: `French (fr)`."""
    return f"{_NAMES[code]} ({code})" if code in _NAMES else language_name(code)


def edition_named(key: EditionKey) -> str:
    """Name an edition in a sentence: `the official edition of A/RES/78/311 in French`."""
    return f"the {key.kind} edition of {key.document} in {language_name(key.language)}"
