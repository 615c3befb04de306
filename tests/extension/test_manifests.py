"""Which languages and test frameworks the manifests of a repository show."""

from pathlib import Path

import pytest

from extensions.destination.manifests import in_words, languages_in


@pytest.mark.parametrize(
    ("files", "languages", "testing"),
    [
        ({"README.md": "# A\n"}, "", ""),
        ({"pyproject.toml": 'requires-python = ">=3.12"\n[tool.pytest.ini_options]\n'}, "Python 3.12", "pytest"),
        ({"requirements.txt": "flask\n", "requirements-dev.txt": "x\n"}, "Python", ""),
        ({"package.json": '{"engines": {"node": ">=20"}, "devDependencies": {"jest": "1"}}'},
         "TypeScript (Node.js 20)", "Jest"),
        ({"package.json": "{broken"}, "TypeScript", ""),
        ({"go.mod": "module a\n\ngo 1.22.1\n"}, "Go 1.22", "go test"),
        ({"apps/api/Cargo.toml": 'rust-version = "1.75"\n', "apps/web/package.json": "{}"},
         "Rust 1.75, TypeScript", "cargo test"),
        ({"node_modules/a/package.json": "{}", "examples/go.mod": "go 1.1\n"}, "", ""),
        ({"composer.json": '{"require": {"php": "^8.3"}, "require-dev": {"phpunit/phpunit": "^12"}}'},
         "PHP 8.3", "PHPUnit"),
        ({"src/App/App.csproj": '<PackageReference Include="xunit" />'}, "C#", "xUnit"),
    ],
)  # fmt: skip
def test_manifests_tell_language_version_and_framework(
    files: dict[str, str], languages: str, testing: str, tmp_path: Path
) -> None:
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    assert in_words(languages_in(tmp_path)) == (languages, testing)
