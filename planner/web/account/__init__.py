"""The first account, signing in and out."""
