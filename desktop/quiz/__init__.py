"""Quiz rounds and flashcards."""
