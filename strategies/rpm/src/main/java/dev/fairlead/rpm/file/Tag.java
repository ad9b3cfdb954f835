package dev.fairlead.rpm.file;

/**
 * The tags that are read here.
 *
 * @see <a href="https://rpm-software-management.github.io/rpm/manual/tags.html">RPM: tags</a>
 */
final class Tag {
    static final int NAME = 1000;
    static final int VERSION = 1001;
    static final int RELEASE = 1002;
    static final int ARCH = 1022;
    static final int SOURCE_RPM = 1044;
    static final int NO_SOURCE = 1051;
    static final int NO_PATCH = 1052;
    static final int PAYLOAD_DIGEST = 5092;
    static final int PAYLOAD_DIGEST_ALGORITHM = 5093;

    private Tag() {}

    /** Those of the signature header, whose numbers mean something else in the main one. */
    static final class Signature {
        static final int DSA = 267;
        static final int RSA = 268;
        static final int SHA1 = 269;
        static final int LONG_SIZE = 270;
        static final int SHA256 = 273;
        static final int SHA3_256 = 277;
        static final int OPENPGP = 278;
        static final int SIZE = 1000;
        static final int PGP = 1002;
        static final int MD5 = 1004;
        static final int GPG = 1005;

        private Signature() {}
    }
}
