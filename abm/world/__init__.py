"""Places: geography, consortium formation, catchments, health economies."""
