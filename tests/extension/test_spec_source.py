"""`spec_source` names a file that is not a text: one line, at once, whatever the file is."""

import os
from pathlib import Path

import pytest
from extensions.plan.errors import UserError

from extensions.session import Session
from tests.conftest import ROOT

NOT_A_FILE = "cannot be read: this is a folder, a device or a pipe; write the path of a spec.md"
NOT_READABLE = "cannot be read; write the path of a spec.md"


@pytest.mark.parametrize(
    ("path", "problem"),
    [
        ("folder", NOT_A_FILE),
        ("pipe", NOT_A_FILE),
        ("link-to-pipe", NOT_A_FILE),
        ("/dev/zero", NOT_A_FILE),
        ("none.md", "cannot be read: no such file or directory; write the path of a spec.md"),
        ("large.md", "cannot be read: this is larger than 2 MB; write the path of a spec.md"),
        ("bytes.md", "is not UTF-8; save it as UTF-8 text"),
        ("bell.md", ":2: control character U+0007; delete it"),
        ("~nobody-has-this-name/spec.md", NOT_READABLE),
        ("a\0b.md", 'has the control character U+0000 behind "a"; delete it'),
        ("x" * 5000, "cannot be read: file name too long; write the path of a spec.md"),
    ],
)
def test_source_that_is_not_a_text_is_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, path: str, problem: str
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("folder").mkdir()
    os.mkfifo("pipe")
    Path("link-to-pipe").symlink_to("pipe")
    Path("large.md").write_bytes(b"a" * 2_000_001)
    Path("bytes.md").write_bytes(b"\xff\xfe\x00")
    Path("bell.md").write_bytes(b"a\n\x07")
    conf = {"data": {"spec_source": path}, "dst_path": tmp_path / "project", "answers_file": None}
    with pytest.raises(UserError) as caught:
        Session(ROOT / "template").refuse({"_copier_conf": conf, "_folder_name": "project", "spec_source": path})
    assert caught.value.place.partition(":")[0] == "spec_source"
    assert str(caught.value).endswith(problem)
    assert "\n" not in str(caught.value)
