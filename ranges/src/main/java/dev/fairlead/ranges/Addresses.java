package dev.fairlead.ranges;

import org.jspecify.annotations.Nullable;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Addresses from literals and their bits; a name is never looked up. */
public final class Addresses {

    private static final VarHandle LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private Addresses() {}

    /**
     * Reads a literal address: dotted quad, or IPv6 text without brackets and zone.
     *
     * @throws IllegalArgumentException if the text is anything else, a host name for instance
     */
    public static InetAddress parse(String text) {
        try {
            InetAddress address = InetAddress.ofLiteral(text);
            if (isStrict(text, address)) {
                return address;
            }
        } catch (IllegalArgumentException e) {
            throw notAnAddress(text, e);
        }
        throw notAnAddress(text, null);
    }

    // InetAddress also takes 10.1, 010.0.0.1, [::1] and fe80::1%eth0, which no range file means.
    private static boolean isStrict(String text, InetAddress address) {
        if (text.indexOf(':') < 0) {
            return text.equals(address.getHostAddress());
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != ':' && c != '.' && Character.digit(c, 16) < 0) {
                return false;
            }
        }
        return true;
    }

    private static IllegalArgumentException notAnAddress(String text, @Nullable Throwable cause) {
        return new IllegalArgumentException(
                "\"" + text + "\" is not an address, write it like 192.0.2.1 or 2001:db8::1",
                cause);
    }

    /** The IPv4 address within an IPv4-mapped IPv6 one (RFC 4291, 2.5.5.2), or the address. */
    static InetAddress unmapped(InetAddress address) {
        if (!(address instanceof Inet6Address)) {
            return address;
        }
        byte[] bytes = address.getAddress();
        if (!isMapped(hi(bytes), lo(bytes))) {
            return address;
        }
        try {
            return Inet4Address.getByAddress(Arrays.copyOfRange(bytes, 12, 16));
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four bytes are an IPv4 address", e);
        }
    }

    static boolean isMapped(long hi, long lo) {
        return hi == 0 && lo >>> 32 == 0xffff;
    }

    static int ipv4(byte[] address) {
        // Plain reads: through a VarHandle, escape analysis would keep the copied array alive.
        return (address[0] << 24)
                | ((address[1] & 0xff) << 16)
                | ((address[2] & 0xff) << 8)
                | (address[3] & 0xff);
    }

    static long hi(byte[] address) {
        return (long) LONG.get(address, 0);
    }

    static long lo(byte[] address) {
        return (long) LONG.get(address, 8);
    }
}
