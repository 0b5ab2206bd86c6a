package io.github.plimsoll.target.kubernetes;

import io.github.plimsoll.target.TargetUnavailable;

/** Says in one line that a cluster cannot be audited: what happened, where, and what to do next. */
final class Unavailable {

    private Unavailable() {}

    static TargetUnavailable at(Connection connection, RequestFailed failure) {
        String where = connection.context().isEmpty() ? "" : ", context '" + connection.context() + "'";
        return new TargetUnavailable("no Kubernetes cluster at " + connection.shown() + where + " (" + connection.why()
                + "): " + failure.reason() + "; " + nextStep(connection, failure));
    }

    private static String nextStep(Connection connection, RequestFailed failure) {
        String reason = failure.reason();
        if (failure.status() == 401) {
            return "it does not accept " + connection.login() + " of user '" + connection.user()
                    + "': log in again, or choose another context with -Dtarget=cluster:CONTEXT";
        }
        if (reason.contains("connection refused")) {
            return "nothing listens there: start the cluster, or mend the server's address in the kubeconfig";
        }
        if (reason.contains("host name")) {
            return "mend the server's address in the kubeconfig, or see that the name resolves here";
        }
        if (reason.contains("another name")) {
            return "use a name that stands in the certificate as the server's address, or issue the certificate anew with it";
        }
        if (reason.contains("authority") || reason.contains("expired")) {
            return "put the authority that issued it into certificate-authority-data of the kubeconfig";
        }
        if (reason.contains("HTTPS server") || reason.contains("does not speak HTTP")) {
            return "is this the API server's port? If it wants TLS, the server's address begins with https://";
        }
        if (reason.contains("does not speak TLS")) {
            return "is this the API server's port? Mend the server's address in the kubeconfig";
        }
        return "see whether `kubectl version` answers";
    }
}
