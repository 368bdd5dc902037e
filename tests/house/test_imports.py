"""The module map of pyproject.toml, and what importing a part must never load."""

import ast
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.house.files import ROOT

CORE = ("clinical", "ruleout", "assembly", "progression")
HEAVY = {"flask", "wtforms", "sqlalchemy", "pydantic", "yaml", "jinja2", "weasyprint", "pebble"}


def modules_loaded_by(statement: str) -> set[str]:
    """Names of the top-level packages in memory after ``statement`` ran in a fresh Python."""
    script = f"import sys\n{statement}\nprint(*{{name.split('.')[0] for name in sys.modules}})"
    ran = subprocess.run(
        [sys.executable, "-W", "error", "-c", script],
        cwd=ROOT,
        capture_output=True,
        check=True,
        text=True,
    )
    return set(ran.stdout.split())


def packages_built() -> set[str]:
    """The parts of the planner that are in the tree, by name."""
    return {
        path.stem
        for path in (ROOT / "planner").iterdir()
        if path.suffix == ".py" or (path / "__init__.py").is_file()
    }


def core_files() -> list[Path]:
    return [path for part in CORE for path in sorted((ROOT / "planner" / part).rglob("*.py"))]


def contract(identifier: str) -> dict[str, list[str]]:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    [found] = [
        contract
        for contract in settings["tool"]["importlinter"]["contracts"]
        if contract["id"] == identifier
    ]
    return found


def test_the_package_itself_imports_nothing():
    tree = ast.parse((ROOT / "planner" / "__init__.py").read_text(encoding="utf-8"))

    assert ast.get_docstring(tree)
    assert len(tree.body) == 1


@pytest.mark.parametrize("part", ["", *(f".{part}" for part in CORE if part in packages_built())])
def test_importing_the_core_loads_no_framework(part):
    assert modules_loaded_by(f"import planner{part}").isdisjoint(HEAVY)


def test_the_core_imports_the_standard_library_and_the_planner_alone():
    strangers = []
    for path in core_files():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom):
                names = [node.module or "planner"]
            else:
                continue
            strangers += [
                f"{path.relative_to(ROOT)}:{node.lineno} imports {name}"
                for name in names
                if name.split(".")[0] not in sys.stdlib_module_names | {"planner"}
            ]

    assert strangers == []


def test_the_purity_contract_covers_every_part_of_the_core_that_is_built():
    covered = set(contract("pure-core")["source_modules"])

    assert covered == {f"planner.{part}" for part in CORE if part in packages_built()}


def test_the_purity_contract_forbids_every_package_that_the_planner_installs():
    wanted = (ROOT / "requirements.in").read_text(encoding="utf-8").splitlines()
    import_names = {"argon2-cffi": "argon2", "pillow": "PIL", "pyyaml": "yaml"}
    installed = {
        import_names.get(name, name.replace("-", "_"))
        for line in wanted
        if line and not line.startswith("#")
        for name in [re.split(r"[>=\[]", line)[0].lower()]
    }

    assert installed - set(contract("pure-core")["forbidden_modules"]) == set()


@pytest.mark.slow
def test_every_import_contract_is_kept():
    checked = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert checked.returncode == 0, checked.stdout + checked.stderr
