package io.github.plimsoll.target.compose;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.plimsoll.fact.Reading;
import io.github.plimsoll.target.TargetUnavailable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The ports that a service publishes, as the engine notes them. */
final class Ports {

    private static final Pattern SHORT =
            Pattern.compile("(?:(?<ip>\\[[0-9A-Fa-f:.%]+]|\\d+(?:\\.\\d+){3}):)?(?:(?<host>\\d+(?:-\\d+)?)?:)?"
                    + "(?<port>\\d+(?:-\\d+)?)(?:/(?<protocol>[a-z]+))?");

    private final Service service;
    private final ObjectNode bindings = JsonNodeFactory.instance.objectNode();

    private Ports(Service service) {
        this.service = service;
        service.fields().list("ports").forEach(this::add);
    }

    static ObjectNode of(Service service) {
        return new Ports(service).bindings;
    }

    private void add(JsonNode written) {
        if (written instanceof ObjectNode) {
            Fields port = service.fields().mappingOf(written);
            String protocol = port.has("protocol") ? port.text("protocol") : "tcp";
            add(port.text("host_ip"), port.text("published"), port.text("target"), protocol, written);
            return;
        }
        String text = service.fields().textOf(written);
        Matcher matcher = SHORT.matcher(text);
        if (!matcher.matches()) {
            throw wrong(
                    written, "no port: HOST:CONTAINER is needed, with an address before and /udp behind it if need be");
        }
        String protocol = matcher.group("protocol");
        add(
                plain(matcher.group("ip")),
                plain(matcher.group("host")),
                plain(matcher.group("port")),
                protocol == null ? "tcp" : protocol,
                written);
    }

    private static String plain(@Nullable String text) {
        return text == null ? "" : text.replaceAll("[\\[\\]]", "");
    }

    private void add(String address, String host, String port, String protocol, JsonNode written) {
        int[] targets = range(port, written);
        int[] hosts = host.isEmpty() ? new int[] {0, 0} : range(host, written);
        boolean one = targets[0] == targets[1];
        if (!host.isEmpty() && !one && hosts[1] - hosts[0] != targets[1] - targets[0]) {
            throw wrong(written, "the ranges of ports are not of one length");
        }
        for (int target = targets[0]; target <= targets[1]; target++) {
            String hostPort = host.isEmpty() || one ? host : String.valueOf(hosts[0] + target - targets[0]);
            bindings.withArrayProperty(target + "/" + protocol)
                    .addObject()
                    .put("HostIp", address)
                    .put("HostPort", hostPort)
                    .put(Reading.PLACE, service.project().places().of(written));
        }
    }

    private int[] range(String text, JsonNode written) {
        if (!text.matches("\\d{1,5}(-\\d{1,5})?")) {
            throw wrong(written, "'" + text + "' is no port");
        }
        String[] ends = text.split("-");
        int[] range = {Integer.parseInt(ends[0]), Integer.parseInt(ends[ends.length - 1])};
        if (range[0] > range[1] || range[1] > 65535) {
            throw wrong(written, "'" + text + "' is no range of ports");
        }
        return range;
    }

    private TargetUnavailable wrong(JsonNode at, String why) {
        return service.project().places().wrong(at, why);
    }
}
