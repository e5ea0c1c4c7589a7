// A field above a long list: what does not contain the reader's words is hidden.

import { announce, fill } from "../lib/dom.js";
import { Widget } from "../lib/widget.js";

const plain = (text) => text.normalize("NFKC").toLowerCase().replace(/\s+/g, " ").trim();

class Filter extends Widget {
  build() {
    this.field = this.querySelector("input");
    this.field.addEventListener("input", () => this.show());
    // The field was there before this script: what is typed by now counts.
    if (this.field.value) this.show();
  }

  /** Hide and show. A heading whose entries are all hidden is hidden with them. */
  show() {
    const words = plain(this.field.value).split(" ").filter(Boolean);
    const items = [...document.querySelectorAll(this.dataset.items)];
    let count = 0;
    for (const item of items) {
      const text = plain(item.textContent);
      item.hidden = !words.every((word) => text.includes(word));
      count += !item.hidden;
    }
    for (const list of new Set(items.map((item) => item.parentElement))) {
      const isEmpty = [...list.children].every((item) => item.hidden);
      list.hidden = isEmpty;
      if (list.previousElementSibling?.matches("h2, h3")) list.previousElementSibling.hidden = isEmpty;
    }
    announce(this, count ? fill(this.words.shown, { n: count }) : this.words.nothing);
  }
}

customElements.define("handbook-filter", Filter);
