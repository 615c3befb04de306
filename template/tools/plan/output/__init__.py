"""What the commands show: JSON and text."""
