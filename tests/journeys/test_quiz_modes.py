"""The modes of the quiz by keys: practising a choice, an exam to its result, a sprint."""

from person import Person
from replies import answers, asked, has_the_clause

from desktop.quiz.setup_page import SetupView


def sets_up(person: Person, mode: str) -> SetupView:
    """Open the form by its key and choose a mode in its first box."""
    person.presses("Ctrl+Alt+Q")
    person.sees("New quiz", "questions fit.")
    form = person.window.findChild(SetupView)
    assert form is not None
    person.presses(*["Down"] * ("practice", "exam", "sprint").index(mode))
    assert form.mode.currentData() == mode
    return form


def test_practising_what_was_answered_wrongly(person: Person) -> None:
    person.opens_the_desk()
    form = sets_up(person, "practice")
    form.words.setFocus()
    person.types("footnote")
    person.waits(lambda: "questions fit" in form.found.text() and int(form.found.text()[0]) < 9)
    person.takes_a_picture("1-the-form")
    person.presses("Return")
    person.sees("1 of", "Check (Enter)")
    answers(person, rightly=False)
    person.sees("✗ Not right")
    has_the_clause(person)
    person.takes_a_picture("2-practising")
    person.presses("Escape")
    form = sets_up(person, "practice")
    form.state.setFocus()
    person.presses("Down", "Down")
    person.waits(lambda: form.found.text() == "One question fits.")


def test_an_exam_from_the_form_to_its_result(person: Person) -> None:
    person.opens_the_desk()
    form = sets_up(person, "exam")
    person.takes_a_picture("1-the-form")
    form.count.show_value(4)
    person.presses("Return")
    person.sees("1 of 4", "left", "Hand in")
    person.takes_a_picture("2-a-question")
    answers(person, rightly=True)
    if asked(person).kind == "cloze":
        person.presses("PgDown")
    person.sees("2 of 4")
    person.sees_no("✓ Right")
    person.presses("PgUp")
    person.sees("1 of 4")
    person.presses("Escape")
    person.turns_to("Quiz")
    person.clicks("Continue the exam")
    person.sees("1 of 4", "left")
    person.presses("PgDown", "PgDown", "PgDown", "PgDown")
    person.sees("3 questions have no answer.")
    person.clicks("Hand in all the same")
    person.sees("1 of 4 points, 25%", "✓ Right", "– No answer", "Save as PDF… (P)")
    person.takes_a_picture("3-the-result")
    person.presses("Return")
    person.waits(lambda: "Exam" not in person.tabs())


def test_a_sprint_by_one_key_a_question(person: Person) -> None:
    person.opens_the_desk()
    sets_up(person, "sprint")
    person.presses("Return")
    person.sees("60 s", "0 right")
    first = asked(person)
    if first.kind == "true-false":
        person.presses("T" if first.answer else "F")
    else:
        person.presses(str([one.correct for one in first.choices].index(True) + 1))
    person.sees("1 right", "✓ Right")
    assert asked(person).id != first.id
    person.takes_a_picture("1-running")
    person.presses("Escape")
    person.waits(lambda: "Sprint" not in person.tabs())


def test_questions_made_from_the_document_become_ones_own(person: Person) -> None:
    person.opens_the_desk("A/RES/78/311 op6")
    person.chooses("Quiz", "Make questions from this document")
    person.sees("1 of 30", "Accept (A)", "Reject (R)")
    person.takes_a_picture("1-a-draft")
    person.presses("A")
    person.sees("2 of 30 · 1 accepted")
    person.presses("R")
    person.sees("3 of 30 · 1 accepted")
    person.presses("E")
    person.sees("Save (Ctrl+Enter)")
    person.takes_a_picture("2-the-editor")
    person.presses("Ctrl+Return")
    person.sees("4 of 30 · 2 accepted")
    person.presses("Escape")
    person.chooses("Quiz", "My questions")
    person.sees("My questions: 2")
    person.takes_a_picture("3-my-questions")
    person.presses("Delete")
    person.sees("My questions: 1")
    person.presses("U")
    person.sees("My questions: 2")


def selects_calmly(person: Person, words: str) -> None:
    """Select words on a page that may still be settling: a banner comes or goes above it."""

    def is_selected() -> bool:
        try:
            person.selects(words)
        except AssertionError:
            return False
        return True

    person.waits(is_selected)


def test_a_question_from_selected_words_in_one_step(person: Person) -> None:
    person.opens_the_desk("A/RES/78/311 op6")
    person.stands_at("A/RES/78/311, para. 6")
    selects_calmly(person, "business environment")
    person.presses("Ctrl+Alt+W")
    person.sees("A question was made")
    person.chooses("Quiz", "My questions")
    person.sees("My questions: 1", "Which words are missing from A/RES/78/311, para. 6?")
    person.presses("Return")
    person.sees("{{business environment}}")


def test_a_check_of_what_was_read(person: Person) -> None:
    person.opens_the_desk("A/RES/78/311 op6")
    person.stands_at("A/RES/78/311, para. 6")
    person.chooses("Quiz", "Check what I read")
    person.sees("Nothing of this document has been read yet.")
    person.presses("Ctrl+Shift+M")
    person.chooses("Quiz", "Check what I read")
    person.sees("1 of")
    assert asked(person).evidence[0] == "A/RES/78/311 op6"
    answers(person, rightly=False)
    person.sees("✗ Not right")
    has_the_clause(person)


def test_the_options_of_learning_hold_from_the_next_card_on(person: Person) -> None:
    person.opens_the_desk()
    person.turns_to("Quiz")
    person.sees("Flashcards: 0 due, 10 new")
    person.chooses("Quiz", "Learning options…")
    person.sees("Learning options", "Save (Ctrl+Enter)")
    person.takes_a_picture("1-the-options")
    person.presses("Up", "Up", "Up", "Ctrl+Return")
    person.sees("Saved.", "Flashcards: 0 due, 13 new")


def test_a_paragraph_is_pointed_at_where_it_stands(person: Person) -> None:
    person.opens_the_desk()
    form = sets_up(person, "practice")
    form.kind.setFocus()
    form.kind.setCurrentIndex(form.kind.findData("find-in-text"))
    form.words.setFocus()
    person.types("keeps the civilian field")
    person.waits(lambda: form.found.text() == "One question fits.")
    person.presses("Return")
    person.sees("Find the paragraph that keeps the resolution to the civilian field.")
    person.presses("P")
    person.sees("Back to the question (Esc)")
    person.takes_a_picture("1-pointing")
    person.presses("Escape")
    person.sees("Point at it in the text (P)")
    person.presses("P")
    person.goes_to("PP6")
    person.stands_at("A/RES/78/311, PP6")
    person.presses("Return")
    person.sees("Point at it in the text (P)", "Check (Enter)")
    person.takes_a_picture("2-chosen")
    person.presses("Return")
    person.sees("✓ Right")
