"""Joined-up: an agent-based model of health and social care integration in England."""
