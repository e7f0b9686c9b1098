"""The pictures of the browser, each drawn to SVG from what a run has been so far, with the table behind it."""
