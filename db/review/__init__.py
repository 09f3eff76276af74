"""Reviewing what was read of a file before it is stored, paragraph by paragraph."""
