package io.github.plimsoll.fact.docker;

import io.github.plimsoll.fact.Platform.Found;
import io.github.plimsoll.fact.Reading;
import io.github.plimsoll.fact.Subject;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;

/** A product of Docker Enterprise, now Mirantis, that runs on the host, told by the container that serves it. */
public abstract sealed class EnterpriseProduct extends Subject {

    private EnterpriseProduct(Reading reading) {
        super(reading);
    }

    /** The image that serves it, whose tag is the product's version. */
    public String image() {
        return read("Config.Image").requiredText();
    }

    /** Universal Control Plane, later called Mirantis Kubernetes Engine. */
    public static final class ControlPlane extends EnterpriseProduct {

        private static final Pattern CONTAINER = Pattern.compile("container/ucp-controller");

        private ControlPlane(Reading reading) {
            super(reading);
        }

        static List<Found<ControlPlane>> in(List<Reading> containers) {
            return found(containers, CONTAINER, ControlPlane::new);
        }
    }

    /** Docker Trusted Registry, later called Mirantis Secure Registry. */
    public static final class TrustedRegistry extends EnterpriseProduct {

        private static final Pattern CONTAINER = Pattern.compile("container/(dtr|msr)-nginx-.+");

        private TrustedRegistry(Reading reading) {
            super(reading);
        }

        static List<Found<TrustedRegistry>> in(List<Reading> containers) {
            return found(containers, CONTAINER, TrustedRegistry::new);
        }
    }

    private static <S extends EnterpriseProduct> List<Found<S>> found(
            List<Reading> containers, Pattern name, Function<Reading, S> product) {
        return containers.stream()
                .filter(container -> name.matcher(container.subject()).matches())
                .map(container -> new Found<>(container.subject(), snapshot -> product.apply(snapshot.at(container))))
                .toList();
    }
}
