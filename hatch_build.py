"""Build hook: analyse the rules once, so that no process has to. See src/newsclean/rules/build.py."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CustomBuildHook(BuildHookInterface):
    """Writes `prepared.json` beside the rules, for wheels and for editable installs."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        sys.path.insert(0, str(Path(self.root, "src")))
        from newsclean.rules.build import document
        from newsclean.rules.prepared import PREPARED_FILE

        PREPARED_FILE.write_text(document(), encoding="utf-8")
        build_data["artifacts"].append(str(PREPARED_FILE.relative_to(self.root)))
