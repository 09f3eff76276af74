"""Chinese: the words by which its texts are taken apart."""

import re

from db.quiz.generate.vocabulary.words import ANY, NEVER, Vocabulary, words

WORDS = Vocabulary(
    language="zh",
    links=words(
        """的 和 与 或 及其 以及 其中 包括 通过 根据 按照 关于 其他 所有 各种 各项 各国 以便
        从而 促进 加强 实现 确保 支持 推动 提高 利用 解决 应对 开展 制定 制订 采取 提供 进行
        具有 面临 作出 鼓励 促请 重申 帮助 协助 增强 缩小 发挥 考虑 强调 认识 注意 欢迎 呼吁
        决定 继续 进一步 方面 之间 有关 相关"""
    ),
    acts=frozenset(),
    adjectives_first=False,
    verbal=re.compile(NEVER),
    bare=re.compile(NEVER),
    noun=ANY,
    date=re.compile(
        r"(?<!\d)(?P<year>(?:1[89]|20)\d\d)年(?P<month>1[0-2]|[1-9])月(?P<day>[12]\d|3[01]|[1-9])日"
    ),
    months=tuple(str(n) for n in range(1, 13)),
    counted=re.compile(
        r"(?<![\d/.,第A-Za-z-])(?!(?:19|20)\d\d年)"
        r"(?:\d{1,3}(?:[ ,]\d{3})+|\d+(?:\.\d+)?)(?![\d/.,])"
        r"(?=[%％]|个(?!以)|名|天(?!然)|亿|万|年期|周年|位|周)"
    ),
    agreeing=lambda number: 0,
    again=re.compile(r"^ ?(?:又|还|再 次|也)"),
    asking=re.compile(r"鼓 励|促 请|请|敦 促|邀 请|呼 吁|要 求"),
    requesting=re.compile(r"^ (?:又 |还 |再 次 )?请|要 求"),
    grieved=re.compile(r"关 切|遗 憾|谴 责|震 惊|痛 惜|不 安"),
    praising=re.compile(r"赞 扬|感 谢|祝 贺|致 敬|赞 赏"),
    before=re.compile(r"日[至－-]$"),
    until=re.compile(r"[ \u00a0\u202f]?(?:至|到|－|-|–)[ \u00a0\u202f]?"),
    governs=re.compile(r" (?:其|到)(?= )"),
)
