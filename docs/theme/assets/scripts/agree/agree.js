// Nothing is agreed yet: the file to begin with gets today's date, and can be copied at once.

import { copyOrShow } from "../lib/clipboard.js";
import { iso, today } from "../lib/days.js";
import { Widget } from "../lib/widget.js";

class Agree extends Widget {
  build() {
    const { gap, days } = this.dataset;
    const dated = (text) => text.replace(gap, iso()).replace(gap, iso(today() + Number(days)));
    const file = this.querySelector(".hb-template");
    const text = dated(file.textContent);
    file.textContent = text;
    const link = this.part("new");
    if (link) {
      link.setAttribute("href", dated(link.getAttribute("href")));
      // A forge that cannot fill in the file opens an empty form: the file is ready to paste.
      if ("copies" in this.dataset) link.addEventListener("click", () => copyOrShow(this, { text }, this.words));
    }
    this.part("copy").addEventListener("click", () => copyOrShow(this, { text }, this.words));
  }
}

customElements.define("handbook-agree", Agree);
