"""The interview: a pure script, readers of what is typed, and the front end in the terminal."""
