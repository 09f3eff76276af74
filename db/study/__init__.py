"""The person's own file: its schema, migrations and backups."""

SCHEMA_VERSION = 9
"""How many migrations `migrations.py` holds; kept here so that a start need not import them."""
