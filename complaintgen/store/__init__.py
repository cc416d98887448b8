"""The case folder on disk: load, save, migrate, attach. No other package touches its files."""
