"""The pages of documents."""

from django.urls import path

from targets import views

urlpatterns = [
    path("documents/", views.documents, name="documents"),
    path("documents/<int:document_id>/", views.document, name="document"),
    path("documents/<int:document_id>/file/", views.document_file, name="document_file"),
]
