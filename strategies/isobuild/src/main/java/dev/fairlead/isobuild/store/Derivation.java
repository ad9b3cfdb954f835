package dev.fairlead.isobuild.store;

import dev.fairlead.isobuild.image.LiveImage;
import dev.fairlead.spi.Body;
import dev.fairlead.spi.Body.FileRange;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;

/** Has an image's derivatives made, unless they are there already. */
record Derivation(
        StoreSettings settings,
        DataFolder folder,
        Deriving deriving,
        Limits limits,
        InstantSource clock) {
    /** Goes up when what is made changes, so that it is made anew. */
    static final String FORMAT = "1";

    /** What is known before anything is made. */
    BaseImage begin(ImageEntry entry, LiveImage full) throws IOException {
        return new BaseImage(
                full,
                withoutMinimal(entry)
                        .<Derived<LiveImage>>map(Derived.None::new)
                        .orElseGet(Derived.Making::new),
                entry.takesNmstate()
                        ? new Derived.Making<>()
                        : new Derived.None<>("OpenShift before 4.18 has no use for it"),
                Files.getLastModifiedTime(full.file()).toInstant(),
                folder.sum(entry.fileName()).map(Sum::sha256));
    }

    private Optional<String> withoutMinimal(ImageEntry entry) {
        if (entry.type() == ImageType.DISCONNECTED) {
            return Optional.of("a disconnected ISO has no minimal one");
        }
        if (entry.arch().equals("s390x")) {
            return Optional.of("s390x has no minimal ISO");
        }
        return settings.baseUrl().isEmpty()
                ? Optional.of("without base-url there are no minimal ISOs")
                : Optional.empty();
    }

    /** Whether all of it is there now; a minimal ISO is made without nmstate if need be. */
    boolean derive(StoredImage image, String sha256, int failures) {
        if (!(image.state() instanceof ImageState.Ready(BaseImage base))) {
            return false;
        }
        Derived<Body> nmstate = nmstate(image.entry(), base, sha256, failures);
        image.change(now -> now.withNmstate(nmstate));
        Derived<LiveImage> minimal = minimal(image.entry(), base, nmstate, sha256, failures);
        image.change(now -> now.withMinimal(minimal));
        return !(nmstate instanceof Derived.Failed) && !(minimal instanceof Derived.Failed);
    }

    private Derived<Body> nmstate(ImageEntry entry, BaseImage base, String sha256, int failures) {
        if (isSettled(base.nmstateArchive())) {
            return base.nmstateArchive();
        }
        String inputs = Sha256.of(FORMAT, "nmstate", sha256);
        try {
            Path file =
                    made(entry.nmstateName(), inputs, out -> deriving.nmstate(base.full(), out));
            return new Derived.Made<>(Body.of(new FileRange(file, 0, Files.size(file))));
        } catch (IOException | RuntimeException e) {
            return failed(e, failures);
        }
    }

    private Derived<LiveImage> minimal(
            ImageEntry entry, BaseImage base, Derived<Body> nmstate, String sha256, int failures) {
        Optional<String> url = settings.rootfsUrl(entry);
        if (isSettled(base.minimalIso()) || url.isEmpty()) {
            return base.minimalIso();
        }
        Optional<Path> archive = nmstate.get().map(_ -> folder.file(entry.nmstateName()));
        String with = archive.isPresent() ? "with nmstate" : "without nmstate";
        String inputs = Sha256.of(FORMAT, "minimal", sha256, url.get(), with);
        try {
            Path file =
                    made(
                            entry.fileName(ImageType.MINIMAL),
                            inputs,
                            out -> deriving.minimal(base.full(), out, url.get(), archive));
            return new Derived.Made<>(LiveImage.open(file));
        } catch (IOException | RuntimeException e) {
            return failed(e, failures);
        }
    }

    private static boolean isSettled(Derived<?> derived) {
        return derived instanceof Derived.Made || derived instanceof Derived.None;
    }

    private <T> Derived<T> failed(Exception e, int failures) {
        return new Derived.Failed<>(
                Reasons.of(e), clock.instant().plus(limits.retry(failures + 1)));
    }

    /** Writes a file. */
    private interface Maker {
        void make(Path out) throws IOException;
    }

    /** The file, made unless it is there, whole and made of the same. */
    private Path made(String name, String inputs, Maker maker) throws IOException {
        Path file = folder.file(name);
        Optional<Sum> sum = folder.sum(name).filter(s -> s.inputs().equals(Optional.of(inputs)));
        if (sum.isPresent() && Files.exists(file) && sum.get().sha256().equals(Sha256.of(file))) {
            return file;
        }
        folder.remove(name);
        Path draft = folder.draft(name);
        try {
            maker.make(draft);
            folder.publish(draft, name, new Sum(Sha256.of(draft), Optional.of(inputs)));
        } finally {
            Files.deleteIfExists(draft);
        }
        return file;
    }
}
