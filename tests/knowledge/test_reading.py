"""Reading YAML: 1.2 words, no double keys, and every error with its line."""

from pathlib import Path

import pytest

from planner.knowledge.reading import LARGEST_FILE, PackError, line_of, read


def written(tmp_path: Path, text: str | bytes) -> Path:
    path = tmp_path / "entry.yaml"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def test_words_that_yaml_1_1_turns_into_something_else_stay_words(tmp_path):
    path = written(tmp_path, "a: no\nb: on\nc: 1:30\nd: 0o17\ne: 2026-11-22\nf: ~\ng: -.05\n")
    assert read(path) == {
        "a": "no",
        "b": "on",
        "c": "1:30",
        "d": "0o17",
        "e": "2026-11-22",
        "f": None,
        "g": -0.05,
    }


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("a: 1\nb: 2\na: 3\n", 3, "written twice"),
        ("a: [1\nb: 2\n", 2, "not valid YAML"),
        ("a: &x 1\nb: *x\n", 2, "aliases"),
        ("a: !!python/name:os.system\n", 1, "not valid YAML"),
        ("a: " + "[" * 80 + "]" * 80, 1, "nested deeper"),
        (b"a: \xff\n", 1, "not UTF-8"),
    ],
)
def test_a_damaged_file_is_refused_with_its_line(tmp_path, text, line, says):
    with pytest.raises(PackError) as caught:
        read(written(tmp_path, text))
    assert caught.value.line == line
    assert says in caught.value.says


def test_a_file_of_more_than_a_megabyte_is_refused_unread(tmp_path):
    with pytest.raises(PackError, match="larger than"):
        read(written(tmp_path, "a: " + "x" * LARGEST_FILE))


def test_a_missing_file_and_a_folder_are_each_one_sentence(tmp_path):
    with pytest.raises(PackError, match="no such file"):
        read(tmp_path / "none.yaml")
    with pytest.raises(PackError, match="folder"):
        read(tmp_path)


def test_the_line_of_an_entry_deep_in_a_list_is_found(tmp_path):
    path = written(tmp_path, "findings:\n- id: a\n  name: A\n- id: b\n  name: B\n")
    assert line_of(path, ("findings", 1, "name")) == 5
    assert line_of(path, ("findings", 1, "missing")) == 4
