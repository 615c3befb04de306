"""Words as names, as data in the formats that templates print, and as refusals."""
