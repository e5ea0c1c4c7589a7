// The menu of a phone by keyboard. The theme makes its levels of labels, some of which no key reaches,
// and leaves the focus behind it: while it is open they are buttons, the focus goes with what is shown,
// and nothing that the menu covers is reached.

const BEHIND = ".md-skip, .md-header, .md-tabs, .md-content, .md-sidebar--secondary, .md-footer, .md-top";

const all = (selector, act) => document.querySelectorAll(selector).forEach(act);

/** Follow the toggle of the menu, which has just been opened. */
export function follow(drawer) {
  const keys = (event) => {
    if (event.key === "Escape") drawer.click();
  };
  // A level opens at its way back, and closes at what it was opened by.
  const level = ({ target: { id, checked } }) => {
    document.querySelector(`.md-sidebar--primary label[for="${id}"]:${checked ? "is" : "not"}(.md-nav__title)`)?.focus();
  };
  const show = () => {
    const { checked } = drawer;
    all(BEHIND, (part) => { part.inert = checked; });
    all(".md-sidebar--primary label:not([for=__drawer])", (label) => {
      label.role = checked ? "button" : null;
      if (checked) label.tabIndex = 0;
      else if (label.matches(".md-nav__title")) label.removeAttribute("tabindex");
      // What is an arrow alone is called as the link beside it.
      if (!label.textContent.trim()) label.ariaLabel = label.parentElement.textContent.trim();
    });
    for (const [name, hear] of [["keydown", keys], ["change", level]]) {
      if (checked) document.addEventListener(name, hear);
      else document.removeEventListener(name, hear);
    }
    const shown = [...document.querySelectorAll(".md-sidebar--primary :is(a, [role])")];
    const next = checked && shown.find((one) => one.checkVisibility({ visibilityProperty: true }));
    (next || document.querySelector(".md-header [for=__drawer]")).focus();
  };
  drawer.addEventListener("change", show);
  // Where the screen has room for the menu it covers nothing.
  matchMedia("(min-width: 76.25em)").addEventListener("change", () => drawer.checked && drawer.click());
  show();
}
