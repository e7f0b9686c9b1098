"""Older people as rows of arrays, the compiled engine that advances them, and its plain twin."""
