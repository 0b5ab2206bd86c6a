package io.github.plimsoll.junit;

import io.github.plimsoll.audit.Audit;
import io.github.plimsoll.audit.Settings;
import io.github.plimsoll.catalogue.Catalogue;
import io.github.plimsoll.target.Targets;
import java.lang.reflect.Method;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;

/** The one audit of a launcher session; JUnit closes it, and so writes the reports, when the session ends. */
final class Session implements AutoCloseable {

    private static final Namespace NAMESPACE = Namespace.create(Session.class);

    private final Catalogue catalogue;
    private final SettingsLookup lookup;
    private final Set<Class<?>> clients = Targets.clients();
    private @Nullable Audit audit;
    private @Nullable RuntimeException failure;
    private boolean told;

    private Session(Catalogue catalogue, SettingsLookup lookup) {
        this.catalogue = catalogue;
        this.lookup = lookup;
    }

    // The successor of the deprecated method is there from JUnit 6 on, which also says that this one may return null.
    @SuppressWarnings("deprecation")
    static Session of(ExtensionContext context) {
        return Objects.requireNonNull(context.getStore(StoreScope.LAUNCHER_SESSION, NAMESPACE)
                .getOrComputeIfAbsent(
                        Session.class,
                        key -> new Session(OnClassPath.catalogue(), SettingsLookup.of(context)),
                        Session.class));
    }

    /**
     * The audit, started by whoever asks first.
     *
     * @throws RuntimeException why there is none; the same each time
     */
    synchronized Audit audit() {
        if (failure != null) {
            told = true;
            throw failure;
        }
        if (audit == null) {
            try {
                audit = Audit.start(Settings.read(lookup, lookup.names()), catalogue);
            } catch (RuntimeException e) {
                failure = e;
                told = true;
                throw e;
            }
        }
        return audit;
    }

    /** Whether a class has already failed because the audit could not start: one such failure is enough. */
    synchronized boolean hasToldWhyNot() {
        return told;
    }

    /** Whether some kind of target can give tests a client of that type. */
    boolean isLiveClient(Class<?> type) {
        return clients.contains(type);
    }

    boolean selects(Method method, String platform) {
        return audit().selects(catalogue.describe(method, platform));
    }

    @Override
    public synchronized void close() {
        Optional.ofNullable(audit).ifPresent(Audit::close);
    }
}
