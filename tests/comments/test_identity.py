from comments.identity import email_key


def test_the_key_ignores_case_and_space_around_the_address():
    assert email_key(" Ana@Mail.example ", "k") == email_key("ana@mail.example", "k")


def test_another_secret_gives_another_key():
    assert email_key("ana@mail.example", "one") != email_key("ana@mail.example", "two")


def test_the_key_is_64_hex_digits_without_the_address():
    key = email_key("ana@mail.example", "k")
    assert len(key) == 64
    assert int(key, 16)
