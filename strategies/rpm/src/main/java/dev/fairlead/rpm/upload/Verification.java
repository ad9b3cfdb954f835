package dev.fairlead.rpm.upload;

import dev.fairlead.rpm.file.PackageFile;
import dev.fairlead.rpm.file.RefusedFileException;
import dev.fairlead.rpm.upload.UploadSettings.Verify;

import java.io.IOException;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What must hold of a file before anybody may read it. */
record Verification(UploadSettings settings) {
    private static final Pattern DIGEST = Pattern.compile("sha256[:/].*?([0-9a-f]{64})$");

    /**
     * Reads a body to its end.
     *
     * @return the SHA-256 of the whole
     * @throws RefusedFileException when it isn't what the work names
     */
    String verify(UploadWork work, PassingBody body) throws IOException {
        return switch (work.kind()) {
            case RPM -> verifyPackage(work.key().value(), body);
            case BLOB, MANIFEST -> verifyDigest(work.key().value(), body);
        };
    }

    private String verifyPackage(String key, PassingBody body) throws IOException {
        String name = key.substring(key.lastIndexOf('/') + 1);
        if (name.endsWith(".rpm") && settings.verify() != Verify.LENGTH) {
            boolean named = settings.verify() == Verify.STRICT;
            new PackageFile(named, settings.keys().map(Supplier::get)).verify(body, name);
        }
        return body.sha256OfWhole();
    }

    /** What is addressed by its content has its digest in its name. */
    private static String verifyDigest(String key, PassingBody body) throws IOException {
        Matcher digest = DIGEST.matcher(key);
        if (!digest.find()) {
            throw new RefusedFileException("its key ends with no sha256 digest");
        }
        String actual = body.sha256OfWhole();
        if (!actual.equals(digest.group(1))) {
            throw new RefusedFileException("its sha256 is " + actual);
        }
        return actual;
    }
}
