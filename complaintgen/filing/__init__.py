"""Puts the steps together: prepares letters, writes packs and the worked example.

No clock and no terminal; what happened comes back as values.
"""
