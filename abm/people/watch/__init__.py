"""Looking at persons as days pass, without touching them: their nights, what happened to them, and finding someone."""
