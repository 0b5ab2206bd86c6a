package io.github.plimsoll.target.docker;

import io.github.plimsoll.target.Reasons;
import io.github.plimsoll.target.TargetUnavailable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;

/** Says in one line that an engine does not answer: what happened, where, and what to do next. */
final class Unavailable {

    private Unavailable() {}

    static TargetUnavailable at(Endpoint endpoint, String reason) {
        return new TargetUnavailable("no Docker engine at " + endpoint.shown() + " (" + endpoint.why() + "): " + reason
                + "; " + nextStep(endpoint, reason));
    }

    private static String nextStep(Endpoint endpoint, String reason) {
        if (reason.contains("no such file")) {
            return "start the engine (systemctl start docker), or name another with DOCKER_HOST or -Dtarget=unix:///path";
        }
        if (reason.contains("permission denied")) {
            return permission(endpoint);
        }
        if (reason.contains("connection refused")) {
            return "nothing listens there: start the engine, or mend the address";
        }
        if (reason.contains("host name")) {
            return "mend the address, or see that the name resolves here";
        }
        if (reason.contains("HTTPS server")) {
            return "the engine wants TLS: set DOCKER_TLS_VERIFY=1 and DOCKER_CERT_PATH to the directory of ca.pem, cert.pem"
                    + " and key.pem";
        }
        if (reason.contains("does not speak HTTP")) {
            return "is this the engine's port? If it wants TLS, set DOCKER_TLS_VERIFY=1 and DOCKER_CERT_PATH";
        }
        if (reason.contains("does not speak TLS")) {
            return "unset DOCKER_TLS_VERIFY, or use the engine's TLS port, by custom 2376";
        }
        if (reason.contains("another name")) {
            return "use a name that stands in the certificate in place of " + endpoint.host()
                    + ", or issue the certificate anew with that name";
        }
        if (reason.contains("authority") || reason.contains("expired")) {
            return "put the authority that issued it as ca.pem into "
                    + endpoint.tls().map(tls -> tls.directory().toString()).orElse("DOCKER_CERT_PATH");
        }
        // An engine that misses a certificate may hang up before it has said so.
        boolean hungUp = endpoint.tls().isPresent() && reason.contains("broke off");
        if (hungUp || reason.contains("client certificate")) {
            return (hungUp ? "it may demand a client certificate: " : "")
                    + "put cert.pem and key.pem, issued by the engine's authority, into "
                    + endpoint.tls().map(tls -> tls.directory().toString()).orElse("DOCKER_CERT_PATH");
        }
        if (reason.startsWith(Reasons.TOO_LATE)) {
            return "see whether `docker version` answers; restart the engine if not";
        }
        return "see whether `docker version` answers";
    }

    private static String permission(Endpoint endpoint) {
        try {
            PosixFileAttributes socket = Files.readAttributes(
                    Path.of(endpoint.uri().getPath()).toRealPath(),
                    PosixFileAttributes.class,
                    LinkOption.NOFOLLOW_LINKS);
            return "the socket is " + socket.owner() + ":" + socket.group().getName() + " "
                    + PosixFilePermissions.toString(socket.permissions()) + ": run as user " + socket.owner()
                    + " or as a member of group " + socket.group().getName();
        } catch (IOException e) {
            return "run as root, or as a user who may use the socket";
        }
    }
}
