"""What is already in the folder that Copier writes to, and every reason not to write there."""
