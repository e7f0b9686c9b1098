"""Every uncertain number, with its evidence, by the part of the model that uses it."""
