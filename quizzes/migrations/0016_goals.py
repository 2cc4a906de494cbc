"""What learners prepare for, and how often interviews ask about each topic."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('quizzes', '0015_practice'),
    ]

    operations = [
        migrations.AddField(
            model_name='topic',
            name='asked',
            field=models.JSONField(db_default={}, default=dict, editable=False),
        ),
        migrations.CreateModel(
            name='Goal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.CharField(blank=True, choices=[('engineer', 'Machine learning engineer'), ('systems', 'Inference or systems engineer'), ('research', 'Research scientist or engineer')], default='', max_length=10)),
                ('seniority', models.CharField(blank=True, choices=[('junior', 'Intern or new graduate'), ('mid', 'Mid-level'), ('senior', 'Senior or staff')], default='', max_length=10)),
                ('interview_on', models.DateField(blank=True, null=True)),
                ('minutes_a_day', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('learner', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='goal', to='quizzes.learner')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('role__in', ['', 'engineer', 'systems', 'research'])), name='goal_role_known'), models.CheckConstraint(condition=models.Q(('seniority__in', ['', 'junior', 'mid', 'senior'])), name='goal_seniority_known'), models.CheckConstraint(condition=models.Q(('minutes_a_day', None), ('minutes_a_day__range', (1, 600)), _connector='OR'), name='goal_minutes_of_a_day')],
            },
        ),
    ]
