"""Build hook: analyse the rules once, so that no process has to; compile what may be compiled, if asked to.

See src/newsclean/rules/build.py and src/newsclean/content/trees.c.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

COMPILE = "NEWSCLEAN_COMPILE"  # variable of the environment: "1" for a wheel with compiled code, of this platform
_EXTENSION, _SOURCE = "newsclean.content._trees", "src/newsclean/content/trees.c"
_FLAGS = [] if sys.platform == "win32" else ["-O3"]


class CustomBuildHook(BuildHookInterface):
    """Writes `prepared.json` beside the rules, for wheels and for editable installs; compiles if asked to."""

    def dependencies(self) -> list[str]:
        """Return what the build needs besides hatchling."""
        return ["setuptools>=69"] if _is_asked_to_compile() else []

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        sys.path.insert(0, str(Path(self.root, "src")))
        from newsclean.rules.build import document
        from newsclean.rules.prepared import PREPARED_FILE

        PREPARED_FILE.write_text(document(), encoding="utf-8")
        build_data["artifacts"].append(str(PREPARED_FILE.relative_to(self.root)))
        if _is_asked_to_compile():
            is_editable = version == "editable"
            built = self._compile(Path(self.root, "src" if is_editable else "build"))
            if not is_editable:
                build_data["force_include"][str(built)] = f"newsclean/content/{built.name}"
            build_data["pure_python"] = False
            build_data["infer_tag"] = True

    def _compile(self, target: Path) -> Path:
        """Compile the extension; return where it is, below `target`."""
        from setuptools import Distribution, Extension

        extension = Extension(_EXTENSION, [str(Path(self.root, _SOURCE))], extra_compile_args=_FLAGS)
        builder = Distribution({"ext_modules": [extension]}).get_command_obj("build_ext")
        builder.build_lib, builder.build_temp = str(target), str(Path(self.root, "build"))
        builder.ensure_finalized()
        builder.run()
        return Path(builder.get_ext_fullpath(_EXTENSION))


def _is_asked_to_compile() -> bool:
    return os.environ.get(COMPILE, "0") not in ("", "0")
