"""Notes out and in: the formats other programs read, and what they write."""
