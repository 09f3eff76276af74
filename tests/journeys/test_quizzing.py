"""Quizzing: a round of ten by the keys, left and taken up again, and flashcards with undo."""

from person import Person
from replies import answers, asked, folds_the_clause, has_the_clause

from db.quiz.questions import CHOICE_KINDS
from desktop.quiz.clause_view import AskingView

RESOLUTION = "A/RES/78/311"


def plays_on(person: Person, first: int, last: int) -> None:
    """Answer the questions of a round rightly, from one to another, and go on."""
    for number in range(first, last + 1):
        person.sees(f"{number} of 10")
        answers(person, rightly=True)
        person.sees("✓ Right")
        person.presses("Return")


def test_quizzing_a_round_of_ten(person: Person) -> None:
    person.opens_the_desk()
    person.turns_to("Quiz")
    person.sees("What you answer is counted here, by document.", "Flashcards: 0 due, 10 new")
    person.takes_a_picture("0-panel")
    person.presses("Ctrl+Shift+Q")
    person.sees("1 of 10", "Check (Enter)")
    person.takes_a_picture("1-a-question")
    person.presses("Ctrl++", "Ctrl++", "Ctrl++", "Ctrl++", "Ctrl++", "Ctrl++")
    person.sees("1 of 10", "Check (Enter)")
    person.takes_a_picture("1-a-question-in-large-letters")
    person.presses("Ctrl+0")
    person.presses("Return")
    answers(person, rightly=False)
    person.sees("✗ Not right", "Right answer:")
    has_the_clause(person)
    person.takes_a_picture("2-wrong")
    folds_the_clause(person)
    person.presses("C")
    person.sees("The clause" if len(asked(person).evidence) == 1 else "The clauses")
    person.sees("Hide clause (C)", "Open in reader")
    person.takes_a_picture("3-the-clause")
    document = asked(person).evidence[0]
    person.presses("O")
    person.waits(lambda: person.page.current == document.rpartition(" ")[2])
    person.takes_a_picture("4-in-the-reader")
    person.clicks_tab("Round of ten")
    person.sees("1 of 10", "✗ Not right")
    person.presses("Return")
    kinds = set()
    for number in range(2, 11):
        person.sees(f"{number} of 10")
        kind = asked(person).kind
        if kind not in kinds:
            kinds.add(kind)
            person.takes_a_picture(f"5-{kind}")
        if number == 3:
            person.presses("S" if kind in CHOICE_KINDS else "Alt+S")
            continue
        answers(person, rightly=True)
        person.sees("✓ Right")
        if number == 5:
            person.takes_a_picture("6-right")
        person.presses("Return")
    person.sees("8 of 10 right", "Not right: 1", "Skipped: 1")
    person.takes_a_picture("7-the-end")
    person.turns_to("Quiz")
    person.sees("Answers so far")
    person.takes_a_picture("8-answers-so-far")
    person.clicks("Close (Esc)")
    person.waits(lambda: person.tabs() and "Round of ten" not in person.tabs())


def test_quizzing_left_and_continued(person: Person) -> None:
    person.opens_the_desk()
    person.presses("Ctrl+Shift+Q")
    plays_on(person, 1, 3)
    person.sees("4 of 10")
    prompt = asked(person).prompt
    person.presses("Escape")
    person.has_tabs([RESOLUTION])
    person.turns_to("Quiz")
    person.sees("Continue: 4 of 10")
    person.takes_a_picture("1-left")
    person.clicks("Continue: 4 of 10")
    person.sees("4 of 10", prompt)
    person.sees_no("Continue: 4 of 10")
    plays_on(person, 4, 4)
    person.sees("5 of 10")
    person.presses("Ctrl+W")
    person.sees("Continue: 5 of 10")
    person.clicks("Continue: 5 of 10")
    plays_on(person, 5, 5)
    person.sees("6 of 10")
    prompt = asked(person).prompt
    person.closes()
    person.comes_back()
    person.turns_to("Quiz")
    person.sees("Continue: 6 of 10", "Answers so far")
    person.takes_a_picture("2-after-a-restart")
    person.clicks("Continue: 6 of 10")
    person.sees("6 of 10", prompt)
    plays_on(person, 6, 10)
    person.sees("10 of 10 right", "Every answer was right.")
    person.sees_no("Continue:")
    person.takes_a_picture("3-all-right")
    person.presses("Return")
    person.sees("1 of 10")
    person.presses("Escape")
    person.has_tabs([RESOLUTION])


def test_quizzing_with_flashcards(person: Person) -> None:
    person.opens_the_desk()
    person.turns_to("Quiz")
    person.presses("Ctrl+Shift+L")
    person.sees("0 due, 10 new", "Show answer (Space)")
    person.takes_a_picture("1-front")
    first = asked(person).prompt
    person.presses("Space")
    person.sees("1  Again", "2  Hard", "3  Good", "4  Easy")
    person.takes_a_picture("2-back")
    person.presses("C")
    person.sees("Hide clause (C)")
    person.presses("3")
    person.waits(lambda: asked(person).prompt != first)
    person.sees("Undo", "9 new")
    person.presses("U")
    person.sees(first, "0 due, 10 new")
    person.presses("Space", "4")
    person.waits(lambda: asked(person).prompt != first)
    second = asked(person).prompt
    person.presses("Space", "Space")
    person.waits(lambda: asked(person).prompt != second)
    person.presses("Ctrl+Z")
    person.sees(second)
    for grade in "1234123412":
        view = person.window.findChild(AskingView)
        if view is None:
            break
        person.presses("Space", grade)
        person.waits(lambda view=view: person.window.findChild(AskingView) is not view)
    person.takes_a_picture("3-later")
    person.presses("Escape")
    person.has_tabs([RESOLUTION])
    person.presses("J")
    person.stands_at(f"{RESOLUTION}, PP2")
