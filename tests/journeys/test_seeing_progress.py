"""Looking at one's progress by keys alone: sections and charts."""

from person import Person
from replies import answers, has_the_clause

from desktop.quiz.progress.page import ProgressPage


def test_progress_after_a_few_answers(person: Person) -> None:
    person.opens_the_desk()
    person.presses("Ctrl+Shift+Q")
    person.sees("1 of 10", "Check (Enter)")
    answers(person, rightly=True)
    has_the_clause(person)
    person.presses("Ctrl+Alt+P")
    person.sees("Calendar", "1 days with answers.")
    person.takes_a_picture("1-days")
    person.presses("Right", "Space")
    page = person.window.findChild(ProgressPage)
    assert page is not None
    person.waits(lambda: page.section == "retention" and bool(page.figures))
    person.sees("True recall against predicted")
    page.open("items")
    person.sees("Questions answered, the hardest first")
    person.takes_a_picture("2-questions")


def test_how_well_a_clause_is_known_stands_beside_it(person: Person) -> None:
    person.opens_the_desk()
    person.presses("Ctrl+Shift+Q")
    person.sees("1 of 10", "Check (Enter)")
    answers(person, rightly=True)
    has_the_clause(person)
    person.presses("O")
    person.waits(lambda: bool(person.page.known()))
    person.presses("Ctrl+I")
    person.waits(lambda: "Known: " in person.reads_status())
    person.takes_a_picture("1-known")
    person.chooses("View", "Show how well it is known")
    person.waits(lambda: not person.page.known())
