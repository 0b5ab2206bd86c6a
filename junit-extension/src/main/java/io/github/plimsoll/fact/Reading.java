package io.github.plimsoll.fact;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A place in a snapshot from which a subject reads, and the recorder that notes what is read.
 *
 * <p>Immutable but for the recorder; narrowing gives a new reading.
 */
public final class Reading {

    /** The field by which an object of a document says in which file and line it is written, {@code k8s/web.yaml:12}. */
    public static final String PLACE = "$place";

    /**
     * The only field of an object that stands in the place of what is not known: why not. Whoever reads it can reach no verdict.
     * Only in snapshots of {@link Snapshot#FILES}.
     */
    public static final String UNKNOWN = "$unknown";

    /**
     * The only field of an object that stands in the place of what others decide: who does. What reads it does not apply. Only in
     * snapshots of {@link Snapshot#FILES}.
     */
    public static final String ELSEWHERE = "$elsewhere";

    private final Snapshot snapshot;
    private final Recorder recorder;
    private final String subject;
    private final String source;
    private final String base;
    /** The document itself where it is one entry of a list; else it is the snapshot's document of the key {@code source}. */
    private final @Nullable JsonNode entry;

    private Reading(
            Snapshot snapshot,
            Recorder recorder,
            String subject,
            String source,
            String base,
            @Nullable JsonNode entry) {
        this.snapshot = snapshot;
        this.recorder = recorder;
        this.subject = subject;
        this.source = source;
        this.base = base;
        this.entry = entry;
    }

    /** The whole snapshot; {@link #document} leads on. */
    public static Reading of(Snapshot snapshot, Recorder recorder) {
        return new Reading(snapshot, recorder, "", "", "", null);
    }

    /** The same place under the name of a subject. */
    public Reading named(String name) {
        return new Reading(snapshot, recorder, name, source, base, entry);
    }

    /** The place of another reading of the same snapshot, recorded with this one. */
    public Reading at(Reading place) {
        return new Reading(snapshot, recorder, place.subject, place.source, place.base, place.entry);
    }

    /** Another document of the same snapshot. */
    public Reading document(String key) {
        return new Reading(snapshot, recorder, subject, key, "", null);
    }

    /** The same place, for looking through lists whose entries are evidence of nothing. */
    public Reading unrecorded() {
        return new Reading(snapshot, new Recorder(), subject, source, base, entry);
    }

    /** A part of this document, for example {@code Mounts[2]}; evidence keeps the whole path. */
    public Reading part(String path) {
        return new Reading(snapshot, recorder, subject, source, join(path), entry);
    }

    /**
     * This place, an entry of a list, as a document of its own: evidence names the entry by that key and not by its number.
     *
     * @throws Unreadable if the list could not be collected
     */
    public Reading asDocument(String key) {
        return new Reading(snapshot, recorder, subject, key, "", node(""));
    }

    /**
     * What a text in this document says, as places to read on from; evidence names it by the document and the text.
     *
     * @param path where in the document the text stands
     */
    public Reading parsed(String path, JsonNode json) {
        return new Reading(snapshot, recorder, subject, source + " " + path, "", json);
    }

    /**
     * The raw JSON at this place, for working something out of it; a missing node where nothing stands. Nothing of it is evidence.
     *
     * @throws Unreadable if the document could not be collected
     */
    public JsonNode raw() {
        return node("");
    }

    /**
     * What is worked out from the whole snapshot, once for all that ask: an index, for example. Nothing of it is evidence;
     * whoever uses it reads the places that it leads to.
     *
     * @throws Unreadable if it cannot be worked out
     */
    public <T> T derived(Class<T> type, Function<Reading, T> derivation) {
        try {
            return snapshot.derived(type, () -> derivation.apply(of(snapshot, new Recorder())));
        } catch (Unreadable e) {
            throw failed(e);
        }
    }

    /**
     * Where in a file of its author the nearest thing around this place is written, for example {@code k8s/web.yaml:12}; empty
     * where no file is known. No evidence.
     */
    public String place() {
        if (!isReadable()) {
            return "";
        }
        JsonNode node = root();
        String place = node.path(PLACE).asText("");
        for (String step : Paths.steps(base)) {
            node = step.startsWith("[")
                    ? node.path(Integer.parseInt(step.substring(1, step.length() - 1)))
                    : node.path(step);
            place = node.path(PLACE).asText(place);
        }
        return place;
    }

    /** The name of the subject, for example {@code container/web}. */
    public String subject() {
        return subject;
    }

    /** Whether the document was asked for at all, readable or not. */
    public boolean wasCollected() {
        return entry != null || snapshot.has(source);
    }

    /** Whether the document is there to be read; asking is no failure, so that a second source may serve instead. */
    public boolean isReadable() {
        return entry != null || snapshot.document(source).isReadable();
    }

    public SnapshotHeader header() {
        return snapshot.header();
    }

    /** The value at a dotted path below this place; {@code Options."a.b"} quotes a key that has dots itself. */
    public Value value(String path) {
        return new Value(this, path);
    }

    /**
     * The parts of the array at a path, in order; none if it is absent or null.
     *
     * @throws Unreadable if the document is, or if something other than an array stands there
     */
    public List<Reading> elements(String path) {
        JsonNode node = node(path);
        if (node.isMissingNode() || node.isNull()) {
            record(path, JsonNodeFactory.instance.arrayNode(), true);
            return List.of();
        }
        if (!node.isArray()) {
            throw failed(new Unreadable(describe(path) + " is not a list"));
        }
        if (node.isEmpty()) {
            // Parts are noted as they are read; that there are none has to be noted here.
            record(path, node, false);
        }
        List<Reading> parts = new ArrayList<>(node.size());
        for (int i = 0; i < node.size(); i++) {
            parts.add(part(path + "[" + i + "]"));
        }
        return parts;
    }

    /**
     * The node at a path, a missing node where nothing stands; not recorded.
     *
     * @throws Unreadable if the document could not be collected
     */
    JsonNode node(String path) {
        JsonNode node = told(root());
        for (String step : Paths.steps(join(path))) {
            node = told(
                    step.startsWith("[")
                            ? node.path(Integer.parseInt(step.substring(1, step.length() - 1)))
                            : node.path(step));
        }
        return node == null ? MissingNode.getInstance() : node;
    }

    /** The same node, unless it stands for what is not known or decided elsewhere. */
    private JsonNode told(JsonNode node) {
        // What a live target answers may have any name in it, labels for example, and must not pass for our own word.
        if (node instanceof ObjectNode object && object.size() == 1 && snapshot.has(Snapshot.FILES)) {
            if (object.has(UNKNOWN)) {
                throw failed(new Unreadable(object.path(UNKNOWN).asText()));
            }
            if (object.has(ELSEWHERE)) {
                throw new Absent(object.path(ELSEWHERE).asText());
            }
        }
        return node;
    }

    private JsonNode root() {
        if (entry != null) {
            return entry;
        }
        Document document = snapshot.document(source);
        if (!document.isReadable()) {
            throw failed(new Unreadable(document.reason()));
        }
        return document.json();
    }

    void record(String path, JsonNode value, boolean isDefault) {
        recorder.read(new Evidence(source, join(path), value, isDefault));
    }

    /** Notes a value worked out from others, so that the report can show the step. */
    public void recordDerived(String path, String value) {
        record(path, JsonNodeFactory.instance.textNode(value), false);
    }

    /** Notes what a program does because a setting that is no field of a document was not given. */
    public void recordDefault(String path, String value) {
        record(path, JsonNodeFactory.instance.textNode(value), true);
    }

    Unreadable failed(Unreadable failure) {
        return recorder.failed(failure);
    }

    String describe(String path) {
        return join(path) + " of " + source;
    }

    private String join(String path) {
        return base.isEmpty() || path.isEmpty() || path.startsWith("[") ? base + path : base + "." + path;
    }
}
