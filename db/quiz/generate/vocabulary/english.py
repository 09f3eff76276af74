"""English: the words by which its texts are taken apart."""

import re

from db.dates import MONTHS
from db.quiz.generate.vocabulary.words import GAP, Vocabulary, counted, dated, one_or_many, words

WORDS = Vocabulary(
    language="en",
    links=words(
        """a an the of to in on at by for from with and or as that which who whom whose its their
        his her our this these those such all any each both other others into upon under over
        within without between among amongst against through throughout during after before
        since until while where when whether if not no nor but also further more most less least
        than then so be is are was were been being has have had having do does did done will
        would shall should can could may might must it they he she we them us there here
        including inter alia via per about above below across along around because due given how
        however only own same some several thus towards toward very well yet what why many few
        much every either neither one two three four five six seven eight nine ten first second
        third fourth fifth held made taken set met led kept begun become became brought sought
        built takes makes gives includes provides requires contains remains continues plays
        previous annual relevant appropriate following respective specific certain various
        particular possible early late recent year years main additional whole great greater
        integral central valuable current critical primary significant important overall common
        key high higher highest low full strong good best new major large special general
        different adequate sufficient complete crucial principal vital essential necessary real
        actual active close closer negative positive serious severe grave wide broad long short
        last next total thereby thereof whereby mind regard consideration account ibid out
        together poor just apart away up down off forth"""
    ),
    acts=words(
        """ensure promote support strengthen provide develop consider continue take make submit
        include address enhance increase improve implement facilitate encourage report request
        present end face lack avoid obtain generate lend occur exclude entrust identify
        establish maintain achieve reach build bring help allow enable protect prevent combat
        reduce respect fulfil apply adopt convene hold invite call urge decide recall recognize
        note welcome stress express affirm reaffirm emphasize acknowledge assist contribute
        cooperate participate engage share exchange use utilize explore examine assess evaluate
        monitor review create expand extend foster advance accelerate redouble intensify scale
        mobilize allocate finance invest eliminate eradicate counter fight tackle respond manage
        coordinate integrate incorporate mainstream inform advise prepare propose remain become
        appear seek attempt aim serve play lead follow go come keep put set let exist arise
        involve relate belong depend require need deserve merit remind undermine affect threaten
        impede hinder hamper cause constitute represent reflect underlie commend rest disrupt
        impart carry carries lie lies stand stands means ends damage deliver offer discover
        recover transfer transform perform confirm honour receive
        perceive arrive drive strive survive derive deprive"""
    ),
    adjectives_first=True,
    verbal=re.compile(
        r".+(?:ing|ed|ly)$|(?:.+-)?(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|"
        r"(?:ten|eleven|twelf|\w+teen)th|\w+tieth)$"
    ),
    noun=re.compile(
        r".+(?:tion|sion|ment|ity|ness|ance|ence|ism|ship|ure|age|cy|gy|hy|ry|sis|er|or|dom|hood|"
        r"(?<!s)s|ist|ogue|gram|gime)$|.*(?:law|crime|trade|peace|change|health|water|food|work|"
        r"plan|war|conflict|control|use|abuse|reform|growth|system|aid|debt|relief|group|body|site|"
        r"budget|process|access|point|land|climate|youth|fund|site|model|life|language|violence)$"
    ),
    bare=re.compile(
        r".+(?:(?<!appe)(?<!propos)(?<!withdraw)(?<!approv)(?<!renew)(?<!surviv)al|ive|ous|ful|"
        r"able|ible|ic|less|ary|ern|ent(?<!ment)|ant)$"
    ),
    date=dated(tuple(MONTHS)),
    months=tuple(MONTHS),
    counted=counted(
        r"per cent|years?\b(?! (?:since|after|ago|of age|old))|months?\b|days?\b|members?\b|"
        r"(?:Member )?States(?! (?:members|parties))\b|"
        r"ratif|instruments|(?:United States )?dollars|meetings?\b|representatives|countries|"
        r"billion|million|people\b|persons\b|children\b|women\b"
    ),
    agreeing=one_or_many,
    again=re.compile(r"\b(?:also|further|again|strongly|deeply|once|reiterates|in this regard)\b"),
    asking=re.compile(
        r"\b(?:request|invit|call(?:s|ing)? (?:upon|for)|urg|encourag|appeal|call(?:s|ing)? on)"
    ),
    requesting=re.compile(r"\brequest"),
    grieved=re.compile(r"concern|alarm|regret|deplor|condemn|disturb|dismay|grave|shock|reject"),
    praising=re.compile(r"\b(?:commend|thank|congratulat|pay|appreciation to|gratitude)"),
    before=re.compile(rf"\d{GAP}?(?:to|and|or|-|–){GAP}?$|[a-z]{GAP}to{GAP}$"),
    until=re.compile(r"[ \u00a0\u202f]?(?:to|until|through|and ending on|-|–)[ \u00a0\u202f]?"),
    governs=re.compile(r" (?:its|of|with|that|to|upon|by|in|on|at|about|over|for|from|as)(?= )"),
)  # fmt: skip
