"""The command that examines both files of data: doctor."""

import click

from db.places import Places
from desktop.cli import frame
from desktop.cli.frame import print_rows, resolute


@resolute.command()
@frame.as_json
@click.pass_obj
def doctor(places: Places, as_json: bool) -> int:
    """Check library, data, index and notes; repair what is derived."""
    from db.study.doctor import examine

    report = examine(places)
    rows = [
        {"what": finding.what, "state": finding.state, "sentence": finding.sentence}
        for finding in report.findings
    ]
    print_rows(rows, as_json, "{state:8}  {what}: {sentence}".format_map)
    return 0 if report.sound else 3
