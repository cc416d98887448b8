"""What a letter's file says about itself: its title and its day, never who wrote it."""

from __future__ import annotations

import datetime as dt

import msgspec


class Meta(msgspec.Struct, frozen=True):
    """The properties of one letter's file.

    `day` stands in for the time of making: the same letter of the same day has the same bytes. A
    draft shows `draft_word` on each of its pages, every other letter `notice`, if any. `lang` is
    the language of its words.
    """

    title: str
    day: dt.date
    draft: bool = False
    draft_word: str = ""
    notice: str = ""
    lang: str = "zh-CN"

    @property
    def banner(self) -> str:
        """What stands at the head of each page: the draft word, its notice, or nothing."""
        return self.draft_word if self.draft else self.notice

    @property
    def moment(self) -> dt.datetime:
        """Midnight UTC of the letter's day, for formats that want a time."""
        return dt.datetime.combine(self.day, dt.time(), dt.UTC)
