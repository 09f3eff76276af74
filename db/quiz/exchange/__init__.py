"""Questions on their way: out to Anki, Moodle, tables and paper, and in from all but paper."""
