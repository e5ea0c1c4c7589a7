// The row of jumps: it says in which of its sections the reader is.

/** Mark the link of the section that the reader has come to, until the row leaves the page. */
export function follow(row) {
  const links = [...row.querySelectorAll("a")];
  const places = links.map((link) => document.getElementById(link.hash.slice(1)));
  let asked = 0;
  const look = () => {
    asked = 0;
    if (!row.isConnected) return document.removeEventListener("scroll", soon);
    const edge = Math.max(row.getBoundingClientRect().bottom, 0) + window.innerHeight / 4;
    const here = places.findLastIndex((place) => place && place.getBoundingClientRect().top < edge);
    const before = row.querySelector("[aria-current]");
    if (before === (links[here] ?? null)) return undefined;
    before?.removeAttribute("aria-current");
    if (here < 0) return undefined;
    links[here].setAttribute("aria-current", "true");
    // Only the row moves: the reader's place on the page is theirs.
    row.scrollLeft = links[here].offsetLeft - (row.clientWidth - links[here].offsetWidth) / 2;
    return undefined;
  };
  function soon() {
    asked ||= requestAnimationFrame(look);
  }
  document.addEventListener("scroll", soon, { passive: true });
  // At the head of a page the reader is in none of its sections yet: nothing is measured for that.
  if (window.scrollY > 0) soon();
}
