"""Citations as a person asks for them."""

from command_line import OP6, Outcome, Resolute


def test_cite(resolute: Resolute) -> None:
    cited = "A/RES/78/311, seventh preambular paragraph\n"
    assert resolute("cite", "78/311", "PP7") == Outcome(0, cited, "")
    assert resolute("cite", OP6, "--style", "mla").is_refused(2, "no citation style “mla”")


def test_cite_takes_ranges_and_every_style(resolute: Resolute) -> None:
    assert resolute("cite", "78/311", "op6-op8").out == "A/RES/78/311, paras. 6–8\n"
    styles = ["un", "oscola", "bluebook", "aglc", "plain", "csl-json", "ris", "bibtex", "biblatex"]
    said = [resolute("cite", "78/311 op6", "--style", style) for style in styles]
    assert all(one.code == 0 and "78/311" in one.out for one in said)
    assert len({one.out for one in said}) == len(styles)


def test_cite_as_json(resolute: Resolute) -> None:
    assert resolute("cite", "78/311 para. 6-8", "--json").rows == [
        {
            "address": "A/RES/78/311 op6-op8",
            "style": "un",
            "citation": "A/RES/78/311, paras. 6–8",
        }
    ]


def test_cite_knows_what_is_in_the_library(resolute: Resolute) -> None:
    assert resolute("cite", "fu-cong p3").out.startswith("Fu Cong (Permanent Representative")
    assert resolute("cite", "A/RES/54/254 para. 3").out == "A/RES/54/254, para. 3\n"
    assert resolute("cite", "78/311 op99").is_refused(1, "no paragraph “op99”")
    assert resolute("cite", "78/311 op6-op99").is_refused(1, "no paragraph “op99”")
    assert resolute("cite", "nothing p1").is_refused(1, "no document “nothing”")
    assert resolute("cite", "78/311 op6", "--lang", "fr").is_refused(1, "no edition in French (fr)")
    assert resolute("cite", "78/311 op6-x8y").is_refused(2, "not a paragraph")
