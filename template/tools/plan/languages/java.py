"""Java, with JUnit under Maven."""

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

RESERVED = (
    "abstract", "assert", "boolean", "break", "byte", "case", "catch", "char", "class", "const", "continue", "default",
    "do", "double", "else", "enum", "extends", "false", "final", "finally", "float", "for", "goto", "if", "implements",
    "import", "instanceof", "int", "interface", "long", "native", "new", "null", "package", "private", "protected",
    "public", "return", "short", "static", "strictfp", "super", "switch", "synchronized", "this", "throw", "throws",
    "transient", "true", "try", "void", "volatile", "while",
)  # fmt: skip

JAVA = Language(
    name="java",
    label="Java",
    version="17",
    versioned="Java {version}",
    frameworks=(
        junit5(
            "java",
            '  @Disabled("{id} is pending")',
            r"\bvoid {key}(?![0-9a-z])\w*\s*\(",
            'Assertions.fail("{id} is not implemented");',
        ),
    ),
    suffixes=(".java",),
    case=PASCAL,
    ascii_names=True,
    source_suffix_words={"command": "command", "endpoint": "controller"},
    package_case=FLAT,
    package_of_domain=True,
    reserved_packages=frozenset(RESERVED),
    sources="src/main/java/{package}/{role}",
    test_path="src/test/java/{package}/{kind}/{folders}{stem}Test{suffix}",
    test_file=re.compile(rf"{TEST_CLASS}\.java$"),
    found=re.compile("^src/test/java/"),
    file_package=FILE_PACKAGE,
    # A backslash and a u are an escape in a comment too; of an even number of backslashes none begins one.
    escapes=((r"\\", r"\\\\"), (r"\*/", "* /")),
    entry="src/main/java/{package}/cli/Main.java",
    scaffolded=frozenset({"cli"}),
    manifest="pom.xml",
    requirement=REQUIREMENT,
    requirement_name=REQUIREMENT_NAME,
    tools="Spotless and javac",
    commands={
        "run": ('mvn -B -q compile exec:java -Dexec.args="{arguments}"',),
        "install": ("mvn -B -q test-compile",),
        "test": ("mvn -B -q test",),
        "lint": ("mvn -B -q spotless:check test-compile",),
        "format": ("mvn -B -q spotless:apply",),
        "types": ("mvn -B -q test-compile",),
        "build": ("mvn -B -q package -DskipTests",),
        "coverage": (COVERAGE,),
    },
    build_folders=BUILD_FOLDERS,
    takes_jdbc=True,
    dependabot="maven",
    prints_version=PRINTS_VERSION,
    home=HOME,
    ci=pipeline("{version}"),
    verified="JUnit 6, Spotless and javac by Maven 3.8, Java 17",
)
