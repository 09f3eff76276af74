"""The desk: everything Qt, on top of `db`."""
