"""What is in the folder that is written to, and why nothing may be written there."""
