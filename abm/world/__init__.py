"""Places and relationships: geography, consortium formation, catchments, health economies, the network."""
