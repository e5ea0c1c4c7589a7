"""The page for tonight without network: a small worker for that page and its styles, and nothing else."""

from __future__ import annotations

import hashlib
import json
import re

_STYLE = re.compile(r'<link(?=[^>]*rel="stylesheet")[^>]*href="([^"]+)"')

_WORKER = """\
const NAME = "tonight-%(version)s";
const KEPT = %(kept)s.map((address) => new URL(address, self.registration.scope).href);
self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(NAME).then((cache) => cache.addAll(KEPT)).then(() => self.skipWaiting()));
});
self.addEventListener("activate", (event) => {
  const mine = (name) => name.startsWith("tonight-") && name !== NAME;
  event.waitUntil(
    caches.keys().then((names) => Promise.all(names.filter(mine).map((name) => caches.delete(name)))),
  );
});
self.addEventListener("fetch", (event) => {
  const address = event.request.url.split("#")[0];
  if (event.request.method !== "GET" || !KEPT.includes(address)) return;
  event.respondWith(fetch(event.request).catch(() => caches.match(address)));
});
"""

_OFF = """\
self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => {
  const mine = (name) => name.startsWith("tonight-");
  event.waitUntil(
    caches.keys()
      .then((names) => Promise.all(names.filter(mine).map((name) => caches.delete(name))))
      .then(() => self.registration.unregister()),
  );
});
"""


def worker(page: str, on: bool) -> str:
    """The worker for a finished page: it keeps the page and the styles that the page names.

    With network the page is always asked for anew; what was kept answers only without. Switched
    off (`on`), it is one that removes itself.
    """
    if not on:
        return _OFF
    styles = _STYLE.findall(page)
    version = hashlib.sha256(page.encode()).hexdigest()[:12]
    return _WORKER % {"version": version, "kept": json.dumps(["./", *styles])}
