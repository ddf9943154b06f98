from django.urls import include, path

from kansrijk.mail import views

mail_pages = [path("", views.mail_choice, name="choice")]

urlpatterns = [path("account/mail/", include((mail_pages, "mail")))]
