"""Reader of ``dvf_panel``."""

from arpent.sources.dvf_panel import read_quarters


def test_the_carried_file(shared_data):
    """The column EPCI holds a zone d'emploi's code; an EPCI may stand in several zones."""
    panel = read_quarters(shared_data / "property/immo_panel_epci_py.feather")
    clermont = panel[panel["LIB_EPCI"] == "Clermont Auvergne Métropole"]
    assert set(clermont["EPCI"]) == {"8408"}
    assert panel.groupby("LIB_EPCI")["EPCI"].nunique().max() > 1
