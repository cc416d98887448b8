"""Computes from a case what no answer says: facts, findings, what was in force, where to write."""
