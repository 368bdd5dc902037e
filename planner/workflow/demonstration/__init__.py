"""Fictional people at different points of care, told through the actions a clinician uses."""
