"""One file for each kind of organisation: what it observes, decides and does."""
