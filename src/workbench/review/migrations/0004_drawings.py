"""Which drawings of pages are wanted, and whether a worker is at them."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0002_the_coordinators_desk"),
        ("review", "0003_signature_evidence"),
    ]

    operations = [
        migrations.CreateModel(
            name="Drawing",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("wanted", models.BooleanField(default=True)),
                ("attempt", models.IntegerField(default=0)),
                ("beat", models.DateTimeField(null=True)),
                ("died", models.IntegerField(default=0)),
                (
                    "reading",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="drawing",
                        to="cases.reading",
                    ),
                ),
            ],
        ),
    ]
