"""A document on paper: its pages, their preview, and the way to a printer or a PDF file."""
