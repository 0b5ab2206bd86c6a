package io.github.plimsoll.waiver;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.type.LogicalType;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads the YAML file of waivers and attestations.
 *
 * <p>A file that is wrong anywhere is refused as a whole: a waiver that silently does not hold is as bad as one that silently
 * holds too much.
 */
public final class WaiverFile {

    private static final YAMLMapper MAPPER = YAMLMapper.builder()
            .addModule(new JavaTimeModule())
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .withCoercionConfig(
                    LogicalType.DateTime, config -> config.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail))
            .build();

    private WaiverFile() {}

    /** @throws BadWaiverFile if the file is not there or says anything that is not understood */
    public static Waivers read(Path file) {
        Content content = parse(file);
        if (content.waivers() != null) {
            content.waivers().forEach(waiver -> require(file, waiver));
        }
        if (content.attestations() != null) {
            content.attestations().forEach(attestation -> require(file, attestation));
        }
        return new Waivers(
                content.waivers() == null ? List.of() : content.waivers(),
                content.attestations() == null ? List.of() : content.attestations(),
                LocalDate.now(ZoneOffset.UTC));
    }

    private static Content parse(Path file) {
        try {
            String text = Files.readString(file);
            Content content = text.isBlank() ? null : MAPPER.readValue(text, Content.class);
            if (content == null) {
                throw new BadWaiverFile(file + ": is empty; it needs 'waivers:' or 'attestations:'");
            }
            return content;
        } catch (UnrecognizedPropertyException e) {
            throw new BadWaiverFile(file + ": " + path(e) + ": unknown key; there are "
                    + e.getKnownPropertyIds().stream()
                            .map(Object::toString)
                            .sorted()
                            .collect(Collectors.joining(", ")));
        } catch (JsonMappingException e) {
            throw new BadWaiverFile(file + ": " + path(e) + ": " + firstLine(e));
        } catch (JsonProcessingException e) {
            throw new BadWaiverFile(file + ":" + e.getLocation().getLineNr() + ": " + firstLine(e));
        } catch (NoSuchFileException e) {
            throw new BadWaiverFile(file + ": there is no such file");
        } catch (IOException e) {
            throw new BadWaiverFile(file + ": cannot be read: " + e.getMessage());
        }
    }

    /** Where in the file, for example {@code waivers[0].until}; more use than a line number, which is that of what follows. */
    private static String path(JsonMappingException e) {
        StringBuilder path = new StringBuilder();
        for (JsonMappingException.Reference step : e.getPath()) {
            path.append(step.getFieldName() == null ? "[" + step.getIndex() + "]" : "." + step.getFieldName());
        }
        return path.isEmpty() ? "the file" : path.substring(1);
    }

    private static String firstLine(JsonProcessingException e) {
        return e.getOriginalMessage().lines().findFirst().orElse("cannot be understood");
    }

    private static void require(Path file, Waiver waiver) {
        String of = " of the waiver of " + waiver.control();
        requireText(file, "control" + of, waiver.control());
        requireText(file, "by" + of, waiver.by());
        requireText(file, "reason" + of, waiver.reason());
        requireDate(file, "until" + of, waiver.until());
        if (waiver.subjects().isEmpty()) {
            throw new BadWaiverFile(file + ": 'subjects'" + of + " is missing; write ['*'] if all are meant");
        }
    }

    private static void require(Path file, Attestation attestation) {
        String of = " of the attestation of " + attestation.control();
        requireText(file, "control" + of, attestation.control());
        requireText(file, "by" + of, attestation.by());
        requireText(file, "statement" + of, attestation.statement());
        requireDate(file, "until" + of, attestation.until());
    }

    private static void requireText(Path file, String what, @Nullable String value) {
        if (value == null || value.isBlank()) {
            throw new BadWaiverFile(file + ": '" + what.replaceFirst(" ", "' ") + " is missing");
        }
    }

    private static void requireDate(Path file, String what, @Nullable LocalDate value) {
        if (value == null) {
            throw new BadWaiverFile(
                    file + ": '" + what.replaceFirst(" ", "' ") + " is missing, a date such as 2027-01-31");
        }
    }

    private record Content(
            @JsonProperty("waivers") @Nullable List<Waiver> waivers,
            @JsonProperty("attestations") @Nullable List<Attestation> attestations) {}
}
