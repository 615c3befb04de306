"""Python, with pytest."""

import keyword
import re
import sys

from .base import KEPT, Framework, Language, Pipeline
from .cases import SNAKE

# Usual libraries, whose names a package of the project cannot have.
PACKAGES = (
    "aiohttp", "alembic", "anthropic", "argon2-cffi", "asyncpg", "bcrypt", "beautifulsoup4", "boto3", "celery", "click",
    "cryptography", "django", "djangorestframework", "docker", "fastapi", "flask", "gunicorn", "httpx", "jinja2",
    "litestar", "loguru", "markdown", "matplotlib", "msgspec", "mysqlclient", "networkx", "numpy", "openai", "orjson",
    "pandas", "passlib", "peewee", "pillow", "polars", "psycopg", "pydantic", "pydantic-settings", "pyjwt", "pymongo",
    "pymysql", "python-dateutil", "python-dotenv", "pyyaml", "redis", "requests", "rich", "scikit-learn", "scipy",
    "sqlalchemy", "sqlmodel", "starlette", "strawberry-graphql", "structlog", "tenacity", "textual", "tornado", "typer",
    "uvicorn", "websockets",
)  # fmt: skip

PYTEST = Framework(
    name="pytest",
    label="pytest",
    mark='@pytest.mark.skip(reason="{id} is pending")',
    body='raise NotImplementedError("{id}")',
    definition=r"^[ \t]*(?:async\s+)?def\s+test_{key}(?:_\w*)?\s*\(",
    test_name="test_{key}_{slug}",
    select=".venv/bin/python -m pytest -k {key}",
    report=".venv/bin/python -m pytest --junitxml=report.xml",
    report_shows=True,
    results="report.xml",
)

PYTHON = Language(
    name="python",
    label="Python",
    version="3.11",
    newest="3.15",
    versioned="Python {version}",
    frameworks=(PYTEST,),
    suffixes=(".py",),
    case=SNAKE,
    reserved=frozenset(keyword.kwlist),
    package_case=SNAKE,
    package_asked=True,
    reserved_packages=frozenset(
        {*keyword.kwlist, *sys.stdlib_module_names, *(name.replace("-", "_") for name in PACKAGES)}
        | {"mypy", "pip", "pytest", "ruff", "src", "tests", "uv", "yaml"}
    ),
    sources="src{in_package}/{role}",
    test_file=re.compile(r"(?:^|/)(?:test_[^/]*|[^/]*_test|conftest)\.py$"),
    helpers=frozenset({"conftest.py"}),
    test_path="tests/{kind}/{folders}test_{stem}{suffix}",
    entry="src{in_package}/cli/main.py",
    scaffolded=frozenset({"cli"}),
    imports_by_path=True,
    manifest="pyproject.toml",
    companions=dict.fromkeys(("fastapi", "litestar", "starlette"), ("uvicorn",)),
    requirement=re.compile(
        r"[A-Za-z0-9][\w.-]*(?:\[[\w,.-]+\])?(?:\s*(?:===|~=|==|!=|<=|>=|<|>)\s*[\w.*+!-]+\s*(?:,|$))+"  # PEP 508
    ),
    requirement_name=re.compile(r"[A-Za-z0-9][\w.-]*"),
    build_folders=frozenset({"build", "dist", "htmlcov", "venv"}),
    unlinted_tool="tools/plan",
    dependabot="uv",
    prints_version="python3 -c 'import platform; print(platform.python_version())'",
    home="https://www.python.org",
    tools="ruff and mypy",
    commands={
        "run": ("PYTHONPATH=src .venv/bin/python -m cli",),
        "install": (
            "python3 -m venv .venv",
            ".venv/bin/python -m pip install --quiet uv",
            ".venv/bin/uv sync --inexact",
        ),
        "test": (".venv/bin/python -m pytest",),
        "lint": (".venv/bin/python -m ruff check", ".venv/bin/python -m ruff format --check"),
        "format": (".venv/bin/python -m ruff check --fix", ".venv/bin/python -m ruff format"),
        "types": (".venv/bin/python -m mypy",),
        "coverage": (".venv/bin/python -m pytest --cov",),
    },
    packaged_commands={"run": (".venv/bin/{program}",), "build": (".venv/bin/uv build",)},
    lock_file="uv.lock",
    locked={".venv/bin/uv sync --inexact": ".venv/bin/uv sync --inexact --locked"},
    ci=Pipeline(
        github=("uses: actions/setup-python", "with:", '  python-version: "{version}"'),
        cache="~/.cache/uv",
        gitlab_cache={"UV_CACHE_DIR": KEPT},
        image="python:{version}",
        packages=("python3-venv",),
    ),
    verified="pytest, ruff and mypy, Python 3.11",
)
