"""Words as names, and as data in the formats that templates print."""
