"""An edition in AKN4UN, the United Nations' XML for documents (Akoma Ntoso 3.0).

What Akoma Ntoso has no place for (labels, voices, themes, the kind of edition) goes along in
attributes of a namespace of our own, which the schema allows on every element. `db.formats.akn`
reads the very same passages back from them; other programs see a plain document.
"""

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any, cast

from lxml import etree

from db.formats.akn_own import ATTRIBUTES, DETAILS, OWN
from db.library.exporting import said
from db.models import Document, Edition, Passage

AKN = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
_LANGUAGES = {"ar": "ara", "zh": "zho", "en": "eng", "fr": "fra", "ru": "rus", "es": "spa",
              "de": "deu"}  # fmt: skip
_UNFIT = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 has no place for (section 2.2)."""


def write(document: Document, edition: Edition) -> bytes:
    """Return the edition as UTF-8."""
    return _Writer(document, edition).bytes()


class _Writer:
    def __init__(self, document: Document, edition: Edition) -> None:
        self._document, self._edition = document, edition
        self._notes = {p.label: p for p in edition.passages if p.kind == "footnote"}
        self._order = {p.label: n for n, p in enumerate(edition.passages)}
        self._unplaced = said.unplaced(edition)
        self._noted: set[str] = set()

    def bytes(self) -> bytes:
        root = etree.Element(f"{{{AKN}}}akomaNtoso", nsmap=cast(Any, {None: AKN, "resolute": OWN}))
        is_resolution = self._document.kind == "resolution"
        statement = _add(root, "statement", name="resolution" if is_resolution else "statement")
        document, key = self._document, self._edition.key
        for name, value in (
            ("document", key.document), ("edition", key.kind), ("language", key.language),
            ("title", self._edition.title), ("named", document.title), ("sort", document.kind),
            ("short", document.short_title), ("date", document.date),
            ("provenance", json.dumps(said.facts(self._edition), ensure_ascii=False)),
        ):  # fmt: skip
            statement.set(f"{{{OWN}}}{name}", fit(value))
        self._meta(statement)
        self._cover(statement)
        self._text(statement)
        return etree.tostring(root, encoding="utf-8", xml_declaration=True)

    # what is said of it ---------------------------------------------------------------------------

    def _meta(self, statement: etree._Element) -> None:
        facts = self._edition.provenance
        key, day = self._edition.key, self._document.date
        meta = _add(statement, "meta")
        identification = _add(meta, "identification", source="#resolute")
        code = _LANGUAGES.get(key.language, key.language)
        base = f"/akn/un/statement/{day or 'undated'}/{key.document.replace('/', '-')}"
        for level, uri, date, name in (
            ("FRBRWork", base, facts.get("adopted", day), "adoption"),
            ("FRBRExpression", f"{base}/{code}@", facts.get("published", day), "publication"),
            ("FRBRManifestation", f"{base}/{code}@.xml", day, "markup"),
        ):
            about = _add(identification, level)
            _add(about, "FRBRthis", value=f"{uri}/!main")
            _add(about, "FRBRuri", value=uri)
            if date:
                _add(about, "FRBRdate", date=date, name=name)
            _add(about, "FRBRauthor", href="#resolute" if key.kind == "digest" else "#un")
            if level == "FRBRWork":
                _add(about, "FRBRcountry", value="un")
            elif level == "FRBRExpression":
                _add(about, "FRBRlanguage", language=code)
        self._classification(meta, facts)
        self._workflow(meta, facts)

    @staticmethod
    def _classification(meta: etree._Element, facts: Mapping[str, str]) -> None:
        if subjects := list(filter(None, facts.get("subjects", "").split("; "))):
            group = _add(meta, "classification", source="#resolute")
            for one in subjects:
                _add(group, "keyword", value=one, showAs=one, dictionary="UNBIS Thesaurus")

    @staticmethod
    def _workflow(meta: etree._Element, facts: Mapping[str, str]) -> None:
        steps = {"draftResolution": facts.get("draft", ""), "adopted": facts.get("meeting", "")}
        if any(steps.values()):
            workflow = _add(meta, "workflow", source="#un")
            for outcome, name in steps.items():
                if name:
                    _add(workflow, "step", outcome=outcome, **{"as": name})

    def _cover(self, statement: etree._Element) -> None:
        cover = _add(_add(statement, "coverPage"), "p")
        _add(cover, "docNumber").text = fit(self._document.short_title or self._document.id)
        if warning := said.WARNINGS.get(self._edition.key.kind):
            _add(_add(statement.find("{*}coverPage"), "p"), "docStatus").text = warning
        preface = _add(statement, "preface")
        _add(_add(preface, "p"), "docTitle").text = fit(said.title(self._document, self._edition))
        for passage in self._edition.passages:
            if passage.kind == "record" or passage.label == "title":
                self._fill(_add(preface, "p"), passage)

    # the text -------------------------------------------------------------------------------------

    def _text(self, statement: etree._Element) -> None:
        text = [p for p in said.text_and_notes(self._edition)[0] if p.kind != "record"]
        preamble = [p for p in text if p.part == "Preamble"]
        annexed = [p for p in text if p.label.startswith("annex")]
        apart = {p.label for p in (*preamble, *annexed)}
        rest = [p for p in text if p.label not in apart]
        if preamble:
            home = _add(statement, "preamble")
            if formula := self._edition.provenance.get("formula"):
                _add(home, "formula", name="enactingFormula").append(_p(formula))
            self._blocks(home, preamble)
        self._blocks(_add(statement, "mainBody"), rest)
        if closing := self._edition.provenance.get("closing"):
            _add(statement, "conclusions").append(_p(closing))
        if annexed:
            self._annexes(_add(statement, "attachments"), annexed)

    def _annexes(self, attachments: etree._Element, annexed: Sequence[Passage]) -> None:
        of: dict[str, list[Passage]] = {}
        for passage in annexed:
            of.setdefault(passage.label.partition(".")[0], []).append(passage)
        for name, passages in of.items():
            doc = _add(_add(attachments, "attachment"), "doc", name=name)
            self._blocks(_add(doc, "mainBody"), passages)

    def _blocks(self, home: etree._Element, passages: Sequence[Passage]) -> None:
        table: etree._Element | None = None
        for passage in passages:
            if passage.kind == "table":
                table = _add(home, "table") if table is None else table
                self._row(_add(table, "tr"), passage)
                continue
            table = None
            if passage.kind == "heading":
                self._fill(_add(home, "crossHeading"), passage)
            elif passage.kind == "preambular":
                container = _add(home, "container", name=fit(passage.opener) or "preambular")
                self._fill(_add(container, "p"), passage)
            else:
                paragraph = _add(home, "paragraph")
                if number := said.printed(passage.label):
                    _add(paragraph, "num").text = number
                self._fill(_add(_add(paragraph, "content"), "p"), passage)

    def _row(self, row: etree._Element, passage: Passage) -> None:
        """Write a row in one cell: where its text was cut into cells is not known for sure."""
        self._fill(_add(_add(row, "td"), "p"), passage)

    def _fill(self, element: etree._Element, passage: Passage) -> None:
        self._say(element, passage)
        opener = len(passage.opener) if passage.text.startswith(passage.opener) else 0
        unplaced = self._unplaced.get(passage.label, [])
        marked = {label for _, label in passage.footnotes}
        for stretch, label in said.pieces(passage, unplaced):
            slanted, plain = fit(stretch[:opener]), fit(stretch[opener:])
            opener = max(0, opener - len(stretch))
            if slanted:
                _add(element, "span", **{"class": "italic"}).text = slanted
            _append(element, plain)
            if note := self._notes.get(label):
                self._note(element, note, is_marked=label in marked)

    def _note(self, element: etree._Element, note: Passage, *, is_marked: bool) -> None:
        marker = note.label.removeprefix("fn")
        if note.label in self._noted:
            _add(element, "noteRef", href=f"#{note.label}", marker=marker)
            return
        self._noted.add(note.label)
        made = _add(element, "authorialNote", eId=note.label, marker=marker)
        if not is_marked:
            made.set(f"{{{OWN}}}mark", "none")
        words = _add(made, "p")
        self._say(words, note)
        words.text = fit(note.text)

    def _say(self, element: etree._Element, passage: Passage) -> None:
        """Let an element carry what Akoma Ntoso has no place for."""
        for name in ATTRIBUTES:
            if value := getattr(passage, name):
                element.set(f"{{{OWN}}}{name}", fit(value))
        element.set(f"{{{OWN}}}n", str(self._order[passage.label]))
        details = {name: value for name in DETAILS if (value := getattr(passage, name))}
        if details:
            element.set(f"{{{OWN}}}details", fit(json.dumps(details, ensure_ascii=False)))


def _add(parent: etree._Element | None, tag: str, **attributes: str) -> etree._Element:
    assert parent is not None
    return etree.SubElement(parent, f"{{{AKN}}}{tag}", attributes)


def _p(words: str) -> etree._Element:
    made = etree.Element(f"{{{AKN}}}p")
    made.text = fit(words)
    return made


def _append(element: etree._Element, words: str) -> None:
    """Put words behind what an element holds already."""
    if len(element):
        element[-1].tail = (element[-1].tail or "") + words
    else:
        element.text = (element.text or "") + words


def fit(words: str) -> str:
    """Put U+FFFD for what XML has no place for."""
    return _UNFIT.sub("\ufffd", words)
