"""Reads and checks what the program ships: law, questions, channels, wording, texts."""
