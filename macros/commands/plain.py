"""The whole site as ordinary Markdown files, for a builder that knows nothing of ours.

Each language is a folder with a configuration beside it; all are built into one site. What templates
make stands in the pages as finished HTML, which Markdown leaves alone; what the theme puts below a
page stands at the end of its text.
"""

from __future__ import annotations

import os
import posixpath
import re
from pathlib import Path
from typing import Any

import yaml

from ..data.load import Loaded
from ..data.places import ROOT
from ..pages import theme
from ..pages.routes import published_at, root_of
from . import check, targets
from .preview import Edition, Preview
from .site import made

_COLOPHON = re.compile(r'<footer class="hb-colophon">.*?</footer>', re.DOTALL)
_MAIN = """{{% extends "base.html" %}}
{{% block extrahead %}}<meta name="handbook-root" content="{root}">{{% endblock %}}
"""
_LINK = re.compile(
    r"""(?P<kept><(?P<tag>pre|textarea|script)\b.*?</(?P=tag)>)|(?P<start>\bhref="|\]\()(?P<link>[^")\s]*)""",
    re.DOTALL,
)
_HOME = """{% extends "main.html" %}
{% block htmltitle %}<title>{{ config.site_name }}</title>{% endblock %}
"""
"""The first page is called as the site is, without a name of its own before it."""
_KEPT = ("hide", "search")
"""What a page says of itself that other builders understand."""


def write(folder: Path, loaded: Loaded, address: str) -> list[Path]:
    """Write every language into an empty folder; gives each language's configuration, the source's first.

    `loaded`: good data; `address`: where the site will be, with a slash at its end. Raises as a page does.
    """
    preview = Preview(ROOT / "mkdocs.yml", address)
    preview.change(loaded, theme=True)
    try:
        further = preview.edition("").build.handbook.languages[1:]
        return [_language(folder, preview.edition(code)) for code in ("", *further)]
    finally:
        preview.close()


def _language(folder: Path, edition: Edition) -> Path:
    code = edition.build.language
    target = folder / code
    titles: dict[str, str] = {}
    for page, text in edition.pages():
        source = page.file.src_uri
        titles[source] = str(page.title)
        finished = (edition.get(page.file.dest_uri) or b"").decode()
        colophon = _COLOPHON.search(finished)
        head: dict[str, Any] = {"template": "home.html"} if page.is_homepage else {"title": str(page.title)}
        head |= {name: page.meta[name] for name in ("description", *_KEPT) if name in page.meta}
        path = target / source
        path.parent.mkdir(parents=True, exist_ok=True)
        body = _from_file(f"{text.strip()}\n\n{colophon.group() if colophon else ''}\n", source)
        path.write_text(f"---\n{_yaml(head)}---\n\n{body}", encoding="utf-8", newline="\n")
    for name, data in (*edition.others(), ("handbook.json", edition.get("handbook.json"))):
        if data is None:
            continue
        path = target / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    main = folder / "overrides" / code / "main.html"
    main.parent.mkdir(parents=True, exist_ok=True)
    root = "../" * (4 + root_of(edition.build.handbook, code).count("/"))
    main.with_name("home.html").write_text(_HOME, encoding="utf-8", newline="\n")
    main.write_text(_MAIN.format(root=root), encoding="utf-8", newline="\n")
    config = folder / f"{code}.yml"
    config.write_text(_yaml(_configuration(edition, titles)), encoding="utf-8", newline="\n")
    return config


def _from_file(text: str, source: str) -> str:
    """The text of a page with its links as they lead from its file: `x.md` is at `x/`."""
    folder = posixpath.splitext(posixpath.basename(source))[0]

    def put(match: re.Match[str]) -> str:
        link = match["link"]
        if not link or re.match(r"[a-z]+:|[/#?]", link):
            return match.group()
        path, mark, rest = link.partition("#")
        end = "/" if path.endswith("/") else ""
        return f"{match['start']}{posixpath.normpath(posixpath.join(folder, path))}{end}{mark}{rest}"

    return text if folder == "index" else _LINK.sub(put, text)


def _configuration(edition: Edition, titles: dict[str, str]) -> dict[str, Any]:
    build = edition.build
    handbook, own = build.handbook, theme.configuration(build.own, build.folder)
    given = yaml.load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    look = {**given["theme"], **theme.look(build.own, build.folder)}
    look |= {"font": False, "custom_dir": f"overrides/{build.language}"}
    own.pop("docs_dir")
    own["nav"] = _titled(own["nav"], titles)
    alternates = theme.alternates(build.own, build.site_url)
    return {
        **own,
        **({"site_url": edition.address} if edition.address else {}),
        "docs_dir": build.language,
        "site_dir": f"site/{root_of(handbook, build.language)}",
        "theme": look,
        "extra_javascript": [{"path": f"{build.folder}/scripts/entry.js", "type": "module"}],
        "extra": {"generator": False, "alternate": alternates if len(handbook.languages) > 1 else []},
        "plugins": ["search"],
        "markdown_extensions": [
            *("attr_list", "tables", "admonition"),
            {"toc": {"permalink": True, "permalink_title": str(build.own.ui["theme"]["permalink"])}},
        ],
    }


def _titled(nav: list[Any], titles: dict[str, str]) -> list[Any]:
    """The navigation with the titles of its pages, which other builders would take from file names."""
    done: list[Any] = []
    for part in nav:
        if isinstance(part, str):
            done.append(part if part.endswith("index.md") else {titles[part]: part})
        else:
            ((title, below),) = part.items()
            done.append({title: below if isinstance(below, str) else _titled(below, titles)})
    return done


class _Dumper(yaml.SafeDumper):
    """Writes every kind of text as text."""


_Dumper.add_multi_representer(str, lambda dumper, text: dumper.represent_str(str(text)))


def _yaml(value: Any) -> str:
    return yaml.dump(value, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=10_000)


def run(folder: Path) -> int:
    """Write the pages of every language and say where the configurations are, the source's first."""
    loaded = check.loaded()
    if loaded.handbook is None:
        return 1
    address = published_at(loaded.handbook, os.environ) or ""
    configurations: list[Path] = []
    place = made(
        "plain",
        folder,
        targets.PLAIN,
        lambda empty: configurations.extend(write(empty, loaded, address)),
        whole=False,
    )
    if place is None:
        return 1
    for config in configurations:
        print(place / config.name)
    return 0
