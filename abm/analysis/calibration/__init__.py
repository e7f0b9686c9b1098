"""Fitting uncertain parameters to evidence: waves of runs, an emulator of each target, and what remains possible."""
