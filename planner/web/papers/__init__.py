"""Issuing, previews, stored documents, teaching, referrals, blank sheets."""
