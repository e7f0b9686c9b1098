"""Relations between organisations: who deals with whom, promises, trust, leaders, and what spreads along ties."""
