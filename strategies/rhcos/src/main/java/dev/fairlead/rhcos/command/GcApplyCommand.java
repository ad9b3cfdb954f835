package dev.fairlead.rhcos.command;

import dev.fairlead.spi.BucketObjects;
import dev.fairlead.spi.BucketObjects.Draft;
import dev.fairlead.spi.BucketObjects.Upload;
import dev.fairlead.spi.CommandProvider.Console;
import dev.fairlead.spi.ObjectKey;
import dev.fairlead.spi.gc.GcPlan;
import dev.fairlead.spi.gc.GcPlan.Verdict;
import dev.fairlead.spi.gc.StalePlanException;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;

/** {@code fairlead streams gc apply}: deletes what a plan marked, if it may still go. */
@Command(
        name = "apply",
        description =
                "Looks at everything again and deletes what a plan marked long enough "
                        + "ago. Prints only, without --delete.")
final class GcApplyCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(paramLabel = "PLAN")
    private Path file = Path.of("plan.json");

    @Mixin private GcOptions options = new GcOptions();

    @Option(names = "--wait", description = "Days between the plan and the deletion.")
    private int wait = 7;

    @Option(names = "--delete", description = "Deletes.")
    private boolean delete;

    GcApplyCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws CommandException, IOException {
        PlanFile marked = PlanFile.read(file);
        Instant due = marked.made().plus(Duration.ofDays(wait));
        if (console.clock().instant().isBefore(due)) {
            throw new CommandException(1, "'" + file + "' may be applied from " + due + " on");
        }
        List<Verdict> confirmed = confirm(marked.plan(), options.make(console));
        confirmed.forEach(
                v -> console.out().println((delete ? "delete " : "would delete ") + v.key()));
        if (delete && !confirmed.isEmpty()) {
            delete(options.objects(console), confirmed);
        }
        return 0;
    }

    private static List<Verdict> confirm(GcPlan marked, GcPlan now) throws CommandException {
        for (GcPlan plan : List.of(marked, now)) {
            if (!plan.refusals().isEmpty()) {
                throw new CommandException(1, "refused: " + String.join("; ", plan.refusals()));
            }
        }
        try {
            return now.confirmed(marked);
        } catch (StalePlanException e) {
            throw new CommandException(1, "refused: " + e.getMessage() + "; make a new plan");
        }
    }

    /** The tombstones are written before anything goes. */
    private void delete(BucketObjects objects, List<Verdict> keys)
            throws CommandException, IOException {
        String name =
                options.location().prefix() + "tombstones/" + console.clock().instant() + ".txt";
        String lines = keys.stream().map(Verdict::key).collect(Collectors.joining("\n", "", "\n"));
        Draft draft = new Draft("text/plain", Optional.empty(), Map.of(), false);
        try (Upload upload = objects.upload(new ObjectKey(name), draft)) {
            upload.stream().write(lines.getBytes(StandardCharsets.UTF_8));
            upload.publish();
        }
        objects.delete(keys.stream().map(verdict -> new ObjectKey(verdict.key())).toList());
    }
}
