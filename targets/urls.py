"""The pages of documents."""

from django.urls import path

from targets.register import document_page, documents_page, grid_page
from targets.target_import import file_page, upload_page

urlpatterns = [
    path("documents/", documents_page.documents, name="documents"),
    path("documents/new/", document_page.document_new, name="document_new"),
    path("documents/<int:document_id>/", documents_page.document, name="document"),
    path("documents/<int:document_id>/file/", documents_page.document_file, name="document_file"),
    path("documents/<int:document_id>/edit/", document_page.document_edit, name="document_edit"),
    path(
        "documents/<int:document_id>/withdraw/",
        document_page.document_withdraw,
        name="document_withdraw",
    ),
    path("documents/<int:document_id>/targets/", grid_page.target_entry, name="target_entry"),
    path(
        "documents/<int:document_id>/targets/<str:number>/indicator/<int:indicator_id>/",
        grid_page.target_grid,
        name="targets_of_indicator",
    ),
    path(
        "documents/<int:document_id>/targets/<str:number>/year/<int:year>/",
        grid_page.target_grid,
        name="targets_of_year",
    ),
    path("documents/<int:document_id>/import/", upload_page.target_import, name="target_import"),
    path(
        "documents/<int:document_id>/import/template.xlsx",
        upload_page.target_template,
        name="target_template",
    ),
    path("documents/imports/<int:file_id>/", file_page.target_file, name="target_file"),
    path(
        "documents/imports/<int:file_id>/columns/",
        file_page.target_file_columns,
        name="target_file_columns",
    ),
    path(
        "documents/imports/<int:file_id>/list.xlsx",
        file_page.target_file_list,
        name="target_file_list",
    ),
]
