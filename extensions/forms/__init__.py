"""Forms of test files, ours and a team's: the names that they may use, checked and rendered in bounds."""
