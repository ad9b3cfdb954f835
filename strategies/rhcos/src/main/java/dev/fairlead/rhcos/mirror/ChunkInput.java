package dev.fairlead.rhcos.mirror;

import java.io.InputStream;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/** What one thread puts in, another one reads; a few chunks are between them. */
final class ChunkInput extends InputStream {
    private static final byte[] END = {};

    private final BlockingQueue<byte[]> chunks = new ArrayBlockingQueue<>(8);
    private byte[] current = {};
    private int at;
    private boolean ended;
    private volatile boolean abandoned;

    /** Waits while the reader is behind; afterwards the bytes are the reader's. */
    void put(byte[] bytes, int length) {
        offer(Arrays.copyOf(bytes, length));
    }

    void end() {
        offer(END);
    }

    /** The reader wants no more; the writer isn't kept waiting. */
    void abandon() {
        abandoned = true;
        chunks.clear();
    }

    private void offer(byte[] chunk) {
        try {
            boolean taken = false;
            while (!taken && !abandoned) {
                taken = chunks.offer(chunk, 100, TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public int read() {
        return fill() ? current[at++] & 0xff : -1;
    }

    @Override
    public int read(byte[] to, int offset, int length) {
        if (length == 0) {
            return 0;
        }
        if (!fill()) {
            return -1;
        }
        int count = Math.min(length, current.length - at);
        System.arraycopy(current, at, to, offset, count);
        at += count;
        return count;
    }

    /** GZIPInputStream takes zero for the end of the file, though another member may follow. */
    @Override
    public int available() {
        return fill() ? current.length - at : 0;
    }

    private boolean fill() {
        while (!ended && at == current.length) {
            try {
                current = chunks.take();
                at = 0;
                ended = current.length == 0;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                ended = true;
            }
        }
        return !ended;
    }
}
