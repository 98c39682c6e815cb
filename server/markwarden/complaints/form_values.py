"""A draft → what goes into the portal's form, by the profile's field keys. Fills nothing itself."""

from markwarden.complaints.filing import Filing
from markwarden_schema.assessment import RightRef
from markwarden_schema.complaint import FormFile, FormValues
from markwarden_schema.portal import PortalField
from markwarden_schema.registry import Patent, Right


def right_option(right: Right) -> str:
    """How the field `ipr_type` names the kind of a right."""
    return right.type if isinstance(right, Patent) else right.kind


def right_text(ref: RightRef) -> str:
    """How account portals list a right: `name (country)(number)`."""
    return (
        ref.label + (f" ({ref.jurisdiction})" if ref.jurisdiction else "") + (f"({ref.number})" if ref.number else "")
    )


def form_values(filing: Filing) -> FormValues:
    """Values for every field of the form that is the program's to fill. What is not known is named, not invented."""
    row, right = filing.row, filing.held.right
    known: dict[str, str | list[str]] = {
        "platform": "aliexpress",
        "ipr_type": right_option(right),
        "ipr": right_text(row.right),
        "complaint_type": row.complaint_type.value,
        "reason": row.reason,
        "proof_type": row.proof_type or "",
        "order_number": row.order_number or "",
        "links": [link.url for link in row.links],
        "statement": row.statement,
    }
    fields = {field.key: field for field in filing.portal.fields}
    if "ipr" in fields and fields["ipr"].kind.value in ("text", "number"):
        known["ipr"] = row.right.number or row.right.label
    wanted = [field for field in filing.portal.fields if not field.person and field.key != "evidence"]
    values = {field.key: value for field in wanted if (value := known.get(field.key)) and _shown(field, known)}
    return FormValues(
        portal=filing.portal.id,
        complaint=row.id,
        values=values,
        files=[
            FormFile(
                name=file.name,
                media_type=file.media_type,
                sha256=file.sha256,
                address=f"/api/v1/complaints/{row.id}/files/{file.sha256}",
            )
            for file in row.evidence
        ]
        if "evidence" in fields
        else [],
        left_to_person=[field.key for field in filing.portal.fields if field.person],
        not_known=[field.key for field in wanted if field.key not in values and _shown(field, known)],
    )


def _shown(field: PortalField, known: dict[str, str | list[str]]) -> bool:
    """Whether the form shows the field with these values."""
    return all(known.get(key) in options for key, options in field.when.items())
