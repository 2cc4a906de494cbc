ADDRESS = "/questions/softmax/context/"


def test_the_extended_context_leads_back_to_its_question(client, bank):
    page = client.get(ADDRESS).content.decode()
    assert "In every layer." in page
    assert 'href="/questions/softmax/"' in page
    assert "<title>Extended context: What does softmax do?" in page


def test_a_question_without_one_says_so(client, bank):
    response = client.get("/questions/masks/context/")
    assert response.status_code == 404
    assert "This question has no extended context." in response.content.decode()


def test_the_context_of_a_draft_is_for_staff_alone(client, staff_client, bank):
    bank.write("08-unfinished.context.md", "## More\n\nA draft of more.\n")
    bank.sync()
    address = "/questions/unfinished/context/"
    assert client.get(address).status_code == 404
    assert "A draft of more." in staff_client.get(address).content.decode()


def test_several_sections_have_a_table_of_contents(client, bank):
    bank.write(
        "07-softmax.context.md", "## One\n\nText.\n\n### Part $x_i$\n\nText.\n\n## Two\n\nText.\n"
    )
    bank.sync()
    contents = client.get(ADDRESS).context["contents"]
    assert [(entry.words, entry.level) for entry in contents] == [
        ("One", 2),
        ("Part x_i", 3),
        ("Two", 2),
    ]


def test_one_query(client, bank, django_assert_num_queries):
    with django_assert_num_queries(1):
        client.get(ADDRESS)


def test_the_math_font_is_asked_for_at_once_only_where_there_is_math(client, bank):
    font = "attention-math.woff2"
    assert font not in client.get(ADDRESS).content.decode()
    bank.write("07-softmax.context.md", "## More\n\nThe weight $w_i$.\n")
    bank.sync()
    assert font in client.get(ADDRESS).content.decode()
    assert font in client.get("/questions/softmax/").content.decode()
    assert font not in client.get("/questions/").content.decode()
