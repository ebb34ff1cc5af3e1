"""A list of Django REST framework, by limit and offset, that can be changed while it is read.

python changing_list.py PORT DATABASE
"""

import sys
from socketserver import ThreadingMixIn
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import django
from django.conf import settings

settings.configure(
    ALLOWED_HOSTS=["127.0.0.1"],
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": sys.argv[2], "OPTIONS": {"timeout": 20}}},
    DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
    INSTALLED_APPS=["rest_framework"],
    REST_FRAMEWORK={"UNAUTHENTICATED_USER": None, "DEFAULT_AUTHENTICATION_CLASSES": []},
    ROOT_URLCONF=__name__,
    USE_TZ=True,
)
django.setup()

from django.core.wsgi import get_wsgi_application
from django.db import connection, models, transaction
from django.urls import path
from rest_framework import generics, pagination, serializers
from rest_framework.decorators import api_view
from rest_framework.response import Response


class Record(models.Model):
    # Where it is in the list: between others that are there already.
    place = models.FloatField(db_index=True)

    class Meta:
        app_label = "changing_list"


class RecordSerializer(serializers.ModelSerializer):
    class Meta:
        model = Record
        fields = ["id", "place"]


class Pages(pagination.LimitOffsetPagination):
    default_limit = 10


class Records(generics.ListAPIView):
    queryset = Record.objects.order_by("place", "id")
    serializer_class = RecordSerializer
    pagination_class = Pages

    # The total and the items of a page are of one state of the list.
    @transaction.atomic
    def list(self, *args, **kwargs):
        return super().list(*args, **kwargs)


@api_view(["POST"])
def change(request):
    """Makes records at these places, and deletes those with these ids."""
    if request.data.get("clear"):
        Record.objects.all().delete()
    Record.objects.filter(id__in=request.data.get("delete", [])).delete()
    made = [Record.objects.create(place=place).id for place in request.data.get("insert", [])]
    return Response({"inserted": made})


urlpatterns = [path("records/", Records.as_view()), path("change/", change)]


class Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True


class Quiet(WSGIRequestHandler):
    def log_message(self, *_):
        pass


with connection.cursor() as cursor:
    cursor.execute("PRAGMA journal_mode = WAL")
with connection.schema_editor() as schema:
    schema.create_model(Record)
make_server("127.0.0.1", int(sys.argv[1]), get_wsgi_application(), Server, Quiet).serve_forever()
