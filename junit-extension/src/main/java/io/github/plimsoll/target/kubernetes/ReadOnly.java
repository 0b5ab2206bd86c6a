package io.github.plimsoll.target.kubernetes;

import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.Interceptor;
import io.github.plimsoll.target.TargetOptions;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/**
 * Lets through only what an audit may ask: GET, and the two reviews by which a user learns of its own rights; where nodes are to
 * be looked at also the pods that do so. Everything that reaches an API server passes here, the live client handed to tests
 * included.
 */
final class ReadOnly implements Interceptor {

    private static final Set<String> REVIEWS = Set.of(
            "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews",
            "/apis/authorization.k8s.io/v1/selfsubjectrulesreviews");

    /** What runs commands, opens connections into pods or hands out credentials answers to GET as well. */
    private static final Pattern ACTING = Pattern.compile(
            "/(exec|attach|portforward|run|token)(/|$)|/(pods|services)/[^/]+/proxy(/|$)|/nodes/[^/]+/proxy/(?!configz$|healthz$)");

    private final AtomicInteger requests = new AtomicInteger();
    private final Optional<Pattern> probes;

    /** @param probe the pods that this run may create and remove, if any */
    ReadOnly(Optional<TargetOptions.Probe> probe) {
        this.probes = probe.map(options -> Pattern.compile("(POST .*%1$s|DELETE .*%1$s/%2$s[\\w-]+)"
                .formatted(
                        Pattern.quote("/api/v1/namespaces/" + options.namespace() + "/pods"),
                        Pattern.quote(NodePod.NAME))));
    }

    /** How many requests went through. */
    int requests() {
        return requests.get();
    }

    /** @throws UnsupportedOperationException if the request might change something, or is none that an audit has to make */
    @Override
    public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
        String path = request.uri().getPath();
        boolean reads = request.method().equals("GET") && !ACTING.matcher(path).find();
        boolean reviews = request.method().equals("POST") && REVIEWS.stream().anyMatch(path::endsWith);
        boolean isProbe = probes.filter(allowed ->
                        allowed.matcher(request.method() + " " + path).matches())
                .isPresent();
        if (!reads && !reviews && !isProbe) {
            throw new UnsupportedOperationException(
                    "an audit does not send " + request.method() + " " + path + ": it only reads");
        }
        requests.incrementAndGet();
    }
}
