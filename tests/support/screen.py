"""A browser without a window, and what a test asks of it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

_FLAGS = (
    "headless no-sandbox disable-gpu disable-quic no-first-run disable-background-networking disable-dev-shm-usage"
    " disable-component-update disable-sync hide-scrollbars force-color-profile=srgb"
)

# Elements with text of their own whose contrast with their background is below WCAG's 4.5.
_FAINT = """
const parse = c => (c.match(/[\\d.]+/g) || []).map(Number);
const light = ([r, g, b]) => [r, g, b].map(v => v / 255)
  .map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
  .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
const ground = e => {
  for (; e; e = e.parentElement) {
    const c = parse(getComputedStyle(e).backgroundColor);
    if (c.length === 3 || c[3] === 1) return c;
  }
  return [255, 255, 255];
};
return [...document.body.querySelectorAll('*')].filter(e => !e.closest('svg'))
  .filter(e => [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim()))
  .filter(e => {
    const [a, b] = [light(parse(getComputedStyle(e).color)), light(ground(e))];
    return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05) < 4.5;
  }).map(e => e.outerHTML.slice(0, 80));
"""
# Elements that reach beyond the screen though nothing around them scrolls.
_OVERFLOWING = """
return [...document.body.querySelectorAll('*')].filter(e => !e.closest('svg, .scroll, .bars th'))
  .filter(e => e.getBoundingClientRect().right > innerWidth + 1).map(e => e.outerHTML.slice(0, 80));
"""


class Screen:
    """Chromium through its driver. `programs` are the paths of both."""

    def __init__(self, programs: tuple[str, str], profile: Path) -> None:
        from selenium import webdriver
        from selenium.webdriver.chrome.service import Service

        options = webdriver.ChromeOptions()
        options.binary_location = programs[0]
        for flag in (*_FLAGS.split(), f"user-data-dir={profile}"):
            options.add_argument(f"--{flag}")
        options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
        self._driver: Any = webdriver.Chrome(options=options, service=Service(programs[1]))

    def show(self, path: Path, width: int, *, is_dark: bool = False, is_open: bool = False) -> None:
        """Open a page on a screen of so many pixels; `is_open` opens what is folded."""
        size = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width < 500}
        self._driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
        scheme = {"name": "prefers-color-scheme", "value": "dark" if is_dark else "light"}
        self._driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [scheme]})
        self._driver.get(path.as_uri())
        if is_open:
            self.run("document.querySelectorAll('details').forEach(e => e.open = true)")

    def run(self, script: str) -> Any:
        """What a script returns."""
        return self._driver.execute_script(script)

    def html(self) -> str:
        """The page as the browser understood it."""
        return str(self.run("return document.documentElement.outerHTML"))

    def text(self) -> str:
        """What a reader sees."""
        return str(self.run("return document.body.innerText"))

    def complaints(self) -> list[str]:
        """What the browser's console says."""
        return [entry["message"] for entry in self._driver.get_log("browser")]

    def faint(self) -> list[str]:
        """Elements whose text is hard to read."""
        return list(self.run(_FAINT))

    def overflowing(self) -> list[str]:
        """Elements that reach beyond the screen."""
        return list(self.run(_OVERFLOWING))

    def close(self) -> None:
        """End the browser."""
        self._driver.quit()
