"""Findings, treatments, rules and sources of the packs, to be read and searched."""
