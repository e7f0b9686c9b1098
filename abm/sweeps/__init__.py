"""Sweeps: designed experiments of many runs, paired by construction, of which nothing finished is lost."""
