"""What templates print, prepared from the record."""
