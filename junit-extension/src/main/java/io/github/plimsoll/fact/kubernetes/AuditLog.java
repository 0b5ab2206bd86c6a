package io.github.plimsoll.fact.kubernetes;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.plimsoll.fact.Unreadable;
import io.github.plimsoll.fact.kubernetes.rbac.Identity;
import io.github.plimsoll.fact.kubernetes.rbac.Principal;
import io.github.plimsoll.fact.kubernetes.rbac.Request;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What was asked of an API server and allowed, by whom, as its audit log tells. Each request is kept once. */
final class AuditLog {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int FORBIDDEN = 403;

    /** So many different requests that more would only fill the memory. */
    private static final int MOST = 500_000;

    private final Map<Principal, Set<Request>> requests = new HashMap<>();
    private Instant first = Instant.MAX;
    private Instant last = Instant.MIN;
    private int kept;

    private AuditLog() {}

    /** @throws Unreadable if the file is not there, or no audit log */
    static AuditLog read(String file) {
        AuditLog log = new AuditLog();
        long number = 0;
        try (BufferedReader lines = Files.newBufferedReader(Path.of(file))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                if (!line.isBlank()) {
                    log.add(JSON.readTree(line));
                }
            }
        } catch (JsonProcessingException | DateTimeParseException e) {
            throw new Unreadable("line " + number + " of the audit log " + file + " is no event");
        } catch (IOException | RuntimeException e) {
            throw new Unreadable("the audit log " + file + " cannot be read: " + e);
        }
        return log;
    }

    /** From its first event to its last. */
    Duration span() {
        return last.isBefore(first) ? Duration.ZERO : Duration.between(first, last);
    }

    /** What somebody asked for and was allowed; for a group what each of its members was. */
    Set<Request> of(Principal principal) {
        return requests.getOrDefault(principal, Set.of());
    }

    private void add(JsonNode event) {
        if (!event.path("kind").asText("").equals("Event")) {
            throw new DateTimeParseException("no event", "", 0);
        }
        Instant at = Instant.parse(event.path("requestReceivedTimestamp").asText(""));
        first = at.isBefore(first) ? at : first;
        last = at.isAfter(last) ? at : last;
        String decision =
                event.path("annotations").path("authorization.k8s.io/decision").asText("allow");
        if (!decision.equals("allow")
                || event.path("responseStatus").path("code").asInt(0) == FORBIDDEN) {
            return;
        }
        JsonNode acting = event.path("impersonatedUser");
        if (acting.isObject()) {
            Identity impersonator = identity(event.path("user"));
            String name = acting.path("username").asText("");
            Principal become = Principal.user(name);
            keep(
                    impersonator,
                    become.isServiceAccount()
                            ? Request.of("impersonate", "serviceaccounts")
                                    .named(become.name())
                                    .in(become.namespace())
                            : Request.of("impersonate", "users").named(name));
            acting.path("groups")
                    .forEach(group -> keep(
                            impersonator, Request.of("impersonate", "groups").named(group.asText(""))));
        }
        keep(identity(acting.isObject() ? acting : event.path("user")), request(event));
    }

    private void keep(Identity who, Request request) {
        for (Principal principal : who.principals()) {
            if (requests.computeIfAbsent(principal, key -> new LinkedHashSet<>())
                            .add(request)
                    && ++kept > MOST) {
                throw new IllegalStateException("more than " + MOST + " different requests");
            }
        }
    }

    private static Request request(JsonNode event) {
        String verb = event.path("verb").asText("");
        JsonNode object = event.path("objectRef");
        if (!object.isObject()) {
            return Request.ofPath(verb, event.path("requestURI").asText("").replaceFirst("\\?.*", ""));
        }
        return new Request(
                verb,
                object.path("apiGroup").asText(""),
                object.path("resource").asText(""),
                object.path("subresource").asText(""),
                object.path("name").asText(""),
                object.path("namespace").asText(""),
                "");
    }

    private static Identity identity(JsonNode user) {
        Set<String> groups = new TreeSet<>();
        user.path("groups").forEach(group -> groups.add(group.asText("")));
        return new Identity(user.path("username").asText(""), groups);
    }
}
