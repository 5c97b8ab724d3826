from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('office', '0008_returns_rights'),
    ]

    operations = [
        migrations.AlterModelOptions(
            name='right',
            options={'default_permissions': (), 'managed': False, 'permissions': [('look_up_orders', 'Look up orders'), ('change_orders', 'Correct orders and lift holds'), ('note_orders', 'Write notes on orders, note deliveries and send emails again'), ('pack', 'Pack and send'), ('give_back', 'Give money back and cancel orders'), ('check_payments', 'See payments to check'), ('decide_payments', 'Decide payments to check, and give back any amount'), ('handle_returns', 'Handle returns and cancellations'), ('see_returns', 'See returns and cancellations'), ('receive_returns', 'Note what has come back'), ('look_after_stock', 'See batches, recalls and stock'), ('correct_batches', 'Block and correct batches, make sets'), ('decide_batches', 'Recall batches, and sell them up to their date'), ('look_after_products', 'Look after products, prices and offers'), ('see_products', 'See products, drafts too'), ('see_prices', 'See the table of prices and stock'), ('moderate_reviews', 'Publish, refuse and answer reviews'), ('look_up_customers', 'Look up customers'), ('look_after_customers', 'Stop accounts, and hand out and erase what is stored about people'), ('read_figures', 'Read figures'), ('read_documents', 'Read invoices and credit notes'), ('read_guide_sales', 'See what guides sell'), ('see_settings', 'See the shop’s settings'), ('write_content', 'Work on pages, guides, pictures and newsletters'), ('give_roles', 'Look after people and their roles'), ('read_activity', 'Read the whole activity log')]},
        ),
    ]
