"""TypeScript on Node.js, with Vitest, Jest, node:test, and Playwright for what runs in a browser."""

import re
from dataclasses import replace

from .base import KEPT, Framework, Language, Pipeline
from .cases import KEBAB

# Where every file of a folder holds tests, the folders of what tests share stand directly below it.
_SHARED = r"(?:common|fixtures|helpers|mocks|support|utils|__fixtures__|__mocks__)/"
_ENDS = ("ts", "tsx", "js")


# What they have in common: the stub form, in which `test.skip` is what skips.
_FRAMEWORK = Framework(
    name="",
    label="",
    mark='test.skip("{id} ',
    body='throw new Error("{id}");',
    definition=r"""^[ \t]*(?:test|it)(?:\.\w+)*\(\s*["'`]{id}(?=[\s"'`:])""",
    test_name="{id} {words}",
    select="",
    form="typescript",
)
VITEST = replace(
    _FRAMEWORK,
    name="vitest",
    label="Vitest",
    module="vitest",
    select="npx vitest run -t {id}",
    report="npx vitest run --reporter=default --reporter=junit --outputFile=report.xml",
    report_shows=True,
    results="report.xml",
    signs=frozenset({"vitest"}),
)
JEST = replace(
    _FRAMEWORK,
    name="jest",
    label="Jest",
    module="@jest/globals",
    select="npx jest -t {id}",
    report="mkdir -p coverage && npx jest --json --outputFile=coverage/report.json",
    report_shows=True,
    results="coverage/report.json",
    signs=frozenset({"jest", "react-scripts"}),
    unneeded_scripts=("@parcel/watcher", "@swc/core"),
)
NODE_TEST = replace(
    _FRAMEWORK,
    name="node-test",
    label="node:test",
    module="node:test",
    select="node --import tsx --test-name-pattern={id} tests/run.ts",
    report="node --import tsx --test-reporter=junit tests/run.ts > report.xml",
    results="report.xml",
    script_option="--test",
    unneeded_scripts=("esbuild",),
)
PLAYWRIGHT = replace(
    _FRAMEWORK,
    name="playwright",
    label="Playwright",
    module="@playwright/test",
    select="npx playwright test -g {id}",
    report="PLAYWRIGHT_JUNIT_OUTPUT_FILE=e2e.xml npx playwright test --reporter=list,junit",
    report_shows=True,
    results="e2e.xml",
    test_path="tests/e2e/{folders}{stem}.spec.ts",
    is_async=True,
    build_folders=("playwright-report", "test-results"),
    ci_packages=("chromium",),
    signs=frozenset({"@playwright/test"}),
)

TYPESCRIPT = Language(
    name="typescript",
    label="TypeScript",
    version="24",
    versioned="TypeScript (Node.js {version})",
    frameworks=(VITEST, JEST, NODE_TEST),
    extra_frameworks=(PLAYWRIGHT,),
    suffixes=(".ts", ".tsx", ".vue"),
    untested_suffixes=frozenset({".vue"}),
    case=KEBAB,
    test_file=re.compile(
        rf"""[^/](?:[._-](?:test|spec)|\.cy)\.[cm]?[jt]sx?$   # ships.test.ts, ships.e2e-spec.ts; ".spec.ts" is no file
        |(?:^|/)__tests__/(?!{_SHARED})[^.]*\.[cm]?[jt]sx?$""",
        re.VERBOSE,
    ),
    helpers=frozenset(f"{name}.{end}" for name in ("helpers", "setup", "utils", "index") for end in _ENDS),
    test_path="tests/{kind}/{folders}{stem}.test{suffix}",
    entry="src/cli/main.ts",
    scaffolded=frozenset({"cli"}),
    imports_by_path=True,
    manifest="package.json",
    requirement=re.compile(r"(?:@[\w.-]+/)?[\w.-]+@[\^~<>=]*[0-9][\w.^~<>=| *-]*"),
    requirement_name=re.compile(r"(?:@[\w.-]+/)?[\w.-]+"),
    build_folders=frozenset({"build", "coverage", "dist", "node_modules", "out", *PLAYWRIGHT.build_folders}),
    unlinted_folders=("coverage", "dist"),
    dependabot="npm",
    prints_version="node -p process.versions.node",
    home="https://nodejs.org",
    tools="Biome and tsc",
    commands={
        "run": ("npm start --silent --",),
        "install": ("npm install",),
        "test": ("npm test",),
        "lint": ("npm run lint",),
        "format": ("npm run format",),
        "types": ("npm run types",),
        "coverage": ("npm run coverage",),
    },
    lock_file="package-lock.json",
    locked={"npm install": "npm ci"},
    unneeded_scripts=("esbuild",),  # which tsx needs
    ci=Pipeline(
        github=("uses: actions/setup-node", "with:", '  node-version: "{version}"'),
        cache="~/.npm",
        gitlab_cache={"npm_config_cache": KEPT},
        image="node:{version}",
        packages=("nodejs", "npm"),
    ),
    verified="Vitest, Jest, node:test, Playwright, Biome and tsc, Node.js 24",
)
