package dev.fairlead.rpm.file;

/** What a tag may hold, by its number in the file. */
enum HeaderType {
    NULL(0, Form.NONE),
    CHAR(1, Form.NONE),
    INT8(1, Form.NONE),
    INT16(2, Form.NONE),
    INT32(4, Form.NUMBER),
    INT64(8, Form.NUMBER),
    STRING(1, Form.TEXT),
    BIN(1, Form.BINARY),
    STRING_ARRAY(1, Form.TEXT),
    I18NSTRING(1, Form.TEXT);

    /** How it is read here; none: not at all. */
    enum Form {
        NONE,
        NUMBER,
        TEXT,
        BINARY
    }

    private final int width;
    private final Form form;

    HeaderType(int width, Form form) {
        this.width = width;
        this.form = form;
    }

    static HeaderType of(int number) throws RefusedFileException {
        if (number < 0 || number >= values().length) {
            throw new RefusedFileException("a header has a tag of unknown type " + number);
        }
        return values()[number];
    }

    /** Bytes of one of them, at least. */
    int width() {
        return width;
    }

    Form form() {
        return form;
    }
}
