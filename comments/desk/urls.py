from django.urls import path

from . import acts, article, authors, bans, bulk, numbers, preferences, queue, reply

app_name = "desk"

urlpatterns = [
    path("", queue.queue, name="queue"),
    path("act/", acts.act, name="act"),
    path("undo/", acts.undo, name="undo"),
    path("<int:pk>/", queue.comment, name="comment"),
    path("<int:pk>/reply/", reply.reply, name="reply"),
    path("authors/<int:pk>/", authors.author, name="author"),
    path("authors/<int:pk>/notes/", authors.note, name="note"),
    path("bans/", bans.bans, name="bans"),
    path("bans/new/", bans.ban, name="ban"),
    path("bans/<int:pk>/lift/", bans.lift, name="lift"),
    path("bulk/", bulk.bulk, name="bulk"),
    path("articles/", article.site, name="rules"),
    path("articles/<int:pk>/", article.article, name="article"),
    path("sections/<int:pk>/", article.section, name="section"),
    path("numbers/", numbers.show, name="numbers"),
    path("numbers.csv", numbers.download, name="numbers-csv"),
    path("mail/", preferences.mail, name="mail"),
]
