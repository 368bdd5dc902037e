"""Reads ``protocols/`` into clinical values; every error names file, line and entry."""
