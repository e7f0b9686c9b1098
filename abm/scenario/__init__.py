"""Scenarios: TOML to validated levers, parameters, places and dated policies."""
