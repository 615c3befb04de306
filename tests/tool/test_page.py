"""The HTML page and the Markdown report: whole, escaped, and without the network."""

import re
import shutil
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from plan.output.parts import rendered

from tests.conftest import ROOT, git
from tests.tool.conftest import tool

HOSTILE = '<script>alert("x")</script>'
PLAN = f"""# Implementation Plan: a

## Phase 1: Setup {HOSTILE}

- [x] T001 {HOSTILE} | `a` & <b>

## Phase 2: User Story 1 - {HOSTILE} (Priority: P1)

- [ ] T002 [US1] {HOSTILE} in src/a.py (FR-001) (depends on T001)
- [ ] T003 [US1] Second in src/b.py (depends on T001, T002)
- [ ] T003 [US1] Third of the same id (depends on T003)
"""
SPEC = f"- **FR-001**: {HOSTILE}\n- **FR-002**: Nobody does it\n"
VOID = {"meta", "input", "br", "path", "rect"}


class Elements(HTMLParser):
    """The elements of a page; an end that does not belong to the last start is an error."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.names: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self._open: list[str] = []
        self.feed(text)
        assert self._open in ([], ["html"])

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.names.append(tag)
        self.attributes += attributes
        if tag not in VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.names.append(tag)
        self.attributes += attributes

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = tmp_path / "project"
    shutil.copytree(ROOT / "template/tools/plan", folder / "tools/plan", ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "specs/001-a").mkdir(parents=True)
    (folder / "specs/001-a/plan.md").write_text(PLAN, encoding="utf-8")
    (folder / "specs/001-a/spec.md").write_text(SPEC, encoding="utf-8")
    return folder


@pytest.fixture
def page(project: Path) -> str:
    done = tool(project, "report", "--html", str(project / "page.html"))
    assert (done.status, done.output) == (0, "")
    return (project / "page.html").read_text(encoding="utf-8")


def test_text_of_documents_is_text_on_the_page(page: str) -> None:
    elements = Elements(page)
    assert elements.names.count("script") == 1
    assert "b" not in elements.names
    assert page.count("&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt;") > 5
    assert "alert(" not in re.sub(r"&lt;script&gt;alert", "", page)


def test_page_needs_no_network(page: str) -> None:
    assert "http" not in page.replace('http-equiv="Content-Security-Policy"', "")
    assert "url(#" in page
    assert re.findall(r"url\((?!#)|@import|\bsrc=|<link|<img|<iframe", page) == []
    attributes = Elements(page).attributes
    assert {"id", "href"} <= {name for name, _ in attributes}
    for name, value in attributes:
        assert name not in ("src", "style", "onclick", "onload", "onerror")
        assert name != "href" or (value or "").startswith("#")
    assert "default-src 'none'" in page


def test_policy_allows_the_page_its_own_style_and_script(page: str) -> None:
    import base64
    import hashlib

    for name in ("style", "script"):
        (inside,) = re.findall(rf"<{name}>(.*?)</{name}>", page, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(inside.encode()).digest()).decode()
        assert f"{name}-src 'sha256-{digest}'" in page


def test_page_begins_with_the_project_and_what_is_to_do(page: str) -> None:
    head = page[page.index("<h1>") : page.index('id="findings"')]
    assert re.search(r"<h1>project</h1>\n<p class=\"quiet\">Plan report · [0-9]{1,2} \w+ [0-9]{4}</p>", head)
    for text in ("1 of 4", "none (no results given)", "1 of 2 have tasks", 'href="#findings">5 errors', "<strong>T002"):
        assert text in head
    assert "tests passing" not in page


def test_page_names_its_commit(project: Path) -> None:
    git(project, "init", "-q", "-b", "main")
    git(project, "add", "-A")
    git(project, "commit", "-qm", "First")
    commit = git(project, "rev-parse", "HEAD")[:7]
    for prepare in ((), ("pack-refs", "--all"), ("checkout", "-q", "--detach")):
        if prepare:
            git(project, *prepare)
        tool(project, "report", "--html", str(project / "page.html"))
        assert f" · commit {commit}</p>" in (project / "page.html").read_text(encoding="utf-8")
    git(project, "worktree", "add", "-q", str(project.parent / "beside"))
    tool(project.parent / "beside", "report", "--html", str(project / "page.html"))
    assert f" · commit {commit}</p>" in (project / "page.html").read_text(encoding="utf-8")


def test_page_has_progress_matrix_graph_and_findings(page: str) -> None:
    for text in ("Stories and phases", "Tasks and tests", "Graphs", "0 of 3", "Nobody does it", "no task"):
        assert text in page
    assert "specs/001-a/plan.md:11" in page
    assert "T003 is taken by specs/001-a/plan.md:10" in page
    assert page.count('aria-label="Graph of') >= page.count("tip") // 2 > 0


def test_findings_stand_by_rule_and_only_errors_are_open(page: str) -> None:
    inside = page[page.index('id="findings"') : page.index("</section>", page.index('id="findings"'))]
    folds = re.findall(r"<details class=\"finding\"( open)?><summary>.*?>(\d+ \w+)</span> ([\w-]+)", inside)
    assert [(rule, bool(is_open)) for is_open, _, rule in folds] == [
        (rule, "error" in severity) for _, severity, rule in folds
    ]
    assert len(folds) == len({rule for *_, rule in folds}) > 2


RENDERED = {
    "**bold** and *thin*": "<strong>bold</strong> and <em>thin</em>",
    "`a < b` _c_": "<code>a &lt; b</code> <em>c</em>",
    "see [the page](http://x.example)": "see the page",
    "a \\*b\\* \\<i>": "a *b* &lt;i&gt;",
    "**a *b** c*": "<strong>a *b</strong> c*",
    "<b>x</b> & snake_case_name": "&lt;b&gt;x&lt;/b&gt; &amp; snake_case_name",
    "`<script>` \ue000": "<code>&lt;script&gt;</code> \ufffd",
    "2 * 3 * 4": "2 * 3 * 4",
}


@pytest.mark.parametrize("text", RENDERED)
def test_markdown_of_a_text_is_rendered_and_all_else_is_escaped(text: str) -> None:
    assert rendered(text) == RENDERED[text]


@given(st.text(st.sampled_from("*_`[]()\\<>& ab\ue000"), max_size=40))
def test_rendered_text_has_only_whole_elements(text: str) -> None:
    shown = rendered(text)
    Elements(shown)
    assert set(re.findall(r"<(?!/)(\w+)", shown)) <= {"code", "strong", "em"}


def test_controls_wait_for_the_script_and_every_control_has_a_label(page: str) -> None:
    assert re.search(r'<form class="filter" data-matrix="f0-m" hidden>', page)
    assert page.count("<label>") == page.count("<select") + page.count("<input") > 0
    assert page.count('tabindex="0" role="region" aria-label="') == page.count('class="scroll"') > 0


def test_ids_of_the_page_are_unique_and_links_lead_to_them(page: str) -> None:
    ids = [value for name, value in Elements(page).attributes if name == "id"]
    assert len(ids) == len(set(ids))
    links = {(value or "")[1:] for name, value in Elements(page).attributes if name == "href"}
    assert links
    assert links <= set(ids)


def test_page_is_the_same_each_time(project: Path, page: str) -> None:
    tool(project, "report", "--html", str(project / "again.html"))
    assert (project / "again.html").read_text(encoding="utf-8") == page


def test_page_of_a_project_without_plans(project: Path) -> None:
    shutil.rmtree(project / "specs")
    assert tool(project, "report", "--html", str(project / "empty.html")).status == 0
    assert "Nothing was found." in (project / "empty.html").read_text(encoding="utf-8")


def test_page_that_cannot_be_written_exits_2_with_one_line(project: Path) -> None:
    done = tool(project, "report", "--html", str(project / "none/page.html"))
    assert (done.status, done.output.count("\n")) == (2, 1)
    assert done.output.endswith("none/page.html: cannot be written: no such file or directory\n")


def test_markdown_stays_below_what_a_summary_may_hold(project: Path) -> None:
    for number in range(2, 8):
        plan = "".join(f"- [x] T{task:04d} {'word ' * 30}\n" for task in range(1000))
        (project / f"specs/00{number}-b").mkdir()
        (project / f"specs/00{number}-b/plan.md").write_text(plan, encoding="utf-8")
    text = tool(project, "report", "--markdown").output
    assert len(text.encode()) < 1024 * 1024
    assert "Matrix of 002-b" in text
    assert "The matrix is left out" in text


def test_markdown_shows_text_as_text(project: Path) -> None:
    text = tool(project, "report", "--markdown").output
    assert text.startswith("# project: 5 errors, 1 warning\n")
    assert "<script" not in text
    assert 'T001 &lt;script&gt;alert("x")&lt;/script&gt; \\| \\`a\\` &amp; &lt;b&gt;' in text
    rows = [line for line in text.splitlines() if line.startswith("|")]
    bars = [len(re.findall(r"(?<!\\)\|", line)) for line in rows]
    assert set(bars) == {3, 4, 5, 7}
