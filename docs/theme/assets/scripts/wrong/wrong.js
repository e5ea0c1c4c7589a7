// At the foot of a page: the text that says what is wrong with it, to fill in, copy and send.

import { copyOrShow } from "../lib/clipboard.js";
import { button, make, wordsOf } from "../lib/dom.js";

class Wrong extends HTMLElement {
  connectedCallback() {
    if (this.tools) return;
    const field = this.querySelector("textarea");
    const words = wordsOf(this);
    // Where the site's address was not known when it was built, the reader's is.
    if (this.dataset.place.startsWith("/")) {
      const place = location.origin + location.pathname;
      field.value = field.value.replace(this.dataset.place, () => place);
    }
    const copy = button(words.copy, () => copyOrShow(this, { text: field.value }, words));
    this.tools = make("div", { className: "hb-tools" }, [copy]);
    this.append(this.tools);
  }
}

customElements.define("handbook-wrong", Wrong);
