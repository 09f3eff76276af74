"""French: the words by which its texts are taken apart."""

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
    "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre",
    "octobre", "novembre", "décembre",
)  # fmt: skip
WORDS = Vocabulary(
    language="fr",
    links=words(
        """le la les l un une des du de d à au aux en et ou où que qu qui dont ce cet cette ces son
        sa ses leur leurs notre nos il elle ils elles on s se ne n pas plus moins par pour sur
        sous dans avec sans entre vers chez contre depuis pendant avant après comme si y est
        sont a ont été être avoir ayant étant soit ainsi aussi notamment selon tout tous toute
        toutes tel tels telle telles lors afin lui eux même mêmes autre autres chaque aucun
        aucune plusieurs deux trois quatre cinq doit doivent peut peuvent fait faire compris
        compte tenu cas titre égard nous vous très bien non mais donc car ni puis jusqu lorsque
        quand parmi grâce outre envers divers diverses certains certaines différents différentes
        grand grands grande grandes dernier derniers dernière dernières prochain prochains
        propre propres vaste vastes"""
    ),
    acts=frozenset(),
    adjectives_first=False,
    verbal=re.compile(r".+(?:ant|er|ir|re|ement|é|ée|és|ées|ent|ait|ra|ront|ièmes?)$"),
    bare=re.compile(NEVER),
    noun=re.compile(
        r".+(?:tion|ment|té|ance|ence|isme|ique|al|ale|aux|el|elle|if|ive|aire|eur|eux|euse|able|"
        r"ible|ure|age|ien|ienne)s?$"
    ),
    date=dated(_MONTHS),
    months=_MONTHS,
    counted=counted(
        r"%|pour cent|ans\b|années|mois\b|jours|membres|États|pays|millions|milliards|réunions|"
        r"représentants|personnes"
    ),
    agreeing=one_or_many,
    again=re.compile(r"\b(?:egalement|en outre|aussi|de nouveau|par ailleurs|vivement)\b"),
    asking=re.compile(r"\b(?:encourag|demand|invit|pri[ea]|exhort|engag|appell|appel)"),
    requesting=re.compile(r"\bpri[ea]"),
    grieved=re.compile(r"preoccup|inquiet|regret|deplor|condamn|alarm|constern|grave"),
    praising=re.compile(r"\b(?:felicit(?:e|ant) (?!de)|remerci|rend hommage|exprime sa)"),
    before=re.compile(rf"\d{GAP}?(?:au|et|ou|-|–){GAP}?$|[a-zû]{GAP}au{GAP}$"),
    until=re.compile(r"[ \u00a0\u202f]?(?:au|jusqu’au|-|–)[ \u00a0\u202f]?"),
    governs=re.compile(r" (?:sa|son|ses|de|d|du|des|que|qu|a|au|aux|sur|par|en|dans|pour)(?= )"),
)  # fmt: skip
