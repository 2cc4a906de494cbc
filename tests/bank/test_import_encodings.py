"""Encodings: a file is read whole or refused. Nothing is guessed twice, and nothing is lost."""

import pytest

from quizzes.bank.importing import import_paths
from quizzes.bank.importing.repair import Repair, repaired
from quizzes.models import Question
from tests.bank.guides import messages, write

pytestmark = pytest.mark.django_db

GUIDE = "# Question 3: What is a token?\n\n{}\n"
WESTERN = (
    "What’s a token – then?",
    "Ä.",
    "Café, größe, l’état à la naïve",
    "“Quoted” words… and ‘single’ — dash",
    "A 5–10 range, O(n²), 25°C, ½ cup",
    "¿Qué es? «Sí», é",
    "Él está aquí; «¿Qué?»",
    "Où, créée, Ünïcode, straße",
    "* “bold”: **“x”**",
    "• item one",
    "D’être – «\xa0mot\xa0»",
    "Müller–Lyer, x × y ± z · w, ©2024 Foo™",
)
# Bytes that Windows-1252 would read as other letters and signs.
FOREIGN = {
    "gbk": ("什么是注意力?", "中", "the query，and key", "quote “中文” here", "（note）", "q。"),
    "big5": ("什麼是注意力", "鍵"),
    "shift_jis": ("注意とは何か?", "日本", "の", "クエリ", "本", "ｸｴﾘ", "key。"),
    "euc_jp": ("注意とは何か?", "の"),
    "euc_kr": ("주의란 무엇인가",),
    "cp1251": ("Что такое токен?", "да", "модель GPT", "№ 5"),
    "koi8_r": ("Что такое токен?",),
    "cp1250": ("Słowo, mówię że żółć",),
    "cp1253": ("Τι είναι",),
    "cp1254": ("Dikkat nedir, ağ sığ",),
    "cp1255": ("מה זה",),
    "cp1256": ("ما هو",),
    "mac_roman": ("café “x” — it’s",),
}


@pytest.mark.parametrize("text", WESTERN)
def test_western_text_is_read_as_windows_1252(tmp_path, text):
    write(tmp_path, "03_token.md", GUIDE.format(text).encode("cp1252"))
    report = import_paths([tmp_path])
    assert report.faults == []
    assert any("was read as Windows-1252" in line for line in report.files[0].lines())
    words = text.replace("\xa0", " ").lstrip("*• ")
    assert words in Question.objects.get().source


@pytest.mark.parametrize(
    ("encoding", "text"), [(name, text) for name, texts in FOREIGN.items() for text in texts]
)
def test_text_in_another_encoding_is_refused_with_what_to_do(tmp_path, encoding, text):
    write(tmp_path, "03_token.md", GUIDE.format(text).encode(encoding))
    (message,) = messages(import_paths([tmp_path]))
    assert message.endswith("is not UTF-8; save the file as UTF-8")
    assert not Question.objects.exists()


def test_one_foreign_line_refuses_a_file_whatever_its_other_lines_are(tmp_path):
    lines = GUIDE.format("Ärger, größe.").encode("cp1252") + "Это и то.\n".encode("cp1251")
    write(tmp_path, "03_token.md", lines)
    assert "save the file as UTF-8" in messages(import_paths([tmp_path]))[0]


def test_a_guess_is_not_repaired_as_if_it_were_a_second_wrong_encoding():
    assert repaired("The angle Î¸")[0] == "The angle θ"
    assert repaired("The angle Î¸\nThe angle Î¸", {1}) == (
        "The angle Î¸\nThe angle θ",
        [Repair(2, "Î¸", "θ")],
    )


def test_words_with_letters_that_were_guessed_are_shown_to_a_person(tmp_path):
    write(tmp_path, "03_token.md", GUIDE.format("Café, naïve.").encode("cp1252"))
    (file,) = import_paths([tmp_path]).files
    assert (
        "  03_token.md:3: needs a person: was read as Windows-1252; "
        "check that these words are right: Café, naïve"
    ) in list(file.lines())


def test_a_cut_utf_16_file_is_refused(tmp_path):
    write(tmp_path, "03_token.md", GUIDE.format("x").encode("utf-16")[:-1])
    (message,) = messages(import_paths([tmp_path]))
    assert message == "FILE starts like UTF-16 but is cut or damaged; save the file as UTF-8"


def test_a_repair_that_would_lose_a_character_is_not_made(tmp_path):
    write(tmp_path, "03_token.md", GUIDE.format("It said â€� and went on."))
    import_paths([tmp_path])
    assert "It said â€� and went on." in Question.objects.get().source
