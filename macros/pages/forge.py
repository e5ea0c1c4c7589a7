"""Addresses on the forge where the files live: edit, history, a new file, an issue.

One place for the patterns of each kind of forge. What a pattern rests on stands beside it.
"""

from __future__ import annotations

from urllib.parse import quote

from ..data.models.settings import Forge

_PATTERNS: dict[str, dict[str, str]] = {
    # docs.github.com, “Creating an issue from a URL query” and “Syntax for GitHub's form schema”:
    # a form's fields are filled in by their ids, and the form by the name of its file.
    "github": {
        "edit": "{repository}/edit/{branch}/{path}",
        "history": "{repository}/commits/{branch}/{path}",
        "new": "{repository}/new/{branch}/{folder}?filename={name}",
        # Not in the documentation, but used widely (isaacs/github, issue 1527): `value` fills the file.
        "write": "{repository}/new/{branch}/{folder}?filename={name}&value={text}",
        "issue": "{repository}/issues/new?template=wrong-{language}.yml&title={title}&page={body}",
    },
    # docs.gitlab.com, “Using a URL with prefilled values”; the web editor takes `file_name` only
    # (gitlab-org/gitlab, issue 532221: what filled the file was dropped).
    "gitlab": {
        "edit": "{repository}/-/edit/{branch}/{path}",
        "history": "{repository}/-/commits/{branch}/{path}",
        "new": "{repository}/-/new/{branch}/{folder}?file_name={name}",
        "write": "{repository}/-/new/{branch}/{folder}?file_name={name}",
        "issue": "{repository}/-/issues/new?issue%5Btitle%5D={title}&issue%5Bdescription%5D={body}",
    },
    # Gitee documents no prefilled address. Where it takes no parameters the form opens empty; the
    # page shows the text to copy beside every such link.
    "gitee": {
        "edit": "{repository}/edit/{branch}/{path}",
        "history": "{repository}/commits/{branch}/{path}",
        "new": "{repository}/new/{branch}/{folder}",
        "write": "{repository}/new/{branch}/{folder}",
        "issue": "{repository}/issues/new?issue%5Btitle%5D={title}&issue%5Bdescription%5D={body}",
    },
    # docs.gitea.com, “Issue and Pull Request templates” (title, body) and “Integrations” (filename, value).
    # Forgejo is the same.
    "gitea": {
        "edit": "{repository}/_edit/{branch}/{path}",
        "history": "{repository}/commits/branch/{branch}/{path}",
        "new": "{repository}/_new/{branch}/{folder}?filename={name}",
        "write": "{repository}/_new/{branch}/{folder}?filename={name}&value={text}",
        "issue": "{repository}/issues/new?title={title}&body={body}",
    },
}

NAMES = {"github": "GitHub", "gitlab": "GitLab", "gitee": "Gitee", "gitea": "Gitea"}
"""What readers call each kind."""


def fills_in(forge: Forge | None) -> bool:
    """Whether the form for a new file opens with the file written out."""
    return forge is not None and "{text}" in _PATTERNS[forge.kind]["write"]


def address(forge: Forge | None, action: str, **values: str) -> str | None:
    """The address of an action on the forge; None without a forge.

    `edit` and `history` take `path`; `new` takes `folder` and `name`; `write` also the `text` of the
    file, which not every forge fills in; `issue` takes `language`, `title` and `body`. Paths are below
    the repository's root; every value is percent-encoded here. Raises KeyError for a value that the
    action needs and did not get.
    """
    if forge is None:
        return None
    encoded = {
        key: quote(value, safe="/" if key in ("path", "folder") else "") for key, value in values.items()
    }
    return _PATTERNS[forge.kind][action].format(
        repository=forge.repository.rstrip("/").removesuffix(".git"),
        branch=quote(forge.branch, safe="/"),
        **encoded,
    )
