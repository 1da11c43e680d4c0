"""Writes small.zip: two classes of a made-up data set, compressed by another program than ours."""

import pathlib
import zipfile

folder = pathlib.Path(__file__).parent

with zipfile.ZipFile(folder / "small.zip", "w", zipfile.ZIP_DEFLATED) as archive:
    def add(name, contents):
        entry = zipfile.ZipInfo(name, (2010, 11, 2, 0, 0, 0))
        entry.external_attr = (0o40755 if name.endswith("/") else 0o100644) << 16
        entry.compress_type = zipfile.ZIP_STORED if not contents else zipfile.ZIP_DEFLATED
        archive.writestr(entry, contents)

    add("small/readme.txt", b"Not a picture.\n")
    add("small/Images/", b"")
    for name in ["beach", "forest"]:
        add(f"small/Images/{name}/", b"")
        for index in range(3):
            add(f"small/Images/{name}/{name}{index:02}.tif", b"II*\0" + bytes([index]) * 5000)
    add("small/Images/forest/Thumbs.db", b"left by a desktop")
    add("__MACOSX/small/Images/beach/._beach00.tif", b"left by another")
