"""The typed, frozen things the program speaks of, and its errors.

No I/O, no clock, no text of the interface. What crosses a file border is a `msgspec.Struct`
(frozen, unknown keys forbidden); what lives only in memory is a frozen dataclass. Nothing in this
package imports anything else of the program.
"""
