"""Highlights and notes beside the text."""
