// What every widget is: a custom element around HTML that the page holds complete.

import { wordsOf } from "./dom.js";

/**
 * A widget has `build()`, called once, and may have `enter(signal)`, called each time it comes onto
 * a page; the signal ends when it leaves. The theme swaps pages, so an element may come back.
 */
export class Widget extends HTMLElement {
  connectedCallback() {
    if (!this.words) {
      this.words = wordsOf(this);
      this.build();
    }
    this.visit = new AbortController();
    this.enter?.(this.visit.signal);
  }

  disconnectedCallback() {
    this.visit?.abort();
  }

  /** Hear of changes until the widget leaves: `follow(store, "answers", callback)`. */
  follow(store, section, callback) {
    this.visit.signal.addEventListener("abort", store.subscribe(section, callback));
  }

  /** The part of the widget's HTML that is called so. */
  part(name) {
    return this.querySelector(`[data-part="${name}"]`);
  }
}
