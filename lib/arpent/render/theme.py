"""The look shared by both renderers: ``reports/theme/theme.yml`` → CSS variables, Sass variables, faces."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from arpent import project
from arpent.errors import RenderFailed, did_you_mean
from arpent.strict_yaml import read_yaml
from arpent.views import style

#: What ``type`` may hold of numbers: least, most, unless given.
MEASURES = {
    "size": (80.0, 150.0, 106.25),
    "leading": (1.2, 2.0, 1.6),
    "measure": (20.0, 60.0, 38.0),
    "page": (40.0, 120.0, 72.0),
}
WEIGHTS = (400, 600)
#: Size of text that browsers begin from, where the reader sets none.
PIXELS = 16
#: Entries of the theme that drawings use too, with the colour that ``views`` draws them in.
DRAWN = {"ink": style.INK, "soft": style.MUTED, "accent": style.ACCENT, "figure": style.PAPER}


@dataclass(frozen=True)
class Lettering:
    """
    Text of pages and documents; drawings keep the house face, with whose letters they are measured (``views.style``).

    Parameters
    ----------
    size : float
        Per cent of the size that the reader's browser is set to.
    leading : float
        Height of a line, in letters.
    measure, page : float
        Widest line of running text, widest page; in rem.
    face : str
        Family set before the house face; empty: the house face alone.
    files : mapping of int to Path
        Weight → font file of that family.
    """

    size: float = MEASURES["size"][2]
    leading: float = MEASURES["leading"][2]
    measure: float = MEASURES["measure"][2]
    page: float = MEASURES["page"][2]
    face: str = ""
    files: Mapping[int, Path] = field(default_factory=dict)

    @property
    def stack(self) -> str:
        """Families in order, as CSS takes them."""
        return f"'{self.face}',{style.FONT_STACK}" if self.face else style.FONT_STACK

    @property
    def families(self) -> list[str]:
        """Families in order, as documents take them."""
        return [self.face, style.FONT_FAMILY] if self.face else [style.FONT_FAMILY]


@dataclass(frozen=True)
class Theme:
    """
    Names, logo, colours and lettering of the agency's reports.

    ``logo`` is the name of an SVG or PNG file beside ``theme.yml``; empty where there is none.
    """

    brand: str
    publisher: str
    light: Mapping[str, str]
    dark: Mapping[str, str]
    logo: str = ""
    type: Lettering = field(default_factory=Lettering)


def load_theme(path: Path | None = None) -> Theme:
    """
    Theme of this project.

    Parameters
    ----------
    path : Path, optional
        Another ``theme.yml``.

    Returns
    -------
    Theme

    Raises
    ------
    RenderFailed
        The file lacks an entry, names a logo or a font file that is not there, or holds a measure out of bounds.
    """
    path = path or project.path("reports", "theme", "theme.yml")
    try:
        record = read_yaml(path.read_text(encoding="utf-8"))
        brand, light, dark = record["brand"], record["light"], record["dark"]
        logo = str(brand.get("logo") or "")
        lettering = _lettering(path, record.get("type") or {})
        theme = Theme(str(brand["name"]), str(brand["publisher"]), light, dark, logo, lettering)
    except (OSError, KeyError, TypeError, yaml.YAMLError) as error:
        raise RenderFailed(f"{path}: not a theme ({error!r}); see the one in the repository.") from error
    if set(light) != set(dark):
        raise RenderFailed(f"{path}: light and dark differ in {sorted(set(light) ^ set(dark))}.")
    if logo and not (re.fullmatch(r"[\w-]+\.(svg|png)", logo) and (path.parent / logo).is_file()):
        raise RenderFailed(f"{path}: brand.logo: {logo!r} is not an SVG or PNG file of {path.parent}.")
    return theme


def _lettering(path: Path, given: Mapping[str, Any]) -> Lettering:
    known = (*MEASURES, "face", "files")
    if not isinstance(given, Mapping):
        raise RenderFailed(f"{path}: type: not a mapping. Keys: {', '.join(known)}.")
    for key in given:
        if key not in known:
            hint = did_you_mean(str(key), known) or "."
            raise RenderFailed(f"{path}: type: unknown key {key!r}{hint} Keys: {', '.join(known)}.")
    numbers = {}
    for name, (least, most, usual) in MEASURES.items():
        value = given.get(name, usual)
        if isinstance(value, bool) or not isinstance(value, int | float) or not least <= value <= most:
            raise RenderFailed(f"{path}: type.{name}: {value!r} is not a number from {least:g} to {most:g}.")
        numbers[name] = float(value)
    face, files = str(given.get("face") or ""), given.get("files") or {}
    return Lettering(**numbers, face=face, files=_faces(path, face, files) if face or files else {})


def _faces(path: Path, face: str, files: Mapping[int, str]) -> dict[int, Path]:
    """Font files beside the theme, which name themselves as it does: a PDF finds a family by the name in its files."""
    if sorted(files) != list(WEIGHTS):
        raise RenderFailed(f"{path}: type.files: give one font file for each weight, 400 and 600.")
    from fontTools.ttLib import TTFont, TTLibError  # noqa: PLC0415 - only where an agency has a face of its own

    found = {weight: path.parent / str(name) for weight, name in sorted(files.items())}
    for weight, file in found.items():
        where = f"{path}: type.files.{weight}: {file.name!r}"
        if not (re.fullmatch(r"[\w-]+\.(ttf|otf)", str(files[weight])) and file.is_file()):
            raise RenderFailed(f"{where} is not a TTF or OTF file of {path.parent}.")
        try:
            with file.open("rb") as opened, TTFont(opened, lazy=True) as font:
                own = font["name"].getBestFamilyName()
        except (TTLibError, OSError, KeyError) as error:
            raise RenderFailed(f"{where} is not a font that can be read ({error}).") from error
        if own != face:
            raise RenderFailed(
                f"{where} is of the family {own!r}, not {face!r}: write type.face as it is there."
            )
    return found


def recoloured(drawing: str) -> str:
    """
    A drawing, or a rule about drawings, in the colours of this project's theme.

    Text, secondary text, paper and the territory's accent follow the theme; the classes of maps and the categories
    keep their palettes, which a grey print and a colour-blind reader can tell apart.

    Parameters
    ----------
    drawing : str
        SVG or CSS, as ``views`` writes it.

    Returns
    -------
    str
        The same text where the theme is the house's.

    Raises
    ------
    RenderFailed
        See ``load_theme``.
    """
    path = project.path("reports", "theme", "theme.yml")
    changed = _changed(path, path.stat().st_mtime_ns) if path.is_file() else {}
    if not changed:
        return drawing
    return re.sub("|".join(changed), lambda found: changed[found[0]], drawing)


@lru_cache(maxsize=4)
def _changed(path: Path, _written: int) -> dict[str, str]:
    """Colours that views draw with → those of the theme, light and dark, where they differ."""
    theme = load_theme(path)
    pairs = {own: theme.light[name] for name, own in DRAWN.items() if name in theme.light}
    pairs |= {style.DARK[own]: theme.dark[name] for name, own in DRAWN.items() if name in theme.dark}
    return {own: wanted for own, wanted in pairs.items() if own != wanted}


def font_files(theme: Theme) -> list[Path]:
    """
    Font files that a page carries: the house's, sorted by name, then the agency's.

    Parameters
    ----------
    theme : Theme

    Returns
    -------
    list of Path
    """
    house = [style.FONT_FOLDER / f"{stem}.woff2" for stem in sorted(style.FONT_FILES.values())]
    return [*house, *theme.type.files.values()]


def css_variables(theme: Theme, *, dark: bool = True) -> str:
    """
    Colours, face and measures as CSS custom properties, light and dark, with the ``@font-face`` of the local fonts.

    Parameters
    ----------
    theme : Theme
    dark : bool
        Whether the page follows the system into the dark.

    Returns
    -------
    str
        CSS; fonts are looked for in ``fonts/`` beside the style sheet. Drawings turn dark with the page.
    """
    light = "".join(f"--{name}:{value};" for name, value in theme.light.items())
    text = theme.type
    sizes = f"--size:{text.size:g}%;--leading:{text.leading:g};--measure:{text.measure:g}rem;--page:{text.page:g}rem;"
    day = f"{style.font_css('fonts')}{_own_css(text)}\n:root{{--face:{text.stack};{sizes}{light}}}\n"
    if not dark:
        return day
    night = "".join(f"--{name}:{value};" for name, value in theme.dark.items())
    drawings = recoloured("\n".join(style.dark_css(holder) for holder in (".drawing", ".spark")))
    rules = f":root{{color-scheme:dark;{night}}}\n{drawings}"
    return f"{day}@media screen and (prefers-color-scheme:dark){{{rules}}}\n"


def _own_css(text: Lettering) -> str:
    return "".join(
        f"\n@font-face{{font-family:'{text.face}';font-style:normal;font-weight:{weight};font-display:swap;"
        f"src:url('fonts/{file.name}')}}"
        for weight, file in text.files.items()
    )


def sass_variables(theme: Theme) -> str:
    """
    The light colours, the face and its size as Sass variables, for Quarto's theme.

    Parameters
    ----------
    theme : Theme

    Returns
    -------
    str
        A ``scss:defaults`` layer.
    """
    colours = "".join(f"$arpent-{name}: {value};\n" for name, value in theme.light.items())
    text = theme.type
    sizes = f"$arpent-size: {PIXELS * text.size / 100:g}px;\n$arpent-leading: {text.leading:g};\n"
    return f"/*-- scss:defaults --*/\n$arpent-face: {text.stack};\n{sizes}{colours}"
