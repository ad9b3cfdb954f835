package dev.fairlead.app.upstream;

import dev.fairlead.ranges.Prefix;
import dev.fairlead.spi.ConfigurationException;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The proxies that the environment names, as Go programs read them: {@code HTTP_PROXY}, {@code
 * HTTPS_PROXY} and {@code NO_PROXY}, in lower case too.
 *
 * @see <a href="https://pkg.go.dev/golang.org/x/net/http/httpproxy">httpproxy</a>
 */
public final class EnvironmentProxies extends ProxySelector {
    private static final List<Proxy> DIRECT = List.of(Proxy.NO_PROXY);

    private final Map<String, List<Proxy>> byScheme;
    private final List<String> exceptions;

    private EnvironmentProxies(Map<String, List<Proxy>> byScheme, List<String> exceptions) {
        this.byScheme = byScheme;
        this.exceptions = exceptions;
    }

    /**
     * Reads them.
     *
     * @throws ConfigurationException when one is no http URL of a host, without a password
     */
    public static EnvironmentProxies read(Map<String, String> environment) {
        return new EnvironmentProxies(
                Map.of(
                        "http", proxy(environment, "HTTP_PROXY"),
                        "https", proxy(environment, "HTTPS_PROXY")),
                List.of(
                        value(environment, "NO_PROXY")
                                .orElse("")
                                .toLowerCase(Locale.ROOT)
                                .trim()
                                .split("[\\s,]+")));
    }

    private static Optional<String> value(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(name))
                .or(() -> Optional.ofNullable(environment.get(name.toLowerCase(Locale.ROOT))))
                .filter(text -> !text.isBlank());
    }

    private static List<Proxy> proxy(Map<String, String> environment, String name) {
        return value(environment, name).map(text -> List.of(parse(name, text))).orElse(DIRECT);
    }

    private static Proxy parse(String name, String text) {
        try {
            URI url = URI.create(text.contains("://") ? text : "http://" + text);
            if ("http".equals(url.getScheme())
                    && url.getHost() != null
                    && url.getRawUserInfo() == null) {
                int port = url.getPort() < 0 ? 80 : url.getPort();
                return new Proxy(
                        Proxy.Type.HTTP, InetSocketAddress.createUnresolved(url.getHost(), port));
            }
        } catch (IllegalArgumentException _) { // its message would quote a password
            throw wrong(name);
        }
        throw wrong(name);
    }

    private static ConfigurationException wrong(String name) {
        return new ConfigurationException(
                name, "is not like http://proxy.example:3128, without a user");
    }

    @Override
    public List<Proxy> select(URI url) {
        String host = url.getHost().toLowerCase(Locale.ROOT);
        return isLocal(host) || exceptions.stream().anyMatch(name -> excepts(name, host, url))
                ? DIRECT
                : byScheme.getOrDefault(url.getScheme(), DIRECT);
    }

    private static boolean isLocal(String host) {
        return host.equals("localhost") || host.startsWith("127.") || host.equals("[::1]");
    }

    /** A name stands for those below it, too; one with a port for that port alone. */
    private static boolean excepts(String name, String host, URI url) {
        if (name.equals("*")) {
            return true;
        }
        if (name.matches("[0-9a-f.:]+/\\d+") && host.matches("[\\d.]+|\\[[0-9a-f.:]+]")) {
            return contains(name, host);
        }
        int port = name.matches(".*[^:]:\\d+") ? name.lastIndexOf(':') : name.length();
        String domain = name.substring(0, port).replaceFirst("^\\*?\\.", "");
        boolean same = host.equals(domain) || host.equals('[' + domain + ']');
        return (same || (!domain.isEmpty() && host.endsWith('.' + domain)))
                && (port == name.length() || name.substring(port + 1).equals(port(url)));
    }

    private static boolean contains(String network, String address) {
        try {
            return Prefix.parse(network).contains(InetAddress.ofLiteral(address));
        } catch (IllegalArgumentException _) { // not a network after all, as Go reads it
            return false;
        }
    }

    private static String port(URI url) {
        int usual = url.getScheme().equals("https") ? 443 : 80;
        return Integer.toString(url.getPort() < 0 ? usual : url.getPort());
    }

    /** What failed is told by the call itself. */
    @Override
    public void connectFailed(URI url, SocketAddress address, IOException fault) {}
}
