package dev.fairlead.rpm.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

/**
 * The 96 bytes that every RPM begins with. Most of them mean nothing any more; nothing vouches for
 * them either.
 *
 * @see <a href="https://rpm-software-management.github.io/rpm/manual/format_lead.html">RPM:
 *     lead</a>
 */
final class Lead {
    private static final int LENGTH = 96;
    private static final int MAGIC = 0xedabeedb;
    private static final int MAJOR_AT = 4;
    private static final int TYPE_AT = 6;
    private static final int SIGNATURE_TYPE_AT = 78;
    private static final int HEADER_STYLE_SIGNATURE = 5;

    private Lead() {}

    static void read(InputStream in) throws IOException {
        ByteBuffer lead = ByteBuffer.wrap(in.readNBytes(LENGTH));
        if (lead.limit() < Integer.BYTES || lead.getInt(0) != MAGIC) {
            throw new RefusedFileException("it does not begin like an RPM (ed ab ee db)");
        }
        if (lead.limit() < LENGTH) {
            throw new RefusedFileException("it ends within the lead");
        }
        if (lead.get(MAJOR_AT) < 3
                || lead.get(MAJOR_AT) > 4
                || lead.getShort(TYPE_AT) >>> 1 != 0
                || lead.getShort(SIGNATURE_TYPE_AT) != HEADER_STYLE_SIGNATURE) {
            throw new RefusedFileException("its lead is not that of an RPM of version 3 to 6");
        }
    }
}
