"""Markdown → records for paper."""

import pytest

from arpent.render.nodes import to_nodes


def flat(nodes):
    """Text of a tree."""
    return "".join(node.get("text", "") or flat(node.get("body", ())) for node in nodes)


@pytest.mark.parametrize(
    ("markdown", "text"),
    [
        ("Qui part ?", "Qui part\u202f?"),
        ("a <script>x</script> &amp; b", "a <script>x</script> & b"),
        ("<div>x</div>", "<div>x</div>\n"),
        ("![alt](x.png)", "alt"),
        ("~~a~~ `b ?`", "a b ?"),
    ],
)
def test_text(markdown, text):
    """French typography in text, not in code; HTML and pictures are what was typed of them."""
    assert flat(to_nodes(markdown)) == text


def test_shapes():
    """Lists, tables, links and references have their own records."""
    kinds = [one["is"] for one in to_nodes("## h\n\n- a\n- b\n\n|a|b|\n|-|-:|\n|1|2|\n\n> q")]
    assert kinds == ["heading", "list", "table", "quote"]
    table = to_nodes("|a|b|\n|-|-:|\n|1|2|")[0]
    assert (table["right"], flat(table["rows"][0][1])) == ([False, True], "2")
    par = to_nodes("@fig-a [x](https://a.org) [y](javascript:z)", {"fig-a": "figure 1"})[0]
    assert [one["is"] for one in par["body"] if one["is"] != "text"] == ["reference", "link", "line"]
