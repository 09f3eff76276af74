"""The open tabs: which there are, the ways between them, and how they are kept."""
