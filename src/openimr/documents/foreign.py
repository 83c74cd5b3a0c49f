"""Formats that turn up among records and are not read: what they are, what to do."""

NO_RECORD = "not a format of case files"

_AS_PDF = "save it as PDF"
_WORKBOOK = f"a workbook; {_AS_PDF}"
_SLIDES = f"a slide show; {_AS_PDF}"
_WORD = f"a document of an old or other word processor; {_AS_PDF} or DOCX"
_RICH = f"a rich text file; {_AS_PDF} or DOCX"
_PAGE = f"a web page; {_AS_PDF}"
_MAIL = "an e-mail; save it, and what is attached to it, as PDF"
_TABLE = f"a table of plain values; {_AS_PDF}"
_PICTURE = "a picture of another kind; save it as PNG or JPEG"
_PRINT = f"a print file; {_AS_PDF}"
_PACKED = "an archive of another kind; unpack it, or pack it as ZIP"
_PART = "one part of an archive in several; pack it as one ZIP"
_SOUND = "a sound or film recording; add its transcript"
_STUDY = "an imaging study; add the radiologist's report"
_PROGRAM = "a program"
_BOOK = f"an electronic book; {_AS_PDF}"

_SAME = {
    _WORKBOOK: "xlsx xlsm xlsb xls ods numbers",
    _SLIDES: "pptx pptm ppt ppsx pps odp key",
    _WORD: "doc dot odt ott pages wpd wps sxw",
    _RICH: "rtf",
    _PAGE: "html htm xhtml mht mhtml",
    _MAIL: "eml msg mbox emlx pst",
    _TABLE: "csv tsv",
    _PICTURE: "heic heif avif gif bmp webp jp2 jpx jxl psd svg dng",
    _PRINT: "xps oxps ps eps prn pcl djvu",
    _PACKED: "rar 7z tar gz tgz bz2 xz zst cab",
    _PART: "z01 z02 z03",
    _SOUND: "mp3 wav m4a wma ogg dss ds2 mp4 mov avi wmv m4v",
    _STUDY: "dcm dicom",
    _PROGRAM: "exe dll msi bat cmd com scr js vbs jar apk app dmg",
    _BOOK: "epub mobi",
    f"a marked-up file; {_AS_PDF}": "xml",
}

FOREIGN_NAMES = {
    extension: reason for reason, names in _SAME.items() for extension in names.split()
}
"""What to say of a file by its extension."""

FOREIGN_MARKS: tuple[tuple[int, bytes, str], ...] = (
    (0, b"{\\rtf", _RICH),
    (0, b"Rar!\x1a\x07", _PACKED),
    (0, b"7z\xbc\xaf\x27\x1c", _PACKED),
    (0, b"\x1f\x8b", _PACKED),
    (0, b"BZh", _PACKED),
    (0, b"\xfd7zXZ", _PACKED),
    (257, b"ustar", _PACKED),
    (0, b"GIF8", _PICTURE),
    (8, b"WEBP", _PICTURE),
    (0, b"\0\0\0\x0cjP  ", _PICTURE),
    (4, b"ftyphei", _PICTURE),
    (4, b"ftypmif1", _PICTURE),
    (4, b"ftypavif", _PICTURE),
    (4, b"ftyp", _SOUND),
    (8, b"WAVE", _SOUND),
    (0, b"ID3", _SOUND),
    (128, b"DICM", _STUDY),
    (0, b"%!PS", _PRINT),
    (0, b"\xffWPC", _WORD),
    (0, b"MZ\x90\0", _PROGRAM),
    (0, b"\x7fELF", _PROGRAM),
)
"""Where which bytes stand in files of such formats, the more special first."""
