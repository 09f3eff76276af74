"""A review that was left when the program ended: kept beside the person's file, until it goes on.

It is a draft as JSON, written whole or not at all; what cannot be read is taken for no review.
"""

import json
from pathlib import Path
from typing import Any

from db.models import Document, EditionKey, Passage
from db.review.draft import Draft
from db.review.proposal import Proposal, same_bytes

_TUPLES = ("addressees", "themes", "terms", "refs", "lines", "sources")


def keep(path: Path, proposal: Proposal, draft: Draft) -> None:
    """Keep a review as it stands; raises OSError where it cannot be written."""
    kept = {
        "path": proposal.path,
        "stored": proposal.stored,
        "is_pdf": proposal.is_pdf,
        "is_again": proposal.is_again,
        "draft": {
            "document": draft.document._replace(editions=())._asdict(),
            "key": draft.key._asdict(),
            "title": draft.title,
            "passages": [passage._asdict() for passage in draft.passages],
            "pages": draft.pages,
            "provenance": dict(draft.provenance),
        },
    }
    part = path.with_name(f"{path.name}.part")
    part.write_text(json.dumps(kept, ensure_ascii=False), encoding="utf-8")
    part.replace(path)


def take(path: Path) -> Proposal | None:
    """Return the review that was left, which is kept no longer; None where there is none."""
    try:
        kept = json.loads(path.read_text(encoding="utf-8"))
        found = _proposal(kept)
    except FileNotFoundError:
        return None
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        found = None
    path.unlink(missing_ok=True)
    return found


def _proposal(kept: dict[str, Any]) -> Proposal:
    draft = kept["draft"]
    provenance = {str(name): str(value) for name, value in draft["provenance"].items()}
    passages = tuple(map(_passage, draft["passages"]))
    made = Draft(
        Document(**{**draft["document"], "editions": ()}), EditionKey(**draft["key"]),
        str(draft["title"]), passages, tuple(map(int, draft["pages"])), provenance,
    )  # fmt: skip
    if len(made.pages) != len(passages) or not passages:
        raise ValueError("no draft")
    data = same_bytes(kept["path"], provenance.get("sha256", ""))
    is_pdf = bool(kept["is_pdf"] and data)
    return Proposal(
        made, str(kept["path"]), data, is_pdf, int(kept["stored"]), was_left=True,
        is_again=bool(kept["is_again"]),
    )  # fmt: skip


def _passage(values: dict[str, Any]) -> Passage:
    more = {name: tuple(values[name]) for name in _TUPLES}
    marks = tuple((int(at), str(label)) for at, label in values["footnotes"])
    return Passage(**{**values, **more, "footnotes": marks})
