"""Addresses on the forge where the files live: edit, history, and so on.

One place for the patterns of each kind of forge, as their documentation gives them.
"""

from __future__ import annotations

from urllib.parse import quote

from .model import Forge

_PATTERNS: dict[str, dict[str, str]] = {
    "github": {
        "edit": "{repository}/edit/{branch}/{path}",
        "history": "{repository}/commits/{branch}/{path}",
        "new": "{repository}/new/{branch}/{folder}?filename={name}",
        "issue": "{repository}/issues/new?title={title}&body={body}",
    },
    "gitlab": {
        "edit": "{repository}/-/edit/{branch}/{path}",
        "history": "{repository}/-/commits/{branch}/{path}",
        "new": "{repository}/-/new/{branch}/{folder}?file_name={name}",
        "issue": "{repository}/-/issues/new?issue[title]={title}&issue[description]={body}",
    },
    "gitee": {
        "edit": "{repository}/edit/{branch}/{path}",
        "history": "{repository}/commits/{branch}/{path}",
        "new": "{repository}/new/{branch}/{folder}",
        "issue": "{repository}/issues/new?issue%5Btitle%5D={title}&issue%5Bdescription%5D={body}",
    },
    "gitea": {
        "edit": "{repository}/_edit/{branch}/{path}",
        "history": "{repository}/commits/branch/{branch}/{path}",
        "new": "{repository}/_new/{branch}/{folder}?filename={name}",
        "issue": "{repository}/issues/new?title={title}&body={body}",
    },
}


def address(forge: Forge | None, action: str, **values: str) -> str | None:
    """The address of an action (`edit`, `history`, `new`, `issue`); None without a forge.

    `path` and `folder` are below the repository's root; every value is percent-encoded here.
    """
    if forge is None:
        return None
    encoded = {key: quote(value, safe="/" if key in ("path", "folder") else "") for key, value in values.items()}
    return _PATTERNS[forge.kind][action].format(
        repository=forge.repository.rstrip("/"), branch=quote(forge.branch, safe="/"), **encoded
    )
