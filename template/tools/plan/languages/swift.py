"""Swift, with XCTest or Swift Testing under SwiftPM."""

import re

from .base import Framework, Language, Pipeline
from .cases import INITIALISMS, PASCAL

#: Modules of the toolchain, and the targets of the scaffold.
MODULES = (
    "Any", "ContractTests", "Dispatch", "Foundation", "Glibc", "IntegrationTests", "Self", "Swift", "SwiftShims",
    "Synchronization", "Testing", "UnitTests", "XCTest", "Xctest",
)  # fmt: skip
_DEFINITION = r"\bfunc `?(?:test_?)?(?:{Key}|{key})(?![0-9a-z])[^(`\n]*`?\s*\("

XCTEST = Framework(
    name="xctest",
    label="XCTest",
    mark='        try XCTSkipIf(true, "{id} is pending")',
    body='XCTFail("{id} is not implemented")',
    mark_in_body=True,
    definition=_DEFINITION,
    test_name="test{Key}{camel}",
    select="swift test --filter '/test{Key}(?![0-9a-z])'",
    report="swift test > report.txt",  # its XML shows skipped tests as passed
    results="report.txt",
)
SWIFT_TESTING = Framework(
    name="swift-testing",
    label="Swift Testing",
    since="6",
    mark='        .disabled("{id} is pending"),',
    body='Issue.record("{id} is not implemented")',
    definition=_DEFINITION,
    test_name="{key}{camel}",
    select="swift test --filter '/{key}(?![0-9a-z])'",
    report="swift test --xunit-output report.xml",
    results="report-swift-testing.xml",
)

SWIFT = Language(
    name="swift",
    label="Swift",
    version="6.0",
    versioned="Swift {version}",
    frameworks=(SWIFT_TESTING, XCTEST),
    initialisms=INITIALISMS,
    suffixes=(".swift",),
    case=PASCAL,
    ascii_names=True,
    reserved=frozenset({"Any", "Main", "Self"}),
    id_separator="Task",  # an underscore is no lower camel case to swift-format
    source_suffix_words={"command": "command", "endpoint": "routes", "feature": "feature"},
    one_folder=True,
    package_case=PASCAL,
    reserved_packages=frozenset(MODULES),
    sources="Sources/{Package}/{Role}",
    elsewhere={"cli": "Sources/{Package}CLI", "screens": "App/Sources/{Role}"},  # the last takes Xcode
    tested_elsewhere={"screens": "App/Tests/{folders}{stem}Tests{suffix}"},
    scaffolded=frozenset({"cli", "contract", "integration", "unit"}),
    test_path="tests/{kind}/{folders}{stem}Tests{suffix}",
    test_file=re.compile(r"(?:^|/)[^/]*(?:Tests?|Spec)\.swift$"),
    found=re.compile("(?:^|/)App/Tests/"),
    entry="Sources/{Package}CLI/main.swift",
    manifest="Package.swift",
    requirement=re.compile(r"https://\S+\.git@[0-9][\w.]*\[\w+\]"),  # the last part is its product
    requirement_name=re.compile(r"https://[^\s@]+"),
    tools="swift-format and the compiler's warnings",
    tools_file=".swift-format",
    commands={
        "run": ("swift run {executable}",),
        "install": ("swift package resolve",),
        "test": ("swift test",),
        "lint": (
            "swift format lint --strict --recursive Package.swift Sources tests",
            # In a folder of its own, for other options than those of the tests would build all anew.
            "swift build --build-tests -Xswiftc -warnings-as-errors --scratch-path .build/lint",
        ),
        "format": ("swift format --in-place --recursive Package.swift Sources tests",),
        "types": ("swift build --build-tests",),
    },
    dependabot="swift",
    prints_version=r"swift --version | sed -n 's/.*Swift version \([0-9.]*[0-9]\).*/\1/p'",
    home="https://www.swift.org/install",
    ci=Pipeline(
        github=("run: swift --version",),  # the runners bring it
        app_runner="macos-latest",  # whose screens may import SwiftUI
        image="swift:{version}",
        lacks=("make", "python3"),
        packages=("libc6-dev", "libstdc++-14-dev", "swiftlang"),
    ),
    editor=("[*.swift]", "indent_size = 4"),
    verified="swift test and swift-format, Swift 6.0 of Debian trixie: `make test-swift`",
)
