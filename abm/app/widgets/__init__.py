"""What the page is made of in the browser: plain HTML controls, so that keyboard and screen reader know them."""
