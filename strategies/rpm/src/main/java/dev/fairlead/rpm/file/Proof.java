package dev.fairlead.rpm.file;

/** Something that an RPM says about bytes of its own, found true or not once they have passed. */
interface Proof {

    /** What the proof is about. */
    enum Cover {
        HEADER,
        PAYLOAD,
        BOTH;

        boolean header() {
            return this != PAYLOAD;
        }

        boolean payload() {
            return this != HEADER;
        }
    }

    Cover cover();

    void update(byte[] bytes, int offset, int length);

    /** Called once, after the last byte. */
    void require() throws RefusedFileException;
}
