"""Sessions that find out what is known, and sessions of one topic."""

from django.db import migrations, models


def rename_reasons(apps, schema_editor):
    """What a release before this one does not know becomes what is nearest to it."""
    tasks = apps.get_model("quizzes", "PracticeTask").objects.using(schema_editor.connection.alias)
    tasks.filter(reason__in=["ask", "gap"]).update(reason="new")


class Migration(migrations.Migration):

    dependencies = [
        ('quizzes', '0018_theme'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='practicetask',
            name='practice_reason_known',
        ),
        migrations.RunPython(migrations.RunPython.noop, rename_reasons),
        migrations.AddField(
            model_name='practicesession',
            name='aim',
            field=models.CharField(choices=[('practice', 'To learn'), ('diagnostic', 'To find out what is known')], db_default='practice', default='practice', max_length=10),
        ),
        migrations.AddField(
            model_name='practicesession',
            name='topic',
            field=models.CharField(blank=True, db_default='', default='', max_length=80),
        ),
        migrations.AlterField(
            model_name='practicetask',
            name='reason',
            field=models.CharField(choices=[('slip', 'A mistake you made before'), ('due', 'Due for review'), ('weak', 'Not proficient yet'), ('new', 'New to you'), ('more', 'You know this well; a quick review keeps it fresh'), ('ask', 'To find out whether you know this topic'), ('gap', 'A second task on this topic: one wrong answer can be a fluke')], max_length=4),
        ),
        migrations.AddConstraint(
            model_name='practicesession',
            constraint=models.CheckConstraint(condition=models.Q(('aim__in', ['practice', 'diagnostic'])), name='practice_aim_known'),
        ),
        migrations.AddConstraint(
            model_name='practicetask',
            constraint=models.CheckConstraint(condition=models.Q(('reason__in', ['slip', 'due', 'weak', 'new', 'more', 'ask', 'gap'])), name='practice_reason_known'),
        ),
    ]
