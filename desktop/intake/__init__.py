"""Documents on their way into the library: what came of each file, and a text under review."""
