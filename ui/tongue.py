"""The language of the window: as the system speaks, or as a person chose; read once when the program begins."""

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from cdmo_desk.speech import LANGUAGES, marked, speak
from ui.settings import settings

CHOICES = (("", marked("As the system")), *LANGUAGES.items())


def chosen() -> str:
    """Return the language that a person chose; empty where it is the system's."""
    found = str(settings().value("language", "") or "")
    return found if found in LANGUAGES else ""


def choose(name: str) -> None:
    """Keep a language; it is spoken from the next start on."""
    settings().setValue("language", name)


def begin(application: QApplication, name: str, system: QLocale | None = None) -> QLocale:
    """Speak a language, or the system's where none is named: words, figures and dates, and Qt's own buttons."""
    usual = system or QLocale.system()
    theirs, _, country = usual.name().partition("_")
    wanted = name or (theirs if theirs in LANGUAGES else "en")
    if wanted == theirs:
        locale = usual
        speak(wanted, country)
    else:
        locale = QLocale("en_GB" if wanted == "en" else wanted)
        speak(wanted)
    QLocale.setDefault(locale)
    for before in application.findChildren(QTranslator):
        application.removeTranslator(before)
        before.setParent(None)
    translator = QTranslator(application)
    if translator.load(f"qtbase_{wanted}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        application.installTranslator(translator)
    return locale
