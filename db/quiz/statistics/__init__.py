"""What the answers and the cards say, as numbers: pure, and quick with a million reviews.

Every function takes a connection and reads along an index; days are local days, as they are where
cards come due (`waiting.py`).
"""
