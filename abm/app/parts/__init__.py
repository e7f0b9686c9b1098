"""The parts of the page: each turns what a visitor has in hand into what one piece of markup shows."""
