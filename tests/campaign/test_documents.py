"""Documents of a campaign's reports: made with them, and made again with what they are made of."""


def test_documents_come_with_each_report(fast):
    """``formats:`` are made for each territory; another format, or a template of paper, renders, runs nothing."""
    assert fast.run(formats=["html", "pdf"]).failures == []
    found = sorted(path.name for path in fast.store.reports.rglob("*.pdf"))
    assert found == ["rapport.pdf", "rapport.pdf"]
    fast.write("reports/templates/typst/house.typ", "10pt", "11pt")
    plan = fast.plan(formats=["html", "pdf"])
    assert (len(plan.runs), len(plan.renders)) == (0, 2)
    assert "house.typ" in " ".join(plan.renders[0].why)
    plan = fast.plan(formats=["html"])
    assert (len(plan.runs), len(plan.renders)) == (0, 2)


def test_the_choice_of_the_fiche_counts_where_there_is_one(fast):
    """A change of params/fiche.yml leaves alone the reports that have no fiche; a fiche that is asked for shows."""
    assert fast.run().failures == []
    fast.write("params/fiche.yml", "questions: 5", "questions: 4")
    assert not fast.plan().renders
    said = " ".join(fast.plan(formats=["html", "fiche"]).renders[0].why)
    assert "fiche.yml" in said
