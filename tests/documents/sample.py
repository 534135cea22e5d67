"""Briefs to try the formats on: one in English, one in Russian, and one of hostile strings."""

from __future__ import annotations

from concilium.documents.sentence import Brief, CitedSource, Section, Sentence

TASS = CitedSource(
    publisher="TASS",
    title="CSTO foreign ministers to meet in Almaty under Kazakhstan’s chairmanship",
    published="2024-06-21",
    url="https://tass.com/politics/1806309",
    language="en",
)
ISLAM_TODAY = CitedSource(
    publisher="Islam Today",
    title="В Казахстане началось заседание СМИД ОДКБ по вопросам безопасности",
    published="2024-06-21",
    url="https://m.islam-today.ru/novosti/2024/06/21/v-kazahstane-nacalos-zasedanie-smid-odkb-po-voprosam-bezopasnosti",
    language="ru",
)
CHARTER = CitedSource(
    publisher="Collective Security Treaty Organization",
    title="Charter of the Collective Security Treaty Organization",
    published="2002-10-07",
    url="http://www.kremlin.ru/supplement/3506",
    locator="Art. 12",
    language="ru",
)
RFERL = CitedSource(publisher="RFE/RL", title="Minsk on quorum", published="2023-11", language="en", unread=True)
NOTES = CitedSource(publisher="Editors of the record", title="Notes", url="file:///srv/notes.txt", published="2026")


def at(source: CitedSource, locator: str) -> CitedSource:
    """The same source, cited at a place in it."""
    return CitedSource(
        source.publisher, source.title, source.published, source.url, locator, source.language, source.unread
    )


ENGLISH = Brief(
    organization="csto",
    meeting="cfm/2024-06-21",
    on="2024-06-21",
    known="2024-06-20",
    language="en",
    name="Collective Security Treaty Organization",
    title="Council of Foreign Ministers, Almaty, 21 June 2024",
    subtitle="About 21 June 2024, as known on 20 June 2024",
    sections=(
        Section(
            "The meeting",
            (
                Sentence(
                    "The Council of Foreign Ministers is to meet in Almaty on Friday, 21 June 2024, the "
                    "official spokeswoman of the Russian Foreign Ministry, Maria Zakharova, said before that "
                    "day, TASS reported.",
                    ("zakharova", "tass"),
                    ("../2024-06-20", "2024-06-21"),
                    (TASS, ISLAM_TODAY),
                    (),
                    ("cfm-2024-06-21-planned-zakharova",),
                ),
                Sentence(
                    "Kazakhstan chairs it: the chair of the Collective Security Council for 2024 chairs the "
                    "other councils too, and the chairmanship passes in the Russian alphabetical order of "
                    "the members.",
                    (),
                    (),
                    (CHARTER, at(TASS, "para. 3")),
                    ("Charter, Art. 12", "Rules of Procedure of 2004, rule 17"),
                    ("tass-chair-cfm-2024-06-21",),
                ),
            ),
        ),
        Section(
            "Who comes, who stays away, and what that means for deciding",
            (
                Sentence(
                    "Sergey Lavrov, the Russian Foreign Minister, will take part, Maria Zakharova said.",
                    ("zakharova",),
                    ("../2024-06-20",),
                    (TASS,),
                ),
                Sentence(
                    "Belarus said of the earlier meeting without Armenia that its absence had not touched the quorum.",
                    ("aleinik",),
                    ("2023-11-23",),
                    (RFERL, NOTES),
                    (),
                    (),
                    (("en", "absolutely legitimate"), ("ru", "абсолютно легитимно"), ("hy", "օրինական է")),
                ),
                Sentence("The quorum is disputed.", (), (), (), ("Charter, Art. 12, as read by the Secretariat",)),
            ),
        ),
        Section(
            "What led up to it",
            (
                Sentence(
                    "On 6 June 2024 the secretaries of the security councils met in Almaty; Sergei Shoigu "
                    "called the military and political situation uneasy.",
                    ("shoigu",),
                    ("2024-06-06",),
                    (at(TASS, "para. 12"), at(CHARTER, "Art. 19")),
                ),
            ),
        ),
    ),
)

RUSSIAN = Brief(
    organization="csto",
    meeting="cfm/2024-06-21",
    on="2024-06-21",
    known="2024-06-20",
    language="ru",
    name="Организация Договора о коллективной безопасности",
    title="Совет министров иностранных дел, Алма-Ата, 21 июня 2024 г.",
    subtitle="На 21 июня 2024 г., по сведениям на 20 июня 2024 г.",
    sections=(
        Section(
            "Заседание",
            (
                Sentence(
                    "Совет министров иностранных дел должен собраться в Алма-Ате в пятницу, 21 июня 2024 г., "
                    "сказала до этого дня официальный представитель МИД России Мария Захарова, сообщил ТАСС.",
                    ("zakharova", "tass"),
                    ("../2024-06-20", "2024-06-21"),
                    (TASS, ISLAM_TODAY),
                ),
                Sentence(
                    "Председательствует Казахстан: председательство переходит от одного члена к другому в "
                    "порядке русского алфавита, и председатель Совета коллективной безопасности "
                    "председательствует в 2024 г.",
                    (),
                    (),
                    (CHARTER,),
                    ("Устав, ст. 12",),
                ),
            ),
        ),
        Section(
            "Кто приедет, а кто нет, и что это значит для принятия решений",
            (
                Sentence(
                    "Белоруссия назвала прежнее заседание без Армении правомочным.",
                    ("aleinik",),
                    ("2023-11-23",),
                    (RFERL, at(CHARTER, "ст. 19")),
                    (),
                    (),
                    (("en", "absolutely legitimate"), ("ru", "абсолютно легитимно")),
                ),
            ),
        ),
        Section(
            "Что было прежде",
            (Sentence("Секретари советов безопасности встретились 6 июня 2024 г.", (), (), (NOTES,)),),
        ),
    ),
)

LONG_WORD = "Rechtsschutzversicherungsgesellschaften" * 6
HOSTILE_TEXTS = (
    "<script>alert('x')</script> & &amp; <b>bold</b> <img src=x onerror=alert(1)>",
    "*stars* **two** _under_ `code` ~~gone~~ ![image](http://evil.example/a.png) [text](http://evil.example)",
    '#typst code #sys.version #[content] #import "x": * @label <label> $math$ $ x^2 $ \\ / // /* comment */',
    "](http://evil.example) [^1] [^1]: no ||spoiler|| {{ jinja }} {% raw %} {page}",
    "# heading and - item and > quote",
    "- item",
    "12. twelfth",
    "=== underlined? --- ***",
    "نص عربي then English, and עברית.",
    "会議は金曜日に開かれる" * 12,
    "Combining: й́ е́ ñ́ and wide ＷＩＤＥ",
    LONG_WORD,
    "www.evil.example https://evil.example/?a=1&b=2 javascript:alert(1)",
    "'single' \"double\" </title></style><!-- -- --> ]]>",
)
HOSTILE_ADDRESSES = (
    "javascript:alert(1)",
    "data:text/html,<script>",
    'https://ok.example/a"b<c>(d) e',
    "//evil.example/x",
    "http:",
)

HOSTILE = Brief(
    organization="x",
    meeting="y/<b>",
    on="2024-06-21",
    known="",
    language="en",
    name="Org <b>of</b> *stars* #x",
    title="Title <i>of</i> _it_ $x$ #y",
    subtitle='"Sub" </h1> [a](b)',
    sections=(
        Section(
            "Heading <u>of</u> `it` ##",
            tuple(
                Sentence(
                    text,
                    (),
                    (),
                    (CitedSource(f"Publisher {n} {text}"[:60], f"T{n} {text}"[:70], "", address, f"loc *{n}* <i>"),),
                    (f"Prov {n} <b>*_#$`",),
                    (),
                    (("en", f"Q{n} {text}"[:60]), ("</x>", "words"), ("ar", "قال")),
                )
                for n, (text, address) in enumerate(zip(HOSTILE_TEXTS, HOSTILE_ADDRESSES * 3, strict=False), 1)
            ),
        ),
    ),
)
