// At the foot of a page: the text that says what is wrong with it, to fill in, copy and send.

import { copyOrShow } from "../lib/clipboard.js";
import { button, create } from "../lib/dom.js";
import { keepDraft } from "../lib/draft.js";
import { Widget } from "../lib/widget.js";

class Wrong extends Widget {
  build() {
    const field = this.querySelector("textarea");
    // Where the site's address was not known when it was built, the reader's is.
    if (this.dataset.place.startsWith("/")) {
      const place = location.origin + location.pathname;
      for (const text of ["value", "defaultValue"]) field[text] = field[text].replace(this.dataset.place, () => place);
    }
    const forget = keepDraft(field.parentElement, "handbook-wrong label");
    const copy = button(this.words.copy, async () => {
      if (await copyOrShow(this, { text: field.value }, this.words)) forget();
    });
    this.append(create("div", { className: "hb-tools" }, [copy]));
  }
}

customElements.define("handbook-wrong", Wrong);
