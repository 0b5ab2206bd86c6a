package io.github.plimsoll.target.compose;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** What a service may take of the host: its own fields, and those of {@code deploy} above them. */
final class Limits {

    private final Fields fields;

    Limits(Service service) {

        this.fields = service.fields();
    }

    void addTo(ObjectNode host) {
        Fields limits = fields.mapping("deploy").mapping("resources").mapping("limits");
        host.put("Memory", limits.has("memory") ? limits.bytes("memory") : fields.bytes("mem_limit"));
        host.put("MemorySwap", fields.bytes("memswap_limit"));
        host.put("NanoCpus", limits.has("cpus") ? limits.nanoCpus("cpus") : fields.nanoCpus("cpus"));
        host.put("CpuShares", fields.number("cpu_shares"));
        host.put("CpuQuota", fields.number("cpu_quota"));
        host.put("PidsLimit", limits.has("pids") ? limits.number("pids") : fields.number("pids_limit"));
        host.put("OomKillDisable", fields.flag("oom_kill_disable"));
        host.put("OomScoreAdj", fields.number("oom_score_adj"));
        restarts(host.putObject("RestartPolicy"));
        ulimits(host.putArray("Ulimits"));
        devices(host.putArray("Devices"), host.putArray("DeviceRequests"));
    }

    private void restarts(ObjectNode policy) {
        Fields deployed = fields.mapping("deploy").mapping("restart_policy");
        String[] own = fields.text("restart").split(":", 2);
        String name = deployed.object().isEmpty() ? own[0] : condition(deployed);
        policy.put(
                "Name",
                switch (name) {
                    case "", "no", "none", "false" -> "no";
                    case "any" -> "always";
                    default -> name;
                });
        if (!deployed.object().isEmpty()) {
            policy.put("MaximumRetryCount", deployed.number("max_attempts"));
        } else if (own.length > 1) {
            if (!own[1].matches("\\d{1,9}")) {
                throw fields.wrong("restart", "restart names no number of attempts");
            }
            policy.put("MaximumRetryCount", Long.parseLong(own[1]));
        }
    }

    private static String condition(Fields policy) {
        return policy.has("condition") ? policy.text("condition") : "any";
    }

    private void ulimits(ArrayNode limits) {
        fields.entries("ulimits").forEach((name, written) -> {
            ObjectNode limit = limits.addObject().put("Name", name);
            Fields ulimits = fields.mapping("ulimits");
            if (written instanceof ObjectNode) {
                Fields both = ulimits.mappingOf(written);
                limit.put("Soft", both.number("soft")).put("Hard", both.number("hard"));
            } else {
                limit.put("Soft", ulimits.number(name)).put("Hard", ulimits.number(name));
            }
        });
    }

    private void devices(ArrayNode devices, ArrayNode requests) {
        for (JsonNode written : fields.list("devices")) {
            ObjectNode device = devices.addObject();
            if (written instanceof ObjectNode) {
                Fields mapping = fields.mappingOf(written);
                device.put("PathOnHost", mapping.text("source"))
                        .put("CgroupPermissions", mapping.has("permissions") ? mapping.text("permissions") : "rwm");
            } else {
                String[] parts = fields.textOf(written).split(":", 3);
                device.put("PathOnHost", parts[0]).put("CgroupPermissions", parts.length > 2 ? parts[2] : "rwm");
            }
        }
        if (fields.get("gpus").isTextual()) {
            requests.addObject().put("Driver", "").putArray("DeviceIDs").add(fields.text("gpus"));
        } else {
            fields.list("gpus").forEach(written -> request(requests, fields.mappingOf(written)));
        }
        Fields reserved = fields.mapping("deploy").mapping("resources").mapping("reservations");
        reserved.list("devices").forEach(written -> request(requests, reserved.mappingOf(written)));
    }

    private static void request(ArrayNode requests, Fields wanted) {
        ArrayNode ids =
                requests.addObject().put("Driver", wanted.text("driver")).putArray("DeviceIDs");
        wanted.texts("device_ids").forEach(ids::add);
    }
}
