"""`markwarden cases`: infringing listings by right and seller."""

import click

from markwarden.cli.complaining import office
from markwarden.cli.failing import failing_plainly


@click.command("cases")
@click.argument("case", required=False)
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@failing_plainly
def command(case: str | None, as_json: bool) -> None:
    """List the cases; with CASE, one of them with what is missing."""
    with office() as (desk, _):
        if case is not None:
            one = desk.case(case)
            if as_json:
                click.echo(one.model_dump_json())
                return
            for listing in one.members:
                click.echo(f"{listing.item_id}\t{listing.ground.value}\t{listing.title or ''}")
            for gap in one.gaps:
                click.echo(f"missing\t{gap.item_id or 'case'}\t{gap.message.en}")
            return
        cases = desk.cases()
        if as_json:
            click.echo(cases.model_dump_json())
            return
        for summary in cases.cases:
            seller = summary.seller.name or summary.seller.id if summary.seller else "seller not known"
            click.echo(
                f"{summary.id}\t{summary.right.label}\t{seller}\t{summary.listings} listings, {summary.open} open, {summary.missing} missing"
            )
