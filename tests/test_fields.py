"""Every field of the data reaches a reader: one that no template shows is a field too many."""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

import pytest
import yaml
from pydantic import BaseModel

from macros.data.handbook import Handbook
from macros.data.models import FILES, FOLDERS, KINDS
from macros.data.models.text import Text
from tests.conftest import ROOT, copy_project, run

pytestmark = pytest.mark.slow


MARK = re.compile(r"qz\d+zq")


def pattern(path: tuple[str | int, ...]) -> str:
    return ".".join(str(part) for part in path if not isinstance(part, int))


def put(value: Any, path: tuple[str | int, ...], mark: str) -> None:
    """Put a mark into the text at a path, in every language."""
    for part in path:
        value = value[part]
    for language, words in value.items():
        lines = words.rstrip("\n").split("\n")
        # Not into a fence's last line or a table's bar.
        last = max(n for n, line in enumerate(lines) if re.search(r"\w", line) and not line.startswith("```"))
        line = lines[last]
        lines[last] = re.sub(r"([\w。.!?！？”’）)])([^\w]*)$", rf"\1 {mark}\2", line, count=1)
        assert mark in lines[last], line
        value[language] = "\n".join(lines) + ("\n" if words.endswith("\n") else "")


REFERENCES: dict[str, Any] = {
    **{"element": "goals", "elements": ["goals"], "carries": ["goals"], "to": "goals"},
    **{"practice": "team-meetings", "practices": ["team-meetings"], "foundations": ["values"]},
    **{"owner": "lead", "roles": ["lead"], "sources": ["locke-latham-2002"]},
    **{"weeks": ["1", "2"], "reviewed": "2026-11-22", "colour": "#0b6a5c"},
}


def filled(model: type[BaseModel], number: Iterator[int]) -> dict[str, Any]:
    """A value of a model with every field filled in, as a file says it."""

    def value(name: str, annotation: Any) -> Any:
        if name in REFERENCES:
            return deepcopy(REFERENCES[name])
        if get_origin(annotation) is Annotated:
            return value(name, get_args(annotation)[0])
        if get_origin(annotation) in (UnionType, Union):
            return value(name, get_args(annotation)[0])
        if get_origin(annotation) is list:
            return [value("", get_args(annotation)[0]) for _ in range(3)]
        if get_origin(annotation) is Literal:
            return get_args(annotation)[0]
        if annotation is Text:
            return {"zh": "一句话。", "en": "Words."}
        if isinstance(annotation, type) and issubclass(annotation, BaseModel):
            return filled(annotation, number)
        if name == "id":
            return f"full-{next(number)}"
        return {int: "3", bool: "false"}.get(annotation, "x")

    return {name: value(name, field.annotation) for name, field in model.model_fields.items()}


@pytest.fixture(scope="module")
def shown(handbook: Handbook, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bool]:
    """Each field of a text, by file's model and path, and whether a page of it shows any."""
    project = copy_project(tmp_path_factory.mktemp("fields"))
    fields: dict[str, str] = {}
    raws: list[tuple[str, str, dict[str, Any]]] = []
    for file, part in handbook.files():
        # The interface's words are a table of their own: see test_words.py.
        if file != "interface.yml":
            raws.append((file, type(part).__name__, part.model_dump(mode="json", exclude_defaults=True)))
    numbers = iter(range(1000))
    for kind, model in KINDS.items():
        raw = filled(model, numbers)
        if "templates" in raw:
            own = raw["templates"][0]["id"]
            raw["today"]["template"] = own
            for step in raw.get("steps", []):
                step["template"] = own
        else:
            del raw["today"]["template"]
        for item in raw.get("items", []) if kind == "practice" else []:
            del item["element"]
        raws.append((f"{FOLDERS[kind]}/full-{kind}.yml", model.__name__, raw))
    for file, model_name, raw in raws:
        for path in text_paths(raw):
            mark = f"qz{len(fields)}zq"
            fields[mark] = f"{model_name}.{pattern(path)}"
            put(raw, path, mark)
        text = yaml.safe_dump(raw, allow_unicode=True, sort_keys=False, width=10_000)
        (project / "data" / file).write_text(text, encoding="utf-8")
    done = run("site", folder=project)
    assert done.returncode == 0, done.stdout + done.stderr
    found: set[str] = set()
    for page in (project / "site").rglob("*.html"):
        found |= set(MARK.findall(page.read_text(encoding="utf-8")))
    result = dict.fromkeys(fields.values(), False)
    for mark, field in fields.items():
        result[field] = result[field] or mark in found
    return result


def text_paths(value: Any, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    """The paths of what is a text by language."""
    if isinstance(value, dict):
        if "zh" in value and all(isinstance(words, str) for words in value.values()):
            return [path]
        return [found for key, inner in value.items() for found in text_paths(inner, (*path, key))]
    if isinstance(value, list):
        return [found for number, inner in enumerate(value) for found in text_paths(inner, (*path, number))]
    return []


def test_every_text_of_the_data_is_shown(shown: dict[str, bool]) -> None:
    assert [field for field, is_shown in shown.items() if not is_shown] == []


def test_every_text_that_a_model_may_hold_is_tried(shown: dict[str, bool]) -> None:
    """Else the test above would not meet it."""

    def texts(model: type[BaseModel], name: str) -> list[str]:
        found = []
        for key, field in model.model_fields.items():
            for kind in re.findall(r"macros\.data\.models\.\w+\.(\w+)", str(field.annotation)):
                found += [f"{name}.{key}"] if kind == "Text" else []
                found += texts(ALL[kind], f"{name}.{key}") if kind in ALL else []
        return found

    wanted = [path for model in (*KINDS.values(), *FILES.values()) for path in texts(model, model.__name__)]
    assert [path for path in wanted if path not in shown and not path.startswith("Interface.")] == []


def test_every_other_field_is_asked_for() -> None:
    """A number, an id or a switch that neither a template nor our Python asks for by name."""
    sources = [p for p in (ROOT / "macros").rglob("*") if p.suffix in (".py", ".md", ".html")]
    text = "\n".join(p.read_text(encoding="utf-8") for p in sources if "models" not in p.parts)
    text += "\n".join(p.read_text("utf-8") for p in (ROOT / "tests").glob("*.py") if p.name != "small.py")
    text += "\n".join(p.read_text(encoding="utf-8") for p in (ROOT / "docs").rglob("*.html"))
    text += "\n".join(p.read_text(encoding="utf-8") for p in (ROOT / "docs").rglob("*.md"))
    own = "\n".join(p.read_text(encoding="utf-8") for p in sources if "models" in p.parts)
    # The numbers of the scoring and the calendar go to the scripts whole.
    whole = {"Rules", "WorkCalendar"}
    # The words that a term avoids are looked for in the texts, and shown nowhere.
    elsewhere = {"Term.avoid"}
    unused = [
        f"{name}.{key}"
        for name, model in ALL.items()
        if name not in whole
        for key in model.model_fields
        if not re.search(rf"[.\"']{key}\b", text) and not re.search(rf"self\.{key}\b", own)
    ]
    assert [field for field in unused if field not in elsewhere] == []


def _all() -> dict[str, type[BaseModel]]:
    found: dict[str, type[BaseModel]] = {}

    def add(model: type[BaseModel]) -> None:
        for one in model.__subclasses__():
            if one.__module__.startswith("macros.data.models"):
                found[one.__name__] = one
                add(one)

    from macros.data.models.text import Part

    add(Part)
    return found


ALL = _all()
