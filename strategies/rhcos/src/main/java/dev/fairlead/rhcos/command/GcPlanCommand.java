package dev.fairlead.rhcos.command;

import dev.fairlead.spi.CommandProvider.Console;
import dev.fairlead.spi.gc.GcPlan;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;

/** {@code fairlead streams gc plan}: says what may go, and why the rest stays. */
@Command(
        name = "plan",
        description = "Writes what may be deleted from a mirror; exits 1 if nothing may be.")
final class GcPlanCommand implements Callable<Integer> {
    private final Console console;

    @Mixin private GcOptions options = new GcOptions();

    @Option(names = "--out", required = true, description = "The file of the plan.")
    private Path out = Path.of("plan.json");

    GcPlanCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws CommandException, IOException {
        GcPlan plan = options.make(console);
        Files.writeString(out, new PlanFile(console.clock().instant(), plan).text());
        plan.refusals().forEach(r -> console.err().println("refused: " + r));
        long bytes = plan.going().stream().mapToLong(GcPlan.Verdict::bytes).sum();
        String share = plan.going().size() + " of " + plan.verdicts().size();
        console.out().println(share + " keys may go, " + bytes + " bytes; see " + out);
        return plan.refusals().isEmpty() ? 0 : 1;
    }
}
