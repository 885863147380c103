from django.db import migrations

from samspill.common.triggers import inside_parent

INSIDE = [
    ("documents_responsibility", "documents_document", "document_id"),
    ("documents_responsibility", "bodies_body", "body_id"),
    ("documents_documentparty", "documents_document", "document_id"),
    ("documents_documentparty", "parties_party", "party_id"),
    ("documents_edition", "documents_document", "document_id"),
]


class Migration(migrations.Migration):
    dependencies = [("common", "0002_what_the_database_keeps"), ("documents", "0001_initial")]

    operations = [
        inside_parent(child=child, parent=parent, column=column) for child, parent, column in INSIDE
    ]
