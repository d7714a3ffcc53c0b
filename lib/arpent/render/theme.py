"""The look shared by both renderers: ``reports/theme/theme.yml`` → CSS variables and Sass variables."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import yaml

from arpent import project
from arpent.errors import RenderFailed
from arpent.strict_yaml import read_yaml
from arpent.views import style

#: Entries of the theme that drawings use too, with the colour that ``views`` draws them in.
DRAWN = {"ink": style.INK, "soft": style.MUTED, "accent": style.ACCENT, "figure": style.PAPER}


@dataclass(frozen=True)
class Theme:
    """
    Names, logo and colours of the agency's reports; the text face is that of the drawings (``views.style``).

    ``logo`` is the name of an SVG or PNG file beside ``theme.yml``; empty where there is none.
    """

    brand: str
    publisher: str
    light: Mapping[str, str]
    dark: Mapping[str, str]
    logo: str = ""


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
        The file lacks an entry, or names a logo that is not there.
    """
    path = path or project.path("reports", "theme", "theme.yml")
    try:
        record = read_yaml(path.read_text(encoding="utf-8"))
        brand, light, dark = record["brand"], record["light"], record["dark"]
        logo = str(brand.get("logo") or "")
        theme = Theme(str(brand["name"]), str(brand["publisher"]), light, dark, logo)
    except (OSError, KeyError, TypeError, yaml.YAMLError) as error:
        raise RenderFailed(f"{path}: not a theme ({error!r}); see the one in the repository.") from error
    if set(light) != set(dark):
        raise RenderFailed(f"{path}: light and dark differ in {sorted(set(light) ^ set(dark))}.")
    if logo and not (re.fullmatch(r"[\w-]+\.(svg|png)", logo) and (path.parent / logo).is_file()):
        raise RenderFailed(f"{path}: brand.logo: {logo!r} is not an SVG or PNG file of {path.parent}.")
    return theme


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


def font_files() -> list[Path]:
    """
    Font files that a page carries, sorted by name.

    Returns
    -------
    list of Path
    """
    return [style.FONT_FOLDER / f"{stem}.woff2" for stem in sorted(style.FONT_FILES.values())]


def css_variables(theme: Theme, *, dark: bool = True) -> str:
    """
    Colours and face as CSS custom properties, light and dark, with the ``@font-face`` of the local fonts.

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
    day = f"{style.font_css('fonts')}\n:root{{--face:{style.FONT_STACK};{light}}}\n"
    if not dark:
        return day
    night = "".join(f"--{name}:{value};" for name, value in theme.dark.items())
    drawings = recoloured("\n".join(style.dark_css(holder) for holder in (".drawing", ".spark")))
    rules = f":root{{color-scheme:dark;{night}}}\n{drawings}"
    return f"{day}@media screen and (prefers-color-scheme:dark){{{rules}}}\n"


def sass_variables(theme: Theme) -> str:
    """
    The light colours and the face as Sass variables, for Quarto's theme.

    Parameters
    ----------
    theme : Theme

    Returns
    -------
    str
        A ``scss:defaults`` layer.
    """
    colours = "".join(f"$arpent-{name}: {value};\n" for name, value in theme.light.items())
    return f"/*-- scss:defaults --*/\n$arpent-face: {style.FONT_STACK};\n{colours}"
