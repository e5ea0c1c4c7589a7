// The menu of a phone by keyboard. The theme makes its levels of labels: while it is open they are
// buttons, the focus goes with what is shown, and nothing that it covers is reached. Fetched
// when its own button first has the focus, which a press of Space may follow.

const each = (selector, act) => document.querySelectorAll(selector).forEach(act);

const menu = document.querySelector("#__drawer");

addEventListener("keydown", (event) => {
  if (menu.checked && event.key === "Escape") menu.click();
  if (event.key !== " " || !event.target.matches("label")) return;
  event.preventDefault();
  event.target.click();
});
// A level opens at its way back, and closes at what opened it.
addEventListener("change", ({ target: { id, checked } }) => {
  each(`.md-sidebar--primary [for="${id}"]:${checked ? "is" : "not"}(.md-nav__title)`, (label) => label.focus());
});
const show = () => {
  const { checked } = menu;
  each(".md-skip, .md-header, .md-tabs, .md-content, .md-sidebar--secondary, .md-footer, .md-top", (part) => {
    part.inert = checked;
  });
  each(".md-sidebar--primary label:not([for=__drawer])", (label) => {
    label.role = checked ? "button" : null;
    if (checked) label.tabIndex = 0;
    else if (label.matches(".md-nav__title")) label.removeAttribute("tabindex");
    // What is an arrow alone is called as the link beside it.
    if (!label.textContent.trim()) label.ariaLabel = label.parentElement.textContent.trim();
  });
  const shown = [...document.querySelectorAll(".md-sidebar--primary :is(a, [role])")];
  const first = checked && shown.find((one) => one.checkVisibility({ visibilityProperty: true }));
  (first || document.querySelector(".md-header [for=__drawer]")).focus();
};
menu.addEventListener("change", show);
// Where the screen has room for the menu it covers nothing.
matchMedia("(min-width: 76.25em)").addEventListener("change", () => menu.checked && menu.click());
if (menu.checked) show();
