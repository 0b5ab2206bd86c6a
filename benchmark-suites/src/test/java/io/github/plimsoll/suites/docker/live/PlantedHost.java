package io.github.plimsoll.suites.docker.live;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** A daemon with plants on it. */
final class PlantedHost implements AutoCloseable {

    /** The label that everything planted carries, and by which it is found again. */
    static final String LABEL = "io.github.plimsoll.plant";

    static final String NETWORK = "plimsoll-plant";
    static final String VOLUME = "plimsoll-plant-etc";

    private static final String FILTER = "?all=1&filters=" + Engine.encoded("{\"label\":[\"" + LABEL + "\"]}");

    private final Engine engine;

    private PlantedHost(Engine engine) {
        this.engine = engine;
    }

    /** Plants; what an earlier run that was killed left behind goes first. */
    static PlantedHost plant(Engine engine, List<Plant> plants) {
        remove(engine);
        PlantedHost host = new PlantedHost(engine);
        try {
            host.prepare();
            plants.forEach(host::plant);
            return host;
        } catch (RuntimeException e) {
            host.close();
            throw e;
        }
    }

    /** Removes everything that carries the label. */
    static void remove(Engine engine) {
        for (JsonNode container : engine.get("/containers/json" + FILTER)) {
            engine.delete("/containers/" + container.get("Id").textValue() + "?force=1&v=1");
        }
        for (JsonNode network : engine.get("/networks" + FILTER)) {
            engine.delete("/networks/" + network.get("Id").textValue());
        }
        for (JsonNode volume : engine.get("/volumes" + FILTER).path("Volumes")) {
            engine.delete("/volumes/" + volume.get("Name").textValue());
        }
        for (JsonNode image : engine.get("/images/json" + FILTER)) {
            engine.delete("/images/" + image.get("Id").textValue() + "?force=1");
        }
    }

    /** What the kernel and the engine have to confine containers with, for example {@code seccomp} and {@code apparmor}. */
    static List<String> securityFeatures(Engine engine) {
        List<String> features = new ArrayList<>();
        for (JsonNode option : engine.get("/info").get("SecurityOptions")) {
            features.add(option.textValue().replaceFirst("^name=", "").replaceFirst(",.*", ""));
        }
        return features;
    }

    @Override
    public void close() {
        remove(engine);
    }

    private void prepare() {
        engine.load(PlantImages.tar(engine.get("/info").get("Architecture").textValue()));
        engine.post("/networks/create", Plant.json("""
                {Name: '%s', Labels: {'%s': 'network'}}""".formatted(NETWORK, LABEL)));
        engine.post("/volumes/create", Plant.json("""
                {Name: '%s', Labels: {'%s': 'volume'}, DriverOpts: {type: 'none', o: 'bind', device: '/etc'}}
                """.formatted(VOLUME, LABEL)));
    }

    private void plant(Plant plant) {
        JsonNode created = engine.post("/containers/create?name=" + plant.name(), plant.document());
        String id = created.get("Id").textValue();
        if (plant.isStarted()) {
            engine.post("/containers/" + id + "/start");
        }
        JsonNode exec = plant.exec();
        if (exec != null) {
            String session =
                    engine.post("/containers/" + id + "/exec", exec).get("Id").textValue();
            if (plant.startsExec()) {
                engine.post("/exec/" + session + "/start", Plant.json("{Detach: true}"));
            }
        }
    }
}
