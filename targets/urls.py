"""The pages of documents."""

from django.urls import path

from targets.views import (
    documents,
    register,
    target_file,
    target_file_columns,
    target_grid,
    target_import,
)

urlpatterns = [
    path("documents/", documents.documents, name="documents"),
    path("documents/new/", register.document_new, name="document_new"),
    path("documents/<int:document_id>/", documents.document, name="document"),
    path("documents/<int:document_id>/file/", documents.document_file, name="document_file"),
    path("documents/<int:document_id>/edit/", register.document_edit, name="document_edit"),
    path(
        "documents/<int:document_id>/withdraw/",
        register.document_withdraw,
        name="document_withdraw",
    ),
    path("documents/<int:document_id>/targets/", target_grid.target_entry, name="target_entry"),
    path(
        "documents/<int:document_id>/targets/<str:number>/indicator/<int:indicator_id>/",
        target_grid.target_grid,
        name="targets_of_indicator",
    ),
    path(
        "documents/<int:document_id>/targets/<str:number>/year/<int:year>/",
        target_grid.target_grid,
        name="targets_of_year",
    ),
    path("documents/<int:document_id>/import/", target_import.target_import, name="target_import"),
    path(
        "documents/<int:document_id>/import/template.xlsx",
        target_import.target_template,
        name="target_template",
    ),
    path("documents/imports/<int:file_id>/", target_file.target_file, name="target_file"),
    path(
        "documents/imports/<int:file_id>/columns/",
        target_file_columns.target_file_columns,
        name="target_file_columns",
    ),
    path(
        "documents/imports/<int:file_id>/list.xlsx",
        target_file.target_file_list,
        name="target_file_list",
    ),
]
