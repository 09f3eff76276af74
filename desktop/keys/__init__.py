"""Commands by their words and by their keys: the palette, and the keys one may change."""
