"""From a person's words to ranked, marked passages."""
