"""Copier's raw answers to checked values."""
