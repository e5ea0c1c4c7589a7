"""Codes: whole ones read back, every damaged one told, all of them found in what people paste."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page

from tests.conftest import ROOT, serve_folder

ORDER = [f"item-{number}" for number in range(30)]
KIND = {"language": "zh", "revision": "7K3M9Q", "order": ORDER, "low": 1, "high": 5}
NONCE = "R4T8W2YN"
TYPED = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz- .。"


@pytest.fixture(scope="module")
def scripts(browser: Browser) -> Iterator[Page]:
    server = serve_folder(ROOT / "docs" / "theme" / "assets" / "scripts")
    page = browser.new_page()
    page.goto(f"http://127.0.0.1:{server.server_port}/assessment/codes.js")
    yield page
    page.close()
    server.shutdown()


def call(page: Page, function: str, *calls: list[Any], module: str = "assessment/codes") -> Any:
    return page.evaluate(
        "async ([path, name, calls]) => { const module = await import(path);"
        " return calls.map((one) => module[name](...one)); }",
        [f"/{module}.js", function, list(calls)],
    )


def write(page: Page, values: dict[str, int], kind: dict[str, Any] = KIND, nonce: str = NONCE) -> str:
    [code] = call(page, "writeCode", [kind, values, nonce])
    return str(code)


def reasons(page: Page, damaged: list[str], kind: dict[str, Any] = KIND) -> set[str]:
    """The reasons why each was refused; `accepted` where one was not."""
    return {one.get("reason", "accepted") for one in call(page, "readCode", *[[d, kind] for d in damaged])}


sheets = st.lists(st.sampled_from([None, 0, 1, 2, 3, 4, 5]), min_size=30, max_size=30).map(
    lambda values: {i: v for i, v in zip(ORDER, values, strict=True) if v is not None}
)
nonces = st.text("0123456789ABCDEFGHJKMNPQRSTVWXYZ", min_size=8, max_size=8)


@given(cases=st.lists(st.tuples(sheets, nonces), min_size=20, max_size=20))
@settings(max_examples=15, deadline=None, derandomize=True)
def test_what_was_written_is_read(scripts: Page, cases: list[tuple[dict[str, int], str]]) -> None:
    codes = call(scripts, "writeCode", *[[KIND, values, nonce] for values, nonce in cases])
    for code, got, (values, nonce) in zip(
        codes, call(scripts, "readCode", *[[c, KIND] for c in codes]), cases, strict=True
    ):
        assert got == {"answers": values, "language": "zh", "nonce": nonce}
        assert len(code) < 64 and set(code) <= set(TYPED) - set(" .。")


@given(values=sheets, nonce=nonces)
@settings(max_examples=2, deadline=None, derandomize=True)
def test_every_changed_character_cut_and_swap_is_told(
    scripts: Page, values: dict[str, int], nonce: str
) -> None:
    code = write(scripts, values, nonce=nonce)
    places = range(len(code))
    changed = [code[:p] + c + code[p + 1 :] for p in places for c in TYPED if c != code[p]]
    assert reasons(scripts, changed) == {"mistyped"}
    swapped = [
        code[:p] + code[q] + code[p + 1 : q] + code[p] + code[q + 1 :]
        for p in places
        for q in range(p + 1, len(code))
        if code[p] != code[q]
    ]
    assert reasons(scripts, swapped) == {"mistyped"}
    cut = [code[:p] + code[q:] for p in places for q in range(p + 1, len(code) + 1)]
    assert reasons(scripts, cut) == {"cut"}
    longer = [code[:p] + c + code[p:] for p in places for c in TYPED] + [code + c for c in TYPED]
    assert reasons(scripts, longer) == {"mistyped"}


@pytest.mark.parametrize("items", [1, 3, 24, 56, 120])
def test_any_number_of_items_makes_a_code(scripts: Page, items: int) -> None:
    kind = {**KIND, "order": [f"i{n}" for n in range(items)]}
    values = {f"i{n}": n % 6 for n in range(items)}
    code = write(scripts, values, kind)
    assert call(scripts, "readCode", [code, kind])[0]["answers"] == values
    swapped = [code[:p] + code[p + 1] + code[p] + code[p + 2 :] for p in range(len(code) - 1)]
    assert "accepted" not in reasons(scripts, [s for s in swapped if s != code], kind)


def test_codes_of_other_statements_and_languages_are_told_apart(scripts: Page) -> None:
    full = dict.fromkeys(ORDER, 4)
    other = write(scripts, full, {**KIND, "revision": "ABCDEF"})
    english = write(scripts, full, {**KIND, "language": "en"})
    assert reasons(scripts, [other]) == {"revision"}
    assert reasons(scripts, [english]) == {"language"}
    [both] = call(scripts, "readCode", [english, KIND, ["zh", "en"]])
    assert both["language"] == "en" and both["answers"] == full


def test_two_equal_sheets_stay_two(scripts: Page) -> None:
    made = call(scripts, "newNonce", *[[]] * 500)
    assert len(set(made)) == 500
    codes = {write(scripts, {}, nonce=nonce) for nonce in made[:5]}
    assert len(codes) == 5
    assert len(set(call(scripts, "shortHash", *[[code] for code in codes], module="lib/hash"))) == 5


def test_codes_are_found_between_names_times_and_links(scripts: Page) -> None:
    codes = [write(scripts, dict.fromkeys(ORDER, n % 6), nonce=f"R4T8W2Y{n}") for n in range(6)]
    chat = (
        f"阿青 2026/11/22 21:03:15\n{codes[0]}\n小满  21:04\n我的码是{codes[1]}，谢谢！😀\n"
        f"Lin (13510235102) 9:05 PM: “{codes[2]}”. [HB1] hb1\n"
        f"https://example.org/assessment/#code={codes[3]}&from=timeline\n"
        f"{codes[4][:20]}\u200b{codes[4][20:]}{codes[5]}\n"
        "订单 123450123450-2026-11-22 550e8400-e29b-41d4-a716-446655440000 SF1234567890123\n"
    )
    assert call(scripts, "findCodes", [chat])[0] == codes


def test_a_code_that_software_has_dressed_up_is_found_as_it_was(scripts: Page) -> None:
    codes = [write(scripts, dict.fromkeys(ORDER, n % 6), nonce=f"R4T8W2Y{n}") for n in range(9)]
    wide = "".join(chr(ord(one) + 0xFEE0) for one in codes[0])
    hyphens = ["\u2010", "\u2011", "–", "－", "%2D", "%252d"]
    dressed = [codes[n + 1].replace("-", hyphen) for n, hyphen in enumerate(hyphens)]
    # Broken by a mail, quoted; cut for good, with the next code after it.
    broken = f"> {codes[7][:20]}\r\n> {codes[7][20:45]}\n>  {codes[7][45:]}\nLin"
    cut = codes[0][:40]
    text = f"我的：{wide}。\n" + "\n".join(dressed) + f"\n{broken}\n{cut}\n{codes[8]}——谢谢"
    assert call(scripts, "findCodes", [text])[0] == [*codes[:8], cut, codes[8]]


def test_what_was_a_code_is_found_too(scripts: Page) -> None:
    code = write(scripts, dict.fromkeys(ORDER, 3))
    damaged = [code[:30], code[7:], code.replace("R4T", "R5T"), code.lower()]
    assert call(scripts, "findCodes", ["\n".join(damaged)])[0] == damaged
    assert "accepted" not in reasons(scripts, damaged)
    # Bounded, whatever is pasted.
    assert len(call(scripts, "findCodes", [f"{code} " * 300, 100])[0]) == 100
