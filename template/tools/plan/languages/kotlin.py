"""Kotlin on the Java virtual machine, with JUnit under Maven."""

import re

from .base import Language
from .cases import FLAT, PASCAL
from .jvm import (
    BUILD_FOLDERS,
    COVERAGE,
    FILE_PACKAGE,
    HOME,
    PRINTS_VERSION,
    REQUIREMENT,
    REQUIREMENT_NAME,
    TEST_CLASS,
    junit5,
    pipeline,
)

JAVA = "17"  #: on which it runs, and whose classes it makes
RESERVED = (
    "as", "break", "class", "continue", "do", "else", "false", "for", "fun", "if", "in", "interface", "is", "null",
    "object", "package", "return", "super", "this", "throw", "true", "try", "typealias", "typeof", "val", "var", "when",
    "while",
)  # fmt: skip

KOTLIN = Language(
    name="kotlin",
    label="Kotlin",
    version="2.4.21",
    versioned="Kotlin {version}",
    frameworks=(
        junit5(
            "kotlin",
            '    @Disabled("{id} is pending")',
            r"\bfun `?{key}(?![0-9a-z])[^(`\n]*`?\s*\(",
            'fail("{id} is not implemented")',
        ),
    ),
    suffixes=(".kt",),
    case=PASCAL,
    ascii_names=True,
    source_suffix_words={"command": "command", "endpoint": "routes"},
    package_case=FLAT,
    package_of_domain=True,
    reserved_packages=frozenset(RESERVED),
    sources="src/main/kotlin/{package}/{role}",
    elsewhere={"screens": "app/src/main/kotlin/{package}/{role}"},  # which takes Android's own build
    tested_elsewhere={"screens": "app/src/test/kotlin/{package}/{folders}{stem}Test{suffix}"},
    test_path="src/test/kotlin/{package}/{kind}/{folders}{stem}Test{suffix}",
    test_file=re.compile(rf"{TEST_CLASS}\.kt$"),
    found=re.compile("^src/test/kotlin/|(?:^|/)app/src/test/kotlin/"),
    file_package=FILE_PACKAGE,
    entry="src/main/kotlin/{package}/cli/Main.kt",
    scaffolded=frozenset({"cli"}),
    manifest="pom.xml",
    requirement=REQUIREMENT,
    requirement_name=REQUIREMENT_NAME,
    tools="Spotless, ktlint and kotlinc",
    commands={
        "run": ('mvn -B -q compile exec:java -Dexec.args="{arguments}"',),
        "install": ("mvn -B -q test-compile",),
        "test": ("mvn -B -q clean test",),  # without clean the classes of deleted tests would still run
        "lint": ("mvn -B -q spotless:check test-compile",),
        "format": ("mvn -B -q spotless:apply",),
        "types": ("mvn -B -q test-compile",),
        "build": ("mvn -B -q package -DskipTests",),
        "coverage": (COVERAGE,),
    },
    required_program=("Java", JAVA),
    build_folders=BUILD_FOLDERS,
    takes_jdbc=True,
    dependabot="maven",
    prints_version=PRINTS_VERSION,
    home=HOME,
    ci=pipeline(JAVA),
    editor=(
        "# ktlint reads its settings here (https://pinterest.github.io/ktlint/latest/rules/configuration-ktlint/).",
        "[*.{kt,kts}]",
        "indent_size = 4",
        "max_line_length = 120",
        "ktlint_standard_max-line-length = disabled",
        "ktlint_standard_no-wildcard-imports = disabled",
    ),
    verified="JUnit 6, ktlint and kotlinc 2.4 by Maven 3.8, Java 17",
)
