package dev.fairlead.rhcos.mirror;

/** Is told how files come along; from several threads. */
public interface Progress {
    void came(Item item, long bytes);

    void done(Item item);
}
