"""Go, with go test."""

import re

from .base import KEPT, Framework, Language, Pipeline
from .cases import INITIALISMS, KEBAB, SNAKE

KEYWORDS = (
    "break", "case", "chan", "const", "continue", "default", "defer", "else", "fallthrough", "for", "func", "go",
    "goto", "if", "import", "interface", "map", "package", "range", "return", "select", "struct", "switch", "type",
    "var",
)  # fmt: skip
# `go tool dist list`, and what the go command knows beside it: a file whose name ends so is built there alone.
SYSTEMS = (
    "aix", "android", "darwin", "dragonfly", "freebsd", "hurd", "illumos", "ios", "js", "linux", "nacl", "netbsd",
    "openbsd", "plan9", "solaris", "wasip1", "windows", "zos",
)  # fmt: skip
PROCESSORS = (
    "386", "amd64", "amd64p32", "arm", "armbe", "arm64", "arm64be", "loong64", "mips", "mipsle", "mips64", "mips64le",
    "mips64p32", "mips64p32le", "ppc", "ppc64", "ppc64le", "riscv", "riscv64", "s390", "s390x", "sparc", "sparc64",
    "wasm",
)  # fmt: skip

GO_TEST = Framework(
    name="go-test",
    label="go test",
    mark='\tt.Skip("{id} is pending")',
    body='t.Fatal("{id} is not implemented")',
    mark_in_body=True,
    definition=r"^func Test{Key}(?:_\w*)?\s*\(",
    test_name="Test{Key}_{Slug}",
    select="go test -v -run '^Test{Key}_' ./...",
    report="go test -json ./... > report.json",
    results="report.json",
)

GO = Language(
    name="go",
    label="Go",
    version="1.26",
    versioned="Go {version}",
    frameworks=(GO_TEST,),
    initialisms=INITIALISMS,
    suffixes=(".go",),
    case=SNAKE,
    ascii_names=True,
    has_base_classes=False,
    reserved_ends=frozenset({*SYSTEMS, *PROCESSORS}),
    one_namespace=True,
    package_case=KEBAB,
    module_path="example.com/{name}",
    reserved_packages=frozenset({*KEYWORDS, "internal", "main", "testdata", "vendor"}),
    sources="internal/{role}",
    elsewhere={"cli": "cmd/{package}"},
    scaffolded=frozenset({"cli"}),
    test_path="tests/{kind}/{folders}{stem}_test.go",
    test_file=re.compile(r"[^/]_test\.go$"),
    helpers=frozenset({"export_test.go"}),
    file_package=re.compile(r"(?:^|/)(?P<package>[^/]+)/[^/]+$"),
    package_clause=re.compile(r"^package (?P<package>\w+)", re.MULTILINE),
    package_beside="_test",
    # The comment is documentation, in which gofmt turns these into curly quotation marks.
    escapes=((r"(?<=')(?=')|(?<=`)(?=`)", " "),),
    entry="cmd/{package}/main.go",
    manifest="go.mod",
    requirement=re.compile(r"[a-z0-9-]+(?:\.[a-z0-9-]+)+/\S+(?:@| )v[0-9][\w.+-]*"),
    requirement_name=re.compile(r"[^\s@]+"),
    tools="gofmt, go vet and golangci-lint",
    tools_file=".golangci.yml",
    commands={
        "run": ("go run ./cmd/{name}",),
        "install": ("go mod download",),
        "test": ("go test ./...",),
        "lint": ("! gofmt -l . | grep .", "go vet ./...", "golangci-lint run"),
        "format": ("gofmt -w .",),
        "types": ("go build ./...", "go vet ./..."),
        "build": ("go build -o bin/ ./cmd/...",),
        "coverage": (
            "go test -coverpkg=./... -coverprofile=coverage.out ./...",
            "go tool cover -func=coverage.out",
        ),
    },
    optional=frozenset({"golangci-lint"}),
    build_folders=frozenset({"bin", "vendor"}),
    lock_file="go.sum",
    locks=re.compile("^require\\b", re.MULTILINE),
    dependabot="gomod",
    prints_version="go env GOVERSION | sed s/go//",
    home="https://go.dev",
    ci=Pipeline(
        github=(
            *("uses: actions/setup-go", "with:", '  go-version: "{version}"', '  cache-dependency-path: "**/go.sum"'),
        ),
        gitlab_cache={"GOMODCACHE": KEPT},
        reads_hidden_folders=True,  # gofmt does
        image="golang:{version}",
        linters=("go install github.com/golangci/golangci-lint/v2/cmd/golangci-lint@{golangci-lint}",),
        lacks=("python3",),
        packages=("golang",),
    ),
    editor=("[*.go]", "indent_style = tab"),
    verified="go test, go vet and gofmt, Go 1.26",
)
