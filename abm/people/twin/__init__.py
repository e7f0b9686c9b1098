"""The plain twin: the rules of people's lives in ordinary Python, agent by agent.

It is the description of the model that the compiled engine is tested against, and gives the same numbers exactly.
Where the engine keeps running tallies, the twin counts everyone again from the beginning.
"""
