"""What the progress page asks of the store, as figures; run by a worker, without Qt."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from desktop.quiz.progress.figure import Figure

LONGEST_CALENDAR = 371
MOST_BARS = 200
_BY = {
    "document": "Document", "part": "Part", "paragraph": "Paragraph", "topic": "Topic",
    "kind": "Kind of question",
}  # fmt: skip


def activity(connection: Any) -> list[Figure]:
    """Make the calendar, and answers and time by day or, of longer times, by week or month."""
    from db import clock
    from db.quiz.statistics import days
    from db.quiz.waiting import day_of

    today = day_of(clock.now())
    found = days.days(connection)
    year = (date.fromisoformat(today) - timedelta(days=LONGEST_CALENDAR - 1)).isoformat()
    shown = {one.day: one for one in found if one.day >= year}
    first = max(year, min([*shown, (date.fromisoformat(today) - timedelta(days=181)).isoformat()]))
    first = min(first, today)
    cells = days.days(connection, first, today) if found else []
    run = days.streak(found, today)
    span = "day" if len(found) <= 62 else "week" if len(found) <= 62 * 7 else "month"
    spans = days.grouped(found, span)[-62:]
    answers = sum(one.answers for one in found)
    right = sum(one.right for one in found) / answers if answers else 0.0
    minutes = sum(one.milliseconds for one in found) / 60000
    return [
        Figure(
            "calendar", "Calendar",
            f"{run.current} days in a row, {run.longest} at most; "
            f"{sum(one.answers > 0 for one in found)} days with answers.",
            ("day", "answers", "minutes", "right"),
            tuple(
                (one.day, one.answers, one.milliseconds / 60000,
                 one.right / one.answers if one.answers else None)
                for one in cells
            ),
            {"minutes": "minutes", "right": "percent"},
        ),
        Figure(
            "columns", f"Answers by {span}", f"{answers:,} answers, {right:.0%} of them right.",
            (span, "answers", "right"),
            tuple((one.day, one.answers, one.right) for one in spans) if found else (),
        ),
        Figure(
            "columns", f"Minutes by {span}",
            f"{minutes / 60:.1f} hours in all, {60 * minutes / max(answers, 1):.0f} seconds an"
            " answer.",
            (span, "minutes"),
            tuple((one.day, round(one.milliseconds / 60000, 2)) for one in spans) if found else (),
            {"minutes": "minutes"},
        ),
    ]  # fmt: skip


def retention(connection: Any) -> list[Figure]:
    """Make the calibration, and true retention against predicted by month."""
    from db.quiz.statistics import days
    from db.quiz.statistics import retention as recalled

    found = recalled.calibration(connection)
    months = [one for one in days.grouped(days.days(connection), "month") if one.recalls]
    nothing = "Reviews on a later day are counted here: come back to the flashcards tomorrow."
    return [
        Figure(
            "calibration", "True recall against predicted",
            f"{found.reviews:,} reviews on a later day: {found.predicted:.1%} predicted, "
            f"{found.true:.1%} true (log loss {found.log_loss:.3f}).",
            ("predicted between", "reviews", "predicted", "true", "give or take"),
            tuple(
                (f"{one.low:.0%}–{one.high:.0%}", one.reviews, one.predicted, one.true, one.margin)
                for one in found.bins
            ),
            {"predicted": "percent", "true": "percent", "give or take": "percent"},
            nothing=nothing,
        ),
        Figure(
            "lined", "Recall by month: columns true, line predicted",
            "Where the line runs above the columns, less was recalled than FSRS expected.",
            ("month", "true", "predicted", "reviews"),
            tuple(
                (one.day, one.recalled / one.recalls, one.expected / one.recalls, one.recalls)
                for one in months
            ),
            {"true": "percent", "predicted": "percent"},
            nothing=nothing,
        ),
    ]  # fmt: skip


def ahead(connection: Any) -> list[Figure]:
    """Make the forecast of what comes due."""
    from db import clock
    from db.quiz.statistics.forecast import forecast

    found = forecast(connection, clock.now(), 30)
    total = sum(one.cards for one in found)
    late = f", {found[0].overdue:,} of them overdue" if found[0].overdue else ""
    rows = tuple((short(one.day), one.cards, one.overdue or None) for one in found)
    return [
        Figure(
            "columns", "Cards due on the next 30 days",
            f"{total:,} cards; today {found[0].cards:,}{late}.",
            ("day", "cards", "overdue"), rows if total else (),
            nothing="No card is due in the next 30 days. Flashcards you study appear here.",
        )
    ]  # fmt: skip


def short(day: str) -> str:
    """Return a day as `26 Nov`."""
    found = date.fromisoformat(day)
    return f"{found.day} {found:%b}"


def mastery(connection: Any, by: str) -> list[Figure]:
    """Make the bars of how well each document, part, paragraph, topic or kind is known."""
    from db.quiz.statistics import mastery as known
    from desktop.quiz.lookup import names

    group = next(one for one in known.GROUPS if one == by)
    found = known.mastery(connection, group)
    called = names(connection)
    rows = sorted(found, key=lambda one: (-one.known, one.key)) if by == "topic" else found
    whole = sum(one.known * one.questions for one in found) / max(
        sum(one.questions for one in found), 1
    )
    shown = rows[:MOST_BARS]
    more = f" The first {MOST_BARS} of {len(rows):,}." if len(rows) > MOST_BARS else ""
    return [
        Figure(
            "bars", f"Known, by {_BY[by].casefold()}",
            f"{whole:.0%} of all would be recalled now.{more}",
            (_BY[by], "known", "questions", "answered", "right", "wrong"),
            tuple(
                (_named(one.key, by, called), one.known, one.questions, one.answered, one.right,
                 one.wrong)
                for one in shown
            ),
            {"known": "percent"},
            keys=tuple(one.key if by == "paragraph" else "" for one in shown),
        )
    ]  # fmt: skip


def _named(key: str, by: str, called: dict[str, str]) -> str:
    from desktop.quiz import wording

    if by == "kind":
        return key.replace("-", " ").capitalize()
    if by == "document":
        return called.get(key, key) or "No document"
    if by == "paragraph" and " " in key:
        return wording.place(key, called)
    if by == "part":
        name = max((one for one in called if key.startswith(one)), key=len, default="")
        rest = key.removeprefix(name).strip()
        return f"{called.get(name, name)} · {rest}" if rest else called.get(name, key)
    return key or "No topic"


def items(connection: Any, order: str = "hardest") -> list[Figure]:
    """Make the item analysis: one bar a question, the hardest first."""
    from db.quiz.statistics import item_analysis

    kind = "most" if order == "most" else "hardest"
    found = item_analysis.analyses(connection, limit=MOST_BARS, order=kind)  # type: ignore[arg-type]
    return [
        Figure(
            "bars", "Questions answered, the hardest first",
            f"{len(found)} questions. Facility is the share of right answers; discrimination, -1 "
            "to 1, how far a question goes right on your good days.",
            ("question", "facility", "answers", "discrimination", "median seconds"),
            tuple(
                (one.prompt, one.facility, one.answers, one.discrimination, one.seconds)
                for one in found
            ),
            {"facility": "percent", "discrimination": "real", "median seconds": "real"},
            keys=tuple(one.question for one in found),
        )
    ]  # fmt: skip


def chosen(connection: Any, question: str) -> list[Figure]:
    """Make the bars of what was answered to a question."""
    from db.quiz import questions
    from db.quiz.statistics import item_analysis

    asked = questions.question(connection, question)
    found = item_analysis.taken(connection, question)
    total = sum(one.times for one in found) or 1
    return [
        Figure(
            "bars", "What was answered", asked.prompt,
            ("answer", "share", "times", "is", "why"),
            tuple(
                (f"{'✓' if one.correct else '✗'} {one.given}", one.times / total, one.times,
                 "right" if one.correct else "wrong", one.why)
                for one in found
            ),
            {"share": "percent"},
            nothing="What is answered to this kind of question is not kept.",
        )
    ]  # fmt: skip


def load(connection: Any, retention: float, new: int) -> list[Figure]:
    """Simulate 90 days under another desired retention and other new cards, beside today's."""
    from db import clock
    from db.quiz import options
    from db.quiz.statistics import simulation

    kept = options.read(connection)
    begin = simulation.start(connection, clock.now())
    other = simulation.simulate(begin, replace(kept, retention=retention, new_a_day=new))
    usual = simulation.simulate(begin, kept)
    rows = []
    for first in range(0, 90, 3):
        span = slice(first, first + 3)
        reviews = [sum(one.reviews for one in of[span]) / 3 for of in (other, usual)]
        minutes = sum(one.minutes for one in other[span]) / 3
        rows.append((f"day {first + 1}", reviews[0], reviews[1], minutes, other[first].known))
    return [
        Figure(
            "lined",
            f"Reviews a day: columns at {retention:.0%} and {new} new, line as it is now",
            f"On average {sum(one.reviews for one in other) / 90:.0f} reviews and "
            f"{sum(one.minutes for one in other) / 90:.0f} minutes a day; as it is now "
            f"{sum(one.reviews for one in usual) / 90:.0f} and "
            f"{sum(one.minutes for one in usual) / 90:.0f}.",
            ("day", "reviews", "as it is now", "minutes", "cards known"),
            tuple(rows),
            {"reviews": "whole", "as it is now": "whole", "minutes": "minutes",
             "cards known": "whole"},
        )
    ]  # fmt: skip
