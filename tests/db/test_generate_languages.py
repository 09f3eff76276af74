"""Generated questions of texts that are not English: what is sound there is made there, too."""

import pytest

from db.models import Edition, EditionKey, Passage
from db.quiz import checking
from db.quiz.generate import generate
from db.quiz.generate.material import Material
from db.quiz.generate.vocabulary import vocabulary
from db.quiz.models import Question
from db.quiz.questions import gaps_only

TEXTS = {
    "fr": (
        "Rappelle| sa résolution 55/11 du 3 mai 2031 sur la navigation fluviale et les barques ;",
        "Note| que 45 pour cent des barques sont en chêne et que les moulins sont anciens ;",
        "Souligne| que les écluses municipales ferment la nuit pendant les travaux ;",
        "Affirme| que les taxes portuaires servent à l’entretien des digues communales ;",
        "Constate| que la sécheresse estivale a duré deux ans dans la vallée ;",
    ),
    "es": (
        "Recuerda| su resolución 55/11, de 3 de mayo de 2031, sobre la navegación fluvial ;",
        "Observa| que el 45 % de las barcas son de roble y que los molinos son antiguos ;",
        "Destaca| que las esclusas municipales y los muelles comerciales cierran de noche ;",
        "Afirma| que las tasas portuarias y los diques comunales son de todos los pueblos ;",
        "Señala| que la sequía estival ha durado dos años en todo el valle ;",
    ),
    "ru": (
        "напоминает| о своей резолюции 55/11 от 3 мая 2031 года о речном судоходстве и лодках;",
        "отмечает|, что 45 процентов лодок сделаны из дуба и что мельницы уже очень стары;",
        "подчеркивает|, что городские шлюзы закрыты ночью во время речных работ на канале;",
        "заявляет|, что после взимания портовых сборов растет доля речного судоходства;",
        "считает|, что летняя засуха длилась два года во всех селах нашей долины;",
    ),
    "ar": (
        "تشير| إلى قرارها 55/11 المؤرخ 3 أيار/مايو 2031 بشأن الملاحة النهرية والقوارب الصغيرة؛",
        "تلاحظ| أن 45 في المائة من القوارب مصنوعة من البلوط وأن الطواحين قديمة جدا؛",
        "تشدد| أن الأهوسة البلدية تغلق ليلا أثناء الأشغال النهرية الكبرى في الوادي؛",
        "تعلن| أن الرسوم المرفئية تصرف على صيانة السدود القروية في الوادي الأسفل؛",
        "تقر| أن الجفاف الصيفي دام سنتين في كل القرى من هذا الوادي الطويل؛",
    ),
    "zh": (
        "回顾|其2031年5月3日关于河流航运的第55/11号决议，以及小船和磨坊的旧规章；",
        "注意到|全部木船中有45%是橡木制造的，磨坊和水闸都已经十分陈旧；",
        "强调|市政水闸和防洪大坝夜间一律关闭，直到河道工程全部完成为止；",
        "确认|港口税费和过桥费用只能用来维修下游村庄的公共堤坝和渡口码头；",
        "认识到|夏季旱灾和秋季水灾持续了两年之久，河谷中的村庄无一幸免；",
    ),
}  # fmt: skip
NEVER = frozenset({"addressee", "speaker", "another language", "changed wording"})


def material(language: str) -> Material:
    passages = []
    for n, text in enumerate(TEXTS[language], 1):
        opener, _, rest = text.partition("|")
        passages.append(
            Passage(
                f"op{n}", "operative", "official", f"{opener}{rest}", part="Part", opener=opener
            )
        )
    return Material(Edition(EditionKey("X/5/12", "official", language), "", tuple(passages)))


def made(language: str, sort: str, seed: int = 0) -> list[Question]:
    return generate(material(language), sorts=[sort], seed=seed, count=99)


@pytest.mark.parametrize("language", TEXTS)
@pytest.mark.parametrize(
    "sort", ["date", "number", "cross-reference", "order", "operative verb", "paragraph by content"]
)
def test_what_needs_no_grammar_is_made_in_each_language(language: str, sort: str) -> None:
    found = [one for seed in range(8) for one in made(language, sort, seed)]
    assert found
    assert all(checking.check(one) == [] for one in found)


@pytest.mark.parametrize("language", TEXTS)
def test_dates_are_taken_and_made_in_the_form_of_the_language(language: str) -> None:
    known = vocabulary(language)
    (one,) = made(language, "date")
    (hole,) = gaps_only(one.text)
    for said in (hole.answer, *one.others):
        match = known.date.fullmatch(said)
        assert match
        assert 2030 <= int(match["year"]) <= 2032
        assert match["month"] in known.months


@pytest.mark.parametrize("language", TEXTS)
def test_numbers_are_taken_before_what_they_count(language: str) -> None:
    (one,) = made(language, "number")
    assert gaps_only(one.text)[0].answer == "45"


@pytest.mark.parametrize("language", TEXTS)
def test_a_seed_gives_the_same_in_each_language(language: str) -> None:
    first = generate(material(language), seed=5, count=20)
    assert first == generate(material(language), seed=5, count=20)
    assert {one.topics[0] for one in first}.isdisjoint(NEVER)


def test_after_a_russian_or_arabic_number_what_is_counted_keeps_its_form() -> None:
    russian, arabic = vocabulary("ru").agreeing, vocabulary("ar").agreeing
    assert [russian(n) for n in (1, 2, 5, 11, 21, 22, 25, 112)] == [1, 2, 5, 5, 1, 2, 5, 5]
    assert arabic(3) == arabic(10) == arabic(103) != arabic(11) == arabic(45) != arabic(100)


def test_a_language_of_no_list_is_read_as_english_is() -> None:
    assert vocabulary("de") is vocabulary("en")
