package dev.fairlead.rpm.file;

/** How long the file says that it is from its main header on. */
final class SizeProof implements Proof {
    private final long wanted;
    private long length;

    SizeProof(long wanted) {
        this.wanted = wanted;
    }

    @Override
    public Cover cover() {
        return Cover.BOTH;
    }

    @Override
    public void update(byte[] bytes, int offset, int count) {
        length += count;
    }

    @Override
    public void require() throws RefusedFileException {
        if (length != wanted) {
            throw new RefusedFileException(
                    "its header and payload have "
                            + length
                            + " bytes, not the "
                            + wanted
                            + " that it says");
        }
    }
}
