"""Scripts of questions, mock interviews, and their prompts with what was answered."""

import django.db.models.deletion
import django.utils.timezone
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('quizzes', '0026_classes'),
    ]

    operations = [
        migrations.CreateModel(
            name='Interview',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('token', models.CharField(max_length=32)),
                ('role', models.CharField(choices=[('engineer', 'Machine learning engineer'), ('systems', 'Inference or systems engineer'), ('research', 'Research scientist or engineer')], max_length=10)),
                ('seniority', models.CharField(choices=[('junior', 'Intern or new graduate'), ('mid', 'Mid-level'), ('senior', 'Senior or staff')], max_length=10)),
                ('minutes', models.PositiveSmallIntegerField()),
                ('topics', models.JSONField(blank=True, default=list)),
                ('scripts', models.JSONField()),
                ('started_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('finished_at', models.DateTimeField(blank=True, null=True)),
                ('seat_token', models.CharField(max_length=43, unique=True)),
                ('seat_browser', models.CharField(blank=True, default='', max_length=32)),
                ('seat_note', models.TextField(blank=True, default='')),
                ('learner', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='interviews', to='quizzes.learner')),
            ],
            options={
                'ordering': ['-started_at'],
            },
        ),
        migrations.CreateModel(
            name='Script',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.SlugField(max_length=80)),
                ('position', models.PositiveSmallIntegerField()),
                ('title', models.CharField(max_length=120)),
                ('kind', models.CharField(choices=[('question', 'Question'), ('estimate', 'Estimate')], max_length=8)),
                ('seniority', models.CharField(choices=[('junior', 'Intern or new graduate'), ('mid', 'Mid-level'), ('senior', 'Senior or staff')], max_length=10)),
                ('roles', models.JSONField(default=list)),
                ('spec', models.JSONField()),
                ('retired', models.BooleanField(default=False)),
                ('question', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='scripts', to='quizzes.question')),
            ],
            options={
                'ordering': ['question', 'position'],
            },
        ),
        migrations.CreateModel(
            name='Turn',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField()),
                ('script', models.PositiveSmallIntegerField()),
                ('part', models.CharField(choices=[('opening', 'Opening'), ('follow_up', 'Follow-up'), ('probe', 'Probe'), ('trap', 'Trap')], max_length=9)),
                ('key', models.CharField(blank=True, default='', max_length=80)),
                ('after', models.CharField(blank=True, default='', max_length=80)),
                ('seed', models.PositiveIntegerField(blank=True, null=True)),
                ('asked_at', models.DateTimeField()),
                ('answered_at', models.DateTimeField(blank=True, null=True)),
                ('paused_at', models.DateTimeField(blank=True, null=True)),
                ('paused_seconds', models.PositiveIntegerField(default=0)),
                ('pauses', models.PositiveSmallIntegerField(default=0)),
                ('text', models.TextField(blank=True, default='')),
                ('is_skipped', models.BooleanField(default=False)),
                ('marked_at', models.DateTimeField(blank=True, null=True)),
                ('marks', models.JSONField(blank=True, default=list)),
                ('heard', models.JSONField(blank=True, default=list)),
                ('is_hint_given', models.BooleanField(default=False)),
                ('seat_marks', models.JSONField(blank=True, null=True)),
                ('attempt', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='turn', to='quizzes.attempt')),
                ('interview', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='turns', to='quizzes.interview')),
                ('item', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to='quizzes.item')),
                ('item_version', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='turns', to='quizzes.itemversion')),
            ],
            options={
                'ordering': ['interview', 'number'],
            },
        ),
        migrations.AddConstraint(
            model_name='interview',
            constraint=models.UniqueConstraint(fields=('learner', 'token'), name='interview_started_once'),
        ),
        migrations.AddConstraint(
            model_name='interview',
            constraint=models.UniqueConstraint(condition=models.Q(('finished_at', None)), fields=('learner',), name='interview_one_is_open'),
        ),
        migrations.AddConstraint(
            model_name='interview',
            constraint=models.CheckConstraint(condition=models.Q(('role__in', ['engineer', 'systems', 'research'])), name='interview_role_known'),
        ),
        migrations.AddConstraint(
            model_name='interview',
            constraint=models.CheckConstraint(condition=models.Q(('seniority__in', ['junior', 'mid', 'senior'])), name='interview_seniority_known'),
        ),
        migrations.AddConstraint(
            model_name='interview',
            constraint=models.CheckConstraint(condition=models.Q(('minutes__range', (5, 120))), name='interview_minutes_5_to_120'),
        ),
        migrations.AddConstraint(
            model_name='interview',
            constraint=models.CheckConstraint(condition=models.Q(('finished_at', None), ('finished_at__gte', models.F('started_at')), _connector='OR'), name='interview_ends_after_its_start'),
        ),
        migrations.AddConstraint(
            model_name='script',
            constraint=models.UniqueConstraint(fields=('question', 'key'), name='script_key_unique_in_question'),
        ),
        migrations.AddConstraint(
            model_name='script',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['question', 'estimate'])), name='script_kind_known'),
        ),
        migrations.AddConstraint(
            model_name='script',
            constraint=models.CheckConstraint(condition=models.Q(('seniority__in', ['junior', 'mid', 'senior'])), name='script_seniority_known'),
        ),
        migrations.AddConstraint(
            model_name='turn',
            constraint=models.UniqueConstraint(fields=('interview', 'number'), name='turn_number_once'),
        ),
        migrations.AddConstraint(
            model_name='turn',
            constraint=models.CheckConstraint(condition=models.Q(('part__in', ['opening', 'follow_up', 'probe', 'trap'])), name='turn_part_known'),
        ),
        migrations.AddConstraint(
            model_name='turn',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('item', None), ('item_version', None), ('seed', None)), models.Q(('item__isnull', False), ('item_version__isnull', False), ('seed__isnull', False)), _connector='OR'), name='turn_item_with_its_seed'),
        ),
    ]
