"""C# on .NET, with xUnit."""

import re

from .base import Framework, Language, Pipeline
from .cases import PASCAL

XUNIT = Framework(
    name="xunit",
    label="xUnit",
    mark='(Skip = "{id} is pending")',
    body='Assert.Fail("{id} is not implemented");',
    definition=r"\b(?:void|Task) {Key}(?:_\w*)?\s*\(",
    test_name="{Key}_{Slug}",
    select="dotnet test --filter Task={id}",
)

CSHARP = Language(
    name="csharp",
    label="C#",
    version="10.0",
    versioned="C# (.NET {version})",
    frameworks=(XUNIT,),
    suffixes=(".cs",),
    case=PASCAL,
    ascii_names=True,
    source_suffix_words={"command": "command", "endpoint": "endpoints"},
    package_case=PASCAL,
    reserved_packages=frozenset({"Microsoft", "System", "Xunit"}),
    sources="src/{Package}/{Role}",
    test_path="tests/{Package}.Tests/{Kind}/{folders}{stem}Tests{suffix}",
    test_file=re.compile(r"(?:^|/)[^/]*(?:Tests?|Specs?)\.cs$"),
    found=re.compile(r"^tests/[^/]+\.Tests/"),
    file_package=re.compile(r"(?:^|/)tests?/(?P<package>.+)/[^/]+$"),
    entry="src/{Package}/Cli/Program.cs",
    scaffolded=frozenset({"cli"}),
    manifest="Directory.Build.props",
    requirement=re.compile(r"[A-Za-z]\w*(?:\.\w+)*@[0-9][\w.-]*"),
    requirement_name=re.compile(r"[\w.]+"),
    tools="dotnet format and the compiler",
    tools_file=".editorconfig",
    commands={
        "run": ("dotnet run --project src/{name} --",),
        "install": ("dotnet restore",),
        "test": ("dotnet test",),
        "lint": ("dotnet format --verify-no-changes", "dotnet build"),
        "format": ("dotnet format",),
        "types": ("dotnet build",),
        "build": ("dotnet build --configuration Release",),
    },
    takes_ado=True,
    build_folders=frozenset({"TestResults", "bin", "obj"}),
    dependabot="nuget",
    prints_version="dotnet --version",
    home="https://dotnet.microsoft.com/download",
    ci=Pipeline(
        github=("uses: actions/setup-dotnet", "with:", '  dotnet-version: "{version}"'),
        image="mcr.microsoft.com/dotnet/sdk:{version}",
        lacks=("make", "python3"),
        packages=("dotnet-sdk-10.0",),
    ),
    editor=("[*.cs]", "indent_size = 4"),
)
