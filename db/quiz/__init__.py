"""Questions, marking, schedule and rounds."""
