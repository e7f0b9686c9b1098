"""The compiled engine: a month of a health economy, person by person, event by event."""
