// Printing something and nothing else of the page.

/** Lay a sheet beside the page, which stays out of the print, and take it away afterwards. */
export function printOnly(sheet) {
  document.querySelector(".hb-sheet")?.remove();
  sheet.className = "hb-sheet md-typeset";
  document.body.append(sheet);
  window.addEventListener("afterprint", () => sheet.remove(), { once: true });
  window.print();
}
