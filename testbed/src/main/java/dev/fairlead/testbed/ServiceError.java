package dev.fairlead.testbed;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** An error as an AWS service tells it: a status, a code to act on, a message to read. */
record ServiceError(int status, String code, String message, Map<String, String> details) {

    ServiceError {
        details = Map.copyOf(details);
    }

    static ServiceError of(int status, String code, String message) {
        return new ServiceError(status, code, message, Map.of());
    }

    ServiceError with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(details);
        more.put(name, value);
        return new ServiceError(status, code, message, more);
    }

    /** https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html */
    void writeAsS3(Exchange exchange) throws IOException {
        write(exchange, "<Error>" + fields() + Xml.element("RequestId", "TESTBED") + "</Error>");
    }

    /** The form of the Query protocol, which STS speaks. */
    void writeAsSts(Exchange exchange) throws IOException {
        write(
                exchange,
                "<ErrorResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\"><Error>"
                        + Xml.element("Type", status < 500 ? "Sender" : "Receiver")
                        + fields()
                        + "</Error>"
                        + Xml.element("RequestId", "TESTBED")
                        + "</ErrorResponse>");
    }

    /** https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html#API_Invoke_Errors */
    void writeAsJson(Exchange exchange) throws IOException {
        String json =
                Json.object()
                        .put("Type", status < 500 ? "User" : "Service")
                        .put("Message", message)
                        .toString();
        exchange.reply(
                status,
                HttpFields.of("Content-Type", "application/json").with("x-amzn-ErrorType", code),
                json.getBytes(UTF_8));
    }

    void writeAsText(Exchange exchange) throws IOException {
        exchange.reply(status, HttpFields.of("Content-Type", "text/plain"), code.getBytes(UTF_8));
    }

    private String fields() {
        StringBuilder xml = new StringBuilder(Xml.element("Code", code));
        xml.append(Xml.element("Message", message));
        details.forEach((name, value) -> xml.append(Xml.element(name, value)));
        return xml.toString();
    }

    private void write(Exchange exchange, String xml) throws IOException {
        byte[] content = (Xml.DECLARATION + xml).getBytes(UTF_8);
        exchange.reply(status, HttpFields.of("Content-Type", "application/xml"), content);
    }
}
