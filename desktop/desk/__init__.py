"""What one does at the desk: each module joins features for one such thing, wired in `features`."""
