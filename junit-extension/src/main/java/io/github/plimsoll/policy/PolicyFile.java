package io.github.plimsoll.policy;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads {@code plimsoll.yaml}.
 *
 * <p>A file that is wrong anywhere is refused as a whole, with the line: a limit that silently does not hold is a false pass.
 * Keys stand in full ({@code docker.trusted-users:}) or as blocks ({@code docker:}, then {@code trusted-users:}).
 */
public final class PolicyFile {

    private final String name;
    private final Map<String, Integer> lines = new HashMap<>();
    private Policies policies;

    private PolicyFile(String name, Policies policies) {
        this.name = name;
        this.policies = policies;
    }

    /**
     * The policies with what the file sets.
     *
     * @param name what the file is called in messages and evidence
     * @throws BadPolicy if the file is not there or says anything that is not understood
     */
    public static Policies read(Path file, String name, Policies policies) {
        PolicyFile reading = new PolicyFile(name, policies);
        try (YAMLParser parser = new YAMLFactory().createParser(Files.readString(file))) {
            reading.document(parser);
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
            throw reading.bad(line, e.getOriginalMessage().lines().findFirst().orElse("cannot be understood"));
        } catch (NoSuchFileException e) {
            throw new BadPolicy(name + ": there is no such file");
        } catch (MalformedInputException e) {
            throw new BadPolicy(name + ": is not a text in UTF-8");
        } catch (IOException e) {
            throw new BadPolicy(name + ": cannot be read: " + e.getMessage());
        }
        return reading.policies;
    }

    private void document(YAMLParser parser) throws IOException {
        JsonToken first = parser.nextToken();
        if (first == null || first == JsonToken.VALUE_NULL) {
            return; // comments only: a file made ready to be filled in
        }
        if (first != JsonToken.START_OBJECT) {
            throw bad(parser, "the file is not a list of keys and values");
        }
        block(parser, "");
        if (parser.nextToken() != null) {
            throw bad(parser, "a second document begins; there can be one");
        }
    }

    private void block(YAMLParser parser, String prefix) throws IOException {
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = prefix + parser.currentName();
            int line = line(parser);
            JsonToken value = parser.nextToken();
            requireNoAlias(parser);
            if (value == JsonToken.START_OBJECT) {
                block(parser, key + ".");
            } else {
                set(key, line, value == JsonToken.START_ARRAY ? texts(parser) : scalar(parser));
            }
        }
    }

    private List<Object> texts(YAMLParser parser) throws IOException {
        List<Object> texts = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            requireNoAlias(parser);
            switch (parser.currentToken()) {
                // Numbers such as 8080 and 1.10 are meant as they are written.
                case VALUE_STRING, VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> texts.add(parser.getText());
                // So would be no, which YAML takes for false.
                default -> throw bad(parser, "an entry of a list is not a text; put it in quotes");
            }
        }
        return texts;
    }

    private Object scalar(YAMLParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case VALUE_NUMBER_INT -> parser.getNumberValue();
            case VALUE_NUMBER_FLOAT -> parser.getDecimalValue();
            case VALUE_TRUE, VALUE_FALSE -> parser.getBooleanValue();
            case VALUE_STRING -> parser.getText();
            default -> throw bad(parser, "a key has no value; write [] for an empty list");
        };
    }

    private void set(String key, int line, Object value) {
        Integer earlier = lines.put(key, line);
        if (earlier != null) {
            throw bad(line, key + " stands here a second time, after line " + earlier);
        }
        policies = policies.with(key, value, name + ":" + line);
    }

    /** The parser gives an alias as the text of its name, which nobody meant. */
    private void requireNoAlias(YAMLParser parser) {
        if (parser.isCurrentAlias()) {
            throw bad(parser, "aliases are not understood; write the value out");
        }
    }

    private BadPolicy bad(JsonParser parser, String message) {
        return bad(line(parser), message);
    }

    private BadPolicy bad(int line, String message) {
        return new BadPolicy(name + ":" + line + ": " + message);
    }

    private static int line(JsonParser parser) {
        return parser.currentTokenLocation().getLineNr();
    }
}
