"""The model as functions of its settings, for scripts that design and analyse runs with other libraries."""
