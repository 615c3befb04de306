"""TypeScript on Node.js, with Vitest, Jest, node:test, and Playwright for what runs in a browser."""

import re

from .base import Framework, Language, Pipeline

# Names in the npm registry under which the library of that name is found.
PACKAGES = (
    "@anthropic-ai/sdk", "@hono/node-server", "@prisma/client", "@tanstack/react-query", "argon2", "axios", "bcrypt",
    "better-sqlite3", "bullmq", "chalk", "commander", "cookie-parser", "cors", "date-fns", "dotenv", "drizzle-orm",
    "execa", "express", "fastify", "graphql", "helmet", "hono", "ioredis", "jose", "jsonwebtoken", "kafkajs", "knex",
    "koa", "luxon", "marked", "mongodb", "mongoose", "multer", "mysql2", "nanoid", "nodemailer", "openai", "passport",
    "pg", "pino", "prisma", "react", "react-dom", "react-hook-form", "react-router", "redis", "rxjs", "sequelize",
    "sharp", "socket.io", "sqlite3", "stripe", "typeorm", "undici", "uuid", "winston", "ws", "yaml", "yargs", "zod",
    "zustand",
)  # fmt: skip

# Where every file of a folder holds tests, the folders of what tests share stand directly below it.
_SHARED = r"(?:common|fixtures|helpers|mocks|support|utils|__fixtures__|__mocks__)/"
_ENDS = ("ts", "tsx", "js")


def _framework(name: str, label: str, module: str, select: str, test_path: str = "") -> Framework:
    """All have the same form; `test.skip` is what skips in each of them."""
    return Framework(
        name=name,
        label=label,
        mark='test.skip("{id} ',
        definition=r"""^\s*(?:test|it)(?:\.\w+)*\(\s*["'`]{id}(?=[\s"'`:])""",
        test_name="{id} {words}",
        select=select,
        test_path=test_path,
        form="typescript",
        module=module,
    )


TYPESCRIPT = Language(
    name="typescript",
    label="TypeScript",
    version="20.19",
    versioned="TypeScript (Node.js {version})",
    frameworks=(
        _framework("vitest", "Vitest", "vitest", "npx vitest run -t {id}"),
        _framework("jest", "Jest", "@jest/globals", "npx jest -t {id}"),
        _framework("node-test", "node:test", "node:test", "node --import tsx --test-name-pattern={id} tests/run.ts"),
    ),
    also=(
        _framework(
            "playwright",
            "Playwright",
            "@playwright/test",
            "npx playwright test -g {id}",
            "tests/e2e/{folders}{stem}.spec.ts",
        ),
    ),
    suffixes=(".ts", ".tsx"),
    case="kebab",
    test_file=re.compile(
        rf"""[^/](?:[._-](?:test|spec)|\.cy)\.[cm]?[jt]sx?$   # ships.test.ts, ships.e2e-spec.ts; ".spec.ts" is no file
        |(?:^|/)__tests__/(?!{_SHARED})[^.]*\.[cm]?[jt]sx?$""",
        re.VERBOSE,
    ),
    helpers=frozenset(f"{name}.{end}" for name in ("helpers", "setup", "utils", "index") for end in _ENDS),
    test_path="tests/{kind}/{folders}{stem}.test{suffix}",
    manifest="package.json",
    packages={name: f"{name}@*" for name in PACKAGES},
    requirement=re.compile(r"(?:@[\w.-]+/)?[\w.-]+@[\^~<>=]*[0-9][\w.^~<>=| *-]*"),
    requirement_name=re.compile(r"(?:@[\w.-]+/)?[\w.-]+"),
    prints_version="node -p process.versions.node",
    home="https://nodejs.org",
    tools="Biome and tsc",
    commands={
        "install": ("npm install",),
        "test": ("npm test",),
        "lint": ("npm run lint",),
        "format": ("npm run format",),
        "types": ("npm run types",),
    },
    ci=Pipeline(
        github=("uses: actions/setup-node@v6", "with:", '  node-version: "{version}"'),
        image="node:{version}",
        packages=("nodejs", "npm"),
    ),
    verified="Vitest, Jest, node:test, Playwright, Biome and tsc, Node.js 20",
)
