"""SVG inside a page."""

from arpent.render.drawing import inline_svg


def test_identifiers_are_own():
    """Two drawings of one page never share an identifier, and each finds its own."""
    svg = '<svg viewBox="0 0 1 1"><clipPath id="c"/><g clip-path="url(#c)"/><use xlink:href="#c"/></svg>'
    one, two = inline_svg(svg, "a"), inline_svg(svg, "b")
    assert 'id="a-c"' in one
    assert "url(#a-c)" in one
    assert 'xlink:href="#a-c"' in one
    assert "a-c" not in two


def test_scales():
    """A fixed size becomes a view box."""
    assert 'viewBox="0 0 720 300"' in inline_svg('<svg width="720" height="300pt"></svg>', "a")


def test_silent():
    """Names inside the drawing are left out: its alternative text is on the element around it."""
    svg = '<svg role="img" aria-label="x" viewBox="0 0 1 1"><title>t</title><desc>d</desc><g/></svg>'
    assert inline_svg(svg, "a") == '<svg aria-hidden="true" focusable="false" viewBox="0 0 1 1"><g/></svg>'


def test_nothing_runs():
    """No script and no event handler."""
    svg = '<svg viewBox="0 0 1 1"><script>alert(1)</script><g onload="alert(1)" fill="red"/></svg>'
    assert "alert" not in inline_svg(svg, "a")


def test_spaces_in_text_stay():
    """Words of a label are not glued together."""
    assert "</tspan> <tspan>" in inline_svg("<svg><text><tspan>a</tspan> <tspan>b</tspan></text></svg>", "a")


def test_none():
    """A view without a drawing gives nothing."""
    assert inline_svg("", "a") == ""
