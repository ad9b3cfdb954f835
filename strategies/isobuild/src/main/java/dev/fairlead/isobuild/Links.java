package dev.fairlead.isobuild;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.fairlead.isobuild.assisted.ImageId;
import dev.fairlead.isobuild.standalone.Order;
import dev.fairlead.isobuild.standalone.PostedImages.Posted;
import dev.fairlead.spi.Content;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * Where a posted image is.
 *
 * @param baseUrl our own, from configuration, without a slash at its end
 */
record Links(String baseUrl) {
    private static final ObjectMapper JSON = new ObjectMapper();

    String of(ImageId id) {
        return baseUrl + "/images/" + id;
    }

    /** What its owner is told; never for anybody's cache. */
    Content page(Posted posted, boolean minimal) {
        Order order = posted.order();
        String query = "?version=" + encode(order.version()) + "&arch=" + encode(order.arch());
        String isos =
                String.join(
                        "/",
                        baseUrl,
                        "byid",
                        posted.id().value(),
                        encode(order.version()),
                        encode(order.arch()));
        ObjectNode page = JSON.createObjectNode();
        page.put("id", posted.id().value());
        page.put("expires_at", posted.until().toString());
        ObjectNode urls = page.putObject("urls");
        urls.put("full_iso", isos + "/full.iso");
        if (minimal) {
            urls.put("minimal_iso", isos + "/minimal.iso");
        }
        urls.put("pxe_initrd", of(posted.id()) + "/pxe-initrd" + query);
        urls.put("kernel", baseUrl + "/boot-artifacts/kernel" + query);
        urls.put("rootfs", baseUrl + "/boot-artifacts/rootfs" + query);
        return Content.text("application/json", page.toPrettyString() + "\n")
                .withField("Cache-Control", "no-store");
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
