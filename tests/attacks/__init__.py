"""Attacks on the whole site, over both databases; cases are numbered as in README.md here."""
