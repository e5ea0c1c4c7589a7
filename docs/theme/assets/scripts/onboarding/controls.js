// The buttons and jumps of the onboarding page. What most of them do loads when the reader comes near.
// `host` is the element.

import { button, create } from "../lib/dom.js";

/** Add everything that can be pressed or jumped to and is not a task's own. */
export function addControls(host) {
  const { words } = host;
  host.list("plan-actions").append(
    button(words.change_plan, async () => (await host.load("maker")).fill()),
    button(words.whole_path, () => host.leavePlan()),
  );
  host.part("no-plan").append(button(words.make_plan, async () => (await host.load("maker")).enter()));
  const share = host.querySelector("#share");
  share.tabIndex = -1;
  const link = create("a", { href: "#share", textContent: share.firstChild.textContent });
  link.addEventListener("click", (event) => {
    // The address keeps the plan.
    event.preventDefault();
    event.stopPropagation();
    share.scrollIntoView();
    share.focus({ preventScroll: true });
  });
  host.list("kept").after(host.shareJump = create("p", { className: "hb-jump" }, [link]));
  addButtons(host);
}

/** The buttons of what stands further down; their code loads when the reader comes near. */
function addButtons(host) {
  const { words } = host;
  const buttons = (place, part, names) => {
    for (const name of names) {
      const made = button(words[name], async () => (await host.load(part)).act(name, place));
      made.dataset.act = name;
      place.append(made);
    }
  };
  buttons(host.list("share-status"), "share", ["copy_status", "copy_link_state"]);
  const copies = ["download_calendar", "copy_calendar", "copy_for_chat", "copy_as_markdown", "copy_as_issue"];
  buttons(host.list("share-copies"), "share", copies);
  const maker = host.part("maker");
  buttons(host.list("maker-plan"), "maker", ["save_change"]);
  buttons(host.list("maker-link"), "maker", ["copy_link", "show_qr", "open_here"]);
  for (const box of maker.querySelectorAll("[data-message]")) {
    buttons(box.querySelector(".hb-actions"), "maker", ["copy_message"]);
  }
  for (const part of host.querySelectorAll("[data-feedback]")) {
    const place = part.appendChild(create("div", { className: "hb-actions" }));
    buttons(place, "share", ["copy_feedback"]);
    part.querySelector('[data-part="feedback-note"]').hidden = false;
  }
  const fold = maker.querySelector("details");
  fold.addEventListener("toggle", () => host.load("maker"), { once: true });
  // Opened before the script came.
  if (fold.open) host.load("maker");
  new IntersectionObserver((entries) => {
    if (entries.some(({ isIntersecting }) => isIntersecting)) host.load("share");
  }, { rootMargin: "600px" }).observe(host.part("share"));
}
