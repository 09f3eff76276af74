"""The documents: the bundled library's sources, its build, and what a person adds."""
