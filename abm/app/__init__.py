"""The browser: what one visitor sees and moves. State is plain and apart from what draws it."""
