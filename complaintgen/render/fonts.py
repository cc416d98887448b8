"""Where the letter fonts are: they come as a dependency, the same for both PDF engines."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

SERIF, SANS = "NotoSerifSC-Regular.otf", "NotoSansSC-Regular.otf"


def font_folder() -> Path:
    """The folder that holds both letter fonts."""
    spec = find_spec("pylopdf_fonts_zh_cn")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("pylopdf_fonts_zh_cn")
    return Path(spec.origin).parent
