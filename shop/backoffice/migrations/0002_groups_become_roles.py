"""The groups of staff become the roles of the office. Nobody loses a sign-in.

“Shop staff” becomes Shopkeeper, and its members are Packers as well; “Shop money” goes into Shopkeeper. The
groups' rights are set from `shop.backoffice.roles` when the migration has run.
"""

from django.db import migrations

RENAMED = {"Shop staff": "Shopkeeper", "Packers": "Packer", "Bookkeepers": "Bookkeeper"}
SHOPKEEPER, PACKER, MONEY = "Shopkeeper", "Packer", "Shop money"
NEW = ("Owner", "Shopkeeper", "Packer", "Bookkeeper")


def become_roles(apps, schema_editor):
    Group = apps.get_model("auth", "Group")
    for old, new in RENAMED.items():
        Group.objects.filter(name=old).update(name=new)
    money = Group.objects.filter(name=MONEY).first()
    for user in list(money.user_set.all()) if money else []:
        user.groups.add(Group.objects.get_or_create(name=SHOPKEEPER)[0])
    keepers = Group.objects.filter(name=SHOPKEEPER).first()
    for user in list(keepers.user_set.all()) if keepers else []:
        user.groups.add(Group.objects.get_or_create(name=PACKER)[0])
    Group.objects.filter(name=MONEY).delete()
    let_other_groups_write(apps)


def let_other_groups_write(apps):
    """A group that an owner made in Wagtail keeps its pages: its members may go on opening them."""
    kind, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label="office", model="right"
    )
    write, _ = apps.get_model("auth", "Permission").objects.get_or_create(
        content_type=kind,
        codename="write_content",
        defaults={"name": "Work on pages, guides, pictures and newsletters"},
    )
    enter = {"permissions__content_type__app_label": "wagtailadmin", "permissions__codename": "access_admin"}
    for group in apps.get_model("auth", "Group").objects.filter(**enter).exclude(name__in=NEW):
        group.permissions.add(write)


def become_groups(apps, schema_editor):
    Group = apps.get_model("auth", "Group")
    keepers = Group.objects.filter(name=SHOPKEEPER).first()
    if keepers:
        money = Group.objects.create(name=MONEY)
        for user in keepers.user_set.all():
            user.groups.add(money)
    for old, new in RENAMED.items():
        Group.objects.filter(name=new).update(name=old)


class Migration(migrations.Migration):
    dependencies = [
        ("office", "0001_rights"),
        ("accounts", "0002_one_spelling_of_addresses"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("payment", "0014_packers_move_no_money"),  # it looks for “Shop staff”
        ("wagtailadmin", "0001_create_admin_access_permissions"),
    ]

    operations = [migrations.RunPython(become_roles, become_groups)]
