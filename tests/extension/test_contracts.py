"""OpenAPI files to operations, and these to stories; what cannot be read is left out with one line."""

import json
import time
from pathlib import Path
from typing import Any

import pytest
from extensions.plan.items import Contract, Operation
from extensions.plan.model import Spec
from extensions.plan.record import Record, dump, load, record_of

from extensions.answers.answers import read_answers
from extensions.destination.contracts import Unreadable, operations, read_contracts
from extensions.destination.folder import Destination
from extensions.record.pipeline import next_record

FILE, FEATURE = "specs/001-a/contracts/api.yaml", "001-a"
HEAD = "openapi: 3.1.0\ninfo: {title: Lamps, version: '1'}\n"
LAMPS = f"""{HEAD}paths:
  /lamps:
    post:
      operationId: createLamp
      tags: [lamps]
      responses:
        201:
          $ref: '#/components/responses/LampAnswer'
        "422":
          description: no
          content: {{application/json: {{schema: {{$ref: '#/components/schemas/Problem'}}}}}}
  /lamps/{{id}}/bulbs:
    parameters: []
    get:
      summary: List the bulbs of a lamp
      responses:
        default: {{description: other}}
        "200":
          description: yes
          content: {{application/json: {{schema: {{type: array, items: {{$ref: '#/components/schemas/Bulb'}}}}}}}}
components:
  responses:
    LampAnswer:
      description: made
      content: {{application/json: {{schema: {{type: object}}}}}}
  schemas:
    Problem: {{type: object}}
    Bulb: {{type: object, properties: {{inner: {{$ref: '#/components/schemas/Bulb'}}}}}}
"""


def read(text: str, path: str = FILE) -> list[Operation]:
    return operations(text, path, FEATURE)


def test_operation_has_its_name_answers_and_the_place_of_its_schema() -> None:
    post, get = read(LAMPS)
    assert (post.id, post.name, post.tags, post.version) == ("POST /lamps", "createLamp", ("lamps",), "3.1.0")
    assert post.responses == (("201", "LampAnswer"), ("422", "Problem"))
    assert post.schema == "#/components/responses/LampAnswer/content/application~1json/schema"
    assert (get.id, get.summary) == ("GET /lamps/{id}/bulbs", "List the bulbs of a lamp")
    assert get.responses == (("200", "list of Bulb"), ("default", ""))
    assert get.schema == "#/paths/~1lamps~1{id}~1bulbs/get/responses/200/content/application~1json/schema"
    record = record_of([post, get, Contract(FILE, FEATURE, 3, "x")])
    assert load(dump(record)) == record


def test_json_reads_as_yaml_does() -> None:
    import yaml

    text = json.dumps(yaml.safe_load(LAMPS))
    assert [one.id for one in read(text, "a.json")] == [one.id for one in read(LAMPS)]


@pytest.mark.parametrize("text", ["", "type: object\n", "- a\n", "42", "{}"])
def test_what_is_no_openapi_is_passed_over(text: str) -> None:
    assert read(text) == []


def path(item: str) -> str:
    return f"{HEAD}paths:\n  /a:\n    get:\n      responses:\n        200: {item}\n"


BOMB = "a0: &a0 {k: v}\n" + "".join(f"a{n}: &a{n} {{<<: [*a{n - 1}, *a{n - 1}]}}\n" for n in range(1, 60))
UNREADABLE = {
    "broken": (f"{HEAD}paths: [\n", 4, "this is no YAML: did not find expected node content"),
    "tab": (f"{HEAD}paths:\n\t/a: x\n", 4, "this is no YAML: found character that cannot start any token"),
    "version 2": ("swagger: '2.0'\n", 1, "this is OpenAPI 2; write it in version 3"),
    "version 4": ("openapi: 4.0.0\n", 1, "OpenAPI 4.0.0 is not known; write it in version 3"),
    "remote": (
        path("{$ref: 'https://example.invalid/a.yaml'}"), 7,
        '$ref "https://example.invalid/a.yaml" leads out of the file, and nothing is fetched',
    ),
    "other file": (path("{$ref: 'b.yaml#/x'}"), 7, '$ref "b.yaml#/x" leads out of the file, and nothing is fetched'),
    "nothing": (path("{$ref: '#/x'}"), 7, '$ref "#/x" leads to nothing'),
    "cycle": (
        path("{$ref: '#/x/a'}") + "x:\n  a: {$ref: '#/x/b'}\n  b: {$ref: '#/x/a'}\n", 7,
        '$ref "#/x/a" leads to itself',
    ),
    "bad path": (f"{HEAD}paths:\n  a b:\n    get: {{}}\n", 4, '"a b" is no path; it starts with / and has no spaces'),
    "nested": (f"{HEAD}paths: {'[' * 300}{']' * 300}\n", 3, "the YAML is nested too deep, or repeats itself too often"),
    "sequences": (f"{HEAD}x: \n{'- ' * 20000}a\n", 4, "the YAML is nested too deep, or repeats itself too often"),
    "aliases": (f"{HEAD}{BOMB}", 15, "the YAML is nested too deep, or repeats itself too often"),
    "two documents": (f"{HEAD}---\n{HEAD}", 3, "this is no YAML: but found another document"),
    "tag": (f"{HEAD}x: !!python/object/apply:os.system [ls]\n", 3, None),
}  # fmt: skip


@pytest.mark.parametrize("case", UNREADABLE)
def test_what_cannot_be_read_is_told_with_its_line(case: str) -> None:
    text, line, reason = UNREADABLE[case]
    before = time.monotonic()
    with pytest.raises(Unreadable) as problem:
        read(text)
    assert time.monotonic() - before < 5
    assert problem.value.line == line
    assert "\n" not in str(problem.value)
    assert reason is None or str(problem.value) == reason


@pytest.mark.parametrize("text", ["{", "[" * 100_000, '{"openapi": NaN}', '{"openapi": "3.0.0", "paths": []}'])
def test_broken_json_is_told(text: str) -> None:
    if text.endswith("[]}"):
        assert read(text, "a.json") == []
    else:
        with pytest.raises(Unreadable):
            read(text, "a.json")


def test_schema_may_hold_itself_over_aliases_too() -> None:
    text = path("{content: {application/json: {schema: &s {properties: {a: *s}}}}}")
    assert [one.id for one in read(text)] == ["GET /a"]


def test_files_are_read_by_path_and_each_problem_is_one_item(tmp_path: Path) -> None:
    folder = tmp_path / "specs/001-a"
    (folder / "contracts/deep").mkdir(parents=True)
    (folder / "contracts/api.yaml").write_text(LAMPS, encoding="utf-8")
    (folder / "contracts/deep/more.json").write_text(
        '{"openapi": "3.0.0", "paths": {"/lamps": {"post": {}, "get": {}}}}'
    )
    (folder / "contracts/note.md").write_text("# no contract\n")
    (folder / "contracts/large.json").write_text(" " * 5_000_000)
    (folder / "contracts/other.yml").write_bytes(b"openapi: 3.0.0\nx: \xff\n")
    (tmp_path / "outside.yaml").write_text(LAMPS)
    (folder / "contracts/link.yaml").symlink_to(tmp_path.parent / "nowhere.yaml")
    found = list(read_contracts(tmp_path, folder, FEATURE))
    assert [one.id for one in found if isinstance(one, Operation)] == [
        "POST /lamps", "GET /lamps/{id}/bulbs", "GET /lamps",
    ]  # fmt: skip
    assert [(Path(one.id).name, one.line, one.problem) for one in found if isinstance(one, Contract)] == [
        ("large.json", 1, "this is larger than 2 MB; split it"),
        ("link.yaml", 1, "this is a link that leads out of the project"),
        ("other.yml", 2, "this is no UTF-8"),
    ]


def planned(stories: list[Any], last: Record | None = None, text: str = LAMPS) -> Record:
    answers = read_answers({"feature_name": "a", "stories": stories}, frozenset({"stories"}))
    there = Destination(
        {}, frozenset(), lambda path: False, contracts=lambda feature: read(text), specs={FEATURE: Spec()}
    )
    record = next_record(answers, last or Record(), there, "2026-03-14")
    assert next_record(answers, record, there, "2026-03-14") == record
    return record


def tasks(record: Record, *kinds: str) -> dict[str, str]:
    return {f"{one.kind} {one.source}": one.story for one in record.tasks if one.kind in kinds and one.source}


def test_operation_belongs_to_the_story_of_its_entity_else_of_its_tag_else_to_none() -> None:
    bulbs = {"title": "Change it", "entities": ["Bulb"]}
    record = planned([bulbs, "Set up lamps"])
    assert tasks(record, "contract", "endpoint") == {
        "contract POST /lamps": "US2",
        "endpoint POST /lamps": "US2",
        "contract GET /lamps/{id}/bulbs": "US1",
        "endpoint GET /lamps/{id}/bulbs": "US1",
    }
    nowhere = planned(["Walk"])
    assert set(tasks(nowhere, "contract").values()) == {""}
    later = planned(["Walk", bulbs], nowhere)
    assert set(tasks(later, "contract").values()) == {""}, "an operation stays where its tasks are"


def test_operation_that_a_story_names_is_its_own_whatever_its_parameter_is_called() -> None:
    record = planned([{"title": "Look", "endpoints": ["GET /lamps/{lamp}/bulbs", "POST /lamps"]}])
    assert set(tasks(record, "contract")) == {"contract GET /lamps/{lamp}/bulbs", "contract POST /lamps"}


def test_story_whose_title_says_most_of_the_operation_has_it() -> None:
    stories = [{"title": f"{verb} a lamp", "entities": ["Lamp"]} for verb in ("Show", "Create", "Delete")]
    assert tasks(planned(stories), "contract")["contract POST /lamps"] == "US2"


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ('openapi: "3.1.0"\npaths:\n  "/lamps\\ud800": {get: {summary: x}}\n', "a.yaml"),
        ('openapi: "3.1.0"\npaths:\n  "/lamps": {get: {summary: "\\ud83d\\ude00"}}\n', "a.yaml"),
        ('{"openapi": "3.1.0",\n"paths":\n{"/lamps": {"get": {"summary": "\\udc00\\ud800"}}}}', "a.json"),
    ],
)
def test_half_of_a_character_is_told_with_its_line(text: str, place: str) -> None:
    with pytest.raises(Unreadable, match="is half of a character") as told:
        read(text, place)
    assert told.value.line == 3


def test_what_a_contract_says_is_text() -> None:
    words = r"a\u0000b\u001b\u0085\ud83d\ude00\\ud800"
    get = {"operationId": "WORDS", "summary": "WORDS", "tags": ["WORDS"], "responses": {"200": {}}}
    text = json.dumps({"openapi": "3.1.0", "paths": {"/lamps": {"get": get}}}).replace("WORDS", words)
    (operation,) = read(text, "a.json")
    for said in (operation.name, operation.summary, operation.tags[0]):
        assert said.isprintable(), said
        said.encode()
