"""Bytes of one format in, a document out, and nothing else."""
