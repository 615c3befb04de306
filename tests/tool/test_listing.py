"""Which lists of test files name a file, as the compiler reads them."""

import pytest
from plan.listing import FOOTER, missing_in_list

LIST = "tests/unit/main.rs"


@pytest.mark.parametrize(
    ("path", "written"),
    [
        ("tests/unit/bell.rs", "mod bell;"),
        ("tests/unit/bell.rs", "#[cfg(unix)] pub mod bell ;"),
        ("tests/unit/type.rs", "mod r#type;"),
        ("tests/unit/old-bell.rs", '#[path = "old-bell.rs"]\nmod old_bell;'),
        ("tests/unit/lib/bell.rs", '#[path="lib/bell.rs"]\nmod lib_bell;'),
        ("tests/unit/lib/bell.rs", "mod lib;"),
        ("tests/unit/lib/bell.rs", "mod lib {\n    mod bell;\n}"),
        (LIST, ""),
    ],
)
def test_named_file_is_compiled(path: str, written: str) -> None:
    assert missing_in_list(path, {LIST: f"{written}\n// {FOOTER}, …\n"}.get) == ""


@pytest.mark.parametrize(
    ("path", "written"),
    [
        ("tests/unit/bell.rs", ""),
        ("tests/unit/bell.rs", "// mod bell;"),
        ("tests/unit/bell.rs", "mod bells;\nmod lib_bell;\nuse bell;"),
        ("tests/unit/lib/bell.rs", "mod bell;\nmod library;"),
        ("tests/unit/lib/bell.rs", '#[path = "cli/bell.rs"]\nmod cli_bell;'),
        ("tests/unit/lib/bell.rs", '// #[path = "lib/bell.rs"]\n// mod lib_bell;'),
    ],
)
def test_file_without_a_line_is_not(path: str, written: str) -> None:
    assert missing_in_list(path, {LIST: f"{written}\n// {FOOTER}, …\n"}.get) == LIST


@pytest.mark.parametrize(
    ("path", "files"),
    [
        ("tests/unit/bell.rs", {LIST: "mod other;\n"}),  # a person's own list
        ("tests/unit/bell.rs", {}),
        ("tests/bell.rs", {"tests/other/main.rs": f"// {FOOTER}"}),
        ("tests/unit/test_bell.py", {LIST: f"// {FOOTER}"}),
    ],
)
def test_where_no_list_is_kept_nothing_is_missing(path: str, files: dict[str, str]) -> None:
    assert missing_in_list(path, files.get) == ""
