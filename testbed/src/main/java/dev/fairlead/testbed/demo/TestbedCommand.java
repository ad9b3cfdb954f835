package dev.fairlead.testbed.demo;

import dev.fairlead.spi.CommandProvider;
import dev.fairlead.testbed.FolderMirror;
import dev.fairlead.testbed.RequestLog;
import dev.fairlead.testbed.Testbed;
import dev.fairlead.testbed.TestbedException;
import dev.fairlead.testbed.UpstreamStandIn;

import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/**
 * Starts the stand-ins alone, for a router and other programs that are configured by hand. Standard
 * output can be read by a shell up to the line that says ready; then comes a line per request.
 */
public final class TestbedCommand implements CommandProvider {

    @Override
    public String name() {
        return "testbed";
    }

    @Override
    public String summary() {
        return "Start stand-ins for S3, STS, CDNs and a mirror on loopback; print every request to"
                + " them.";
    }

    @Override
    public int run(List<String> arguments, Console console) throws InterruptedException {
        TestbedArguments asked = TestbedArguments.parse(arguments);
        try (Testbed testbed = Testbed.start(asked.s3Port(), asked.stsPort())) {
            PrintStream out = console.out();
            asked.buckets().forEach(testbed.s3()::createBucket);
            print(testbed, out);
            for (String bucket : asked.cdns()) {
                UpstreamStandIn cdn = testbed.cdn(bucket);
                out.println("# the CDN over " + bucket + ": " + cdn.endpoint());
                follow("cdn", cdn.log(), out);
            }
            asked.upstream()
                    .map(folder -> new FolderMirror(folder, asked.fault()))
                    .map(mirror -> testbed.upstream(asked.upstreamPort(), mirror))
                    .ifPresent(mirror -> {
                        out.println("# the mirror: " + mirror.endpoint());
                        follow("upstream", mirror.log(), out);
                    });
            follow("s3", testbed.s3().log(), out);
            follow("sts", testbed.sts().log(), out);
            out.println("# testbed is ready; a request is: service method status bucket key by");
            new CountDownLatch(1).await(); // until the process is told to stop
            return 0;
        } catch (TestbedException e) {
            console.err().println("fairlead: " + e.getMessage()); // a port is taken
            return 1;
        }
    }

    private static void print(Testbed testbed, PrintStream out) {
        out.println("export AWS_ACCESS_KEY_ID=" + Testbed.ACCESS_KEY_ID);
        out.println("export AWS_SECRET_ACCESS_KEY=" + Testbed.SECRET_ACCESS_KEY);
        out.println("export AWS_ENDPOINT_URL_S3=" + testbed.s3().endpoint());
        out.println("export AWS_ENDPOINT_URL_STS=" + testbed.sts().endpoint());
        out.println("# the role that may be assumed: " + Testbed.ROLE_ARN);
    }

    private static void follow(String service, RequestLog log, PrintStream out) {
        log.onAnswer(request -> out.println(RequestLine.of(service, request)));
    }
}
