"""Files for words of an end, and which rows are still to be sealed."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("assignment", "0003_sealed_checks"),
        ("cases", "0002_the_coordinators_desk"),
        ("files", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="assignment",
            name="sealed",
            field=models.BooleanField(db_default=False, default=True),
        ),
        migrations.AddField(
            model_name="assignment",
            name="why_ended",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="files.storedfile",
            ),
        ),
        migrations.AddIndex(
            model_name="assignment",
            index=models.Index(
                condition=models.Q(("sealed", False)),
                fields=["id"],
                name="assignment_not_sealed",
            ),
        ),
    ]
