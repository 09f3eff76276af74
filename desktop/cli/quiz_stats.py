"""Commands on what was answered: statistics, forecast, fitting, the matrix, disagreements."""

from dataclasses import asdict, replace
from typing import Any

import click

from db.places import Places
from desktop.cli import frame
from desktop.cli.frame import WORDS, print_rows, reading, writing
from desktop.cli.quiz import quiz


@quiz.command("stats")
@click.option("--by", type=click.Choice(["day", "week", "month", "document", "part", "paragraph",
                                         "topic", "kind", "item", "retention"]),
              default="month", show_default=True, help="What the numbers are for.")  # fmt: skip
@frame.as_json
@click.pass_obj
def stats(places: Places, by: str, as_json: bool) -> None:
    """Tell how the answers came out, and how well things are known."""
    with reading(places) as connection:
        rows = _rows(connection, by)
    lines = {
        "item": "{facility:4.0%} of {answers:5}  {prompt}",
        "retention": "{low:.2f}-{high:.2f}  {reviews:6} reviews  {predicted:.1%} predicted"
        "  {true:.1%} true",
    }
    spans = dict.fromkeys(
        ("day", "week", "month"), "{day}  {answers:6} answers  {right:6} right  {minutes:7.1f} min"
    )
    groups = "{known:4.0%} known  {answered:5} of {questions:5} answered  {key}"
    print_rows(rows, as_json, (lines | spans).get(by, groups).format_map)


def _rows(connection: Any, by: str) -> list[dict[str, Any]]:
    from db.quiz.statistics import days, item_analysis, mastery, retention

    if by in ("day", "week", "month"):
        found = days.grouped(days.days(connection), by)
        return [asdict(one) | {"minutes": round(one.milliseconds / 60000, 2)} for one in found]
    if by == "item":
        return [asdict(one) for one in item_analysis.analyses(connection)]
    if by == "retention":
        return [asdict(one) for one in retention.calibration(connection).bins]
    group = next(one for one in mastery.GROUPS if one == by)
    return [asdict(one) for one in mastery.mastery(connection, group)]


@quiz.command("forecast")
@click.option("--days", type=click.IntRange(1, 365), default=30, show_default=True)
@click.option("--retention", type=click.FloatRange(0.7, 0.99),
              help="Simulate the load under this desired retention instead.")  # fmt: skip
@click.option("--new", type=click.IntRange(0, 9999), help="Simulate so many new cards a day.")
@frame.as_json
@click.pass_obj
def forecast(
    places: Places, days: int, retention: float | None, new: int | None, as_json: bool
) -> None:
    """Tell how many cards come due on the days ahead."""
    from db import clock
    from db.quiz import options
    from db.quiz.statistics import forecast as ahead
    from db.quiz.statistics import simulation

    with reading(places) as connection:
        if retention is None and new is None:
            rows = [asdict(one) for one in ahead.forecast(connection, clock.now(), days)]
            print_rows(rows, as_json, "{day}  {cards:6} due".format_map)
            return
        chosen = options.read(connection)
        chosen = replace(
            chosen,
            retention=retention or chosen.retention,
            new_a_day=chosen.new_a_day if new is None else new,
        )
        begin = simulation.start(connection, clock.now())
    rows = [asdict(one) for one in simulation.simulate(begin, chosen, days)]
    line = "day {day:3}  {reviews:7.0f} reviews  {new:5.0f} new  {minutes:6.1f} min"
    print_rows(rows, as_json, line.format_map)


@quiz.command("fit")
@click.option("--adopt", is_flag=True, help="Use what is found from the next answer on.")
@frame.as_json
@click.pass_obj
def fit(places: Places, adopt: bool, as_json: bool) -> None:
    """Fit the schedule's parameters to your own reviews; tell the log loss before and after."""
    from db import clock
    from db.quiz import fitting, options, rescheduling
    from db.study import backup

    with writing(places) as connection:
        found = fitting.fit(connection)
        if adopt and found.better:
            backup.create(connection, places, "before-fit")
            wanted = replace(options.read(connection), parameters=found.parameters)
            now = clock.now()
            kept = replace(rescheduling.plan(connection, wanted, now), moves=())
            rescheduling.apply(connection, kept, "Fitted parameters", now)
    row = asdict(found) | {"better": found.better, "adopted": adopt and found.better}
    line = "log loss {before:.4f} before, {after:.4f} after, over {reviews} reviews"
    print_rows([row], as_json, line.format_map)


@quiz.command("matrix")
@click.argument("document", type=WORDS)
@click.option("--by", type=click.Choice(["theme", "verb", "addressee", "statement"]),
              default="theme", show_default=True)  # fmt: skip
@frame.as_json
@click.pass_obj
def matrix(places: Places, document: str, by: str, as_json: bool) -> None:
    """List which paragraphs of a document have which theme, verb or addressee."""
    from db.address import parse_address
    from db.library import matrix as matrices

    kind = next(one for one in matrices.KINDS if one == by)
    with reading(places) as connection:
        found = matrices.matrix(connection, parse_address(document).document, kind)
    rows = [{by: one, "paragraphs": list(found.labels(one))} for one in found.columns]
    print_rows(rows, as_json, lambda row: f"{row[by]}: {', '.join(row['paragraphs'])}")


@quiz.command("disagreements")
@frame.as_json
@click.pass_obj
def disagreements(places: Places, as_json: bool) -> None:
    """List where sources say otherwise than the text."""
    from db.library import disagreements as sources

    with reading(places) as connection:
        rows = [asdict(one) for one in sources.points(connection)]
    print_rows(rows, as_json, _point)


def _point(row: dict[str, Any]) -> str:
    said = [f"    {one['source']}: {one['wording']} ({one['verdict']})" for one in row["sayings"]]
    return "\n".join([f"{row['address'] or 'no paragraph'} {row['heading']}", *said])
