"""The HTML report of a results folder: words, tables and charts."""
