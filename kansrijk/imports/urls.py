from django.urls import include, path, register_converter

from kansrijk.imports import views
from kansrijk.imports.registry import KindConverter

register_converter(KindConverter, "kind")
pages = [
    path("<kind:kind>/", views.upload_add, name="add"),
    path("<kind:kind>/voorbeeld/<slug:how>/", views.example, name="example"),
    path("<int:pk>/", views.upload_detail, name="detail"),
    path("<int:pk>/opslaan/", views.upload_read, name="read"),
    path("<int:pk>/rijen/<int:number>/", views.row_sure, name="sure"),
    path("<int:pk>/terug/", views.rows_back, name="back"),
    path("<int:pk>/weg/", views.upload_forget, name="forget"),
]
urlpatterns = [path("inlezen/", include((pages, "imports")))]
