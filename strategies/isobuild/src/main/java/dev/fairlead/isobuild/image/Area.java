package dev.fairlead.isobuild.image;

/** A place in an image that customisation writes to. */
public record Area(long at, long length) {}
