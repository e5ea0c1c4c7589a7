"""For `make bench`: a thousand codes pasted into the team's page, and their picture."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.sheets import codes_of, open_team, random_sheets

LIMIT = 200

TO_THE_FRAME = """async ([act, text]) => {
  const host = document.querySelector("handbook-team");
  const start = performance.now();
  if (act === "paste") {
    const data = new DataTransfer();
    data.setData("text/plain", text);
    host.querySelector('[data-part="paste"]').dispatchEvent(
      new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
  } else {
    host.querySelector('[data-part="close"] button').click();
  }
  await new Promise((done) => {
    const look = () => {
      const seen = act === "paste" ? /\\d{4}/.test(host.querySelector('[data-part="count"]').textContent)
        : host.querySelectorAll(".hb-team .hb-strip").length > 0;
      if (!seen) return requestAnimationFrame(look);
      const channel = new MessageChannel();
      channel.port1.onmessage = done;
      channel.port2.postMessage(0);
    };
    requestAnimationFrame(look);
  });
  return performance.now() - start;
}"""


def measure(page: Page, address: str) -> list[tuple[str, float, str]]:
    """What was measured: (name, milliseconds, verdict). `page` needs no state; `address` ends in a slash."""
    page.goto(address)
    form = open_team(page, "zh")
    codes = codes_of(page, random_sheets(form, 1000))
    lines = [f"同事 {n} 11/22 21:{n % 60:02}\n{code}" for n, code in enumerate(codes)]
    pasted = page.evaluate(TO_THE_FRAME, ["paste", "\n".join(lines)])
    expect(page.locator('[data-part="count"]')).to_contain_text("1000")
    shown = page.evaluate(TO_THE_FRAME, ["close", ""])
    return [
        (name, milliseconds, "ok" if milliseconds < LIMIT else "over")
        for name, milliseconds in (
            (f"1,000 codes pasted and counted; limit {LIMIT}", pasted),
            (f"their picture shown; limit {LIMIT}", shown),
            (f"both; limit {LIMIT}", pasted + shown),
        )
    ]
