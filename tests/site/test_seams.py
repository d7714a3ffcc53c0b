"""A report's page taken apart, whichever renderer made it: the site's frame around the same text."""

import pytest

from arpent.errors import RenderFailed
from arpent.site.contributions import with_notes
from arpent.site.seams import joined, take_apart

# What Quarto 1.7 writes around a page: its website's frame, title block, contents, figure.
QUARTO = """<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" lang="fr" xml:lang="fr"><head>
<title>Logement — Grande-Lande – Observatoire</title></head>
<body class="nav-sidebar floating">
<header id="quarto-header"><nav class="navbar"><a href="./index.html">Grande-Lande</a></nav></header>
<div id="quarto-content" class="quarto-container">
<div id="quarto-margin-sidebar" class="sidebar margin-sidebar">
<nav id="TOC" role="doc-toc" class="toc-active"><h2 id="toc-title">Sur cette page</h2>
<ul><li><a href="#vides" id="toc-vides" class="nav-link active" data-scroll-target="#vides">Vides&nbsp;?</a></li></ul>
</nav></div>
<main class="content" id="quarto-document-content">
<header id="title-block-header" class="quarto-title-block default">
<nav class="quarto-page-breadcrumbs"><ol><li>Logement</li></ol></nav>
<div class="quarto-title"><h1 class="title display-7">Logement</h1>
<p class="subtitle lead">Grande-Lande &amp; Cie</p></div>
<div><div class="description">Qui loge où&nbsp;?</div></div>
</header>
<section id="vides" class="level2"><h2 class="anchored" data-anchor-id="vides">Vides&nbsp;?</h2>
<div id="cell-fig-logement-vacance" class="cell">
<div id="fig-logement-vacance" class="cell-output cell-output-display quarto-float quarto-figure anchored">
<figure class="quarto-float quarto-float-fig figure"><figcaption>Figure&nbsp;1&nbsp;: Vides</figcaption></figure>
</div></div>
</section>
</main> <!-- /main -->
<nav class="page-navigation"><a href="./emploi.html">Emploi</a></nav>
</div></body></html>
"""


def test_page_of_quarto():
    """Title, question, contents and text are taken; Quarto's navigation is not."""
    piece = take_apart(QUARTO, "logement.html")
    assert (piece.title, piece.description) == ("Logement — Grande-Lande &amp; Cie", "Qui loge où&nbsp;?")
    assert piece.main.count("<h1>") == 1
    assert '<li><a href="#vides">Vides&nbsp;?</a></li>' in piece.main
    assert '<h2 class="anchored" data-anchor-id="vides">' in piece.main
    for left in ("navbar", "breadcrumbs", "page-navigation", 'id="TOC"'):
        assert left not in piece.main


def test_frame_of_quarto():
    """The site's crumbs, side and end stand where they stand on an embedded page."""
    main = joined(take_apart(QUARTO, "logement.html").main, crumbs="<CRUMBS>", side="<SIDE>", end="<END>")
    places = [
        main.index(part) for part in ("<CRUMBS>", "<h1>", "<SIDE>", 'class="toc"', "<article>", "<END>")
    ]
    assert places == sorted(places)


def test_note_of_a_partner():
    """A partner's note comes inside the figure that it speaks of, as on an embedded page."""
    main = with_notes(take_apart(QUARTO, "logement.html").main, {"logement-vacance": "<aside>Note</aside>"})
    assert "Vides</figcaption><aside>Note</aside></figure>" in main


def test_cover_of_quarto():
    """The cover has no contents: first screen, then themes and downloads."""
    text = QUARTO.replace('<section id="vides"', '<div class="home"><p>Thèmes</p></div><section id="vides"')
    main = take_apart(text, "index.html").main
    assert 'class="toc"' not in main
    assert main.index('<div class="band">') < main.index('<div class="home">')


def test_no_page():
    """What is no page of a report is refused with what to do."""
    with pytest.raises(RenderFailed, match=r"x\.html: not a page of a report"):
        take_apart("<html></html>", "x.html")
    with pytest.raises(RenderFailed, match="no title block"):
        take_apart(QUARTO.replace("title-block-header", "other"), "x.html")
