"""Tests of the planner; the folders mirror the packages they test."""
