"""One run or several replications, to a results folder."""
