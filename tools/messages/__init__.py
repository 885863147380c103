"""Keep the translations of the user interface in step with the source, without GNU gettext.

    python -m tools.messages extract   update the .po files from the source
    python -m tools.messages compile   write the .mo file that Django reads, one for a language
    python -m tools.messages check     list everything that is not translated as it should be

Each app has a catalogue for each language, with what its own source uses: what several apps use
stands in each, translated in the same way. What is in no app has its catalogue beside the apps.

The texts in the source are English and need no catalogue. Django's ``makemessages`` calls xgettext
and msgfmt, which few machines have; this does the same with Babel and with Django's own reading of
templates, so that the texts are exactly those that Django asks for when a page is shown.
"""
