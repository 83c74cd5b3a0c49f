"""The file that holds the names of a check for conflicts."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("assignment", "0002_questions_and_declines"),
        ("files", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="assignment",
            name="checked",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="files.storedfile",
            ),
        ),
    ]
