"""The page in Debian's Chromium, by keyboard, at three widths and without JavaScript (`pip install playwright`)."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT
from tests.tool.conftest import tool

CHROMIUM = shutil.which("chromium")
WIDTHS = (390, 1000, 1600)
PLAN = """# Implementation Plan: a

## Phase 1: Setup

- [x] T001 Dig

## Phase 2: User Story 1 - Light (Priority: P1)

- [ ] T002 [US1] Hang the lamp in src/lamp.py (FR-001) (depends on T001)
- [ ] T003 [US1] Trim the wick in src/wick.py (FR-001) (depends on T002)
"""

pytestmark = [
    pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed"),
    pytest.mark.xdist_group("page"),  # the browser is started once
]


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder: Path = tmp_path_factory.mktemp("page")
    shutil.copytree(ROOT / "template/tools/plan", folder / "tools/plan", ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "specs/001-a").mkdir(parents=True)
    (folder / "specs/001-a/plan.md").write_text(PLAN, encoding="utf-8")
    (folder / "specs/001-a/spec.md").write_text("- **FR-001**: Burn\n", encoding="utf-8")
    assert tool(folder, "report", "--html", str(folder / "page.html")).status == 0
    return (folder / "page.html").as_uri()


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    playwright = pytest.importorskip("playwright.sync_api")
    flags = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking"]
    with playwright.sync_playwright() as driver:
        chromium = driver.chromium.launch(executable_path=CHROMIUM, args=flags)
        yield chromium
        chromium.close()


def test_matrix_is_filtered_by_words_and_choices(browser: Any, address: str) -> None:
    page = browser.new_page()
    problems: list[str] = []
    page.on("console", lambda message: problems.append(message.text))
    page.goto(address)
    shown = page.locator("form output")
    assert shown.text_content() == "3 rows"
    page.fill("input[name=words]", "burn WICK")
    assert shown.text_content() == "1 of 3 rows"
    page.click("button[type=reset]")
    page.select_option("select[name=done]", "done")
    page.locator("form output", has_text="1 of 3 rows").wait_for()
    assert page.locator("#f0-m tbody tr:visible").count() == 1
    page.click("text=Clear filters")
    page.locator("form output", has_text=re.compile("^3 rows")).wait_for()
    assert page.locator("#f0-m tbody tr:visible").count() == 0
    assert page.locator("#f0-m > details:visible").count() == 2
    assert problems == []


def test_page_is_read_by_keyboard(browser: Any, address: str) -> None:
    page = browser.new_page()
    page.goto(address)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the report"
    page.focus("#f0-g1 summary")
    page.keyboard.press("Enter")
    assert page.locator(".beside svg:visible").count() == 1


def test_page_without_javascript_shows_everything_but_the_filter(browser: Any, address: str) -> None:
    page = browser.new_context(java_script_enabled=False, offline=True).new_page()
    page.goto(address)
    assert not page.locator("form.filter").is_visible()
    for fold in page.locator("#f0-m > details > summary").all():
        fold.click()
    assert page.locator("#f0-m tbody tr:visible").count() == 3


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
def test_page_needs_no_scrolling_sideways(browser: Any, address: str, width: int, scheme: str) -> None:
    page = browser.new_context(color_scheme=scheme, viewport={"width": width, "height": 900}).new_page()
    page.goto(address)
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0
    ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert ground == ("rgb(255, 255, 255)" if scheme == "light" else "rgb(20, 23, 28)")
