"""Every measure of a run: its definition, and how it is counted from what happened."""
