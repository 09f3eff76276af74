"""Arabic: the words by which its texts are taken apart."""

import re

from db.quiz.generate.vocabulary.words import DAY, GAP, NEVER, YEAR, Vocabulary, counted, words

_MONTHS = (
    "كانون الثاني/يناير", "شباط/فبراير", "آذار/مارس", "نيسان/أبريل", "أيار/مايو",
    "حزيران/يونيه", "تموز/يوليه", "آب/أغسطس", "أيلول/سبتمبر", "تشرين الأول/أكتوبر",
    "تشرين الثاني/نوفمبر", "كانون الأول/ديسمبر",
)  # fmt: skip


def _arabic(number: int) -> int:
    """Tell `3 سنوات` from `11 سنة` and `100 سنة`."""
    last = number % 100
    return number if number < 3 else 3 if 3 <= last <= 10 else 11 if last > 10 else 100


WORDS = Vocabulary(
    language="ar",
    links=words(
        """في من على إلى الى عن مع بين أن ان أو او ثم لا لم لن ما وما كما التي الذي الذين اللذين
        اللتين هذا هذه ذلك تلك هذين وفي ومن وعلى وإلى وعن ومع وأن وإن إن إذ وإذ حتى عند منذ خلال
        قبل بعد ضد نحو صوب دون بدون غير سيما ولا جميع كل وكل جميعا بما بها به فيها فيه لها له
        لهم بأن لأن لكي كي قد وقد كان كانت يكون تكون وهو وهي هي هو هم حسب وفقا وفق بشأن لدى سواء
        أيضا كذلك بغية أجل إطار مجال مجالات طريق سبيل جانب أحد إحدى بعض سائر مثل ضوء صدد بوصفها
        باعتبارها"""
    ),
    acts=frozenset(),
    adjectives_first=False,
    verbal=re.compile(r"^(?:[يت]\w{3,}|و[يت]\w{3,}|[سأ]\w?$)"),
    bare=re.compile(NEVER),
    noun=re.compile(r"ال.{3,}"),
    date=re.compile(
        rf"(?<!\d){DAY}{GAP}(?P<month>{'|'.join(_MONTHS)}){GAP}{YEAR}(?!\d)"
    ),
    months=_MONTHS,
    counted=counted(
        r"%|في المائة|سنوات|سنة|عام[اً]|أشهر|شهر[اً]|أيام|يوم[اً]|دول|بلد|مليون|بليون|بلايين|"
        r"ملايين|أعضاء|عضو[اً]|اجتماعات"
    ),
    agreeing=_arabic,
    again=re.compile(r"\b(?:ايضا|كذلك|من جديد|مجددا|اذ|واذ)\b"),
    asking=re.compile(r"\b(?:تشجع|تدعو|تهيب|تطلب|تحث|تناشد|يشجع|يدعو|يهيب|يطلب|يحث)"),
    requesting=re.compile(r"\bتطلب|\bيطلب"),
    grieved=re.compile(r"قلق|جزع|اسف|تدين|تشجب|تستنكر"),
    praising=re.compile(r"تشيد|تثني|تشكر|تعرب|تهنئ"),
    before=re.compile(rf"\d{GAP}?(?:و|إلى|أو|-|–){GAP}?$|\w{GAP}إلى{GAP}$"),
    until=re.compile(r"[ \u00a0\u202f]?(?:إلى|حتى|-|–)[ \u00a0\u202f]?"),
    governs=re.compile(r" (?:ان|الي|علي|في|من|عن|انه|انها|بان)(?= )| [بل]"),
)  # fmt: skip
