"""The library panel: which documents there are."""
