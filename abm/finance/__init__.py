"""Money: the double-entry ledger, payment rules, prices and what activity costs whom."""
