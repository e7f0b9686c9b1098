"""What the experiments of ``findings.py`` are made of: arms, runs, numbers, claims and words."""
