"""Rust, with cargo test."""

import re

from ..regex import lazy
from .base import KEPT, Framework, Language, Pipeline
from .cases import KEBAB, SNAKE

KEYWORDS = (
    "Self", "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "crate", "do", "dyn",
    "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let", "loop", "macro", "match",
    "mod", "move", "mut", "override", "priv", "pub", "ref", "return", "self", "static", "struct", "super", "trait",
    "true", "try", "type", "typeof", "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
)  # fmt: skip
# Where every file of a folder holds tests, the folders of what tests share stand directly below it.
_SHARED = r"(?:common|fixtures|helpers|mocks|support|utils)/"
#: What is a test crate of its own, so that a runner finds it without being told.
_CRATE = lazy(r"(?:^|/)tests/[^/]+\.rs$")

CARGO = Framework(
    name="cargo",
    label="cargo test",
    mark='#[ignore = "{id} is pending"]',
    body="todo!()",
    definition=r"^[ \t]*(?:pub )?(?:async )?fn {key}(?:_\w*)?\s*\(",
    test_name="{key}_{slug}",
    select="cargo test ::{key}_",
    report="cargo test --no-fail-fast > report.txt 2>&1",
    results="report.txt",
)

RUST = Language(
    name="rust",
    label="Rust",
    version="1.85",
    versioned="Rust {version}",
    frameworks=(CARGO,),
    suffixes=(".rs",),
    case=SNAKE,
    ascii_names=True,
    has_base_classes=False,
    reserved=frozenset({*KEYWORDS, "lib", "main"}),
    package_case=KEBAB,
    reserved_packages=frozenset(
        {*KEYWORDS, "alloc", "build", "core", "deps", "examples", "incremental", "proc-macro", "std", "test"}
    ),
    scaffolded=frozenset({"cli", "lib", "models", "services", "contract", "integration", "unit"}),
    test_path="tests/{kind}/{folders}{stem}{suffix}",
    test_file=re.compile(
        rf"""(?:^|/)tests/(?!{_SHARED}).*\.rs$       # a test crate may have any name
        |(?:^|/)(?:tests?|test_[^/]*|[^/]*_tests?)\.rs$       # a module beside the code""",
        re.VERBOSE,
    ),
    helpers=frozenset(f"{name}.rs" for name in ("mod", "common", "fixtures", "helpers", "support", "utils")),
    found=_CRATE,
    found_elsewhere=_CRATE,
    test_list="main.rs",
    listed_as=r'^(?:(?!//).)*(?:\bmod\s+(?:r#)?{module}\s*[;{{]|#\[\s*path\s*=\s*"{path}"\s*\])',
    entry="src/main.rs",
    manifest="Cargo.toml",
    requirement=re.compile(r"[A-Za-z][\w-]*@[\^~<>=]*[0-9][\w.^~<>=, *+-]*(?:\[[\w,-]+\])?"),
    requirement_name=re.compile(r"[A-Za-z][\w-]*"),
    tools="rustfmt and Clippy",
    commands={
        "run": ("cargo run --quiet --",),
        "install": ("cargo fetch",),
        "test": ("cargo test --no-fail-fast",),
        "lint": ("cargo fmt --check", "cargo clippy --all-targets -- -D warnings"),
        "format": ("cargo fmt",),
        "types": ("cargo check --all-targets",),
        "build": ("cargo build --release",),
        "coverage": ("cargo-llvm-cov llvm-cov",),
    },
    optional=frozenset({"cargo-llvm-cov"}),
    lock_file="Cargo.lock",
    locks=re.compile(r"^\[(?:dev-)?dependencies\]\s+[\w-]+ =", re.MULTILINE),
    locked={"cargo fetch": "cargo fetch --locked"},
    build_folders=frozenset({"target"}),
    dependabot="cargo",
    prints_version="rustc --version | cut -d ' ' -f 2",
    home="https://rustup.rs",
    ci=Pipeline(
        github=("run: rustup toolchain install stable --profile minimal --component clippy,rustfmt",),
        cache="~/.cargo/registry",
        gitlab_cache={"CARGO_HOME": KEPT},
        image="rust:{version}",
        lacks=("python3",),
        before=("rustup component add clippy rustfmt",),
        packages=("cargo", "rust-clippy", "rustfmt"),
    ),
    editor=("[*.rs]", "indent_size = 4"),
    verified="cargo test, cargo clippy and rustfmt, Rust 1.95",
)
