"""The addresses of the year of a participant."""

from django.urls import include, path

from plans.views import keepsakes, years

year_pages = [
    path("", years.year_detail, name="detail"),
    path("fases/", years.year_phases, name="phases"),
    path("verlengen/", years.year_extend, name="extend"),
    path("verlenging/<int:extension>/weghalen/", years.year_unextend, name="unextend"),
    path("nazorg/", years.year_aftercare, name="aftercare"),
    path("afronden/", years.year_end, name="end"),
    path("bedankt/", years.year_thanks, name="thanks"),
    path("print/", keepsakes.year_print, name="print"),
    path("jaar.pdf", keepsakes.year_pdf, name="pdf"),
]

urlpatterns = [path("deelnemers/<int:pk>/jaar/", include((year_pages, "years")))]
