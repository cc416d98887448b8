"""The typed, frozen things the program speaks of, and its errors.

No I/O, no clock, no text of the interface. Everything is a frozen `msgspec.Struct`; what crosses a
file border also forbids unknown keys and is checked when it is read. Nothing in this package
imports anything else of the program.
"""
