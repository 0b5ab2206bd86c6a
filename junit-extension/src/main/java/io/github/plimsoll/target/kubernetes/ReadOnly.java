package io.github.plimsoll.target.kubernetes;

import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/**
 * Lets through only what an audit may ask: GET, and the two reviews by which a user learns of its own rights. Everything that
 * reaches an API server passes here, the live client handed to tests included.
 */
final class ReadOnly implements Interceptor {

    private static final Set<String> REVIEWS = Set.of(
            "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews",
            "/apis/authorization.k8s.io/v1/selfsubjectrulesreviews");

    /** What runs commands, opens connections into pods or hands out credentials answers to GET as well. */
    private static final Pattern ACTING = Pattern.compile(
            "/(exec|attach|portforward|run|token)(/|$)|/(pods|services)/[^/]+/proxy(/|$)|/nodes/[^/]+/proxy/(?!configz$|healthz$)");

    private final AtomicInteger requests = new AtomicInteger();

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
        if (!reads && !reviews) {
            throw new UnsupportedOperationException(
                    "an audit does not send " + request.method() + " " + path + ": it only reads");
        }
        requests.incrementAndGet();
    }
}
