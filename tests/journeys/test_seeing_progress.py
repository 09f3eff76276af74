"""Looking at one's progress by keys alone: sections and charts, strips and the matrix."""

from person import Person
from PySide6.QtCore import Qt
from replies import answers, asked, has_the_clause

from desktop.quiz.matrix_page import MatrixPage
from desktop.quiz.progress.page import ProgressPage

RESOLUTION = "A/RES/78/311"


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


def test_the_matrix_by_keys(person: Person) -> None:
    person.opens_the_desk()
    person.presses("Ctrl+Alt+X")
    person.sees(f"Matrix of {RESOLUTION}", "30 paragraphs", "PP1")
    page = person.window.findChild(MatrixPage)
    assert page is not None
    person.waits(page.table.hasFocus)
    goes_to_a_filled_cell(person, page, "para. 1")
    person.sees(cell(page))
    person.takes_a_picture("1-matrix")
    person.presses("Return")
    person.stands_at(f"{RESOLUTION}, para. 1")
    person.clicks_tab(f"Matrix {RESOLUTION}")
    person.presses("Q")
    person.sees("1 of", "Check (Enter)")
    assert asked(person).family == f"{RESOLUTION} op1"


def cell(page: MatrixPage) -> str:
    """Return what a screen reader says of the cell one is at."""
    return str(page.table.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole))


def goes_to_a_filled_cell(person: Person, page: MatrixPage, label: str) -> None:
    """Go down to a paragraph, and to the right until a cell is filled."""
    model = page.table.model()
    for _ in range(model.rowCount()):
        if not cell(page).startswith(f"{label}, "):
            person.presses("Down")
    for _ in range(model.columnCount()):
        if cell(page).endswith(": no"):
            person.presses("Right")
    assert cell(page).startswith(f"{label}, ")
    assert not cell(page).endswith(": no")
