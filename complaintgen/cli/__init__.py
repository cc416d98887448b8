"""The commands. Only here the program exits or reads the clock, and here it prints its reports."""
