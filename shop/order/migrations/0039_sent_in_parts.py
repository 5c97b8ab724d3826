import django.db.models.deletion
import django.db.models.expressions
from django.db import migrations, models
from django.db.models import F, OuterRef, Subquery, Sum
from django.db.models.functions import Coalesce, Least


def count_what_was_sent(apps, schema_editor):
    """Until now an order left in one parcel: its lines and batches belong to the one that stands."""
    Line, LineBatch, ParcelLine = (apps.get_model("order", name) for name in ("Line", "LineBatch", "ParcelLine"))
    standing = ParcelLine.objects.filter(parcel__taken_back_at=None).order_by()
    pieces = standing.filter(line=OuterRef("pk")).values("line").annotate(pieces=Sum("quantity")).values("pieces")
    sent = Least(Coalesce(Subquery(pieces), 0), F("quantity") - F("quantity_withdrawn"))
    Line.objects.filter(pk__in=standing.values("line")).update(quantity_sent=sent)
    parcels = standing.filter(line=OuterRef("line")).values("parcel")[:1]
    notes = LineBatch.objects.filter(corrected_at=None, line__in=standing.values("line"))
    notes.update(parcel=Subquery(parcels))


class Migration(migrations.Migration):

    dependencies = [
        ('order', '0038_what_replaces_a_batch'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='linebatch',
            name='order_line_batch_stands_once',
        ),
        migrations.AddField(
            model_name='line',
            name='quantity_sent',
            field=models.PositiveIntegerField(db_default=0, default=0, editable=False, help_text='In parcels that have left.'),
        ),
        migrations.AddField(
            model_name='linebatch',
            name='parcel',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='batches', to='order.parcel'),
        ),
        migrations.AddConstraint(
            model_name='line',
            constraint=models.CheckConstraint(condition=models.Q(('quantity__gte', django.db.models.expressions.CombinedExpression(models.F('quantity_sent'), '+', models.F('quantity_withdrawn')))), name='order_line_sends_no_more_than_ordered'),
        ),
        migrations.AddConstraint(
            model_name='linebatch',
            constraint=models.UniqueConstraint(condition=models.Q(('corrected_at', None), ('parcel', None)), fields=('line', 'batch'), name='order_line_batch_stands_once'),
        ),
        migrations.AddConstraint(
            model_name='linebatch',
            constraint=models.UniqueConstraint(condition=models.Q(('corrected_at', None)), fields=('line', 'batch', 'parcel'), name='order_parcel_batch_stands_once'),
        ),
        migrations.RunPython(count_what_was_sent, migrations.RunPython.noop),
    ]
