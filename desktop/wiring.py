"""Who hears whom on the desk: every connection between features, grouped by emitter, one a line."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from desktop.reader.reader import Reader

if TYPE_CHECKING:
    from desktop.features import Features

_ON_DOCUMENTS = ("collect", "details", "export", "align", "remove")
"""Actions on what is chosen in My library, or on the document in front."""


def wire(desk: "Features") -> None:
    """Connect everything that is made, and the pages that were there before."""
    _wire_panels(desk)
    _wire_quiz(desk)
    _wire_parts(desk)
    _wire_shelf(desk)
    _wire_search(desk)
    _wire_official(desk)
    _wire_intake(desk)
    _wire_actions(desk)
    for reader in desk.navigator.open_tabs.made():
        desk.wire_reader(reader)
    desk.searching.open_kept()


def _wire_panels(desk: "Features") -> None:
    panels = desk.panels
    desk.window.mode_chosen.connect(panels.choose)
    desk.window.banner.action_requested.connect(desk.official.take_up)
    desk.window.banner.action_requested.connect(desk.shelving.take_up)
    desk.window.banner.action_requested.connect(desk.show_notes_named)
    desk.window.banner.action_requested.connect(desk.importing.take_up)
    desk.window.banner.action_requested.connect(desk.arrivals.take_up)
    desk.window.banner.action_requested.connect(desk.reviewing.take_up)
    desk.window.tabs.current_changed.connect(desk.color_bar.hide)
    desk.window.tabs.current_changed.connect(desk.offer_actions)
    desk.window.tabs.current_changed.connect(desk.reading.show_front)
    desk.window.tabs.current_changed.connect(desk.pairing.tab_changed)
    desk.window.tabs.current_changed.connect(desk.sessions.tab_changed)
    panels.contents.label_requested.connect(desk.navigator.go_to_label)
    panels.contents.label_requested.connect(desk.went_to_paragraph)
    panels.contents.address_requested.connect(desk.navigator.open_address)
    panels.contents.left.connect(desk.navigator.focus)
    panels.shelf.document_activated.connect(desk.navigator.open_document)
    panels.shelf.list_requested.connect(desk.consult)
    panels.shelf.library_requested.connect(desk.shelving.open)
    panels.shelf.left.connect(desk.navigator.focus)
    panels.notes.note_activated.connect(desk.navigator.open_note)
    panels.notes.delete_requested.connect(desk.notes.delete)
    panels.notes.undo_requested.connect(desk.notes.undo)
    panels.notes.delete_many_requested.connect(desk.notes.delete_many)
    panels.notes.change_many_requested.connect(desk.notes.change_many)
    panels.notes.notes_changed.connect(desk.notes_changed)
    panels.notes.change_requested.connect(desk.annotating.change)
    panels.notes.highlights_requested.connect(desk.noting.open_highlights)
    desk.noting.note_requested.connect(panels.open_note)
    panels.notes.link_activated.connect(desk.noting.follow)
    panels.notes.confirm_requested.connect(desk.notes.confirm)
    panels.notes.detach_requested.connect(desk.notes.detach)
    panels.notes.attach_requested.connect(desk.notes.attach)
    panels.notes.attach_here_requested.connect(desk.annotating.attach)
    panels.notes.note_saved.connect(desk.note_saved)


def _wire_quiz(desk: "Features") -> None:
    panels = desk.panels
    panels.quiz.counted.connect(desk.say_due)
    desk.hub.size_changed.connect(desk.quizzing.set_font_size)
    desk.navigator.open_tabs.closing.connect(desk.quizzing.page_closing)
    desk.reading.read_changed.connect(desk.questioning.read_changed)
    desk.quizzing.address_requested.connect(desk.navigator.open_address)
    desk.quizzing.opened.connect(desk.window.show_page)
    desk.quizzing.answer_recorded.connect(panels.quiz.refresh)
    desk.quizzing.answer_recorded.connect(desk.knowing.refresh)
    desk.window.tabs.current_changed.connect(desk.knowing.follow)
    desk.quizzing.pointing_requested.connect(desk.pointing_out.begin)
    desk.quizzing.told.connect(desk.tell)
    desk.pointing_out.told.connect(desk.tell)
    desk.window.tabs.current_changed.connect(desk.pointing_out.tab_changed)
    desk.navigator.open_tabs.closing.connect(desk.pointing_out.page_closing)
    desk.questioning.told.connect(desk.tell)
    desk.questioning.changed.connect(panels.quiz.refresh)
    desk.questioning.changed.connect(desk.knowing.refresh)
    desk.navigator.open_tabs.closing.connect(desk.question_exchange.page_closing)
    desk.question_exchange.address_requested.connect(desk.navigator.open_address)
    desk.question_exchange.questions_changed.connect(panels.quiz.refresh)
    desk.question_exchange.questions_changed.connect(desk.knowing.refresh)
    panels.quiz.progress_requested.connect(desk.surveying.open_progress)
    desk.surveying.address_requested.connect(desk.navigator.open_address)
    desk.surveying.quiz_requested.connect(desk.quizzing.ask_about)
    desk.surveying.opened.connect(desk.window.show_page)
    desk.surveying.schedule_changed.connect(panels.quiz.refresh)
    desk.surveying.schedule_changed.connect(desk.knowing.refresh)
    desk.surveying.told.connect(desk.tell)


def _wire_parts(desk: "Features") -> None:
    panels = desk.panels
    desk.hub.notes_changed.connect(desk.notes.load)
    desk.hub.notes_changed.connect(panels.notes_changed)
    desk.hub.notes_changed.connect(desk.searching.notes_changed)
    desk.hub.notes_changed.connect(desk.exchanging.notes_changed)
    desk.hub.place_changed.connect(panels.place_changed)
    desk.hub.theme_changed.connect(desk.dress)
    desk.navigator.open_tabs.reader_made.connect(desk.wire_reader)
    desk.navigator.document_missing.connect(desk.official.offer)
    desk.navigator.open_tabs.closing.connect(desk.printing.page_closing)
    desk.navigator.open_tabs.closing.connect(desk.exchanging.page_closing)
    desk.navigator.open_tabs.closing.connect(desk.reviewing.page_closing)
    desk.notes.notes_loaded.connect(desk.show_notes)
    desk.notes.notes_loaded.connect(desk.printing.notes_loaded)
    desk.notes.note_added.connect(panels.note_added)
    desk.notes.note_deleted.connect(panels.notes.tell_deleted)
    desk.notes.notes_deleted.connect(panels.notes.tell_many_deleted)
    desk.notes.load_wanted.connect(desk.load_all_notes)
    desk.notes.told.connect(desk.tell)
    desk.annotating.highlighted.connect(desk.highlighted)
    desk.annotating.told.connect(desk.tell)
    desk.annotating.note_wanted.connect(partial(desk.window.show_notes, True))
    desk.citing.told.connect(desk.tell)
    desk.finding.told.connect(desk.tell)
    desk.finding.bar_made.connect(desk.commanding.name_keys)
    desk.reading.told.connect(desk.tell)
    desk.reading.read_changed.connect(panels.contents.set_read)
    desk.reading.shares_changed.connect(panels.shelf.set_read)
    desk.hub.theme_changed.connect(desk.finding.set_theme)
    desk.referring.address_requested.connect(desk.navigator.open_address)
    desk.referring.official_requested.connect(desk.fetching.open)
    desk.referring.term_requested.connect(partial(desk.consulting.open_list, "glossary"))
    desk.referring.told.connect(desk.tell)
    desk.consulting.address_requested.connect(desk.navigator.open_address)
    desk.consulting.opened.connect(desk.window.show_page)
    desk.consulting.told.connect(desk.tell)
    desk.exchanging.address_requested.connect(desk.navigator.open_address)
    desk.exchanging.told.connect(desk.tell)
    desk.comparing.address_requested.connect(desk.navigator.open_address)
    desk.comparing.told.connect(desk.tell)
    desk.links.told.connect(desk.tell)
    desk.tabbing.told.connect(desk.tell)


def _wire_search(desk: "Features") -> None:
    panels = desk.panels
    desk.window.tabs.current_changed.connect(desk.searching.follow)
    desk.navigator.open_tabs.opened.connect(desk.searching.follow)
    desk.navigator.open_tabs.closing.connect(desk.searching.follow)
    desk.navigator.open_tabs.search_waiting.connect(desk.searching.take_place)
    desk.adding.added.connect(desk.searching.library_changed)
    desk.searching.passage_requested.connect(desk.navigator.open_hit)
    desk.searching.passage_requested.connect(desk.searched)
    desk.searching.note_requested.connect(panels.show_note)
    desk.searching.term_requested.connect(partial(desk.consulting.open_list, "glossary"))
    desk.searching.link_requested.connect(desk.navigator.open_address)
    desk.searching.left.connect(desk.navigator.focus)
    desk.searching.told.connect(desk.tell)
    desk.searching.index_damaged.connect(desk.indexing.mend)
    desk.indexing.told.connect(desk.tell)
    desk.indexing.said.connect(desk.window.banner.say)
    desk.indexing.made_anew.connect(desk.index_made)
    desk.indexing.running_changed.connect(desk.index_running)


def _wire_official(desk: "Features") -> None:
    panels = desk.panels
    desk.adding.said.connect(desk.arrivals.say)
    desk.adding.added.connect(desk.official.added)
    desk.adding.added.connect(panels.library_changed)
    desk.adding.added.connect(desk.fetching.refresh)
    desk.official.get_requested.connect(desk.fetching.open)
    desk.fetching.address_requested.connect(desk.navigator.open_address)
    desk.fetching.file_requested.connect(desk.adding.choose)
    desk.fetching.added.connect(desk.official.added)
    desk.fetching.added.connect(desk.searching.library_changed)
    desk.fetching.added.connect(panels.library_changed)
    desk.fetching.said.connect(desk.arrivals.say)
    desk.fetching.arrived.connect(desk.arrivals.remember)
    desk.fetching.opened.connect(desk.window.show_page)
    desk.fetching.told.connect(desk.tell)


def _wire_intake(desk: "Features") -> None:
    desk.importing.told.connect(desk.tell)
    desk.importing.review_wanted.connect(desk.reviewing.review_files)
    desk.importing.result_requested.connect(desk.reviewing.review_result)
    desk.importing.document_requested.connect(desk.navigator.open_document)
    desk.importing.imported.connect(desk.documents_imported)
    desk.importing.arrived.connect(desk.arrivals.remember)
    desk.arrivals.told.connect(desk.tell)
    desk.importing.running_changed.connect(desk.window.actions_by_name["stop_import"].setEnabled)
    desk.reviewing.told.connect(desk.tell)
    desk.reviewing.stored.connect(desk.documents_imported)
    desk.dropping.files_given.connect(desk.importing.start)
    desk.dropping.told.connect(desk.tell)


def _wire_shelf(desk: "Features") -> None:
    desk.shelving.document_activated.connect(desk.navigator.open_document)
    desk.shelving.opened.connect(desk.window.show_page)
    desk.shelving.told.connect(desk.tell)
    desk.shelving.files_wanted.connect(desk.importing.start)
    desk.shelving.add_requested.connect(desk.importing.choose_files)
    desk.shelving.changed.connect(desk.documents_imported)
    desk.shelving.changed.connect(desk.aligning.refresh)
    desk.shelving.alignment_requested.connect(desk.aligning.open)
    desk.aligning.told.connect(desk.tell)
    desk.aligning.undo_requested.connect(desk.shelving.undo)
    desk.aligning.redo_requested.connect(desk.shelving.redo)
    desk.aligning.repaired.connect(desk.documents_imported)
    desk.aligning.repaired.connect(desk.aligning.refresh)
    desk.shelving.export_requested.connect(desk.exporting.choose)
    desk.exporting.told.connect(desk.tell)


def wire_reader(desk: "Features", reader: Reader) -> None:
    """Connect a document in a tab."""
    reader.notes_wanted.connect(desk.load_notes)
    reader.official_requested.connect(desk.fetching.open)
    desk.reading.watch(reader)
    desk.knowing.watch(reader)
    desk.referring.watch(reader)
    reader.provenance_requested.connect(desk.consulting.open_provenance)
    reader.page.desk_requested.connect(desk.consulting.open_desk)
    page = reader.page
    desk.page_menu.serve(page)
    page.highlight_requested.connect(desk.annotating.highlight)
    page.note_requested.connect(desk.annotating.note_on)
    page.edit_note_requested.connect(desk.panels.edit_note)
    page.note_clicked.connect(desk.panels.show_note)
    page.delete_note_requested.connect(desk.notes.delete)
    page.change_requested.connect(desk.annotating.change)
    page.range_requested.connect(desk.annotating.put_range)
    page.split_requested.connect(desk.notes.split)
    page.merge_requested.connect(desk.notes.merge)
    page.told.connect(desk.tell)
    page.words_selected.connect(desk.annotating.words_selected)
    page.verticalScrollBar().valueChanged.connect(desk.annotating.page_moved)
    page.arrived.connect(desk.annotating.page_arrived)


def _wire_actions(desk: "Features") -> None:
    slots: dict[str, Callable[[], Any]] = {
        "library": partial(desk.panels.choose, "library"),
        "contents": partial(desk.panels.choose, "contents"),
        "go_to": desk.panels.focus_go_to,
        "search": desk.panels.focus_search,
        "next_hit": desk.searching.next_hit,
        "previous_hit": desk.searching.previous_hit,
        "rebuild_index": desk.indexing.rebuild,
        "stop_index": desk.indexing.stop,
        "search_page": desk.searching.open_page,
        "search_within": desk.searching.search_within,
        "narrow_search": partial(desk.searching.press, "narrow"),
        "build_search": partial(desk.searching.press, "builder"),
        "group_hits": partial(desk.searching.press, "group"),
        "save_search": partial(desk.searching.press, "save"),
        "where": desk.reading.say_where,
        "mark_read": desk.reading.toggle_paragraph,
        "mark_all_read": desk.reading.toggle_all,
        "find": desk.finding.open,
        "find_next": desk.finding.next,
        "find_previous": desk.finding.previous,
        "notes": partial(desk.panels.choose, "notes"),
        "quiz": partial(desk.panels.choose, "quiz"),
        "official": desk.fetching.open_front,
        "official_file": desk.official.add_to_front,
        "print": desk.printing.open,
        "save_pdf": desk.printing.save_pdf,
        "copy_citation": desk.citing.copy_quotation,
        "copy_citation_only": desk.citing.copy_citation,
        "glossary": partial(desk.consult, "glossary"),
        "timeline": partial(desk.consult, "timeline"),
        "register": partial(desk.consult, "register"),
        "provenance": partial(desk.consult, "provenance"),
        "note_here": desk.annotating.note_on_selection,
        "note_document": desk.annotating.note_on_document,
        "note_free": desk.annotating.free_note,
        "bookmark": desk.annotating.bookmark,
        "highlights": desk.noting.open_front,
        "note_tags": partial(desk.panels.open_notes_page, "tags"),
        "note_colors": partial(desk.panels.open_notes_page, "colors"),
        "deleted_notes": partial(desk.panels.open_notes_page, "basket"),
        "split_note": desk.annotating.split_here,
        "merge_notes": desk.annotating.merge,
        "note_range": desk.annotating.give_range,
        "undo": partial(desk.undo, "undo"),
        "redo": partial(desk.undo, "redo"),
        "my_library": desk.shelving.open,
        "wastebasket": desk.shelving.wastebasket.open,
        "empty_wastebasket": desk.shelving.wastebasket.ask,
        **{name: partial(desk.shelving.act, name) for name in _ON_DOCUMENTS},
        "export_notes": desk.exchanging.open_export,
        "import_notes": desk.exchanging.choose_file,
        "save_record": desk.exchanging.choose_record_file,
        "show_added": desk.arrivals.show_last,
        "read_again": desk.shelving.read_again,
        "import": desk.importing.choose_files,
        "import_folder": desk.importing.choose_folder,
        "stop_import": desk.importing.stop,
        "show_import": desk.importing.show_page,
        "import_review": desk.reviewing.choose_files,
        "paste_files": desk.dropping.paste,
        "review": desk.reviewing.review_front,
        "compare": desk.comparing.choose,
        "round": desk.quizzing.open_round,
        "flashcards": desk.quizzing.open_flashcards,
        "check_reading": desk.questioning.check_reading,
        "make_questions": desk.questioning.make_from_document,
        "ask_words": desk.questioning.make_from_words,
        "ask_notes": desk.questioning.make_from_notes,
        "own_questions": desk.questioning.open_own,
        "export_questions": desk.question_exchange.open_export,
        "import_questions": desk.question_exchange.choose_file,
        "learn_options": desk.questioning.open_options,
        "new_quiz": desk.quizzing.open_setup,
        "exam": partial(desk.quizzing.open_setup, "exam"),
        "sprint": partial(desk.quizzing.open_setup, "sprint"),
        "progress": desk.surveying.open_progress,
        "schedule": desk.surveying.open_schedule,
        "matrix": desk.surveying.open_matrix,
        "disagreements": partial(desk.consult, "disagreements"),
        "ask_claims": desk.quizzing.ask_claims,
        "palette": desk.commanding.open,
        "shortcuts": desk.pages.show_keys,
        "about": desk.pages.show_about,
        "copy_link": desk.links.copy_link,
        **desk.tabbing.slots(),
    }
    desk.window.actions_by_name.connect_to(slots)
    desk.citing.offer_styles(desk.window.actions_by_name.citation_styles)
    terms = desk.window.actions_by_name["terms"]
    terms.setChecked(desk.parts.settings.flag("terms", True))
    desk.referring.show_terms(terms.isChecked())
    terms.toggled.connect(desk.show_terms)
    known = desk.window.actions_by_name["known"]
    known.setChecked(desk.knowing.shown)
    known.toggled.connect(desk.knowing.show)
