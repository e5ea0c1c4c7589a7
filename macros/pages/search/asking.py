"""The words of a question that tell nothing of its matter, and those that ask what a word means."""

from __future__ import annotations

SMALL = {
    "zh": "怎么办 怎么样 怎么 怎样 如何 是什么 什么是 什么意思 什么 为什么 有没有 有人 可以 应该 需要 "
    "的 了 吗 呢 吧 啊",
    "en": "a about all an and any are as at be by can could do does for from get has have how i if in into "
    "is it its many me much my no not of off on or our out should so some than that the their them there "
    "they this to too up us was we what when where which who why will with without would you your "
    "arent cant couldnt didnt doesnt dont hasnt havent id im isnt ive shouldnt theyre wasnt were weve whats "
    "whos whose whom wont wouldnt youre",
}
"""By the first part of a language's code; a language without its own has none."""

DEFINING = {
    "zh": ("是什么", "什么是", "什么意思"),
    "en": ("what is", "what are", "whats", "what does", "meaning", "means", "define", "definition"),
}
"""Where one of these is in a query, the glossary answers before other pages."""


def words(locale: str) -> tuple[list[str], list[str]]:
    """The small words and the defining ones of a language, the longest first."""
    code = locale.split("-")[0]
    small = sorted(SMALL.get(code, "").split(), key=lambda word: (-len(word), word))
    return small, list(DEFINING.get(code, ()))
