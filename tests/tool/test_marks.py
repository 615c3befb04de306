"""A stub is pending as long as its mark stands, whatever a formatter has made of the mark."""

import subprocess
import sys
import time
from pathlib import Path

import pytest
from plan.items import Task
from plan.languages import LANGUAGES, Framework, fill_test_name
from plan.marks import mark_pattern, marked_tests
from plan.project import read_project
from plan.record import dump, record_of

RUFF = """@pytest.mark.skip(
    reason='T012 is pending'
)
def test_t012_post_users() -> (
    None
):
    raise NotImplementedError(
        'T012'
    )
"""
BY_HAND_PYTHON = """@pytest.mark.skip(
    reason='T012 is pending',
)
def test_t012_post_users() -> None: ...
"""
PRETTIER = """test.skip('T012 post users', async () => {
  throw new Error('T012')
})
"""
NARROW_TYPESCRIPT = """  test.skip(
    `T012 post users`,
    () => {},
  );
"""
RUSTFMT = """#[test]
#[ignore = "T012 is pending"]
fn t012_post_users()
{
"""
SPACED_RUST = """    #[test]
    #[ignore="T012 is pending"]
    fn t012_post_users() {
"""
GOFMT = """func TestT012_PostUsers(t *testing.T) {
	t.Skip(
		"T012 is pending",
	)
"""
GO_RAW = "func TestT012_PostUsers(t *testing.T) { t.Skip(`T012 is pending`)\n"
JAVA = """    @Disabled(
            "T012 is pending")
    void t012PostUsers() {
"""
JAVA_ONE_LINE = '\t@Test @Tag("T012") @Disabled( "T012 is pending" ) void t012PostUsers()\n\t{\n'
KOTLIN = """  @Disabled(
    "T012 is pending",
  )
  fun t012PostUsers() {
"""
XCTEST = """  func testT012PostUsers() throws {
    try XCTSkipIf(
      true,
      "T012 is pending"
    )
"""
SWIFT_TESTING = """  @Test(.disabled("T012 is pending"), .task("T012"))
  func t012PostUsers() {
"""
NARROW_SWIFT_TESTING = """    @Test(
        .task("T012"),
        .disabled(
            "T012 is pending"
        )
    ) func t012PostUsers() {
"""
CLANG_FORMAT = """TEST(Users,
     T012_PostUsers) {
  GTEST_SKIP()
      << "T012 is pending";
"""
NARROW_CLANG_FORMAT = """TEST(Users, T012_PostUsers)
{
    GTEST_SKIP() << "T012 is "
                    "pending";
"""
XUNIT = """    [Fact(
        DisplayName = "Users can register",
        Skip = "T012 is pending")]
    public async Task T012_PostUsers()
"""
PHP_CS_FIXER = """    public function testT012PostUsers(): void
    {
        self::markTestSkipped("T012 is pending");
"""
NARROW_PHP = """  public function testT012PostUsers()
  {
    $this
      ->markTestSkipped(
        'T012 is pending'
      );
"""
SAMPLES = {
    "pytest": (RUFF, BY_HAND_PYTHON),
    "vitest": (PRETTIER, NARROW_TYPESCRIPT),
    "jest": (PRETTIER,),
    "node-test": (PRETTIER,),
    "playwright": (PRETTIER,),
    "cargo": (RUSTFMT, SPACED_RUST),
    "go-test": (GOFMT, GO_RAW),
    "java": (JAVA, JAVA_ONE_LINE),
    "kotlin": (KOTLIN,),
    "xctest": (XCTEST,),
    "swift-testing": (SWIFT_TESTING, NARROW_SWIFT_TESTING),
    "gtest": (CLANG_FORMAT, NARROW_CLANG_FORMAT),
    "xunit": (XUNIT,),
    "phpunit": (PHP_CS_FIXER, NARROW_PHP),
}
FRAMEWORKS = {
    one.form if one.name == "junit5" else one.name: (one, language)
    for language in LANGUAGES.values()
    for one in language.all_frameworks
    if not one.is_manual
}
CASES = [(name, sample) for name, samples in SAMPLES.items() for sample in samples]


def status(root: Path, framework: str, text: str, task_id: str = "T012") -> str:
    """The status of a task's test that the record places in a file with this text."""
    kind, language = FRAMEWORKS[framework]
    places = {"package": "a", "folders": "", "stem": "Users", "suffix": language.suffixes[0]}
    places |= {"kind": "unit", "Kind": "Unit", "Package": "A"}
    path = (kind.test_path or language.test_path).format(**places)
    name = fill_test_name(kind, language, task_id, ("post", "users"))
    lines = dump(record_of([Task(task_id, "001-x", "list", text="a", test=path, name=name)]))
    (root / ".copier-answers.yml").write_text("groundplan_record:\n" + "".join(f"- '{one}'\n" for one in lines))
    for file, content in {"specs/001-x/plan.md": f"- [ ] {task_id} a", path: text}.items():
        (root / file).parent.mkdir(parents=True, exist_ok=True)
        (root / file).write_text(content, encoding="utf-8")
    return read_project(root).features[0].tests[task_id].status


def test_every_framework_has_samples() -> None:
    assert SAMPLES.keys() == FRAMEWORKS.keys()


@pytest.mark.parametrize(("framework", "sample"), CASES)
def test_formatted_mark_is_pending(framework: str, sample: str, tmp_path: Path) -> None:
    assert status(tmp_path, framework, sample) == "pending"


@pytest.mark.parametrize(("framework", "sample"), CASES)
def test_mark_belongs_to_the_test_of_its_id(framework: str, sample: str, tmp_path: Path) -> None:
    """T013 is written, before or behind the stub of T012."""
    kind = FRAMEWORKS[framework][0]
    other = sample.replace("T012", "T013").replace("t012", "t013")
    written = mark_pattern(kind.mark).sub("test('T013" if kind.form == "typescript" else "", other)
    for text in (f"{sample}\n{written}", f"{written}\n{sample}"):
        assert status(tmp_path, framework, text) == "pending"
        assert status(tmp_path, framework, text, "T013") == "unknown"


@pytest.mark.parametrize(("framework", "sample"), CASES)
def test_skip_of_a_person_is_not_the_mark(framework: str, sample: str, tmp_path: Path) -> None:
    is_typescript = FRAMEWORKS[framework][0].form == "typescript"
    own = sample.replace("skip", "fails") if is_typescript else sample.replace("is ", "was never ")
    assert status(tmp_path, framework, own) == "unknown"


def test_second_test_of_an_id_keeps_the_mark_to_itself(tmp_path: Path) -> None:
    """Two features may name one file, and both have a T012; a person may copy a stub."""
    written = "def test_t012_post_users() -> None:\n    assert True\n\n\n"
    other = '@pytest.mark.skip(reason="T012 is pending")\ndef test_t012_post_users_twice() -> None: ...\n'
    assert status(tmp_path, "pytest", written + other) == "unknown"
    assert status(tmp_path, "pytest", other.replace("_twice", "")) == "pending"


def test_renamed_test_with_its_mark_is_pending(tmp_path: Path) -> None:
    assert status(tmp_path, "pytest", RUFF.replace("_post_users", "_sign_up")) == "pending"
    assert status(tmp_path, "pytest", RUFF.replace("t012_post", "t014_post")) == "missing"


@pytest.mark.parametrize(
    ("framework", "text"),
    [
        ("pytest", '# @pytest.mark.skip(reason="T012 is pending")\ndef test_t012_post_users() -> None: ...\n'),
        ("go-test", 'func TestT012_PostUsers(t *testing.T) {\n\t// t.Skip("T012 is pending")\n'),
        ("java", '  // @Disabled("T012 is pending")\n  void t012PostUsers() {\n'),
        ("cargo", '// #[ignore = "T012 is pending"]\nfn t012_post_users() {\n'),
    ],
)
def test_mark_that_is_commented_out_skips_nothing(framework: str, text: str, tmp_path: Path) -> None:
    assert status(tmp_path, framework, text) == "unknown"


@pytest.mark.parametrize("quotes", ["single", "double"])
@pytest.mark.parametrize("width", [30, 60, 200])
def test_ruff_leaves_a_stub_pending(quotes: str, width: int, tmp_path: Path) -> None:
    file = tmp_path / "stub.py"
    file.write_text('@pytest.mark.skip(reason="T012 is pending")\ndef test_t012_post_users() -> None: ...\n')
    options = ["--line-length", str(width), "--config", f"format.quote-style='{quotes}'"]
    ruff = [sys.executable, "-m", "ruff", "format", "--isolated", "--quiet", *options, str(file)]
    subprocess.run(ruff, check=True)
    assert status(tmp_path, "pytest", file.read_text()) == "pending"


@pytest.mark.parametrize("name", FRAMEWORKS)
def test_marks_of_a_big_file_take_linear_time(name: str) -> None:
    framework: Framework = FRAMEWORKS[name][0]
    mark = framework.mark.format(id="T012")
    head, _, tail = mark.partition("T012")
    began = time.process_time()
    for text in (f"{head}T012{' ' * 200_000}{tail}", f"{mark}\n" * 5_000, f'{head}T012 "{" " * 200_000}'):
        for number in range(20):
            marked_tests([framework], f"T{number:03d}", text)
    assert time.process_time() - began < 2
