"""`markwarden run`: server, registry and browser at once."""

import threading
from contextlib import ExitStack

import click

from markwarden.cli.failing import failing_plainly
from markwarden.cli.serving import end_on_sigterm, port_option, words_option
from markwarden.cli.stored import stored_registry
from markwarden.demo.serving import DemoServer
from markwarden.extension import extension_path
from markwarden.logs import log_to_stderr
from markwarden.pairing import new_code
from markwarden.registry.sample import sample_registry
from markwarden.run.browsers import find_browser
from markwarden.run.launch import RunningBrowser, has_display, needs_no_sandbox, told_extension
from markwarden.serving import Server
from markwarden.settings import Settings

SEARCH = "https://www.aliexpress.com/w/wholesale-sneakers.html"


@click.command("run")
@port_option
@words_option
@click.option("--demo", is_flag=True, help="Open a small made-up marketplace instead of AliExpress; needs no network.")
@click.option("--url", help="The AliExpress page to open.")
@click.option("--headless", is_flag=True, help="Run the browser without a window.")
@click.option("--no-browser", is_flag=True, help="Only the server; says how to load the extension by hand.")
@click.option("--browser-arg", "extra", multiple=True, hidden=True)
@failing_plainly
def command(
    port: int, words: bool, demo: bool, url: str | None, headless: bool, no_browser: bool, extra: tuple[str, ...]
) -> None:
    """Run the server and open a browser with the extension, paired. Ctrl-C, or closing the browser, ends all."""
    log_to_stderr()
    settings = Settings(port=port, words=words)
    end_on_sigterm()
    try:
        with ExitStack() as stack:
            _fill_registry()
            server = stack.enter_context(Server(settings))
            if server.port != port and port:
                click.echo(f"Port {port} is taken; using {server.port}.", err=True)
            click.echo(f"Markwarden serves at {server.url}; data in {settings.data_dir}. Ctrl-C ends it.", err=True)
            target = url or SEARCH
            if demo:
                target = stack.enter_context(DemoServer()).url
            _browse(stack, server, target, headless=headless, no_browser=no_browser, extra=extra)
    except KeyboardInterrupt:
        click.echo("Stopped.", err=True)


def _fill_registry() -> None:
    registry = stored_registry()
    if not registry.document().brands:
        registry.take_over(sample_registry())
        click.echo("The registry was empty: the sample registry of well-known marks was put in.", err=True)


def _browse(
    stack: ExitStack, server: Server, target: str, *, headless: bool, no_browser: bool, extra: tuple[str, ...]
) -> None:
    browser = None if no_browser else find_browser()
    if browser is None or not (headless or has_display()):
        why = (
            ""
            if no_browser
            else "No Chromium that takes unpacked extensions was found. "
            if browser is None
            else "There is no display to open a browser on. "
        )
        _say_steps(why, server, target)
        threading.Event().wait()
        return
    if needs_no_sandbox():
        click.echo("Running as root: the browser runs without its sandbox.", err=True)
    click.echo(f"Opening {target} in {browser.version}, in a profile of its own.", err=True)
    folder = server.settings.data_dir
    extension = told_extension(folder / "browser-extension", code=new_code(folder), port=server.port, then=target)
    running = stack.enter_context(
        RunningBrowser(browser, folder / "browser", extension, headless=headless, extra=extra)
    )
    running.wait()
    click.echo("The browser was closed.", err=True)


def _say_steps(why: str, server: Server, target: str) -> None:
    click.echo(
        f"""{why}To load the extension by hand in Chrome, Edge or Chromium:
  1. Open chrome://extensions (edge://extensions) and switch on Developer mode.
  2. Choose “Load unpacked” and pick {extension_path()}
  3. Open the extension's options and enter the code {new_code(server.settings.data_dir)} (good for two minutes; `markwarden pair` shows a new one), port {server.port}.
  4. Open {target}""",
        err=True,
    )
