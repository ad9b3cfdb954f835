package dev.fairlead.isobuild.cpio;

/** What an archive says of a file. */
public record CpioMember(String name, int mode, long length) {}
