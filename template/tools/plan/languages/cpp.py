"""C++, with GoogleTest under CMake."""

import re

from .base import NOTHING, Framework, Language, Pipeline
from .cases import SNAKE

# Where every file of a folder holds tests, the folders of what tests share stand directly below it.
_SHARED = r"(?:common|fixtures|helpers|mocks|support|utils)/"
PKG_CONFIG = "pkg-config"
_SUFFIX = r"\.(?:cc|cpp|cxx)$"

GOOGLE_TEST = Framework(
    name="gtest",
    label="GoogleTest",
    mark='  GTEST_SKIP() << "{id} is pending";',
    body='FAIL() << "{id} is not implemented";',
    mark_in_body=True,
    definition=r"^[ \t]*TEST(?:_F|_P)?\(\s*\w+\s*,\s*{Key}(?:_\w*)?\s*\)",
    test_name="{Key}_{Slug}",
    select="ctest --test-dir build -R '\\.{Key}_'",
    report="cmake --build --preset default --parallel && ctest --preset default --output-junit report.xml",
    report_shows=True,
    results="build/report.xml",
)

CPP = Language(
    name="cpp",
    label="C++",
    version="20",
    versioned="C++{version}",
    frameworks=(GOOGLE_TEST,),
    suffixes=(".cpp", ".cc", ".cxx", ".hpp", ".h"),
    case=SNAKE,
    ascii_names=True,
    one_namespace=True,
    package_case=SNAKE,
    # What CMake calls targets of its own.
    reserved_packages=frozenset({"all", "clean", "help", "install", "package", "test"}),
    test_path="tests/{kind}/{folders}{stem}_test.cpp",
    test_file=re.compile(
        rf"""(?:^|/)tests?/(?!{_SHARED}).*\.(?:c|cc|cpp|cxx)$
        |(?:^|/)(?:test_[^/]*|[^/]*(?:_test|_tests|_unittest|Tests?))\.(?:c|cc|cpp|cxx)$""",
        re.VERBOSE,
    ),
    helpers=frozenset(
        f"{name}.{suffix}" for name in ("main", "test_main", "helpers", "fixtures") for suffix in ("cpp", "cc", "c")
    ),
    found=NOTHING,
    found_elsewhere=re.compile(_SUFFIX),
    # A last backslash, also one that is written as a trigraph, would take the next line into the comment.
    escapes=((r"(\\|\?\?/)$", r"\1."),),
    entry="src/cli/main.cpp",
    scaffolded=frozenset({"cli"}),
    manifest="CMakeLists.txt",
    requirement=re.compile(r"[\w.+-]+>=[0-9][\w.]*"),  # a module of pkg-config
    requirement_name=re.compile(r"[\w.+-]+"),
    system_packages={
        "fmt": ("libfmt-dev", PKG_CONFIG),
        "hiredis": ("libhiredis-dev", PKG_CONFIG),
        "libcurl": ("libcurl4-openssl-dev", PKG_CONFIG),
        "libmongoc-1.0": ("libmongoc-dev", PKG_CONFIG),
        "libpq": ("libpq-dev", PKG_CONFIG),
        "mysqlclient": ("default-libmysqlclient-dev", PKG_CONFIG),
        "nlohmann_json": ("nlohmann-json3-dev", PKG_CONFIG),
        "openssl": ("libssl-dev", PKG_CONFIG),
        "spdlog": ("libspdlog-dev", PKG_CONFIG),
        "sqlite3": ("libsqlite3-dev", PKG_CONFIG),
    },
    tools="clang-format and clang-tidy",
    tools_file=".clang-tidy",
    commands={
        "run": ("cmake --build --preset default --parallel", "build/{name}"),
        "install": ("cmake --preset default",),
        "test": ("cmake --build --preset default --parallel", "ctest --preset default"),
        "lint": (
            "cmake --build --preset default --parallel",
            "find src tests -name '*.[ch]pp' -exec clang-format --dry-run --Werror {} +",
            "cmake --preset lint",
            "find src tests -name '*.cpp' -exec clang-tidy --quiet -p build/lint {} +",
        ),
        "format": ("find src tests -name '*.[ch]pp' -exec clang-format -i {} +",),
        "types": ("cmake --build --preset default --parallel",),
        "build": ("cmake --preset release", "cmake --build --preset release --parallel"),
    },
    optional=frozenset({"clang-format", "clang-tidy"}),
    required_program=("CMake", "3.21"),
    build_folders=frozenset({"build", "out"}),
    prints_version="cmake --version | sed -n 's/^cmake version //p'",
    home="https://cmake.org",
    ci=Pipeline(
        github=(
            "run: sudo apt-get update && sudo apt-get install --yes "
            "clang-format clang-tidy cmake g++ libgtest-dev{packages}",
        ),
        image="debian:13",
        lacks=("clang-format", "clang-tidy", "cmake", "g++", "libgtest-dev", "make", "python3"),
        packages=("cmake", "g++", "libgtest-dev"),
    ),
    verified="GoogleTest 1.12 and ctest, g++ 12 and CMake 3.25",
)
