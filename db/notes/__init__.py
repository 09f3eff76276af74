"""Highlights and notes, and the anchors that hold them to the text."""
