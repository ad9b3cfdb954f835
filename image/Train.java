import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Runs a function on events from files, as Lambda's Runtime API would, prints each event's first
 * answer, then ends it. Run by stage.sh: {@code java Train.java FOLDER COMMAND...}.
 */
final class Train {
    private static final int ROUNDS = 20;

    public static void main(String[] arguments) throws Exception {
        BlockingQueue<Event> events = new LinkedBlockingQueue<>();
        for (int round = 0; round < ROUNDS; round++) {
            for (Path event : sorted(Path.of(arguments[0]))) {
                events.add(new Event(event.getFileName() + "-" + round, Files.readAllBytes(event)));
            }
        }
        CountDownLatch answered = new CountDownLatch(events.size());
        HttpServer api =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        api.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        api.createContext("/", exchange -> answer(exchange, events, answered));
        api.start();
        ProcessBuilder command = new ProcessBuilder(List.of(arguments).subList(1, arguments.length)).inheritIO();
        command.environment().put("AWS_LAMBDA_RUNTIME_API", "127.0.0.1:" + api.getAddress().getPort());
        Process process = command.start();
        boolean complete = false;
        while (!complete && process.isAlive()) {
            complete = answered.await(1, TimeUnit.SECONDS);
        }
        process.destroy(); // the cache is written at the end
        process.waitFor();
        if (!complete) {
            System.err.println("Train: " + answered.getCount() + " events were not answered");
        }
        System.exit(complete ? 0 : 1);
    }

    private record Event(String id, byte[] json) {}

    private static List<Path> sorted(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    private static void answer(
            HttpExchange exchange, BlockingQueue<Event> events, CountDownLatch answered)
            throws IOException {
        byte[] sent = exchange.getRequestBody().readAllBytes();
        if (exchange.getRequestMethod().equals("POST")) {
            String[] told = exchange.getRequestURI().getPath().split("/"); // …/invocation/ID/response
            if (told[told.length - 1].equals("error") || told[told.length - 2].endsWith("-0")) {
                System.out.println(told[told.length - 2] + " " + told[told.length - 1] + " " + new String(sent, "UTF-8"));
            }
            exchange.sendResponseHeaders(202, -1);
            answered.countDown();
            return;
        }
        try {
            Event event = events.take();
            exchange.getResponseHeaders().add("Lambda-Runtime-Aws-Request-Id", event.id());
            // The runtime interface client crashes without a content type.
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.getResponseHeaders()
                    .add("Lambda-Runtime-Invoked-Function-Arn", "arn:aws:lambda:us-east-1:123456789012:function:f");
            exchange.getResponseHeaders()
                    .add("Lambda-Runtime-Deadline-Ms", "" + (System.currentTimeMillis() + 60_000));
            exchange.sendResponseHeaders(200, event.json().length);
            exchange.getResponseBody().write(event.json());
            exchange.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
