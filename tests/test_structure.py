"""The rooms: what leads where, how large a module is, and that its first line says what it is."""

from __future__ import annotations

import ast
import re
from pathlib import Path

from macros.data.models import OPTIONAL
from tests.conftest import ROOT

MACROS = ROOT / "macros"
MODULES = {path.relative_to(MACROS).as_posix(): path for path in MACROS.rglob("*.py")}
ORDER = ["data", "pages", "commands", "adapters"]
"""A room may ask those before it, never one after it."""
TABLES = {"data/messages.py"}
"""Modules that are tables: as long as what they hold."""


def room(module: str) -> str:
    return module.split("/")[0] if "/" in module else "adapters"


def asked_by(module: str) -> set[str]:
    """The modules of ours that a module asks for, by file."""
    found = set()
    here = ["macros", *module.split("/")[:-1]]
    for node in ast.walk(ast.parse(MODULES[module].read_text(encoding="utf-8"))):
        names: list[str] = []
        if isinstance(node, ast.ImportFrom):
            base = here[: len(here) - node.level + 1] if node.level else []
            path = [*base, *(node.module.split(".") if node.module else [])]
            names = [".".join([*path, alias.name]) for alias in node.names] + [".".join(path)]
        elif isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        for name in names:
            parts = name.split(".")
            if parts[0] == "macros":
                for file in ("/".join(parts[1:]) + ".py", "/".join([*parts[1:], "__init__.py"])):
                    if file in MODULES and file != "__init__.py":
                        found.add(file)
    return found - {module}


ASKED = {module: asked_by(module) for module in MODULES}


def test_every_room_is_known() -> None:
    assert {room(module) for module in MODULES} == set(ORDER)


def test_no_arrow_leads_back() -> None:
    back = [
        (module, other)
        for module, others in ASKED.items()
        for other in others
        if ORDER.index(room(other)) > ORDER.index(room(module))
    ]
    assert back == []


def test_no_module_asks_for_itself_in_the_end() -> None:
    def reaches(start: str, goal: str, seen: set[str]) -> bool:
        for other in ASKED[start] - seen:
            seen.add(other)
            if other == goal or reaches(other, goal, seen):
                return True
        return False

    assert [module for module in MODULES if reaches(module, module, set())] == []


def test_only_the_adapters_and_two_commands_know_mkdocs() -> None:
    knows = {
        module
        for module, path in MODULES.items()
        if any(line.strip().startswith(("from mkdocs", "import mkdocs")) for line in path.open("r"))
    }
    assert knows == {"hooks.py", "commands/site.py", "commands/preview.py"}


def test_only_one_module_runs_git() -> None:
    runs = {module for module, path in MODULES.items() if "subprocess" in path.read_text(encoding="utf-8")}
    assert runs == {"commands/git.py"}


def test_modules_are_small_and_adapters_smaller() -> None:
    lines = {module: len(path.read_text("utf-8").splitlines()) for module, path in MODULES.items()}
    assert {module: n for module, n in lines.items() if n > 300 and module not in TABLES} == {}
    assert lines["hooks.py"] < 150 and lines["__init__.py"] < 100 and lines["__main__.py"] < 100


def test_hooks_remember_nothing() -> None:
    """What is assigned at the top of the module is a name for something, never a thing that changes."""
    tree = ast.parse((MACROS / "hooks.py").read_text(encoding="utf-8"))
    assigned = [node for node in tree.body if isinstance(node, ast.Assign | ast.AnnAssign)]
    assert [ast.unparse(node).split(" = ")[0] for node in assigned] == ["log", "on_page_markdown"]
    assert not [node for node in ast.walk(tree) if isinstance(node, ast.Global)]


def test_every_module_says_what_it_is() -> None:
    firsts = {}
    for module, path in MODULES.items():
        said = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
        firsts[module] = said.split("\n")[0]
    assert [module for module, first in firsts.items() if len(first) < 20 or first[-1] not in ".:"] == []
    assert len(set(firsts.values())) == len(firsts)


def test_files_that_a_module_speaks_of_are_there() -> None:
    """What stands at the head of a module names other files: one that is gone or renamed is a lie."""
    tracked = [p for top in ("macros", "docs", "data", "tests") for p in (ROOT / top).rglob("*")]
    known = {path.name for path in [*tracked, *ROOT.iterdir()]} | {f"{name}.yml" for name in OPTIONAL}
    trees = {module: ast.parse(path.read_text("utf-8")) for module, path in MODULES.items()}
    heads = {module: ast.get_docstring(tree) for module, tree in trees.items()}
    for path in (ROOT / "docs" / "theme" / "assets" / "scripts").rglob("*.js"):
        lines = path.read_text("utf-8").split("\n")
        heads[path.name] = "\n".join(lines[: next(n for n, line in enumerate(lines) if line[:2] != "//")])
    named = [(where, name) for where, head in heads.items() for name in FILE.findall(head or "")]
    assert len(named) > 10
    assert [(where, name) for where, name in named if name not in known] == []


FILE = re.compile(r"\b[\w-]+\.(?:py|js|yml|html|css|md)\b")
CALLED_BY_OTHERS = {
    *("load_bytecode", "dump_bytecode", "nullable_schema", "field_title_should_be_set", "log_message"),
    *("_one_line", "on_page_content", "on_page_context", "on_post_page", "on_post_template"),
    *("on_pre_page_macros", "list_templates"),
}
"""Names that MkDocs, Jinja, pydantic or Python's server call, and nobody of ours."""


def test_nothing_is_defined_that_nobody_asks_for() -> None:
    """A function, a class, a method or a name at the top of a module: dead, unless it is named again."""
    folders = (MACROS, ROOT / "docs")
    kinds = (".py", ".html", ".md", ".xml")
    files = [path for folder in folders for path in folder.rglob("*") if path.suffix in kinds]
    named: dict[str, int] = {}
    for word in re.findall(r"\w+", "\n".join(path.read_text("utf-8") for path in files)):
        named[word] = named.get(word, 0) + 1
    dead = []
    for module, path in MODULES.items():
        tree = ast.parse(path.read_text("utf-8"))
        defined = [node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.ClassDef)]
        for node in tree.body:
            targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
            defined += [target.id for target in targets if isinstance(target, ast.Name)]
        is_called = CALLED_BY_OTHERS | {name for name in defined if re.fullmatch(r"__\w+__", name)}
        dead += [f"{module}: {name}" for name in defined if named[name] < 2 and name not in is_called]
    assert dead == []


def test_nothing_of_ours_answers_for_any_name() -> None:
    """`__getattr__` would keep the type checker from seeing what is asked for."""
    for module, path in MODULES.items():
        assert "__getattr__" not in path.read_text(encoding="utf-8"), module


def test_one_place_calls_html_safe() -> None:
    safe = {
        path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8").count("| safe")
        for path in [*Path(MACROS / "templates").rglob("*"), *(ROOT / "docs").rglob("*.md")]
        if path.suffix in (".html", ".md")
    }
    # The shapes of the marks are literals of that template.
    assert {name: n for name, n in safe.items() if n} == {"macros/templates/marks.html": 1}


def test_no_style_on_screen_asks_a_page_what_it_holds() -> None:
    """With `:has` of what holds the whole text a browser styles all of it anew at each change below."""
    asks = re.compile(r"(?:body|html|:root|\.md-(?:typeset|main|content|container)[\w-]*):has\([^{]*")
    found = []
    for path in sorted((ROOT / "docs" / "theme" / "assets" / "styles").rglob("*.css")):
        # Blocks for paper end with the one brace that stands at the start of a line.
        on_screen = re.sub(r"(?ms)^@media print \{$.*?^\}", "", path.read_text(encoding="utf-8"))
        found += [(path.name, match.group()) for match in asks.finditer(on_screen)]
    assert found == []
