"""Spanish: the words by which its texts are taken apart."""

import re

from db.quiz.generate.vocabulary.words import (
    GAP,
    NEVER,
    Vocabulary,
    counted,
    dated,
    one_or_many,
    words,
)

_MONTHS = (
    "enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre",
    "octubre", "noviembre", "diciembre",
)  # fmt: skip
WORDS = Vocabulary(
    language="es",
    links=words(
        """el la los las lo un una unos unas de del a al en y e o u que quien quienes cual cuales
        cuyo cuya se su sus nuestro nuestra este esta estos estas ese esa esos esas con sin por
        para sobre bajo entre hacia hasta desde contra durante ante tras según como si no ni más
        menos es son fue ha han haya hayan sido ser estar está están así también además incluido
        incluida incluidos incluidas particular todo toda todos todas cada otro otra otros otras
        mismo misma le les ellos ellas nosotros nos muy bien pero sino cuando donde mediante dos
        tres cuatro cinco debe deben puede pueden fin caso modo vez tanto cuanto algunos algunas
        ningún tal tales sea sean nuestros nuestras diversos diversas ciertos ciertas gran
        grandes último última últimos últimas próximo próximos importante importantes nuevo
        nueva nuevos nuevas propio propios"""
    ),
    acts=frozenset(),
    adjectives_first=False,
    verbal=re.compile(r".+(?:ando|endo|mente|ar|er|ir|ado|ada|ados|adas|ido|ida|idos|idas|arán?)$"),
    bare=re.compile(NEVER),
    noun=re.compile(
        r".+(?:ción|ciones|miento|dad|dades|ancia|encia|ismo|ic[oa]|al|ales|iv[oa]|ari[oa]|or|ora|"
        r"ores|os[oa]|able|ible|ura|aje|ente|ante|ía)s?$"
    ),
    date=dated(_MONTHS, rf"de{GAP}"),
    months=_MONTHS,
    counted=counted(
        r"%|por ciento|años|meses|días|miembros|Estados|países|millones|reuniones|representantes|"
        r"personas"
    ),
    agreeing=one_or_many,
    again=re.compile(r"\b(?:tambien|ademas|asimismo|nuevamente|de nuevo|encarecidamente)\b"),
    asking=re.compile(r"\b(?:alient|exhort|solicit|invit|inst[ao]|pide|pidi|hace un llam)"),
    requesting=re.compile(r"\b(?:solicit|pide|pidi)"),
    grieved=re.compile(r"preocup|lament|deplor|conden|alarm|constern|grave|inquiet"),
    praising=re.compile(r"\b(?:encomi|agradec|felicit|elogi|expresa su)"),
    before=re.compile(rf"\d{GAP}?(?:al|y|o|a|-|–){GAP}?(?:de{GAP})?$|[a-z]{GAP}al{GAP}$"),
    until=re.compile(r"[ \u00a0\u202f]?(?:al|hasta el|a|-|–)(?:[ \u00a0]de)?[ \u00a0\u202f]?"),
    governs=re.compile(
        r" (?:su|sus|de|del|que|a|al|en|por|con|sobre|para)(?= )| \w{2,}(?:[aei]r|[aei]rse)(?= )"
    ),
)  # fmt: skip
